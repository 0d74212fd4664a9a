"""From the tree of a file to the models of the language, reporting every mistake of structure on the way.

The models stop at the first mistake of each part, so the file is read in rounds: what is wrong is reported, mended
in a copy of the tree, and the copy is read again until it holds. So one run reports everything, the checks of
references have a whole scenario to work on, and nothing is reported twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, TypeAlias, TypeGuard

from pydantic import ValidationError

from game.language.braces import needless_braces, without_colon
from game.language.codes import CUT_BY_COMMA, EMPTY_VALUE, MISSING_KEY, ONE_OF, UNKNOWN_KEY
from game.language.diagnostics import Diagnostic, Place
from game.language.fields import as_id
from game.language.models import KEYS, Scenario
from game.language.places import Path, child, first_line, in_story_words, node_at, place_of_key, place_of_part
from game.language.reading.nodes import Document, Items, Map, Node, Scalar
from game.language.reading.syntax_codes import NO_COLON
from game.language.wording import (
    Wording,
    cut_by_comma,
    empty_value,
    example,
    missing_key,
    unknown_key,
    word_for,
)

_MOST_ROUNDS = 50
"""More rounds than the language is deep; a file that needs more is beyond repair."""

_Problem: TypeAlias = dict[str, Any]


@dataclass
class Structure:
    """A file's models, and what is wrong with its structure."""

    original: Map
    """The file's tree as it was read."""
    tree: Map
    """A copy, mended wherever a diagnostic says that it was wrong."""
    model: Scenario | None
    """None where the file is beyond repair."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    mended: set[int] = field(default_factory=set)
    """The identities of parts and values that were mended: what follows from them is not the author's mistake."""
    misspelt: set[tuple[int, str]] = field(default_factory=set)
    """What a key that the language does not have was meant to be, with the identity of the part it stands in."""
    sources: dict[int, Node] = field(default_factory=dict)
    """What each part of the copy was made from, by the identity of the part."""

    def as_written(self, path: Path) -> Path:
        """Return where the author wrote what stands at a path of the copy: entries taken out had moved it up."""
        written: list[str | int] = []
        node: Node | None = self.tree
        for step in path:
            around, node = node, child(node, step)
            origin = self.sources.get(id(around))
            if isinstance(step, int) and isinstance(origin, Items):
                source = self.sources.get(id(node))
                step = next((place for place, item in enumerate(origin.items) if item is source), step)
            written.append(step)
        return tuple(written)

    def was_written(self, path: Path) -> bool:
        """Say whether the author wrote anything at this path of the copy, even if it could not be used."""
        return node_at(self.original, self.as_written(path)) is not None or self.is_mended(path)

    def is_lost(self, name: str) -> bool:
        """Say whether the author gave something this name, and it was taken out because it could not be used."""
        lost = _names(self.original) - _names(self.tree)
        return name in lost or name in {as_id(it) for it in lost}

    def is_mended(self, path: Path) -> bool:
        """Say whether something on the way to this path was mended, so that a complaint about it would be noise."""
        node: Node | None = self.tree
        for step in path:
            around, node = node, child(node, step)
            if (id(around), step) in self.misspelt:
                return True
            if node is None:
                return False
            if id(node) in self.mended:
                return True
        return False


def understand(document: Document) -> Structure:
    """Read the models of a file that has a tree."""
    assert document.root is not None
    work = _Rounds(document)
    return work.run()


