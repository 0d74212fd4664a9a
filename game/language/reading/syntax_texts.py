"""Explanations for texts: quotes, first characters, and comments that cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from game.language.diagnostics import Diagnostic, Place
from game.language.reading.entries import (
    CURLY_QUOTES,
    Entry,
    as_block,
    bulleted,
    content_above,
    entry_of,
    in_quotes,
    shortened,
    uncurled,
)
from game.language.reading.lines import cut_within
from game.language.reading.syntax_codes import (
    AFTER_QUOTE,
    BAD_ESCAPE,
    BAD_START,
    COMMENT_IN_TEXT,
    CUT_BY_HASH,
    NO_DASH,
    OPEN_QUOTE,
)
from game.language.reading.trouble import Spot, Trouble

_LOOKS_LIKE_ENTRY = re.compile(r"[ \t]*(?:- |-$|[\w-]+:(?:[ \t]|$))")
_FORGOTTEN_COMMA = re.compile(r"""\s*(?:["'\[{\]}:]|$|[\w-]+:(?:\s|$))""")
_PARTED_MINUS = re.compile(r"-[ \t]+(\d+)")
_MARKS = ("scanning an anchor", "scanning an alias", "block scalar", "a tag", "tag handle")


def cut_diagnostic(file: str, lines: Sequence[str], cut: Spot, kept: str) -> Diagnostic:
    """What a # at `cut` does to a text that would end with `kept` before it."""
    entry, end = entry_of(lines, cut.line), len(lines[cut.line].rstrip())
    if kept:
        words = kept if len(kept) <= 40 else "…" + kept[-39:].lstrip()
        message = f'everything from the # on is a comment, so the text would end at "{words}"'
    else:
        message = "everything from the # on is a comment, so nothing of this text would be left"
    whole = entry.value[:1] not in ("[", "{") and (entry.key is not None or entry.dash)
    example = f": `{in_quotes(entry, entry.value)}`" if whole else ""
    which = "straight quotes in place of the curly ones" if uncurled(entry.value) else "quotes around the text"
    help = f"Put {which}{example}; a real comment has a space after its #."
    place = Place(cut.line + 1, cut.column + 1, cut.line + 1, end + 1)
    return Diagnostic(CUT_BY_HASH, "error", message, file, place, help=help)


def cut_by_hash(trouble: Trouble) -> Diagnostic | None:
    """A comment that was meant as text took the end of a line, and the next line does not fit any more."""
    number = content_above(trouble.lines, trouble.at.line)
    if number is None or (trouble.last == "block" and number <= trouble.last_end.line):
        return None
    entry, line = trouble.entry(number), trouble.line_at(number)
    column = _hash_in_plain(line, entry)
    if column is None or not _cut_matters(trouble, entry, line[column:]):
        return None
    kept = line[entry.value_start : column].strip()
    return cut_diagnostic(trouble.file, trouble.lines, Spot(number, column), kept)


def _hash_in_plain(line: str, entry: Entry) -> int | None:
    if entry.value[:1] in ('"', "'", "|", ">", "#"):
        return None
    return cut_within(line, entry.value_start)


def _cut_matters(trouble: Trouble, entry: Entry, hidden: str) -> bool:
    """Whether the cut explains the trouble: a comma or closing bracket is hidden, or the text goes on below."""
    if trouble.bracket is not None:
        return trouble.bracket.line <= entry.line and any(sign in hidden for sign in ",]}")
    return trouble.starts_line and trouble.entry().indent > entry.indent


def open_quote(trouble: Trouble) -> Diagnostic | None:
    """A quote that nothing closes, or that only a later entry's quote closes."""
    if "quoted scalar" in trouble.words and ("end of stream" in trouble.words or "document" in trouble.words):
        opened = trouble.began
    elif trouble.last == "quoted" and trouble.after_last and _swallowed_an_entry(trouble):
        opened = trouble.last_start
    else:
        return None
    line, entry = trouble.line_at(opened.line), trouble.entry(opened.line)
    text = line[opened.column + 1 :].strip()
    holds_it = entry.value_start == opened.column and (entry.key is not None or entry.dash)
    whole = holds_it and bool(text) and "#" not in text and '"' not in text
    if text[-1:] in tuple(CURLY_QUOTES):
        message = f"the quote that opens here is never closed: a curly {text[-1]} does not count as one"
        example = f": `{in_quotes(entry, text[:-1])}`" if whole else ""
        return trouble.tell(OPEN_QUOTE, opened, message, f"End the text with a straight quote{example}.")
    if line[opened.column : opened.column + 1] == "'":
        example = f": `{in_quotes(entry, chr(39) + text)}`" if whole else ""
        message = "the single quote that opens here is never closed"
        help = (
            "If it is a quote, close it at the end of the text; if it is an apostrophe, put double quotes around "
            f"the whole text{example}."
        )
        return trouble.tell(OPEN_QUOTE, opened, message, help)
    example = f": `{in_quotes(entry, text)}`" if whole else ""
    message = "the quote that opens here is never closed"
    return trouble.tell(OPEN_QUOTE, opened, message, f"Close it at the end of the text{example}.")


def _swallowed_an_entry(trouble: Trouble) -> bool:
    below = range(trouble.last_start.line + 1, trouble.last_end.line + 1)
    return any(_LOOKS_LIKE_ENTRY.match(trouble.lines[number]) for number in below)


def bad_escape(trouble: Trouble) -> Diagnostic | None:
    """A backslash in double quotes that starts no known sign."""
    if "quoted scalar" not in trouble.words and "double-quoted" not in trouble.words:
        return None
    column = trouble.line.rfind("\\", 0, trouble.at.column + 1)
    if column < 0:
        return None
    sign = trouble.line[column : column + 2]
    message = f'a backslash in double quotes starts a special sign, and "{sign}" is not one'
    help = "Write the backslash twice, or put single quotes around the text."
    return trouble.tell(BAD_ESCAPE, Spot(trouble.at.line, column), message, help, column + 2)


def after_quote(trouble: Trouble) -> Diagnostic | None:
    """A text that begins with a quotation: its second quote ends it, and then it goes on."""
    end = trouble.last_end
    if trouble.last != "quoted" or not trouble.after_last or trouble.at.column < end.column:
        return None
    rest = trouble.line[end.column :]
    if trouble.bracket is not None and _FORGOTTEN_COMMA.match(rest):
        return None
    column = end.column + len(rest) - len(rest.lstrip())
    message = f"the text goes on after its closing quote: {shortened(rest)}"
    help = f"Put quotes around the whole text{_quote_again(trouble)}."
    return trouble.tell(AFTER_QUOTE, Spot(end.line, column), message, help, len(trouble.line.rstrip()))


def _quote_again(trouble: Trouble) -> str:
    """How to quote a text that has quotes in it: in the other kind, or as a block without any."""
    start = trouble.last_start
    entry = trouble.entry(start.line)
    if trouble.bracket is not None or entry.value_start != start.column or not entry.lead:
        return ", of the other kind if it has quotes in it"
    block = f"write it on lines of its own below `{as_block(entry)}`, where it needs none"
    if start.line != trouble.at.line:
        return f", of the other kind if it has quotes in it; or {block}"
    whole, goes_on = entry.value, trouble.line[trouble.last_end.column : trouble.last_end.column + 1]
    if goes_on.strip() and whole.endswith(whole[0]):
        whole = whole[1:-1]  # as in 'Don't': the outer quotes hold the text, the inner ones belong to it
    return f": `{in_quotes(entry, whole)}`; or {block}"


def bad_start(trouble: Trouble) -> Diagnostic | None:
    """A text whose first character means something else unless the text is in quotes."""
    spot = _start_of_text(trouble)
    if spot is None:
        return None
    line, entry = trouble.line_at(spot.line), trouble.entry(spot.line)
    first = line[spot.column : spot.column + 1]
    if entry.key is not None and (parted := _PARTED_MINUS.fullmatch(entry.value)):
        message = "a space stands between the minus and its number"
        return trouble.tell(BAD_START, spot, message, f"Take it away: `{entry.key}: -{parted.group(1)}`.")
    if bullet := bulleted(entry.value) if first == "*" and entry.key is None and not entry.dash else None:
        message = "a list item begins with a hyphen, and this line begins with *"
        help = f"Begin the line with a hyphen and a space: `- {shortened(bullet)}`."
        return trouble.tell_line(NO_DASH, spot.line, message, help)
    shown = {"-": "a dash and a space", "?": "a question mark and a space"}.get(first, first)
    whole = entry.value_start == spot.column and trouble.bracket is None and first != "`"
    example = f": `{in_quotes(entry, entry.value)}`" if whole else ""
    other = {
        "|": "; or, for a text on lines of its own, begin it on the next line",
        ">": "; or, for a text on lines of its own, begin it on the next line",
        "-": "; or, for a list, put its first dash on the next line",
    }.get(first, "")
    message = f"a text without quotes cannot start with {shown}"
    return trouble.tell(BAD_START, spot, message, f"Put quotes around the text{example}{other}.")


def _start_of_text(trouble: Trouble) -> Spot | None:
    """Where the text begins that cannot begin so; None if the trouble is another."""
    words, first = trouble.words, trouble.character
    if "cannot start any token" in words and first in ("@", "`", "%"):
        return trouble.at
    if any(mark in words for mark in _MARKS):
        return trouble.began
    if "not allowed" in words and first in ("-", "?") and not trouble.starts_line:
        return trouble.at
    if trouble.bracket is None and first == "," and trouble.starts_line:
        return trouble.at
    if trouble.bracket is not None or trouble.starts_line:
        return None
    if "node content" in words and first in ("]", "}", ","):
        return trouble.at
    if trouble.last in ("alias", "brackets") and trouble.after_last and first not in ("]", "}"):
        return trouble.last_start if trouble.last_start.line == trouble.at.line else None
    return None


def comment_in_text(trouble: Trouble) -> Diagnostic | None:
    """A comment line between two lines of one text, which ends the text."""
    above = content_above(trouble.lines, trouble.at.line)
    if above is None or trouble.last != "plain" or above != trouble.last_end.line or not trouble.starts_line:
        return None
    between = range(above + 1, trouble.at.line)
    comment = next((number for number in between if trouble.line_at(number).strip()), None)
    if comment is None or trouble.entry().indent <= trouble.entry(trouble.last_start.line).indent:
        return None
    message = "this comment stands in the middle of a text and ends it"
    return trouble.tell_line(COMMENT_IN_TEXT, comment, message, "Move the comment above the text.")
