"""Slowing those who guess codes: by browser, by code, and by one budget for all; never by address.

A hospital is one address. Who holds a token that is good is never asked here, so people in a session notice nothing.
Six letters of 27 are 387 million codes; at two guesses a second, a day tries one in two thousand.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

FREE = 5
"""Wrong codes from a browser before it waits; everyone mistypes."""
FREE_FOR_MANY = 40
"""The same for all that name no browser yet, taken together, and for all that name one code."""
LONGEST = 60.0
"""Seconds that one browser waits at most between two codes."""
FORGOTTEN = 600.0
"""Seconds after which wrong codes are forgotten."""
REMEMBERED = 10_000
"""How many browsers and codes are remembered at most; the longest unused go."""
BUDGET = 300.0
"""Wrong codes that the whole host bears in one burst."""
REFILL = 2.0
"""How many it bears a second after that."""


@dataclass(slots=True)
class _Guesser:
    wrong: int = 0
    last: float = 0.0


class Slowing:
    """Counts wrong codes, and says how long somebody has to wait before the next is looked at."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Begin with nothing against anybody."""
        self._clock = clock
        self._guessers: OrderedDict[str, _Guesser] = OrderedDict()
        self._left = BUDGET
        self._filled = clock()

    def wait(self, browser: str, code: str) -> float:
        """Return the seconds before somebody's next code is looked at, be it right or wrong; 0 for now."""
        waits = [self._wait(key, free) for key, free in _keys(browser, code)]
        self._fill()
        if self._left < 1:
            waits.append((1 - self._left) / REFILL)
        return max(waits)

    def wrong(self, browser: str, code: str) -> None:
        """Count a wrong code."""
        self._fill()
        self._left = max(0.0, self._left - 1)
        now = self._clock()
        for key, _ in _keys(browser, code):
            guesser = self._guessers.setdefault(key, _Guesser())
            guesser.wrong = guesser.wrong + 1 if now - guesser.last < FORGOTTEN else 1
            guesser.last = now
            self._guessers.move_to_end(key)
        while len(self._guessers) > REMEMBERED:
            self._guessers.popitem(last=False)

    def _wait(self, key: str, free: int) -> float:
        guesser = self._guessers.get(key)
        if guesser is None or guesser.wrong < free:
            return 0.0
        wait = min(LONGEST, 2.0 ** min(guesser.wrong - free, 10))
        return max(0.0, guesser.last + wait - self._clock())

    def _fill(self) -> None:
        now = self._clock()
        self._left = min(BUDGET, self._left + (now - self._filled) * REFILL)
        self._filled = now


def _keys(browser: str, code: str) -> tuple[tuple[str, int], tuple[str, int]]:
    return (f"b:{browser}", FREE if browser else FREE_FOR_MANY), (f"c:{code}", FREE_FOR_MANY)
