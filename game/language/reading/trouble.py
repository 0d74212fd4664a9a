"""A line that could not be read: what is known about it when an explanation is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from game.language.diagnostics import Diagnostic, Place
from game.language.reading.entries import Entry, entry_of

Kind: TypeAlias = Literal["nothing", "plain", "quoted", "block", "alias", "brackets"]
"""What was read last: a text without quotes, with quotes, as a block; a reference; a whole `[…]` or `{…}`."""


class Spot(NamedTuple):
    """A line and a column, both from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where reading stopped, and what had been read by then."""

    file: str
    lines: Sequence[str]
    words: str
    """The parser's own words; they tell kinds of trouble apart and are never shown."""
    at: Spot
    """Where it could not go on."""
    began: Spot
    """Where the thing begins that it was reading then; the same as `at` if it did not say."""
    last: Kind
    """What it had read before that."""
    last_start: Spot
    last_end: Spot
    bracket: Spot | None
    """The innermost bracket or brace still open."""

    @property
    def line(self) -> str:
        """The line on which reading stopped."""
        return self.line_at(self.at.line)

    @property
    def character(self) -> str:
        """The character at which reading stopped; empty at the end of a line."""
        return self.line[self.at.column : self.at.column + 1]

    @property
    def starts_line(self) -> bool:
        """Whether only white space stands before the place where reading stopped."""
        return not self.line[: self.at.column].strip()

    @property
    def after_last(self) -> bool:
        """Whether what was read last ends on the line where reading stopped."""
        return self.last != "nothing" and self.last_end.line == self.at.line

    def line_at(self, number: int) -> str:
        """A line by its number, from 0; empty past the end."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def entry(self, number: int | None = None) -> Entry:
        """The parts of a line; of the one on which reading stopped unless told."""
        return entry_of(self.lines, self.at.line if number is None else number)

    def tell(self, code: str, at: Spot, message: str, help: str, end: int | None = None) -> Diagnostic:
        """An error at `at`, one character wide unless it says where on that line it ends, from 0."""
        last = max(len(self.lines) - 1, 0)
        line, column = at if at.line <= last else (last, len(self.line_at(last)))
        stop = max(column + 1, end if end is not None and line == at.line else 0)
        return Diagnostic(code, "error", message, self.file, Place(line + 1, column + 1, line + 1, stop + 1), help=help)

    def tell_line(self, code: str, number: int, message: str, help: str) -> Diagnostic:
        """An error about a whole line, without the blanks around it."""
        entry, line = self.entry(number), self.line_at(number)
        return self.tell(code, Spot(number, entry.indent), message, help, len(line.rstrip()))