class _Rounds:
    """The rounds of reading, reporting and mending one file."""

    def __init__(self, document: Document) -> None:
        assert document.root is not None
        self.file = document.file
        sources: dict[int, Node] = {}
        tree = _copy(document.root, sources)
        assert isinstance(tree, Map)
        self.result = Structure(document.root, tree, None, sources=sources)
        self.silenced: set[tuple[int, str]] = set()

    def run(self) -> Structure:
        self._drop_empty(self.result.tree, ())
        for _ in range(_MOST_ROUNDS):
            try:
                self.result.model = Scenario.model_validate(_plain(self.result.tree))
                break
            except ValidationError as error:
                # From the back, so that taking an entry out of a list does not move those still to be mended.
                for problem in reversed(error.errors(include_url=False)):
                    self._treat(problem)
        return self.result

    def _drop_empty(self, node: Node, path: Path) -> None:
        """Report and take out the keys that have nothing after them."""
        steps: list[tuple[str | int, Node]]
        if isinstance(node, Map):
            self._join_cut(node, path)
            if self._tell_without_colons(node, path):
                return
            steps = [(key.text, value) for key, value in node.entries]
        elif isinstance(node, Items):
            steps = list(enumerate(node.items))
        else:
            return
        for step, value in reversed(steps):
            if isinstance(value, Scalar) and value.plain and not value.text:
                place = place_of_key(self.result.tree, (*path, step)) if isinstance(step, str) else value.span
                bare = isinstance(node, Map) and isinstance(step, str) and _is_bare(node.key(step))
                self._report(EMPTY_VALUE, empty_value(step, bare), place, (*path, step))
                self._take_out((*path, step))
            else:
                self._drop_empty(value, (*path, step))

    def _join_cut(self, group: Map, path: Path) -> None:
        """Report the texts in braces that commas have cut, and take out the keys that were made of their rests."""
        entries = group.entries
        for place in range(len(entries) - 1, 0, -1):
            key, value = entries[place - 1]
            rest = list(takewhile(_has_no_colon, (name for name, _ in entries[place:])))
            if not rest or _has_no_colon(key) or not _is_prose(value):
                continue
            wording = cut_by_comma(key.text, value.text, [name.text for name in rest])
            self._report(CUT_BY_COMMA, wording, rest[0].span, (*path, key.text))
            self.result.mended.add(id(value))
            entries = entries[:place] + entries[place + len(rest) :]
        group.entries = entries

    def _tell_without_colons(self, group: Map, path: Path) -> bool:
        """Report what stands in braces without a colon; say whether nothing of the group is left."""
        bare = [key for key, _ in group.entries if _is_bare(key)]
        if not bare:
            return False
        wording = without_colon(group.entries, path)
        if wording is not None:
            self._report(NO_COLON, wording, bare[0].span, (*path, bare[0].text))
            for key in bare:
                self._take_out((*path, key.text))
            return not group.entries
        needless = needless_braces([key.text for key in bare], path) if len(bare) == len(group.entries) else None
        if needless is None:
            return False
        self._report(*needless, bare[0].span, path)
        self._take_out(path)
        return True

    def _treat(self, problem: _Problem) -> None:
        path = self._path(problem["loc"])
        node = node_at(self.result.tree, path)
        if problem["type"] == KEYS and isinstance(node, Map):
            self._treat_keys(node, path, problem["ctx"])
            return
        wants_keys = problem["type"] in ("model_type", "dict_type", "model_attributes_type")
        code, wording = word_for(problem, path)
        on_key = problem["loc"][-1] == "[key]"
        key = (problem.get("ctx") or {}).get("key")
        place = place_of_key(self.result.tree, path) if on_key else self._pointing_at(node, path)
        if key:
            place = place_of_key(self.result.tree, (*path, key))
        follows = code == ONE_OF and any(id(node) == part for part, _ in self.silenced)
        if not follows:  # else the one that was given has been told of, and taken out
            self._report(code, wording, place, path)
        if wants_keys:
            self._replace(path, Map([], node.span if node else self.result.tree.span))
        else:
            self._take_out(path)

    def _treat_keys(self, node: Map, path: Path, context: _Problem) -> None:
        """Report keys that are unknown or missing, an unknown one that was meant to be a missing one only once."""
        missing = list(context["missing"])
        for key in context["unknown"]:
            wording, meant = unknown_key(key, missing, context["known"], [name.text for name, _ in node.entries])
            self._report(UNKNOWN_KEY, wording, place_of_key(self.result.tree, (*path, key)), path)
            if meant is not None:
                self.result.misspelt.add((id(node), meant))
            if meant in missing:
                missing.remove(meant)
        for key in missing:
            if id(node) not in self.result.mended and (id(node), key) not in self.silenced:
                place = place_of_part(self.result.tree, path)
                self._report(MISSING_KEY, missing_key(key, path), place, path)
        kept = [entry for entry in node.entries if entry[0].text not in context["unknown"]]
        fillers = [
            (Scalar(key, True, False, node.span), _node(example(key, path), node.span)) for key in context["missing"]
        ]
        self.result.mended.update(id(filler) for _, filler in fillers)
        node.entries = kept + fillers

    def _path(self, loc: tuple[str | int, ...]) -> Path:
        """Turn pydantic's location into a path of the tree, leaving out its own marks."""
        path: list[str | int] = []
        node: Node | None = self.result.tree
        for step in loc:
            below = child(node, step)
            if below is not None:
                path.append(step)
                node = below
        return tuple(path)

    def _pointing_at(self, node: Node | None, path: Path) -> Place:
        if isinstance(node, Scalar):
            return node.span
        return place_of_part(self.result.tree, path) if node is None else first_line(node, self.result.tree, path)

    def _report(self, code: str, wording: Wording, place: Place, path: Path) -> None:
        if self.result.is_mended(path):
            return
        where = in_story_words(self.result.original, self.result.as_written(path))
        self.result.diagnostics.append(
            Diagnostic(code, "error", wording.message, self.file, place, where, wording.help)
        )

    def _take_out(self, path: Path) -> None:
        around = node_at(self.result.tree, path[:-1]) if path else None
        if isinstance(around, Map):
            self.silenced.add((id(around), str(path[-1])))
            around.entries = [entry for entry in around.entries if entry[0].text != path[-1]]
            if not around.entries:
                self.result.mended.add(id(around))
        elif isinstance(around, Items):
            del around.items[int(path[-1])]
            if not around.items:
                self.result.mended.add(id(around))

    def _replace(self, path: Path, node: Node) -> None:
        self.result.mended.add(id(node))
        around = node_at(self.result.tree, path[:-1])
        if isinstance(around, Map):
            around.entries = [(key, node if key.text == path[-1] else value) for key, value in around.entries]
        elif isinstance(around, Items):
            around.items[int(path[-1])] = node


