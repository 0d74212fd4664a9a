"""A file that was played: what its plays came to, and how a rule says what it saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from game.authoring.advice.subject import Subject
from game.authoring.walking.trees import Trees
from game.language.diagnostics import Diagnostic
from game.language.places import Path
from game.paths.answers import Paths


@dataclass(frozen=True)
class Played:
    """One file without errors, with what was found by playing it."""

    subject: Subject
    paths: Paths
    told: Sequence[Diagnostic]
    """What was said of it already, without playing."""
    trees: Trees

    def said(self, code: str, path: Path) -> bool:
        """Say whether a code was told about the value, or the key, at the end of a path already."""
        about = (self.subject.about_value(code, path, "", ""), self.subject.about_key(code, path, "", ""))
        return any(it.code == code and it.place in (about[0].place, about[1].place) for it in self.told)


def shown_by(it: Diagnostic, moves: tuple[str, ...], seed: int | None, role: str | None) -> Diagnostic:
    """Return a diagnostic with the moves that show it; without them where no seed is known that goes with them."""
    return it if seed is None else replace(it, moves=moves, seed=seed, role=role)


def listed(words: Sequence[str], link: str = "and") -> str:
    """Return some words as a list in a sentence."""
    *before, last = words
    return f"{', '.join(before)} {link} {last}" if before else last


def of_plays(share: float) -> str:
    """Return a share of random plays as so many in 100."""
    value = 100 * share
    return f"{value:.0f} in 100" if value >= 1 else f"{value:.1f} in 100" if value >= 0.1 else "fewer than 1 in 1,000"
