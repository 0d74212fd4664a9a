"""Checking a file: what is wrong with it and, once nothing is, what its author may have overlooked.

Reading a file is quick and is done at every change; playing it, which takes seconds, is done where it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from game.authoring.advice import balance, codes, conditions, flow, forms, publishing, unused, words
from game.authoring.advice.subject import Subject
from game.authoring.allowing import allowances, settle
from game.language.diagnostics import Diagnostic
from game.language.loading import SUFFIXES, Examined, examine_fully, in_file_order
from game.language.reading.nodes import Document
from game.language.reading.reader import read_file
from game.scenario.story import Scenario

if TYPE_CHECKING:
    from game.paths.answers import Paths

Tell: TypeAlias = Callable[[str], None]
"""Is handed a short line that takes the place of the one before."""

QUICK_RULES: Final[tuple[Callable[[Subject], Iterator[Diagnostic]], ...]] = (
    publishing.advise,
    unused.advise,
    flow.advise,
    conditions.advise,
    balance.advise,
    words.advise,
    forms.advise,
)
"""What reading a file without errors finds, mostly warnings. What playing it finds is in `walking.rules`."""

_PLAYS: Final = 2_000
"""Seeded plays where there are too many paths to be walked."""


@dataclass(frozen=True)
class Checked:
    """One file and all that is to be said about it."""

    examined: Examined
    diagnostics: list[Diagnostic]
    """In file order; of what reading finds, warnings only where there are no errors."""
    paths: Paths | None = None
    """What playing it came to; None where it was not played."""

    @property
    def document(self) -> Document:
        """The file as it was read."""
        return self.examined.document


def check_file(
    path: Path, name: str | None = None, strict: bool = False, seconds: float = 0, tell: Tell | None = None
) -> Checked:
    """Check a file; `name` is what to call it, `strict` asks for what a published scenario needs as well.

    With `seconds` its every path is walked for at most so long, and where that is too short seeded plays answer;
    `tell` is handed a short line meanwhile. Without, it is only read.
    """
    return check(read_file(path, name), path.stem, strict, seconds, tell)


def check(document: Document, id: str, strict: bool = False, seconds: float = 0, tell: Tell | None = None) -> Checked:
    """Check a file that was read already; with `seconds` by playing it as well."""

    def played(scenario: Scenario) -> Paths:
        # This brings in NumPy, which nobody waits for who only reads.
        from game.authoring.exploring import explored

        return explored(scenario, seconds, tell=tell, personas=False, sample=_PLAYS)

    return advised(examine_fully(document, id), strict, played if seconds > 0 else None)


def advised(examined: Examined, strict: bool = False, play: Callable[[Scenario], Paths] | None = None) -> Checked:
    """Check what the language had nothing against; a file with errors is told of those alone.

    With `play`, which walks its paths, it is told as well what playing it came to.
    """
    document = examined.document
    if examined.scenario is None or document.root is None:
        return Checked(examined, examined.diagnostics)
    subject = Subject(examined)
    found = [*examined.diagnostics, *(it for rule in QUICK_RULES for it in rule(subject))]
    errors = [it for it in found if it.severity == "error"]
    if errors:
        return Checked(examined, sorted(errors, key=in_file_order))
    allowed = allowances(document.lines, document.root)
    paths, unjudged = None, codes.BY_PLAYING
    if play is not None:
        from game.authoring.walking.rules import found_by_playing

        paths = play(examined.scenario)
        found, unjudged = found_by_playing(subject, paths, found, allowed)
    found = settle(found, allowed, document.file, codes.MEANINGS, strict, unjudged)
    wanted = [it for it in found if strict or it.code not in codes.STRICT]
    return Checked(examined, sorted(wanted, key=in_file_order), paths)


def files_in(path: Path) -> list[Path]:
    """Return the scenario files that a path names: itself, or all in a folder, by name; hidden ones left out."""
    if not path.is_dir():
        return [path]
    found = [it for suffix in SUFFIXES for it in path.rglob(f"*{suffix}") if it.is_file()]
    return sorted(it for it in found if not any(part.startswith(".") for part in it.relative_to(path).parts))
