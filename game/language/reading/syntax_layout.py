"""Explanations for how lines stand to one another: tabs, indents, lists beside keys, parts of a file."""

from __future__ import annotations

from game.language.diagnostics import Diagnostic
from game.language.reading.entries import content_above, indent_in_words
from game.language.reading.syntax_codes import DIRECTIVE, LIST_AND_KEYS, NOT_LINED_UP, SECOND_DOCUMENT, TAB
from game.language.reading.trouble import Spot, Trouble


def directive_or_document(trouble: Trouble) -> Diagnostic | None:
    """A line that starts with %, or something after a line of dots."""
    for number in (trouble.at.line, content_above(trouble.lines, trouble.at.line)):
        line = "" if number is None else trouble.line_at(number).rstrip()
        if number is not None and line.startswith("%"):
            help = "Take the line away; a text needs a key before it."
            return trouble.tell_line(DIRECTIVE, number, "a line cannot start with %", help)
        if number is not None and line == "..." and (number == trouble.at.line or "document start" in trouble.words):
            message = "a line of dots ends the scenario here, and it is not the last"
            return trouble.tell_line(SECOND_DOCUMENT, number, message, "Take the line of dots away.")
    return None


def tab_in_the_way(trouble: Trouble) -> Diagnostic | None:
    """A tab where only spaces may stand: in front of a line, even an empty one, or where an entry begins."""
    line = trouble.line
    front = line[: len(line) - len(line.lstrip())]
    if "\t" in front:
        help = "Use spaces only, two for each step; take them all away on an empty line."
        return trouble.tell(TAB, Spot(trouble.at.line, front.index("\t")), "this line is indented with a tab", help)
    if trouble.character == "\t" and "any token" in trouble.words:
        message = "a tab stands here, where only a space may"
        return trouble.tell(TAB, trouble.at, message, "Use a space in its place.")
    return None


def list_beside_keys(trouble: Trouble) -> Diagnostic | None:
    """A key in the column of a list's dashes, or a dash in the column of keys."""
    if not trouble.starts_line or trouble.began.column != trouble.at.column or trouble.began == trouble.at:
        return None
    entry, first = trouble.entry(), trouble.entry(trouble.began.line)
    in_list = first.dash and trouble.began.column < first.start  # else these are the keys that follow a dash
    if in_list == entry.dash:
        return None
    if entry.dash:
        message = "this list item stands in the column of the keys above it"
        help = "Put the list under a key of its own, such as `text:`, and indent it further than that key."
        return trouble.tell_line(LIST_AND_KEYS, entry.line, message, help)
    above = trouble.entry(content_above(trouble.lines, entry.line))
    more = above.start - entry.start if above.start > entry.start else 2
    message = "this line stands in the column of the list items above it, and has no dash"
    step = indent_in_words(more)
    help = f"To go on with the item above, indent it by {step} more; for a new item, begin it with a dash."
    return trouble.tell_line(LIST_AND_KEYS, entry.line, message, help)


def out_of_line(trouble: Trouble) -> Diagnostic | None:
    """A line that starts in a column where nothing above it starts."""
    if not trouble.starts_line or not trouble.character:
        return None
    entry = trouble.entry()
    if trouble.last == "block" and _is_text_of_block(trouble):
        return _left_of_block(trouble)
    there = _columns_above(trouble)
    if not there:
        return None
    where = " and ".join(f"{spot.column} on line {spot.line + 1}" for spot in there)
    here = indent_in_words(entry.indent)
    message = f"this line does not line up with the lines above: {here} here, {where}"
    help = "Start it in the same column as the entries that it belongs with."
    return trouble.tell_line(NOT_LINED_UP, entry.line, message, help)


def _is_text_of_block(trouble: Trouble) -> bool:
    holder = trouble.entry(trouble.last_start.line)
    return trouble.entry().indent > holder.indent


def _left_of_block(trouble: Trouble) -> Diagnostic:
    first = next(
        (number for number in range(trouble.last_start.line + 1, trouble.at.line) if trouble.line_at(number).strip()),
        trouble.last_start.line,
    )
    here, there = trouble.entry().indent, trouble.entry(first).indent
    message = (
        f"this line does not line up with the text above: {indent_in_words(here)} here, "
        f"{indent_in_words(there)} before its first line"
    )
    help = "Indent every line of the text at least as far as its first line."
    return trouble.tell_line(NOT_LINED_UP, trouble.at.line, message, help)


def _columns_above(trouble: Trouble) -> list[Spot]:
    """Where entries above begin to the left and to the right of this line, the nearest of each; [] if one fits."""
    here = trouble.entry().indent
    left: Spot | None = None
    right: Spot | None = None
    number = content_above(trouble.lines, trouble.at.line)
    while number is not None and left is None:
        entry = trouble.entry(number)
        for column in {entry.indent, entry.start}:
            if column == here:
                return []
            if column > here and (right is None or column < right.column):
                right = Spot(number, column)
            elif column < here and (left is None or column > left.column):
                left = Spot(number, column)
        number = content_above(trouble.lines, number)
    return [spot for spot in (left, right) if spot is not None]
