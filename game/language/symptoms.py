"""A file in which slips of layout may be: where they show, and what it comes to as they are mended one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from game.language import codes
from game.language.diagnostics import Diagnostic, Place
from game.language.places import in_story_words
from game.language.reading import syntax_codes
from game.language.reading.entries import Entry, entry_of, is_content
from game.language.reading.nodes import Document, Items, Map, Node
from game.language.relaying import Change
from game.language.wording import homes

UNREAD: Final = frozenset({
    syntax_codes.NO_COLON, syntax_codes.NOT_LINED_UP, syntax_codes.LIST_AND_KEYS, syntax_codes.BAD_START,
    syntax_codes.NO_DASH,
})  # fmt: skip
"""What a line in the wrong column, or without its dash, looks like where it could not be read."""
READ: Final = frozenset({
    syntax_codes.SAME_KEY, codes.UNKNOWN_KEY, codes.NOT_TEXT, codes.NOT_LIST, codes.NOT_KEYS, codes.NOT_ALLOWED,
    codes.UNKNOWN_NAME, codes.UNKNOWN_SPEAKER, codes.BAD_BEAT,
})  # fmt: skip
"""And where it could."""
_ON_A_KEY: Final = frozenset({codes.UNKNOWN_KEY, codes.NOT_ALLOWED, codes.UNKNOWN_NAME, codes.UNKNOWN_SPEAKER})
"""Of those, what is told of a key that stands where it means nothing, or something else."""


@dataclass(frozen=True)
class State:
    """A file with some slips mended."""

    document: Document
    found: tuple[Diagnostic, ...]
    """What is wrong with it still."""
    told: tuple[Diagnostic, ...] = ()
    """The slips."""
    changes: tuple[Change, ...] = ()
    """What mended them."""
    moved: Mapping[int, int] = field(default_factory=dict)
    """By how many columns lines, from 1, stand further right than in the author's file."""

    @property
    def unread(self) -> bool:
        """Whether it cannot be read to its end."""
        return self.document.root is None

    def symptoms(self) -> list[int]:
        """Return the lines, from 0, on which a slip may have shown."""
        shows = self._may_not_be_read if self.unread else self._may_be_out
        lines = [it.place.line - 1 for it in self.found if it.place and shows(it, self._entry(it.place))]
        missing = [it for it in self.found if it.code == codes.MISSING_KEY and it.place and not self.unread]
        return list(dict.fromkeys([*lines, *(line for it in missing for line in self._swallowed(it))]))

    def _swallowed(self, it: Diagnostic) -> list[int]:
        """Return the line, from 0, on which a missing key stands further in, as part of a text above it; or none."""
        assert it.place is not None
        key = it.message.partition("`")[2].partition("`")[0]
        first = entry_of(self.document.lines, it.place.line - 1)
        for number in range(it.place.line, len(self.document.lines)):
            entry = entry_of(self.document.lines, number)
            if is_content(self.document.lines[number]) and entry.start < first.start:
                break
            if entry.key == key and entry.start > first.start:
                return [number]
        return []

    def _entry(self, place: Place) -> Entry:
        return entry_of(self.document.lines, place.line - 1)

    def _may_not_be_read(self, it: Diagnostic, entry: Entry) -> bool:
        """Say whether a line may be unreadable for where it stands, and not for a colon that it lacks."""
        word, _, more = entry.value.partition(" ")
        half_a_key = it.code == syntax_codes.NO_COLON and (bool(homes(word)) or not more and word.islower())
        return it.code in UNREAD and not half_a_key

    def _may_be_out(self, it: Diagnostic, entry: Entry) -> bool:
        """Say whether a line that means nothing where it is may mean something elsewhere."""
        key = f"`{entry.key}`"
        if any(it.code == codes.MISSING_KEY and it.message.startswith(key) for it in self.found):
            return True
        if it.code == codes.MISSING_KEY:
            return entry.dash
        if it.code not in _ON_A_KEY:
            return it.code in READ
        return self.is_a_name(entry)

    def is_a_name(self, entry: Entry) -> bool:
        """Say whether a key is one of the language's, or holds keys, or is used elsewhere in the file as a name is."""
        key = re.escape(entry.key or "-")
        used = re.compile(rf"^[ -]*{key}:|[:,\[{{(][ ]*{key}[ ]*(?:$|[,\]}})#])|\b{key} (?:[<>=]|is )", re.MULTILINE)
        return not entry.value or bool(homes(entry.key or "")) or len(used.findall(self.document.text)) > 1

    def as_written(self, place: Place) -> Place:
        """Return where the author wrote what stands at a place of this file."""
        start = max(place.column - self.moved.get(place.line, 0), 1)
        end = max(place.end_column - self.moved.get(place.end_line, 0), 1)
        return Place(place.line, start, place.end_line, max(end, start + 1) if place.line == place.end_line else end)

    def after(self, change: Change, document: Document, found: Sequence[Diagnostic]) -> State:
        """Return this file with one more slip mended."""
        line = self.document.lines[change.first]
        column = len(line) - len(line.lstrip()) + 1
        place = self.as_written(Place(change.first + 1, column, change.first + 1, len(line.rstrip()) + 1))
        where = _where(document.root, change.first + 1)
        told = Diagnostic(change.code, "error", change.message, document.file, place, where, change.help)
        lines = range(change.first + 1, change.last + 2)
        moved = {**self.moved, **{number: self.moved.get(number, 0) + change.by for number in lines}}
        return State(document, tuple(found), (*self.told, told), (*self.changes, change), moved)

    def result(self) -> list[Diagnostic]:
        """Return the slips and what else is wrong, in file order."""
        rest = [replace(it, place=self.as_written(it.place)) if it.place else it for it in self.found]
        return sorted([*self.told, *rest], key=lambda it: (it.place.line, it.place.column) if it.place else (0, 0))


def _where(root: Node | None, line: int) -> str:
    """Say in story words what begins on a line; nothing where nothing can be told."""
    path: list[str | int] = []
    node = root
    while isinstance(node, (Map, Items)):
        steps: list[tuple[str | int, int, Node]]
        if isinstance(node, Map):
            steps = [(key.text, key.span.line, value) for key, value in node.entries]
        else:
            steps = [(place, item.span.line, item) for place, item in enumerate(node.items)]
        inner = [(step, value) for step, begins, value in steps if begins <= line]
        if not inner:
            break
        path.append(inner[-1][0])
        node = inner[-1][1]
    return in_story_words(root, tuple(path)) if root is not None else ""
