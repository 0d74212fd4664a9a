"""Checking a file: what is wrong with it and, once nothing is, what its author may have overlooked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.authoring.advice import balance, codes, conditions, flow, publishing, unused, words
from game.authoring.advice.subject import Subject
from game.authoring.allowing import allowances, settle
from game.language.diagnostics import Diagnostic
from game.language.loading import SUFFIXES, Examined, examine_fully, in_file_order
from game.language.reading.nodes import Document
from game.language.reading.reader import read_file

RULES: Final[tuple[Callable[[Subject], Iterator[Diagnostic]], ...]] = (
    publishing.advise,
    unused.advise,
    flow.advise,
    conditions.advise,
    balance.advise,
    words.advise,
)
"""Every rule; each looks at a file without errors and gives warnings."""


@dataclass(frozen=True)
class Checked:
    """One file and all that is to be said about it."""

    examined: Examined
    diagnostics: list[Diagnostic]
    """In file order; warnings only where there are no errors."""

    @property
    def document(self) -> Document:
        """The file as it was read."""
        return self.examined.document


def check_file(path: Path, name: str | None = None, strict: bool = False) -> Checked:
    """Check a file; `name` is what to call it, `strict` asks for what a published scenario needs as well."""
    return check(read_file(path, name), path.stem, strict)


def check(document: Document, id: str, strict: bool = False) -> Checked:
    """Check a file that was read already."""
    examined = examine_fully(document, id)
    if examined.scenario is None or document.root is None:
        return Checked(examined, examined.diagnostics)
    subject = Subject(examined)
    found = [*examined.diagnostics, *(it for rule in RULES for it in rule(subject))]
    allowed = allowances(document.lines, document.root)
    found = settle(found, allowed, document.file, codes.MEANINGS, strict)
    wanted = [it for it in found if strict or it.code not in codes.STRICT]
    return Checked(examined, sorted(wanted, key=in_file_order))


def files_in(path: Path) -> list[Path]:
    """Return the scenario files that a path names: itself, or all in a folder, by name; hidden ones left out."""
    if not path.is_dir():
        return [path]
    found = [it for suffix in SUFFIXES for it in path.rglob(f"*{suffix}") if it.is_file()]
    return sorted(it for it in found if not any(part.startswith(".") for part in it.relative_to(path).parts))
