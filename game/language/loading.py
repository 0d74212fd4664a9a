"""Reading a scenario file to the end: a scenario, or one error that carries every diagnostic."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path

from game.language import models
from game.language.building import Builder
from game.language.diagnostics import Diagnostic
from game.language.flow import check_flow
from game.language.misplaced import retold
from game.language.reading.nodes import Document
from game.language.reading.reader import read_bytes, read_file
from game.language.reading.syntax_codes import SECOND_DOCUMENT
from game.language.rendering import render
from game.language.reporting import Reporter
from game.language.structure import understand
from game.scenario.story import Scenario

SUFFIXES = (".yaml", ".yml")


class ScenarioError(ValueError):
    """A file is no scenario. `diagnostics` says all that is wrong; the text shows it as `check` would."""

    def __init__(self, diagnostics: Sequence[Diagnostic], lines: Sequence[str]) -> None:
        """Take what is wrong, and the file's lines to show it on."""
        super().__init__(render(diagnostics, lines))
        self.diagnostics = tuple(diagnostics)
        self.lines = tuple(lines)


def load(path: str | PathLike[str]) -> Scenario:
    """Read a scenario file. Raises ScenarioError, never OSError, where it cannot be played."""
    return _finished(read_file(Path(path), str(path)), Path(path).stem)


def loads(data: bytes, name: str) -> Scenario:
    """Read a scenario from the bytes of its file; `name` is the file's name, for its id and for messages."""
    return _finished(read_bytes(data, name), Path(name).stem)


@dataclass(frozen=True)
class Examined:
    """A file that was read to its end: what it came to, and what is wrong with it."""

    document: Document
    scenario: Scenario | None
    """None where it cannot be played."""
    model: models.Scenario | None
    """The file as the language's models; None where it is beyond repair, and mended wherever an error says so."""
    diagnostics: list[Diagnostic]
    """In file order."""


def examine(document: Document, name: str) -> tuple[Scenario | None, list[Diagnostic]]:
    """Return the scenario of a document, None where it cannot be played, and everything that is wrong with it."""
    examined = examine_fully(document, name)
    return examined.scenario, examined.diagnostics


def examine_fully(document: Document, name: str) -> Examined:
    """Return a document's scenario with the models it was built from, for who has more to say about it."""
    examined = _examined(document, name)
    if examined.scenario is not None:
        return examined
    found = retold(document, examined.diagnostics, lambda changed: _examined(changed, name).diagnostics)
    return replace(examined, diagnostics=found)


def _examined(document: Document, name: str) -> Examined:
    if document.root is None or any(it.code == SECOND_DOCUMENT for it in document.diagnostics):
        # With a second document, what is missing may stand in the part that was not read.
        return Examined(document, None, None, document.diagnostics)
    structure = understand(document)
    found = [*document.diagnostics, *structure.diagnostics]
    scenario = None
    if structure.model is not None:
        report = Reporter(structure, document.file)
        scenario = Builder(structure.model, report).build(name, edition_of(document), text_of(document))
        check_flow(structure.model, report)
        found += report.diagnostics
    wrong = any(it.severity == "error" for it in found) or structure.model is None
    return Examined(document, None if wrong else scenario, structure.model, sorted(found, key=in_file_order))


def edition_of(document: Document) -> str:
    """Return what tells this edition of a file from every other: the SHA-256 of its text, in hexadecimal."""
    return hashlib.sha256(text_of(document).encode()).hexdigest()


def text_of(document: Document) -> str:
    """Return the file's text with line ends of one kind, so that an edition does not depend on who saved it."""
    return "\n".join(document.lines) + "\n"


def _finished(document: Document, name: str) -> Scenario:
    scenario, found = examine(document, name)
    if scenario is None:
        raise ScenarioError(found, document.lines)
    return scenario


def in_file_order(it: Diagnostic) -> tuple[int, int]:
    """Give the key to sort diagnostics by: what is wrong with the whole file first."""
    return (it.place.line, it.place.column) if it.place else (0, 0)
