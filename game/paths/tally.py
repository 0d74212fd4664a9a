"""What a walk over paths counts, in the same form whichever way the paths are walked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from game.scenario.expressions import Expression

Key: TypeAlias = tuple[str, ...]
"""What was hit: `scene ID`, `option SCENE.ID`, `outcome SCENE.ID NUMBER`, `ending ID`, and with the scene where it
lands `event ID SCENE`, `dynamic ID SCENE`, `later NUMBER SCENE` (its number in file order)."""
Range: TypeAlias = tuple[int, int]
"""The least and the greatest."""


class Fault(NamedTuple):
    """A place where plays cannot go on."""

    doing: str
    """As the engine names it: a scene, an option, an event."""
    kind: Literal["zero", "closed", "odds", "other"]
    """A division by zero, every choice closed, the odds of a chance, anything else."""


@dataclass(slots=True)
class Came:
    """Plays that came to one end."""

    mass: float = 0.0
    """Their share of random plays, from 0 to 1."""
    plays: float = 0.0
    """How many there are."""
    trail: int = 0
    """The moves of a shortest of them, packed; 0 where unknown."""


@dataclass(slots=True)
class Kept:
    """What became of one promise's condition at the end of plays."""

    held: bool = False
    failed: bool = False
    failing: int = 0
    """The trail of a play in which it failed; 0 where unknown."""
    holding: int = 0
    """The trail of a play in which it held; 0 where unknown."""
    unclear: bool = False
    """Some plays counted further than the sets that were kept."""


@dataclass(slots=True)
class Tally:
    """Everything that is counted on a walk."""

    mass: dict[Key, float] = field(default_factory=dict)
    """How often each thing happens in a random play, on average; a thing that was only seen has 0."""
    truths: dict[int, tuple[bool, bool]] = field(default_factory=dict)
    """By the identity of a condition: whether it was ever true, and ever false."""
    ranges: dict[tuple[str, str], Range] = field(default_factory=dict)
    """By scene and meter, number fact or `now`, as its decision stands."""
    standing: dict[tuple[str, str], int] = field(default_factory=dict)
    """By scene and yes/no or word fact: the values seen there, as bits of their numbers."""
    last: dict[tuple[str, str], Range] = field(default_factory=dict)
    """By ending and meter or `now`."""
    endings: dict[str, Came] = field(default_factory=dict)
    faults: dict[Fault, Came] = field(default_factory=dict)
    promises: list[Kept] = field(default_factory=list)
    states: int = 0
    """Different states in which a decision stood, merged where equal."""
    edges: int = 0
    """Ways from one such state to the next, or to an end."""
    spread: dict[str, int] = field(default_factory=dict)
    """How many rows each source of chance, and each look, added to those that were there."""
    endless: float = 0.0
    """The share of random plays that go round for ever."""
    round_again: bool = False
    """Some plays can come back to the very state that they were in, so that there is no last number of plays."""

    def hit(self, key: Key, mass: float) -> None:
        """Count something that happened."""
        self.mass[key] = self.mass.get(key, 0.0) + mass

    def settled(self, tree: Expression) -> bool:
        """Say whether a condition has been seen both true and false."""
        return self.truths.get(id(tree)) == (True, True)

    def truth(self, tree: Expression, true: bool, false: bool) -> None:
        """Note that a condition was true, or false, somewhere."""
        was_true, was_false = self.truths.get(id(tree), (False, False))
        self.truths[id(tree)] = (was_true or true, was_false or false)

    def widen(self, home: dict[tuple[str, str], Range], key: tuple[str, str], low: int, high: int) -> None:
        """Make a range hold two more values."""
        known = home.get(key)
        home[key] = (low, high) if known is None else (min(low, known[0]), max(high, known[1]))

    def end(self, ending: str, mass: float, plays: float, trail: int) -> None:
        """Count plays that came to an ending."""
        _add(self.endings.setdefault(ending, Came()), mass, plays, trail)

    def fault(self, fault: Fault, mass: float, plays: float, trail: int) -> None:
        """Count plays that cannot go on."""
        _add(self.faults.setdefault(fault, Came()), mass, plays, trail)

    def add_spread(self, source: str, rows: int) -> None:
        """Note how many rows a source added."""
        if rows:
            self.spread[source] = self.spread.get(source, 0) + rows


def _add(came: Came, mass: float, plays: float, trail: int) -> None:
    came.mass += mass
    came.plays += plays
    came.trail = shortest((came.trail, trail))


def shortest(trails: Iterable[int]) -> int:
    """Return the shortest of some trails, the first where equal; 0 where none is known."""
    return min((trail for trail in trails if trail), default=0)
