"""Explanations for keys and colons: what looks like an entry and is none, and the other way round."""

from __future__ import annotations

import re

from game.language.diagnostics import Diagnostic
from game.language.reading.entries import (
    Entry,
    as_block,
    bulleted,
    content_above,
    in_quotes,
    indent_in_words,
    shortened,
    uncurled,
)
from game.language.reading.lines import INVISIBLE, name_of
from game.language.reading.syntax_codes import (
    BAD_KEY,
    COLON_IN_TEXT,
    NO_COLON,
    NO_DASH,
    NO_SPACE_AFTER_COLON,
    NO_SPACE_AFTER_DASH,
    NOT_LINED_UP,
    ODD_COLON,
)
from game.language.reading.trouble import Spot, Trouble

_TIGHT_COLON = re.compile(r"([a-zA-Z_][\w-]*):(?=[^\s:/])")
_LIKE_A_KEY = re.compile(r"[a-z][\w-]*")
_TIGHT_DASH = re.compile(r"-[^\s-]")
_GLUED = re.compile(r"([a-zA-Z_][\w-]*)(:?)[ \t]*([\[{])")
_PAIR = r"[a-z][\w-]*:[ \t]+[^\s:,(){}\[\]][^:,(){}\[\]]*"
_PAIRS = re.compile(rf"{_PAIR}(?:,[ \t]*{_PAIR})*")
_NUMBER_VALUE = re.compile(r":[ \t]+(?:[+-]?\d+|yes|no)[ \t]*(?:,|$)")
_GROUPS = ("effects", "set", "minutes")
_ODD_SPACE = re.compile(f"(?:-|[\\w-]+[ \t]*:)({INVISIBLE.pattern})")
_LIKE_A_COLON = re.compile("[\\w-]+[ \t]*([\uff1a\ufe55\ua789\u2236])")


def odd_colon(trouble: Trouble) -> Diagnostic | None:
    """A character that looks like a colon, or like the space after a colon or dash."""
    if "simple key" not in trouble.words and "mapping values" not in trouble.words:
        return None
    first = trouble.began.line if "simple key" in trouble.words else trouble.at.line
    for number in (first, content_above(trouble.lines, first)):
        found = None if number is None else _odd_colon_on(trouble, trouble.entry(number))
        if found:
            return found
    return None


def _odd_colon_on(trouble: Trouble, entry: Entry) -> Diagnostic | None:
    line = trouble.line_at(entry.line)
    for pattern, meant in ((_ODD_SPACE, "a space"), (_LIKE_A_COLON, "a colon and a space")):
        match = pattern.match(line, entry.start)
        if match:
            message = f"{name_of(match.group(1))} stands here where {meant.removesuffix(' and a space')} is due"
            return trouble.tell(ODD_COLON, Spot(entry.line, match.start(1)), message, f"Type {meant} in its place.")
    return None


def tight_colon(text: str) -> re.Match[str] | None:
    """A text that begins like an entry but for the space after its colon; addresses and times do not."""
    return _TIGHT_COLON.match(text)


def glued_bracket(key: str) -> tuple[str, int, str, str] | None:
    """A key that runs into a bracket, such as `effects {patients`: its code, the column in it, and what to say."""
    match = _GLUED.match(key)
    if match is None:
        return None
    name, colon, bracket = match.groups()
    help = f"Write `{name}: {bracket}`, with a colon and a space between the two."
    if colon:
        return NO_SPACE_AFTER_COLON, len(name), f'there is no space after the colon of "{name}"', help
    return NO_COLON, len(name), f'there is no colon between "{name}" and its {bracket}', help


def key_into_bracket(trouble: Trouble) -> Diagnostic | None:
    """A key without its colon, or the space after it, in front of a bracket."""
    entry = trouble.entry()
    found = glued_bracket(entry.key) if "mapping values" in trouble.words and entry.key else None
    if found is None:
        return None
    code, column, message, help = found
    return trouble.tell(code, Spot(entry.line, entry.start + column), message, help)


def no_key(trouble: Trouble) -> Diagnostic | None:
    """A line that begins with a colon."""
    if trouble.character != ":" or not trouble.starts_line:
        return None
    message = "there is no key in front of this colon"
    return trouble.tell(BAD_KEY, trouble.at, message, "Put a key before it, or quotes around a text.")


def key_without_colon(trouble: Trouble) -> Diagnostic | None:
    """A line that should be an entry and has no colon, or no space after its colon or dash."""
    if "simple key" in trouble.words:
        return _explain_keyless(trouble, trouble.entry(trouble.began.line))
    entry = trouble.entry()
    if "mapping values" not in trouble.words or entry.colon != trouble.at.column:
        return None
    head = _head_of_text(trouble, entry)
    if head is None:
        return None
    if head.key is None:
        return _explain_keyless(trouble, head)
    return _deeper_than_above(trouble, entry, head) if entry.like_a_key or entry.dash else None


