"""The parts of one line as an author sees them: its indent, its dash, its key, its value; and how to quote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LONGEST_LINE = 2_000
_LONGEST_EXAMPLE = 70
_DASHES = re.compile(r"[ \t]*((?:-[ \t]+)*(?:-$)?)")
_QUOTED_KEY = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*:(?=[ \t]|$)""")
_COLON = re.compile(r":(?=[ \t]|$)")
_COMMENT = re.compile(r"(?:^|[ \t]+)#(?=[ \t]|$)")
_WORD = re.compile(r"[\w-]+")
_CURLY = re.compile(r"[“„”‟‘‚’]([^“„”‟]*)[“”‟‘’]")
CURLY_QUOTES = "“„”‟‘‚’"
"""What a word processor makes of quotes."""
_BULLET = re.compile(r"(?:[•‣◦▪▫●○■□∙·⁃–—―−➢➤►▶✓✔][ \t]*|\*[ \t]+)(\S.*)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line, taken apart. Columns count from 0."""

    line: int
    """Which line, from 0."""
    indent: int
    """How many blanks stand in front."""
    dash: bool
    """Whether it begins a list item."""
    start: int
    """The column of the key, or of the text if there is no key."""
    key: str | None
    """What stands before the first colon that has a blank or nothing after it."""
    colon: int
    """The column of that colon; -1 without a key."""
    value: str
    """What follows the colon, or the whole text without a key; without a comment, or blanks around it."""
    value_start: int
    """The column of the value."""

    @property
    def like_a_key(self) -> bool:
        """Whether the key could be one of the language's: a single word."""
        return self.key is not None and _WORD.fullmatch(self.key) is not None

    @property
    def lead(self) -> str:
        """What has to be written before the value."""
        return ("- " if self.dash else "") + (f"{self.key}: " if self.key is not None else "")


def entry_of(lines: Sequence[str], number: int) -> Entry:
    """Take apart the line with this number, from 0; a line past the end is empty."""
    line = lines[number][:_LONGEST_LINE].rstrip() if 0 <= number < len(lines) else ""
    indent = len(line) - len(line.lstrip(" \t"))
    match = _DASHES.match(line)
    start = match.end() if match else indent
    dash = bool(match and match.group(1))
    key, colon = _key_of(line, start)
    after = colon + 1 if key is not None else start
    value = line[after:].lstrip(" \t")
    value_start = len(line) - len(value)
    if not value.startswith(('"', "'")):
        value = _COMMENT.split(value, maxsplit=1)[0]
    return Entry(number, indent, dash, start, key, colon, value, value_start)


def _key_of(line: str, start: int) -> tuple[str | None, int]:
    quoted = _QUOTED_KEY.match(line, start)
    if quoted:
        return quoted.group(1)[1:-1], line.index(":", quoted.end(1))
    colon = _COLON.search(line, start)
    if colon is None or line[start : start + 1] in tuple("\"'[{#|>&*!%@`"):
        return None, -1
    return line[start : colon.start()].rstrip(), colon.start()


def is_content(line: str) -> bool:
    """Whether a line is more than blank and comment."""
    stripped = line.strip()
    return bool(stripped) and not stripped.startswith("#")


def content_above(lines: Sequence[str], number: int) -> int | None:
    """The nearest line above that is neither blank nor comment, from 0."""
    for above in range(min(number, len(lines)) - 1, -1, -1):
        if is_content(lines[above]):
            return above
    return None


def quoted(text: str) -> str:
    """The text in quotes, as an author would write it."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def uncurled(text: str) -> str | None:
    """What stands between curly quotes, which are no quotes to the reader; None if they do not hold the whole text."""
    match = _CURLY.fullmatch(text)
    return match.group(1) if match else None


def in_quotes(entry: Entry, value: str) -> str:
    """The entry with its value in straight quotes, to copy; with dots for a long one."""
    example = entry.lead + quoted(uncurled(value) or value)
    return example if len(example) <= _LONGEST_EXAMPLE else entry.lead + '"…"'


def as_block(entry: Entry) -> str:
    """The first line of the entry in block form."""
    return entry.lead + ">-"


def shortened(text: str, most: int = 40) -> str:
    """The beginning of a text, with dots where it goes on."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def bulleted(text: str) -> str | None:
    """What follows a bullet, or a dash that is no hyphen, at the beginning of a text; None if it begins otherwise."""
    match = _BULLET.match(text)
    return match.group(1) if match else None


def indent_in_words(count: int) -> str:
    """`no spaces`, `1 space`, `4 spaces`."""
    return {0: "no spaces", 1: "1 space"}.get(count, f"{count} spaces")
