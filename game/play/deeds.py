"""What happens, ready to run: its changes, its text, and the record that is kept of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from game.play.history import Beat, Cause, Change, Draw, Happened, Kind, Node
from game.play.slots import NOW, Values

Amount: TypeAlias = Callable[[Sequence[Any]], Any]
Telling: TypeAlias = Callable[[Sequence[Any]], tuple[Beat, ...]]
"""Gives the beats of a text as the values stand."""
Text: TypeAlias = tuple[Beat, ...] | Telling
"""The beats of a text that never changes, or what gives them."""
Setting: TypeAlias = tuple[str, int, bool | int | str]
"""A fact to set: its name, its slot and what to."""


@dataclass(frozen=True, slots=True)
class Move:
    """A change of one number."""

    name: str
    slot: int
    lowest: int
    highest: int
    amount: Amount
    fixed: int | None
    """The amount, where it does not depend on the play."""

    def change(self, before: int, amount: int) -> Change:
        """Return the change of a number by an amount; it stops at the end of its range."""
        return Change(self.name, before, max(self.lowest, min(self.highest, before + amount)))


class _KnownChanges(dict[int, Change]):
    """The changes that a move by a fixed amount makes, by the number that it finds; each is worked out once."""

    def __init__(self, move: Move, amount: int) -> None:
        super().__init__()
        self.move = move
        self.amount = amount

    def __missing__(self, before: int) -> Change:
        change = self.move.change(before, self.amount)
        if len(self) < 1000:  # a fact may come to a million numbers
            self[before] = change
        return change


class Deed:
    """Something that happens."""

    __slots__ = ("_fixed", "_id", "_kind", "_moves", "_node", "_settings", "_still", "_tell", "_told")

    def __init__(
        self,
        kind: Kind,
        id: str,
        node: Node,
        text: Text,
        moves: Sequence[Move] = (),
        settings: Sequence[Setting] = (),
    ) -> None:
        """Take what it is recorded as, its text, and what it changes and sets."""
        self._kind: Kind = kind
        self._id = id
        self._node: Node = node
        self._told: tuple[Beat, ...] = () if callable(text) else text
        self._tell = text if callable(text) else None
        self._moves = moves
        self._settings = settings
        self._still = not moves and not settings
        fixed = [(move.slot, _KnownChanges(move, move.fixed)) for move in moves if move.fixed is not None]
        self._fixed = fixed if len(fixed) == len(moves) else None

    def happen(
        self, values: Values, cause: Cause | None = None, draw: Draw | None = None, silent: bool = False
    ) -> Happened:
        """Change the values, then tell the text unless it is to be silent; return the record of it."""
        changes = () if self._still else self._change(values)
        beats = () if silent else self._told if self._tell is None else self._tell(values)
        # Happened(…) in half the time; nothing else is made so often.
        return tuple.__new__(Happened, (self._kind, self._id, values[NOW], self._node, beats, changes, cause, draw))

    def _change(self, values: Values) -> tuple[Change, ...]:
        """Change the values and return the changes. All amounts are read before any is applied."""
        changes = []
        if self._fixed is not None:
            for slot, known in self._fixed:
                change = known[values[slot]]
                values[slot] = change.after
                changes.append(change)
        else:
            for move, amount in [(move, move.amount(values)) for move in self._moves]:
                change = move.change(values[move.slot], amount)
                values[move.slot] = change.after
                changes.append(change)
        for name, slot, value in self._settings:
            changes.append(Change(name, values[slot], value))
            values[slot] = value
        return tuple(changes)
