"""An open file: its text as it is now, what that reads as, and what it last read as while it was whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import PurePath
from typing import Final

from game.authoring.lsp.index import Index
from game.authoring.lsp.names import Mention, Name
from game.authoring.lsp.ways import Ways
from game.language.diagnostics import Diagnostic, Place
from game.language.loading import Examined, examine_fully
from game.language.reading.nodes import Document
from game.language.reading.reader import read_bytes

_LOOKS_LIKE_ONE: Final = re.compile(r"^two_hats[ ]*:", re.MULTILINE)
_BESIDES: Final = tuple(re.compile(rf"^{key}[ ]*:", re.MULTILINE) for key in ("scenes", "meters", "endings"))
_WORD: Final = re.compile(r"[\w-]*")


def is_scenario(text: str) -> bool:
    """Say whether a text looks like a scenario, broken or not; other YAML files are none of our business."""
    return bool(_LOOKS_LIKE_ONE.search(text)) or sum(bool(key.search(text)) for key in _BESIDES) > 1


class Reading:
    """One text of a file, read."""

    def __init__(self, text: str, file: str) -> None:
        """Read a text; half a character, which JSON can carry, is told as what it is."""
        self.document: Document = read_bytes(text.encode(errors="surrogatepass"), file)
        self.lines: Sequence[str] = re.split("\r\n|\r|\n", text)

    @cached_property
    def index(self) -> Index | None:
        """The names in it; None where it cannot be read."""
        return None if self.document.root is None else Index(self.document.root)

    @cached_property
    def examined(self) -> Examined:
        """What the language says about it."""
        return examine_fully(self.document, PurePath(self.document.file).stem)


@dataclass
class Buffer:
    """A file that an editor has open."""

    file: str
    """What to call it in messages and commands."""
    text: str
    version: int | None = None
    told: list[Diagnostic] | None = None
    """What the editor was told last; None before it was told anything."""
    told_on: Sequence[str] = ()
    """The lines that this was told about."""
    ways: Ways = field(default_factory=Ways)
    """The moves to its scenes and choices, as far as they are known."""
    _reading: Reading | None = None
    _good: Reading | None = None
    _shift: Shift | None = None

    def write(self, text: str, version: int | None) -> None:
        """Take another text; it is read when somebody asks."""
        self.text, self.version, self._reading, self._shift = text, version, None, None

    @property
    def reading(self) -> Reading:
        """The text as it is now, read."""
        if self._reading is None:
            self._reading = Reading(self.text, self.file)
            if self._reading.document.root is not None:
                self._good = self._reading
        return self._reading

    @property
    def good(self) -> Index | None:
        """The names of the text as it is now; while it cannot be read, as it last was when it could."""
        index = self.reading.index
        return self._good.index if index is None and self._good else index

    @property
    def shift(self) -> Shift:
        """How lines have moved since the text could last be read."""
        now = self.reading
        if self._shift is None:
            self._shift = Shift(self._good.lines if self._good else now.lines, now.lines)
        return self._shift

    def name_at(self, line: int, column: int) -> Name | None:
        """Return the name at a place of the text as it is now, counted from 1."""
        index = self.good
        if index is None:
            return None
        old = self.shift.before(line)
        if old is not None:
            mention = index.at(old, column)
            return mention.name if mention else None
        called = index.names.called(self._word_at(line, column))
        return called[0] if len(called) == 1 else None

    def mentions(self, name: Name, used: bool = True, given: bool = True) -> list[Mention]:
        """Return where a name stands in the text as it is now."""
        index, shift = self.good, self.shift
        found = [*(index.given(name) if given else ()), *(index.used(name) if used else ())] if index else []
        moved = [(it, shift.moved(it.place)) for it in found]
        return [it._replace(place=place) for it, place in moved if place is not None]

    def _word_at(self, line: int, column: int) -> str:
        text = self.reading.lines[line - 1] if line <= len(self.reading.lines) else ""
        return next((it.group() for it in _WORD.finditer(text) if it.start() < column <= it.end() + 1), "")


class Shift:
    """Where the lines of one text stand in another."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        """Compare two texts: from both ends, as one change leaves them, and only what is between in full."""
        first = 0 if before is not after else len(before)
        last = 0
        shorter = min(len(before), len(after))
        while first < shorter and before[first] == after[first]:
            first += 1
        while last < shorter - first and before[-1 - last] == after[-1 - last]:
            last += 1
        old, new = before[first : len(before) - last], after[first : len(after) - last]
        between = SequenceMatcher(None, old, new).get_matching_blocks() if old and new else []
        self._blocks = [
            (0, 0, first),
            *((it.a + first, it.b + first, it.size) for it in between),
            (len(before) - last, len(after) - last, last),
        ]

    def after(self, line: int) -> int | None:
        """Return where a line of the text before, from 1, stands now; None where it was changed."""
        found = (line - old + new for old, new, size in self._blocks if old < line <= old + size)
        return next(found, None)

    def before(self, line: int) -> int | None:
        """Return where a line of the text after, from 1, stood before; None where it is new."""
        found = (line - new + old for old, new, size in self._blocks if new < line <= new + size)
        return next(found, None)

    def moved(self, place: Place) -> Place | None:
        """Return where a place of the text before is now; None where what it held was changed."""
        line, end = self.after(place.line), self.after(place.end_line)
        if line is None or end is None:
            return None
        return Place(line, place.column, end, place.end_column)
