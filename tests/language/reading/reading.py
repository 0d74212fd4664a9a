"""Reading a few lines of text in a test."""

from __future__ import annotations

from game.language.diagnostics import Place
from game.language.reading.nodes import Document, Items, Map, Node, Scalar
from game.language.reading.reader import read_bytes


def read(text: str) -> Document:
    return read_bytes(text.encode(), "a.yaml")


def tree(text: str) -> Map:
    document = read(text)
    assert document.diagnostics == []
    assert document.root is not None
    return document.root


def scalar(text: str, key: str) -> Scalar:
    found = tree(text).get(key)
    assert isinstance(found, Scalar)
    return found


def plainly(node: Node | None) -> object:
    if isinstance(node, Map):
        return {key.text: plainly(value) for key, value in node.entries}
    if isinstance(node, Items):
        return [plainly(item) for item in node.items]
    return node.text if node is not None else None


def cut(lines: list[str], place: Place) -> str:
    assert place.line == place.end_line
    return lines[place.line - 1][place.column - 1 : place.end_column - 1]
