"""What the cursor is on, explained: a name by what it stands for, a key by what the language says of it."""

from __future__ import annotations

from lsprotocol import types

from game.authoring.lsp.buffers import Buffer
from game.authoring.lsp.keys import Steps, bare_schema, meaning
from game.authoring.lsp.positions import Positions
from game.authoring.lsp.telling import told
from game.language.diagnostics import Place
from game.language.reading.nodes import Items, Map, Node


def hover(buffer: Buffer, line: int, column: int, positions: Positions) -> types.Hover | None:
    """Return what there is to say about a place, counted from 1; as plain text."""
    index = buffer.good
    if index is None:
        return None
    name = buffer.name_at(line, column)
    if name is not None:
        return _plain(told(name, index))
    before = buffer.shift.before(line)
    found = key_at(index.root, before, column) if before is not None else None
    if found is None:
        return None
    path, place = found
    now = buffer.shift.moved(place)
    said = meaning(bare_schema(), path)
    return _plain(f"{path[-1]}: {said}", positions.range(now) if now else None) if said else None


def key_at(root: Map, line: int, column: int) -> tuple[Steps, Place] | None:
    """Return the path of the key at a place of a tree, and where exactly it stands."""
    path: Steps = ()
    node: Node = root
    while True:
        below: list[tuple[str | int, Node]] = []
        if isinstance(node, Map):
            for key, value in node.entries:
                if _holds(key.span, line, column):
                    return (*path, key.text), key.span
                below.append((key.text, value))
        elif isinstance(node, Items):
            below = list(enumerate(node.items))
        inside = next(((step, it) for step, it in below if _holds(it.span, line, column)), None)
        if inside is None:
            return None
        path, node = (*path, inside[0]), inside[1]


def _holds(place: Place, line: int, column: int) -> bool:
    return (place.line, place.column) <= (line, column) <= (place.end_line, place.end_column)


def _plain(text: str, span: types.Range | None = None) -> types.Hover:
    return types.Hover(types.MarkupContent(kind=types.MarkupKind.PlainText, value=text), range=span)
