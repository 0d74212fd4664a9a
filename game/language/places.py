"""Finding one's way in a file's tree: what stands at a path, where that is, and how to say so in story words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from game.language.diagnostics import Place
from game.language.reading.nodes import Items, Map, Node, Scalar

Path: TypeAlias = tuple[str | int, ...]
"""Keys and positions in lists, from the top of the file."""

_NAMED = {"scenes": "scene", "meters": "meter", "facts": "fact", "roles": "role", "cast": "cast", "sources": "source"}
_LISTED = {
    "choices": "choice",
    "looks": "look",
    "events": "event",
    "dynamics": "dynamic",
    "endings": "ending",
    "tests": "test",
    "promises": "promise",
    "chance": "outcome",
    "later": "later item",
}
_LABELS = ("text", "name", "title")
_LONGEST_LABEL = 40


def node_at(root: Node, path: Path) -> Node | None:
    """Return what stands at a path; None if there is nothing."""
    node: Node | None = root
    for step in path:
        node = child(node, step)
    return node


def child(node: Node | None, step: str | int) -> Node | None:
    """Return what stands one step below a node; None if there is nothing."""
    if isinstance(node, Map) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def place_of_value(root: Node, path: Path) -> Place:
    """Return where a value stands; of what is not there, where the nearest thing around it does."""
    for length in range(len(path), -1, -1):
        node = node_at(root, path[:length])
        if isinstance(node, Scalar):
            return node.span
        if node is not None and length == len(path):
            return first_line(node, root, path)
        if node is not None:
            return place_of_part(root, path[:length])
    return root.span


def place_of_key(root: Node, path: Path) -> Place:
    """Return where the key at the end of a path stands."""
    around = node_at(root, path[:-1])
    key = around.key(str(path[-1])) if isinstance(around, Map) else None
    return key.span if key else place_of_value(root, path)


def place_of_part(root: Node, path: Path) -> Place:
    """Return the place that stands for a whole group of keys: its own key, or in a list its first line."""
    if path and isinstance(path[-1], str):
        return place_of_key(root, path)
    node = node_at(root, path)
    return first_line(node, root, path) if node is not None else root.span


def first_line(node: Node, root: Node, path: Path) -> Place:
    """Return the first word of a node, for pointing at something large."""
    if isinstance(node, Map) and node.entries:
        return node.entries[0][0].span
    if isinstance(node, Items) and node.items and not isinstance(node.items[0], Items):
        return first_line(node.items[0], root, path)
    return node.span


def in_story_words(root: Node, path: Path) -> str:
    """Say where a path is as an author would: scene "handover", choice 2 "Book an agency nurse"."""
    words = []
    for position in range(len(path) - 1):
        group, which = path[position], path[position + 1]
        if isinstance(which, str) and position == 0 and group in _NAMED:
            words.append(f'{_NAMED[group]} "{which}"' if group != "cast" else f'"{which}" in the cast')
        elif isinstance(which, int) and group in _LISTED:
            words.append(_entry(str(group), which, node_at(root, path[: position + 2])))
    if "decision" in path:
        words.append("its decision")
    return ", ".join(words)


def _entry(group: str, number: int, node: Node | None) -> str:
    name = _LISTED[group]
    if not isinstance(node, Map):
        return f"{name} {number + 1}"
    if group in ("events", "dynamics", "endings"):
        id = node.get("id")
        return f'{name} "{id.text}"' if isinstance(id, Scalar) else f"{name} {number + 1}"
    if group in ("chance", "later", "promises"):
        return f"{name} {number + 1}"
    return f"{name} {number + 1}{_label(node, _LABELS)}"


def _label(node: Map, keys: Sequence[str]) -> str:
    for key in keys:
        value = node.get(key)
        if isinstance(value, Scalar) and value.text:
            text = " ".join(value.text.split())
            cut = text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rstrip() + "…"
            return f' "{cut}"'
    return ""
