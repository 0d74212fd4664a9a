"""Exploring for an author: the clock, the memory and the keyboard of work that may take long."""

from __future__ import annotations

import math
import resource
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import FrameType, TracebackType
from typing import Self

from game.paths.answers import Paths
from game.paths.exploring import explore
from game.paths.playtest import Playtest, playtest
from game.paths.promises import Judged, judge
from game.paths.tests import Result, run
from game.paths.walks import PLAYS
from game.scenario.story import Scenario

SECONDS = 60.0
MEGABYTES = 1_500
_NO_LIMIT = 1_000_000
_TELL_EVERY = 0.5
"""Seconds between two tellings of how far it is."""


class Patience:
    """Says when to stop: after some seconds, above some memory, or when somebody presses Ctrl-C."""

    def __init__(self, seconds: float, megabytes: int, tell: Callable[[str], None] | None = None) -> None:
        """Allow so much; `tell` is handed a short line now and then."""
        self.seconds, self.megabytes, self.tell = seconds, megabytes, tell
        self.why = ""
        """What stopped it; nothing while nothing did."""
        self._began = self._told = time.monotonic()
        self._before: object = None

    def __call__(self) -> bool:
        """Say whether to stop."""
        now = time.monotonic()
        passed = now - self._began
        if not self.why:
            if passed > self.seconds:
                self.why = f"the limit of {self.seconds:g} seconds was reached"
            elif _used_megabytes() > self.megabytes:
                self.why = f"the limit of {self.megabytes:,} MB of memory was reached"
        if self.tell is not None and now - self._told > _TELL_EVERY and not self.why:
            self._told = now
            of = f" of {self.seconds:g}" if self.seconds < math.inf else ""
            self.tell(f"Walking: {passed:.0f}{of} seconds. Ctrl-C stops and reports.")
        return bool(self.why)

    def __enter__(self) -> Self:
        """Take Ctrl-C as a wish to stop; a second one leaves at once."""
        self._before = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Give the keyboard back."""
        signal.signal(signal.SIGINT, self._before)  # type: ignore[arg-type]
        if self.tell is not None and self._told != self._began:
            self.tell("")

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if self.why:
            raise KeyboardInterrupt
        self.why = "it was stopped by hand"


def _used_megabytes() -> float:
    """Return the most memory that this program has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@dataclass(frozen=True, slots=True)
class Tested:
    """What became of a scenario's tests and promises."""

    results: tuple[Result, ...]
    promises: tuple[Judged, ...]

    @property
    def wrong(self) -> bool:
        """Say whether anything has to be mended: a failed test, a broken promise, a share too near its bound."""
        return any(not it.passed for it in self.results) or any(it.finding for it in self.promises)


def explored(
    scenario: Scenario,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
    tell: Callable[[str], None] | None = None,
    personas: bool = True,
    sample: int = PLAYS,
) -> Paths:
    """Explore a scenario within limits; where they stop it, the answers say which, and come from `sample` plays."""
    with Patience(seconds, megabytes, tell) as patience:
        paths = explore(scenario, patience, personas=personas, sample=sample)
    views = tuple(replace(view, why=patience.why) if view.why == "stopped" else view for view in paths.views)
    return replace(paths, views=views)


def playtested(
    scenario: Scenario, plays: int, seed: int, role: str | None, how: str, tell: Callable[[str], None] | None = None
) -> Playtest:
    """Play a scenario many times; Ctrl-C stops and reports."""
    with Patience(math.inf, _NO_LIMIT, tell) as patience:
        return playtest(scenario, plays, seed, role=role, how=how, stop=patience)


def tested(scenario: Scenario, seconds: float = SECONDS, tell: Callable[[str], None] | None = None) -> Tested:
    """Run a scenario's tests and judge its promises within limits."""
    with Patience(seconds, MEGABYTES, tell) as patience:
        return Tested(run(scenario, patience), judge(scenario, patience))
