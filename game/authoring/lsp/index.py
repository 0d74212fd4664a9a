"""A readable file by its names: which stands where, and where else it stands."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from game.authoring.lsp.names import Mention, Name, Names
from game.authoring.lsp.uses import all_mentions
from game.authoring.schemas import Schema, schema
from game.language.reading.nodes import Map


class Index:
    """The names of one tree."""

    def __init__(self, root: Map) -> None:
        """Go through a tree once."""
        self.root = root
        self.names = Names(root)
        self._by_line: dict[int, list[Mention]] = defaultdict(list)
        self._by_name: dict[Name, list[Mention]] = defaultdict(list)
        for it in all_mentions(root, self.names):
            self._by_line[it.place.line].append(it)
            self._by_name[it.name].append(it)

    @cached_property
    def schema(self) -> Schema:
        """The language's schema with this file's own ids."""
        return schema(self.root)

    def at(self, line: int, column: int) -> Mention | None:
        """Return the mention that a place is in, or just behind; lines and columns count from 1."""
        for it in self._by_line.get(line, ()):
            if it.place.column <= column <= it.place.end_column and it.exact:
                return it
        return None

    def given(self, name: Name) -> list[Mention]:
        """Return where a name is given."""
        return [it for it in self._by_name[name] if it.given]

    def used(self, name: Name) -> list[Mention]:
        """Return where a name is used, in file order."""
        return sorted((it for it in self._by_name[name] if not it.given), key=lambda it: it.place.line)
