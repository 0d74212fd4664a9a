"""The names that a scenario file gives: what each is, and where it is given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from game.language.diagnostics import Place
from game.language.reading.nodes import Items, Map, Node, Scalar

Kind: TypeAlias = Literal[
    "scene", "choice", "look", "event", "dynamic", "ending", "meter", "fact", "word", "role", "person", "source"
]
"""What a name stands for; a `word` is one of those that a fact can be."""

KEYED: dict[str, Kind] = {
    "cast": "person",
    "roles": "role",
    "meters": "meter",
    "facts": "fact",
    "scenes": "scene",
    "sources": "source",
}
"""The groups of a file whose keys are names, and what these name."""
LISTED: dict[str, Kind] = {"dynamics": "dynamic", "events": "event", "endings": "ending"}
"""The lists of a file whose items have an `id`."""
OPTIONS: dict[str, Kind] = {"looks": "look", "choices": "choice"}


class Name(NamedTuple):
    """One name of a file. Two are the same only if all three parts are."""

    kind: Kind
    id: str
    home: str = ""
    """The scene of a choice or look, the fact of a word; empty for all others."""


class Given(NamedTuple):
    """A name where it is given."""

    name: Name
    scalar: Scalar
    """The id itself."""
    node: Node
    """What is called so; of a word the id itself."""


class Names:
    """Every name that a file gives, by what can be asked about it. A name given twice counts as first given."""

    def __init__(self, root: Map) -> None:
        """Gather the names of a tree, whatever else is wrong with it."""
        self.given: dict[Name, Given] = {}
        for it in _given(root):
            self.given.setdefault(it.name, it)
        self.homes: dict[str, list[str]] = {}
        """The scenes that have a choice or look of some id."""
        self._options: dict[tuple[str, str], Name] = {}
        for name in self.given:
            if name.kind in ("choice", "look") and (name.home, name.id) not in self._options:
                self._options[name.home, name.id] = name
                self.homes.setdefault(name.id, []).append(name.home)

    def known(self, kind: Kind, id: str, home: str = "") -> Name | None:
        """Return a name if the file gives it."""
        name = Name(kind, id, home)
        return name if name in self.given else None

    def option(self, id: str, scene: str | None = None) -> Name | None:
        """Return the choice or look of a scene; without the scene the only one of that id."""
        homes = self.homes.get(id, [])
        if scene is None:
            return self._options[homes[0], id] if len(homes) == 1 else None
        return self._options.get((scene, id))

    def word_of(self, owner: str, word: str) -> Name | None:
        """Return the name of a word that a fact, `role` or `ending` can be."""
        if owner == "role":
            return self.known("role", word)
        return self.known("ending", word) if owner == "ending" else self.known("word", word, owner)

    def of(self, *kinds: Kind) -> list[Name]:
        """Return all names of some kinds, in file order."""
        return [name for name in self.given if name.kind in kinds]

    def called(self, id: str) -> list[Name]:
        """Return everything that has an id."""
        return [name for name in self.given if name.id == id]


class Mention(NamedTuple):
    """A place where a name stands."""

    name: Name
    place: Place
    exact: bool = True
    """The place holds the name letter by letter, so that it can be written over."""
    given: bool = False
    """The name is given here, and not used."""
    alone: bool = False
    """In `chose(id)`, without the scene."""


def entries(node: Node | None) -> list[tuple[Scalar, Node]]:
    """Return the keys of a group and what they hold; nothing for what is no group."""
    return node.entries if isinstance(node, Map) else []


def items(node: Node | None) -> list[Node]:
    """Return the items of a list; nothing for what is no list."""
    return node.items if isinstance(node, Items) else []


def _given(root: Map) -> Iterator[Given]:
    for group, kind in KEYED.items():
        for key, node in entries(root.get(group)):
            yield Given(Name(kind, key.text), key, node)
            if kind == "fact":
                for word in items(node):
                    if isinstance(word, Scalar):
                        yield Given(Name("word", word.text, key.text), word, word)
            if kind == "scene":
                for options, sort in OPTIONS.items():
                    yield from _listed(node.get(options) if isinstance(node, Map) else None, sort, key.text)
    for group, kind in LISTED.items():
        yield from _listed(root.get(group), kind)


def _listed(node: Node | None, kind: Kind, home: str = "") -> Iterator[Given]:
    for item in items(node):
        if isinstance(item, Map) and isinstance(id := item.get("id"), Scalar):
            yield Given(Name(kind, id.text, home), id, item)
