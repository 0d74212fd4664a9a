"""Explanations for what stands between `[` and `]` or `{` and `}`."""

from __future__ import annotations

import re

from game.language.diagnostics import Diagnostic
from game.language.reading.entries import CURLY_QUOTES, content_above, shortened
from game.language.reading.syntax_codes import (
    BAD_KEY,
    COLON_IN_TEXT,
    DASH_IN_BRACKETS,
    NO_COMMA,
    OPEN_BRACKET,
    STRAY_BRACKET,
)
from game.language.reading.trouble import Spot, Trouble

_CLOSERS = {"[": "]", "{": "}"}
_VALUE_AND_KEY = re.compile(r"[:\[{,]\s*(?:[+-]?\d+|yes|no|true|false)\s+(?=[\w-]+\s*$)")
_PARTED_MINUS = re.compile(r"-[ \t]+(\d+)(?=[ \t]*[,}\]])")
_KEY_BEFORE = re.compile(r"([\w-]+):[ \t]*$")


def open_bracket(trouble: Trouble) -> Diagnostic | None:
    """A bracket that nothing closes before the next entry begins, or before the file ends."""
    opened = trouble.bracket
    if opened is None or not (_ends_without_closing(trouble, opened)):
        return None
    bracket = trouble.line_at(opened.line)[opened.column : opened.column + 1]
    closer = _CLOSERS.get(bracket, "]")
    entry = trouble.entry(opened.line)
    message = f"the {bracket} that opens here is never closed"
    help = f"Close it with {closer} at the end of what it holds"
    if entry.value_start == opened.column:
        help += "; if it begins a text, put quotes around the whole text"
    return trouble.tell(OPEN_BRACKET, opened, message, f"{help}.")


def _ends_without_closing(trouble: Trouble, opened: Spot) -> bool:
    if trouble.at.line >= len(trouble.lines):
        return True
    indent = trouble.entry(opened.line).indent
    below = range(opened.line + 1, trouble.at.line + 1)
    entries = (trouble.entry(number) for number in below)
    return any(entry.indent <= indent and (entry.key is not None or entry.dash) for entry in entries)


def stray_bracket(trouble: Trouble) -> Diagnostic | None:
    """A closing bracket that closes nothing, or closes the other kind."""
    character = trouble.character
    if character not in ("]", "}") or "any token" in trouble.words or "mapping values" in trouble.words:
        return None
    if trouble.bracket is None:
        message = f"this {character} closes nothing"
        return trouble.tell(STRAY_BRACKET, trouble.at, message, "Take it away, or add what should open it.")
    opened = trouble.line_at(trouble.bracket.line)[trouble.bracket.column : trouble.bracket.column + 1]
    closer = _CLOSERS.get(opened, "]")
    if character == closer:
        return None
    message = f"{character} stands here, but {opened} was opened on line {trouble.bracket.line + 1}"
    return trouble.tell(STRAY_BRACKET, trouble.at, message, f"Close it with {closer}.")


def unopened_bracket(trouble: Trouble) -> Diagnostic | None:
    """A value such as `grip: -3, load: 2}` that ends with a bracket and begins with none."""
    entry = trouble.entry()
    end = entry.value[-1:]
    opener = {closer: bracket for bracket, closer in _CLOSERS.items()}.get(end)
    if "mapping values" not in trouble.words or opener is None or opener in entry.value or entry.key is None:
        return None
    spot = Spot(entry.line, entry.value_start + len(entry.value) - 1)
    example = shortened(f"{entry.lead}{opener}{entry.value}")
    return trouble.tell(STRAY_BRACKET, spot, f"this {end} closes nothing", f"Open it with {opener}: `{example}`.")


def dash_in_brackets(trouble: Trouble) -> Diagnostic | None:
    """A list with dashes between brackets, where commas separate."""
    if trouble.bracket is None or trouble.character != "-":
        return None
    parted = _PARTED_MINUS.match(trouble.line, trouble.at.column)
    key = _KEY_BEFORE.search(trouble.line[: trouble.at.column])
    if parted and key:
        message = "a space stands between the minus and its number"
        help = f"Take it away: `{key.group(1)}: -{parted.group(1)}`."
        return trouble.tell(DASH_IN_BRACKETS, trouble.at, message, help, parted.end())
    message = "a list item with a dash stands between brackets"
    help = "Separate the items by commas and take the dashes away; or take the brackets away."
    return trouble.tell(DASH_IN_BRACKETS, trouble.at, message, help)


def between_brackets(trouble: Trouble) -> Diagnostic | None:
    """Anything else between brackets: a comma forgotten or doubled, a colon in a text, words after a quote."""
    if trouble.bracket is None:
        return None
    if trouble.character == ",":
        message = "there is nothing between this comma and the one before it"
        return trouble.tell(NO_COMMA, trouble.at, message, "Take one of the two away.")
    if trouble.character != ":" or trouble.last != "plain":
        return _comma_forgotten(trouble, trouble.at)
    before = trouble.line[: trouble.at.column]
    if before.rstrip().endswith(("{", "[", ",")):
        message = "there is no key in front of this colon"
        return trouble.tell(BAD_KEY, trouble.at, message, "Put a key before it, or quotes around a text.")
    forgotten = _VALUE_AND_KEY.search(before, max(0, len(before) - 200))
    if forgotten:
        return _comma_forgotten(trouble, Spot(trouble.at.line, forgotten.end()))
    if not before.strip(" \t-") or trouble.last_start.line < trouble.at.line:
        above = content_above(trouble.lines, trouble.at.line) or 0
        return _comma_forgotten(trouble, Spot(above, len(trouble.line_at(above).rstrip())))
    message = "this text has a colon with a space after it, which would end a key"
    help = "Put quotes around the text; or, if a new entry begins here, put a comma before it."
    if any(sign in before for sign in CURLY_QUOTES[:4]):
        message += ": curly quotes do not count as quotes"
        help = 'Put straight quotes in place of the curly ones: `"…"`.'
    return trouble.tell(COLON_IN_TEXT, trouble.at, message, help)


def _comma_forgotten(trouble: Trouble, spot: Spot) -> Diagnostic:
    character = trouble.character
    if spot == trouble.at and character in ("[", "{") and trouble.last == "plain":
        message = f"a text without quotes cannot have {character} in it here, where brackets mean something"
        help = "Put quotes around the text; or, if a new entry begins here, put a comma before it."
        return trouble.tell(NO_COMMA, spot, message, help)
    message = "a comma is missing before this entry"
    help = "Put a comma between two entries; a text with special characters needs quotes around it."
    return trouble.tell(NO_COMMA, spot, message, help)
