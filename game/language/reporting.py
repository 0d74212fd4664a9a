"""Where the builders say what is wrong: each complaint gets its place and its story words here."""

from __future__ import annotations

from game.language.diagnostics import Diagnostic, Place
from game.language.expressions.errors import ExpressionError
from game.language.places import Path, in_story_words, node_at, place_of_key, place_of_value
from game.language.reading.nodes import Scalar
from game.language.structure import Structure

_ABOUT_NAMES = ("E020", "E021", "E022", "E025")
"""The codes of expressions that name what is not there."""


class Reporter:
    """Collects diagnostics about one file, and keeps quiet about what follows from a mistake already told."""

    def __init__(self, structure: Structure, file: str) -> None:
        """Report on the file that `structure` was read from."""
        self.diagnostics: list[Diagnostic] = []
        self._structure = structure
        self._file = file

    def value(self, code: str, path: Path, message: str, help: str = "") -> None:
        """Report something wrong with a value."""
        self._add(code, path, message, help, place_of_value(self._structure.tree, path))

    def key(self, code: str, path: Path, message: str, help: str = "") -> None:
        """Report something wrong with the key at the end of a path, or with the whole entry of a list."""
        place = place_of_key if isinstance(path[-1], str) else place_of_value
        self._add(code, path, message, help, place(self._structure.tree, path))

    def within(self, code: str, path: Path, start: int, end: int, message: str, help: str = "") -> None:
        """Report some characters of a text, counted in the text itself."""
        node = node_at(self._structure.tree, path)
        spot = node.place_of(start, end) if isinstance(node, Scalar) else place_of_value(self._structure.tree, path)
        self._add(code, path, message, help, spot)

    def expression(self, error: ExpressionError, path: Path) -> None:
        """Report a condition or an amount that cannot be read."""
        node = node_at(self._structure.tree, path)
        start, end = error.span
        named = node.text[start:end].rpartition(".")[2] if isinstance(node, Scalar) else ""
        if error.code in _ABOUT_NAMES and self.is_lost(named, ("meters",), ("facts",), ("scenes",)):
            return
        self.within(error.code, path, start, end, error.message, error.help)

    def is_mended(self, path: Path) -> bool:
        """Say whether what stands at a path was mended, so that nothing can be concluded from it."""
        return self._structure.is_mended(path)

    def is_lost(self, name: str, *groups: Path) -> bool:
        """Say whether a name cannot be looked up because of a mistake already told: what it named was taken out.

        Or a whole group in which it may have stood.
        """
        return any(self._structure.is_mended(group) for group in groups) or self._structure.is_lost(name)

    def was_written(self, path: Path) -> bool:
        """Say whether the author wrote anything at a path, even if it could not be used."""
        return self._structure.was_written(path)

    def _add(self, code: str, path: Path, message: str, help: str, place: Place) -> None:
        if not self._structure.is_mended(path):
            where = in_story_words(self._structure.original, self._structure.as_written(path))
            self.diagnostics.append(Diagnostic(code, "error", message, self._file, place, where, help))
