"""Meters, which move between two ends and have a word for where they stand, and facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Band: TypeAlias = tuple[int, str]
"""The lowest value of a band and the band's word."""

FACT_LIMIT = 1_000_000
"""A number fact stops here on either side of nought."""

DEFAULT_WORDS = ("failing", "strained", "steady", "strong")
"""The words of the four quarters of a meter's range, lowest first; turned round where low is better."""


def default_bands(minimum: int, maximum: int, better: Literal["high", "low"]) -> tuple[Band, ...]:
    """Return the four bands of a meter whose author names none: quarters of its range."""
    words = DEFAULT_WORDS if better == "high" else DEFAULT_WORDS[::-1]
    reach = maximum - minimum
    return tuple((minimum + reach * quarter // 4, word) for quarter, word in enumerate(words))


@dataclass(frozen=True, slots=True)
class Meter:
    """A whole number that stays between `minimum` and `maximum`."""

    id: str
    name: str
    """As screens print it."""
    start: int
    minimum: int = 0
    maximum: int = 100
    hidden: bool = False
    """Not shown in play; opened in the debrief; JSON holds it."""
    better: Literal["high", "low"] = "high"
    """Which end a player would want."""
    bands: tuple[Band, ...] = ()
    """Lowest first, never empty in a scenario that was read from a file."""

    def word(self, value: int) -> str:
        """Return the word of the band that `value` stands in; below the lowest band, the lowest word."""
        return next((word for lowest, word in reversed(self.bands) if value >= lowest), self.bands[0][1])


@dataclass(frozen=True, slots=True)
class Fact:
    """Something true of the world: yes or no, a whole number, or one word of a list."""

    id: str
    start: bool | int | str
    words: tuple[str, ...] = ()
    """The words it may take, where it is a list; the first is where it starts."""

    @property
    def kind(self) -> Literal["flag", "number", "list"]:
        """Say which of the three kinds it is."""
        if self.words:
            return "list"
        return "flag" if isinstance(self.start, bool) else "number"
