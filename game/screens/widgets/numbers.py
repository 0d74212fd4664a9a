"""Picking from a column by its numbers, which are typed digit by digit."""

from __future__ import annotations

from game.screens.widgets.column import Column

DIGITS = "1234567890"
"""The keys that numbers are typed with; no number begins with the last."""


class Typed:
    """The number that is being typed."""

    def __init__(self) -> None:
        """Nothing has been typed yet."""
        self._number = 0

    def pick(self, column: Column, digit: int) -> bool:
        """Pick by a digit; say whether it picked something, by a number that no further digit could make longer.

        A digit goes on with the number before it where the list has so many and that one is still picked.
        """
        keys = column.pickable()
        begun = self._number if 0 < self._number <= len(keys) and column.chosen == keys[self._number - 1] else 0
        longer = begun * 10 + digit
        number = longer if longer <= len(keys) else digit
        self._number = number if 1 <= number <= len(keys) else 0
        if not self._number:
            return False
        column.chosen = keys[number - 1]
        return number * 10 > len(keys)

    def forget(self) -> None:
        """Begin a new number with the next digit."""
        self._number = 0
