"""How sure a share is that was counted in a sample of plays."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

_Z: Final = 1.959963984540054
"""Of 100 such intervals about 95 hold the share itself."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of plays from 0 to 1, with the interval that it lies in; exact where the two ends are equal."""

    value: float
    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Say whether it was counted over every play."""
        return self.low == self.high


def exactly(value: float) -> Share:
    """Return a share that was worked out over every play."""
    value = min(1.0, max(0.0, value))
    return Share(value, value, value)


def sampled(value: float, plays: int) -> Share:
    """Return a share seen in a sample of plays, with its 95 per cent interval (Wilson 1927)."""
    value = min(1.0, max(0.0, value))
    if not plays:
        return Share(0.0, 0.0, 1.0)
    square = _Z * _Z / plays
    middle = (value + square / 2) / (1 + square)
    reach = _Z * math.sqrt(value * (1 - value) / plays + square / (4 * plays)) / (1 + square)
    return Share(value, max(0.0, middle - reach), min(1.0, middle + reach))
