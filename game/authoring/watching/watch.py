"""A file being watched, as one value: what was read last, what is played of it, and what the last save changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from game.authoring.advice.codes import BY_PLAYING
from game.authoring.checking import Checked
from game.authoring.watching.beginning import Beginning, begin, fitted
from game.authoring.watching.replaying import Replayed, play_again
from game.language.diagnostics import Diagnostic
from game.play.playing import Play, replay
from game.scenario.story import Scenario


@dataclass(frozen=True)
class Watch:
    """What is known at one moment. Nothing here changes; every method gives another value."""

    name: str
    """The file as the author named it."""
    checked: Checked
    """The file as it was read last."""
    scenario: Scenario | None = None
    """The last edition that can be played; None while there was none."""
    beginning: Beginning = field(default_factory=Beginning)
    play: Play | None = None
    """Of that edition."""
    gone: bool = False
    """The file is not there, or cannot be read, now."""
    saved: int = 0
    """How often it was saved since watching began."""
    earlier: tuple[Diagnostic, ...] | None = None
    """What there was to be said of the edition before; None where there was none."""
    earlier_walked: bool = False
    """What playing that edition on every path found is among it."""
    replayed: Replayed | None = None
    """What became of the moves so far; None once another was made."""
    lost: tuple[str, ...] = ()
    """What the beginning had and the file no longer has, in sentences."""
    walked: str = ""
    """How far it was played by the machine, in words; empty before that."""

    @classmethod
    def of(cls, name: str, checked: Checked) -> Self:
        """Begin to watch a file."""
        scenario = checked.examined.scenario
        play = begin(scenario, Beginning()) if scenario is not None else None
        return cls(name, checked, scenario, play=play)

    @property
    def findings(self) -> Sequence[Diagnostic]:
        """Return everything to be said about the file as it was read last."""
        return self.checked.diagnostics

    @property
    def behind(self) -> bool:
        """Say whether what is played is not the file as it is now."""
        return self.checked.examined.scenario is None

    @property
    def new(self) -> frozenset[int]:
        """Return which findings the last save brought, by their places; none while the file cannot be played."""
        if self.earlier is None or self.behind:
            return frozenset()
        left, new = Counter(map(_told, self.earlier)), set()
        for place, it in enumerate(self.findings):
            if left[_told(it)]:
                left[_told(it)] -= 1
            elif self.earlier_walked or it.code not in BY_PLAYING:
                new.add(place)
        return frozenset(new)

    @property
    def mended(self) -> int:
        """Return how many findings of the edition before there are no more, as far as is known by now."""
        if self.earlier is None or self.behind:
            return 0
        judged = [it for it in self.earlier if self.walked or it.code not in BY_PLAYING]
        return (Counter(map(_told, judged)) - Counter(map(_told, self.findings))).total()

    def read(self, checked: Checked) -> Watch:
        """Take the file as it was saved; where it cannot be played, what is played stays."""
        earlier, walked = (self.earlier, self.earlier_walked) if self.behind else self._said()
        watch = replace(
            self, checked=checked, saved=self.saved + 1, earlier=earlier, earlier_walked=walked, walked="",
            replayed=None, lost=(),
        )  # fmt: skip
        scenario = checked.examined.scenario
        if scenario is None:
            return watch
        beginning, lost = fitted(self.beginning, scenario)
        watch = replace(watch, scenario=scenario, beginning=beginning, lost=lost)
        if self.play is None:
            return replace(watch, play=begin(scenario, beginning))
        replayed = play_again(self.play, scenario, beginning)
        return replace(watch, play=replayed.play, replayed=replayed)

    def _said(self) -> tuple[tuple[Diagnostic, ...], bool]:
        """Return what is said of this edition, with what was found by playing the one before until this one is."""
        if self.walked:
            return tuple(self.findings), True
        found = [it for it in self.earlier or () if it.code in BY_PLAYING]
        return (*self.findings, *found), self.earlier_walked

    def walk(self, found: Sequence[Diagnostic], words: str) -> Watch:
        """Take what playing the file on every path found, beside what reading it did, and how far that went."""
        return replace(self, checked=replace(self.checked, diagnostics=list(found)), walked=words)

    def begin(self, beginning: Beginning) -> Watch:
        """Begin anew, at a beginning that the edition in play has, or as near to it as that allows."""
        if self.scenario is None:
            return self
        beginning, lost = fitted(beginning, self.scenario)
        play = begin(self.scenario, beginning)
        return replace(self, beginning=beginning, play=play, replayed=None, lost=lost)

    def show(self, finding: Diagnostic) -> Watch:
        """Play the moves that show a finding of this edition, with the luck and from the chair that it needs."""
        if self.scenario is None:
            return self
        beginning = Beginning(role=finding.role, seed=finding.seed or 0)
        play = replay(self.scenario, beginning.seed, beginning.role, finding.moves)
        return replace(self, beginning=beginning, play=play, replayed=None, lost=())

    def stand(self, play: Play) -> Watch:
        """Stand somewhere else in the same edition."""
        return replace(self, play=play, replayed=None, lost=())


def _told(it: Diagnostic) -> tuple[str, str, str]:
    """Return what tells a finding from another; the line alone does not: it moves with every edit above it."""
    return it.code, it.message, it.where
