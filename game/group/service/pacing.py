"""How often one person may do something: as often as anybody means to, and not as often as a program can."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

BURST = 30.0
"""Acts at once."""
REFILL = 3.0
"""Acts a second after that."""
REMEMBERED = 10_000


class Pacing:
    """Counts acts of people, so that one of them cannot fill the log or the disk."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Begin with everyone rested."""
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, who: str) -> float:
        """Count an act, and return 0; or count nothing, and return the seconds to wait before the next."""
        now = self._clock()
        left, then = self._left.get(who, (BURST, now))
        left = min(BURST, left + (now - then) * REFILL)
        if left < 1:
            return (1 - left) / REFILL
        self._left[who] = (left - 1, now)
        if len(self._left) > REMEMBERED:
            # Whoever is rested again need not be remembered.
            self._left = {it: kept for it, kept in self._left.items() if kept[0] + (now - kept[1]) * REFILL < BURST}
        return 0.0
