"""What is wrong with a file, as data: a code, a place, a sentence, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning"]
"""An error cannot be played; a warning is advice that an author may silence on its line with a reason."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file. Lines and columns count from 1, columns in characters; the end is past the last."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake, told once, in the author's own words."""

    code: str
    """Stable, a letter and three digits: Y syntax, S structure, R references, E expressions, L logic, B balance,
    C content."""
    severity: Severity
    message: str
    """What is wrong, in one sentence without a full stop."""
    file: str
    """The file as the user named it."""
    place: Place | None = None
    """Where it stands; None for a fault of the whole file."""
    where: str = ""
    """The place in story words, such as: scene "handover", choice 2 "Hand over now"."""
    help: str = ""
    """What to do about it, in a sentence or two; may be empty."""
    moves: tuple[str, ...] = ()
    """The shortest moves that show it, where it was found by playing."""
    seed: int | None = None
    """The luck with which those moves show it; None where nothing was found by playing."""
    role: str | None = None
    """The chair that has to be taken for it; None where any will do."""
