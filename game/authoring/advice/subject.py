"""A scenario under advice: everything that a rule may look at, and how it says what it saw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from game.language import models
from game.language.diagnostics import Diagnostic, Place
from game.language.expressions.names import Names
from game.language.loading import Examined
from game.language.naming import read_names
from game.language.places import Path, in_story_words, node_at, place_of_key, place_of_value
from game.language.reading.nodes import Items, Map, Node, Scalar
from game.scenario.story import Scenario


class Subject:
    """One file that can be played."""

    def __init__(self, examined: Examined) -> None:
        """Take a file without errors."""
        assert examined.scenario is not None and examined.model is not None and examined.document.root is not None
        self.scenario: Scenario = examined.scenario
        self.model: models.Scenario = examined.model
        self.root: Map = examined.document.root
        self.lines = examined.document.lines
        self._file = examined.document.file

    @cached_property
    def parts(self) -> list[tuple[Path, models.Part]]:
        """Every group of keys in the file with its path, each before what stands in it."""
        return list(_parts(self.model, ()))

    @cached_property
    def scalars(self) -> list[tuple[Path, Scalar]]:
        """Every word, number and text in the file with its path, in file order."""
        return list(_scalars(self.root, ()))

    @cached_property
    def names(self) -> Names:
        """What conditions may name."""
        return read_names(self.model, dict(self.scenario.facts))

    def node(self, path: Path) -> Node | None:
        """Return what the author wrote at a path."""
        return node_at(self.root, path)

    def is_label(self, path: Path) -> bool:
        """Say whether a path leads to the label of an option: one line, in which nobody speaks."""
        return len(path) == 5 and path[0] == "scenes" and path[2] in ("choices", "looks") and path[4] == "text"

    def about_value(self, code: str, path: Path, message: str, help: str) -> Diagnostic:
        """Make a warning about a value."""
        return self.at(code, path, place_of_value(self.root, path), message, help)

    def about_key(self, code: str, path: Path, message: str, help: str) -> Diagnostic:
        """Make a warning about the key at the end of a path, or about a whole entry of a list."""
        place = place_of_key if isinstance(path[-1], str) else place_of_value
        return self.at(code, path, place(self.root, path), message, help)

    def at(self, code: str, path: Path, place: Place, message: str, help: str) -> Diagnostic:
        """Make a warning with a place of its own."""
        where = in_story_words(self.root, path)
        return Diagnostic(code, "warning", message, self._file, place, where, help)


def as_error(it: Diagnostic) -> Diagnostic:
    """Return a diagnostic as an error."""
    return replace(it, severity="error")


def _parts(value: Any, path: Path) -> Iterator[tuple[Path, models.Part]]:
    if isinstance(value, models.Part):
        yield path, value
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _parts(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _parts(below, (*path, str(key)))
    elif isinstance(value, list):
        for place, below in enumerate(value):
            yield from _parts(below, (*path, place))


def _scalars(node: Node, path: Path) -> Iterator[tuple[Path, Scalar]]:
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Map):
        for key, value in node.entries:
            yield from _scalars(value, (*path, key.text))
    elif isinstance(node, Items):
        for place, item in enumerate(node.items):
            yield from _scalars(item, (*path, place))
