"""Where a file uses its names: in its keys, its references, its conditions and amounts, and its texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from game.authoring.lsp.conditions import named_in
from game.authoring.lsp.exactly import exactly, whole
from game.authoring.lsp.names import Kind, Mention, Name, Names, entries, items
from game.language.models import Promise
from game.language.reading.nodes import Items, Map, Node, Scalar

LOOK: Final = "look:"
"""What stands before a look's id among moves."""
_BEAT_KEYS: Final = ("when", "text", "else")
_BRACES: Final = re.compile(r"\{\{|\{([^{}.\n]*)(?:\.word)?\}")


def uses(root: Map, names: Names) -> list[Mention]:
    """Return every use of every name in a tree."""
    walk = _Walk(names)
    walk.reference("scene", root.get("start"))
    for scene in items(root.get("room_cut")):
        walk.reference("scene", scene)
    for _, scene in entries(root.get("scenes")):
        walk.part(scene)
    for group in ("dynamics", "events", "endings", "tests", "promises"):
        walk.parts(root.get(group))
    return walk.found


class _Walk:
    """Goes through the parts of a file; what a key holds is the same in every part that has it."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.found: list[Mention] = []
        self._by_key: dict[str, Callable[[Node], None]] = {
            **dict.fromkeys(("when", "odds", *Promise.KINDS), self.expression),
            **dict.fromkeys(("text", "reply", "locked", "else"), self.prose),
            **dict.fromkeys(("looks", "choices", "chance", "later"), self.parts),
            **dict.fromkeys(("at", "scene"), lambda node: self.reference("scene", node)),
            "source": lambda node: self.reference("source", node),
            "role": lambda node: self.reference("role", node),
            "effects": self.effects,
            "set": self.settings,
            "goto": self.goto,
            "expect": self.expectations,
            "choose": self.moves,
        }

    def part(self, node: Node) -> None:
        for key, value in entries(node):
            if follow := self._by_key.get(key.text):
                follow(value)

    def parts(self, node: Node | None) -> None:
        for item in items(node):
            self.part(item)

    def add(self, name: Name | None, scalar: Scalar, start: int = 0, alone: bool = False) -> None:
        if name is not None:
            found = exactly(scalar, start, start + len(name.id))
            self.found.append(Mention(name, found.place, found.exact, alone=alone))

    def reference(self, kind: Kind, node: Node | None) -> None:
        if isinstance(node, Scalar):
            self.add(self.names.known(kind, node.text), node)

    def expression(self, node: Node) -> None:
        if isinstance(node, Scalar):
            for it in named_in(node.text, self.names):
                self.add(it.name, node, it.span[0], it.alone)

    def expectations(self, node: Node) -> None:
        for item in items(node):
            self.expression(item)

    def effects(self, node: Node) -> None:
        for key, amount in entries(node):
            self.add(self.names.known("meter", key.text) or self.names.known("fact", key.text), key)
            self.expression(amount)

    def settings(self, node: Node) -> None:
        for key, value in entries(node):
            self.add(self.names.known("fact", key.text), key)
            if isinstance(value, Scalar):
                self.add(self.names.known("word", value.text, key.text), value)

    def goto(self, node: Node) -> None:
        self.reference("scene", node)
        self.parts(node)

    def prose(self, node: Node) -> None:
        if isinstance(node, Items):
            for beat in node.items:
                self.beat(beat)
        elif isinstance(node, Scalar) and "{" in node.text:
            for brace in _BRACES.finditer(node.text):
                if id := brace.group(1):
                    name = self.names.known("meter", id) or self.names.known("fact", id)
                    self.add(name, node, brace.start(1))

    def beat(self, node: Node) -> None:
        if isinstance(node, Scalar):
            self.prose(node)
        for key, value in entries(node):
            if key.text in _BEAT_KEYS:
                self._by_key[key.text](value)
            else:
                self.add(self.names.known("person", key.text), key)
                self.prose(value)

    def moves(self, node: Node) -> None:
        for scene, made in entries(node):
            self.add(self.names.known("scene", scene.text), scene)
            for move in made.items if isinstance(made, Items) else [made]:
                if isinstance(move, Scalar):
                    looking = move.text.startswith(LOOK)
                    id = move.text.removeprefix(LOOK)
                    kind: Kind = "look" if looking else "choice"
                    self.add(self.names.known(kind, id, scene.text), move, len(LOOK) if looking else 0)


def all_mentions(root: Map, names: Names) -> list[Mention]:
    """Return every place where a name is given or used."""
    given = []
    for it in names.given.values():
        found = whole(it.scalar)
        given.append(Mention(it.name, found.place, found.exact, given=True))
    return [*given, *uses(root, names)]