def _head_of_text(trouble: Trouble, entry: Entry) -> Entry | None:
    """The line on which the text begins that ran on into this entry."""
    number = content_above(trouble.lines, entry.line)
    while number is not None:
        head = trouble.entry(number)
        above = content_above(trouble.lines, number)
        if head.key is not None or head.dash or above is None:
            return head
        holder = trouble.entry(above)
        if holder.indent >= head.indent or not holder.value:
            return head
        number = above
    return None


def _explain_keyless(trouble: Trouble, entry: Entry) -> Diagnostic:
    line, lead = trouble.line_at(entry.line), "- " if entry.dash else ""
    if not entry.dash and _TIGHT_DASH.match(line, entry.indent):
        help = f"Write `- {shortened(line[entry.indent + 1 :])}`."
        message = "there is no space after the dash of this list item"
        return trouble.tell(NO_SPACE_AFTER_DASH, Spot(entry.line, entry.indent), message, help)
    tight = _TIGHT_COLON.match(line, entry.start)
    if tight:
        key, rest = tight.group(1), shortened(line[tight.end() :])
        message = f'there is no space after the colon of "{key}"'
        help = f"Write `{lead}{key}: {rest}`."
        return trouble.tell(NO_SPACE_AFTER_COLON, Spot(entry.line, tight.end() - 1), message, help)
    if not entry.dash and (words := bulleted(line[entry.indent :])):
        message = f"a list item begins with a hyphen, and this line begins with {line[entry.indent]}"
        help = f"Begin the line with a hyphen and a space: `- {shortened(words)}`."
        return trouble.tell_line(NO_DASH, entry.line, message, help)
    key, _, rest = entry.value.partition(" ")
    if _LIKE_A_KEY.fullmatch(key):
        message = f'"{shortened(entry.value)}" has no colon after its key'
        example = f"{lead}{key}: {shortened(rest)}".rstrip()
    elif entry.dash:
        message = f'"{shortened(entry.value)}" has no key and colon in front'
        example = f"{lead}text: {shortened(entry.value)}"
    else:
        message = f'"{shortened(entry.value)}" has no key and colon in front'
        help = (
            "If it goes on with the text above, indent it further than the key of that text; if it is an item of a "
            f"list, begin it with a hyphen and a space: `- {shortened(entry.value)}`."
        )
        return trouble.tell_line(NO_COLON, entry.line, message, help)
    help = (
        f"If it is an entry of its own, write it as `{example}`; if it goes on with the text above, indent it "
        "further than the key of that text."
    )
    return trouble.tell_line(NO_COLON, entry.line, message, help)


def _deeper_than_above(trouble: Trouble, entry: Entry, head: Entry) -> Diagnostic:
    here, there = (entry.indent, head.indent) if entry.dash else (entry.start, head.start)
    message = (
        f"this line does not line up with the lines above: {indent_in_words(here)} here, "
        f'{indent_in_words(there)} before "{shortened(head.key or "")}"'
    )
    key = head.key or ""
    help = (
        f'Start it in the column of "{shortened(key)}"; if it is to stand under that key, take away the text after '
        "the key's colon."
    )
    if key.startswith("-"):
        help = f'Write "- {shortened(key.lstrip("-"))}" in the line above, with a space after the dash.'
    return trouble.tell_line(NOT_LINED_UP, entry.line, message, help)


def _pairs_of(entry: Entry) -> str | None:
    """What stands in a value that should have braces, such as `(patients: +3)`; None for what may be a sentence."""
    inner, bare = entry.value.strip("() \t"), not entry.value.startswith("(")
    if not _PAIRS.fullmatch(inner) or not _NUMBER_VALUE.search(inner) or (bare and entry.key not in _GROUPS):
        return None
    return inner


def colon_in_text(trouble: Trouble) -> Diagnostic | None:
    """A colon and a space in a text, which look like the end of a key."""
    if "mapping values" not in trouble.words:
        return None
    entry = trouble.entry()
    if entry.like_a_key and entry.colon < trouble.at.column and (pairs := _pairs_of(entry)):
        message = "keys and values on one line stand in braces"
        message += ", and these are round brackets" if entry.value.startswith("(") else ""
        return trouble.tell(COLON_IN_TEXT, trouble.at, message, f"Write `{entry.lead}{{{shortened(pairs, 80)}}}`.")
    message = "this text has a colon with a space after it, which would end a key"
    if uncurled(entry.value) and entry.key is not None:
        message += ": curly quotes do not count as quotes"
        help = f"Put straight quotes in their place: `{in_quotes(entry, entry.value)}`."
        return trouble.tell(COLON_IN_TEXT, trouble.at, message, help)
    if entry.key is None or entry.colon >= trouble.at.column:
        help = "Put quotes around the whole text, or write it on lines of its own below a key that ends in `: >-`."
    else:
        help = (
            f"Put quotes around the text: `{in_quotes(entry, entry.value)}`; or write it on lines of its own below "
            f"`{as_block(entry)}`."
        )
    return trouble.tell(COLON_IN_TEXT, trouble.at, message, help)
