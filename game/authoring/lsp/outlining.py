"""The outline of a file: its people, numbers, scenes with their options, events, endings and tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lsprotocol import types

from game.authoring.lsp.buffers import Buffer, Shift
from game.authoring.lsp.index import Index
from game.authoring.lsp.names import KEYED, LISTED, OPTIONS, Given, Kind, Name, entries, items
from game.authoring.lsp.positions import Positions
from game.authoring.lsp.telling import label
from game.language.diagnostics import Place
from game.language.places import child
from game.language.reading.nodes import Node, Scalar

_SYMBOLS: Final[dict[Kind, types.SymbolKind]] = {
    "scene": types.SymbolKind.Class,
    "choice": types.SymbolKind.Method,
    "look": types.SymbolKind.Property,
    "event": types.SymbolKind.Event,
    "dynamic": types.SymbolKind.Operator,
    "ending": types.SymbolKind.EnumMember,
    "meter": types.SymbolKind.Number,
    "fact": types.SymbolKind.Variable,
    "role": types.SymbolKind.Interface,
    "person": types.SymbolKind.Object,
    "source": types.SymbolKind.Constant,
}
_OF_THE_FILE: Final = {**KEYED, **LISTED}


def outline(buffer: Buffer, positions: Positions) -> list[types.DocumentSymbol]:
    """Return what the file holds, by its groups and in their order; of a broken file, what it last held."""
    index = buffer.good
    return list(_Outline(index, buffer.shift, positions).groups()) if index else []


class _Outline:
    def __init__(self, index: Index, shift: Shift, positions: Positions) -> None:
        self.index, self.shift, self.positions = index, shift, positions

    def groups(self) -> Iterator[types.DocumentSymbol]:
        for key, node in entries(self.index.root):
            if kind := _OF_THE_FILE.get(key.text):
                within = [it for name in self.index.names.of(kind) if (it := self.named(name))]
            elif key.text == "tests":
                within = [it for test in items(node) if (it := self.test(test))]
            else:
                continue
            symbol = self.symbol(key.text, "", types.SymbolKind.Namespace, key.span, node.span, within)
            if symbol:
                yield symbol

    def named(self, name: Name) -> types.DocumentSymbol | None:
        given: Given = self.index.names.given[name]
        within = []
        if name.kind == "scene":
            options = [it for kind in OPTIONS.values() for it in self.options(name.id, kind)]
            within = [it for option in options if (it := self.named(option))]
        node = given.node.span
        detail = label(name, self.index)
        return self.symbol(name.id, detail, _SYMBOLS[name.kind], given.scalar.span, node, within)

    def options(self, scene: str, kind: Kind) -> Iterator[Name]:
        group = {sort: key for key, sort in OPTIONS.items()}[kind]
        node = self.index.names.given[Name("scene", scene)].node
        for option in items(child(node, group)):
            id = child(option, "id")
            if isinstance(id, Scalar) and (name := self.index.names.known(kind, id.text, scene)):
                yield name

    def test(self, node: Node) -> types.DocumentSymbol | None:
        name = child(node, "name")
        if not isinstance(name, Scalar) or not name.text.strip():
            return None
        return self.symbol(name.text, "", types.SymbolKind.Function, name.span, node.span, [])

    def symbol(
        self, name: str, detail: str, kind: types.SymbolKind, id: Place, node: Place, within: list[types.DocumentSymbol]
    ) -> types.DocumentSymbol | None:
        """Return a symbol; None where the lines of its id were changed since the file could be read."""
        place = self.shift.moved(id)
        if place is None:
            return None
        first = min((id.line, id.column), (node.line, node.column))
        last = max((id.end_line, id.end_column), (node.end_line, node.end_column))
        whole = self.shift.moved(Place(*first, *last)) or place
        return types.DocumentSymbol(
            name=name,
            detail=detail or None,
            kind=kind,
            range=self.positions.range(whole),
            selection_range=self.positions.range(place),
            children=within,
        )