def _has_no_colon(key: Scalar) -> bool:
    """Say whether a key in braces is but a stretch of text between two commas."""
    if not key.plain or key.span.line > len(key.source):
        return False
    return key.source[key.span.line - 1][key.span.end_column - 1 :].lstrip().startswith((",", "}"))


def _is_bare(key: Scalar | None) -> bool:
    """Say whether a key stands in braces and has no colon."""
    return key is not None and _has_no_colon(key)


def _is_prose(value: Node) -> TypeGuard[Scalar]:
    return isinstance(value, Scalar) and value.plain and any(letter.isalpha() for letter in value.text)


_NAMING = ("scenes", "meters", "facts", "cast", "roles", "sources")
"""The parts of a file whose keys are names that the author gives."""


def _names(root: Map) -> set[str]:
    """Return every name that a file gives to something of its own."""
    groups = [group for key in _NAMING if isinstance(group := root.get(key), Map)]
    names = {key.text for group in groups for key, _ in group.entries}
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Map):
            waiting += [value for _, value in node.entries]
            if isinstance(id := node.get("id"), Scalar):
                names.add(id.text)
        elif isinstance(node, Items):
            waiting += node.items
    return names


def _plain(node: Node) -> Any:
    """Return the tree as dictionaries, lists and text, for the models to read."""
    if isinstance(node, Map):
        return {key.text: _plain(value) for key, value in node.entries}
    if isinstance(node, Items):
        return [_plain(item) for item in node.items]
    return node.text


def _node(value: Any, span: Place) -> Node:
    """Return plain data as a tree, all of it standing at one place."""
    if isinstance(value, dict):
        return Map([(Scalar(key, True, False, span), _node(item, span)) for key, item in value.items()], span)
    if isinstance(value, list):
        return Items([_node(item, span) for item in value], span)
    return Scalar(str(value), True, False, span)


def _copy(node: Node, sources: dict[int, Node]) -> Node:
    """Return a copy whose groups and lists can be mended, and note what each part was made from."""
    copy = node
    if isinstance(node, Map):
        copy = Map([(key, _copy(value, sources)) for key, value in node.entries], node.span)
    elif isinstance(node, Items):
        copy = Items([_copy(item, sources) for item in node.items], node.span)
    sources[id(copy)] = node
    return copy
