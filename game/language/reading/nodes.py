"""What an author wrote, as a tree that remembers where everything stands; nothing is typed yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from game.language.diagnostics import Diagnostic, Place


@dataclass(slots=True)
class Scalar:
    """A word, number or text as it was written: what it means is decided by the field that asks for it."""

    text: str
    """The text after quotes, escapes and line folding are resolved; empty where nothing was written."""
    plain: bool
    """Written without quotes and not as a block."""
    block: bool
    """Written as a block of lines below a `|` or `>`."""
    span: Place
    """Where it stands, quotes and the block's `|` included."""
    source: Sequence[str] = field(default=(), repr=False, compare=False)
    """All lines of the file, without line ends."""

    def place_of(self, start: int, end: int) -> Place:
        """Where the characters `start` to `end` (exclusive, from 0) of `text` stand in the file.

        Exact where the file holds the text letter by letter: on one line without escapes, or as block lines
        that were not folded. Otherwise the place of the whole.
        """
        start = min(max(start, 0), len(self.text))
        end = min(max(end, start), len(self.text))
        exact = self._place_in_block(start, end) if self.block else self._place_in_line(start, end)
        return exact or self.span

    def _place_in_line(self, start: int, end: int) -> Place | None:
        span = self.span
        if span.line != span.end_line or span.line > len(self.source):
            return None
        quote = 0 if self.plain else 1
        first = span.column + quote
        verbatim = self.source[span.line - 1].startswith(self.text, first - 1)
        if not verbatim or span.end_column - span.column != len(self.text) + 2 * quote:
            return None
        return Place(span.line, first + start, span.line, first + end)

    def _place_in_block(self, start: int, end: int) -> Place | None:
        while end > start and self.text[end - 1] == "\n":  # a stretch ends on the line that it is read on
            end -= 1
        indent = self._block_indent()
        if indent is None:
            return None
        line, column = self._line_and_column(start)
        end_line, end_column = self._line_and_column(end)
        return Place(line, indent + column, end_line, indent + end_column)

    def _block_indent(self) -> int | None:
        """How many spaces stand before each line of the block; None if its lines were folded or shortened."""
        indent = None
        raw_lines = self.source[self.span.line :]
        for text, raw in zip(self.text.rstrip("\n").split("\n"), raw_lines, strict=False):
            if indent is None and text:
                indent = len(raw) - len(text)
            if raw.rstrip(" ") != (" " * (indent or 0) + text).rstrip(" "):
                return None
        return indent

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = self.span.line + 1 + self.text.count("\n", 0, offset)
        return line, offset - (self.text.rfind("\n", 0, offset) + 1) + 1


@dataclass(slots=True)
class Map:
    """Keys and what they hold, in file order; a key that was given twice is here once, as first given."""

    entries: list[tuple[Scalar, Node]]
    span: Place
    """From the first key, or the opening brace, to the end of the last thing in it."""
    _index: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    _indexed: list[tuple[Scalar, Node]] | None = field(default=None, init=False, repr=False, compare=False)

    def get(self, key: str) -> Node | None:
        """What stands under `key`; None if the key is not there."""
        position = self._position(key)
        return None if position is None else self.entries[position][1]

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its place; None if it is not there."""
        position = self._position(key)
        return None if position is None else self.entries[position][0]

    def _position(self, key: str) -> int | None:
        if self._indexed is not self.entries or len(self._index) != len(self.entries):
            self._index, self._indexed = {}, self.entries
            for position, (name, _) in enumerate(self.entries):
                self._index.setdefault(name.text, position)
        return self._index.get(key)


@dataclass(slots=True)
class Items:
    """A list, in file order."""

    items: list[Node]
    span: Place
    """From the first dash, or the opening bracket, to the end of the last item."""


Node: TypeAlias = Scalar | Map | Items


@dataclass(slots=True)
class Document:
    """A file that was read: its tree, its lines and what is wrong with how it is written."""

    root: Map | None
    """None where there is no tree to go on with; then a diagnostic says why."""
    lines: list[str]
    """The lines without their ends, for showing a place; empty if the file could not be read as text."""
    file: str
    """The file as the user named it."""
    diagnostics: list[Diagnostic]
    """In file order; a fault of the whole file first."""
    text: str = field(default="", repr=False)
    """The whole text, its line ends made `\\n`; empty if the file could not be read as text. Characters that no text
    needs, which are an error, have become U+FFFD here and in the lines, so that showing them does no harm."""
