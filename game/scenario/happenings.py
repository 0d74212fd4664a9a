"""The shape that everything which happens shares, and the happenings that are not the player's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.scenario.expressions import Expression
from game.scenario.prose import Prose

Confidence: TypeAlias = Literal["low", "moderate", "high"]
"""How far the evidence carries a claim."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A change of a meter or of a number fact by an amount."""

    name: str
    amount: Expression


@dataclass(frozen=True, slots=True)
class Setting:
    """A fact given a value outright."""

    name: str
    value: bool | int | str


@dataclass(frozen=True, slots=True)
class Happening:
    """What anything that happens does: a choice, a look, an outcome, a later item, a dynamic, an event."""

    effects: tuple[Effect, ...] = ()
    """All amounts are read before any is applied."""
    settings: tuple[Setting, ...] = ()
    text: Prose = ()
    """What is told when it happens (`reply` in a choice or look)."""
    because: str = ""
    """The author's reason, which the debrief argues with."""


@dataclass(frozen=True, slots=True)
class Later:
    """What comes back: planted by a choice, look or outcome, due after some ticks or on entering a scene."""

    happening: Happening
    after: int | None = None
    """Ticks from the moment of choosing, 1 or more."""
    at: str | None = None
    """The scene on entering which it is due; exactly one of `after` and `at` is given."""
    when: Expression | None = None
    """Read when it is due; where it does not hold, the item is dropped."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way that a chance can go."""

    odds: Expression
    """Per cent; the odds of one chance add up to 100."""
    happening: Happening
    later: tuple[Later, ...] = ()


@dataclass(frozen=True, slots=True)
class Dynamic:
    """What the world does by itself at every tick where `when` holds."""

    id: str
    happening: Happening
    when: Expression | None = None
    source: str | None = None
    """A key of the scenario's sources."""
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What happens when its moment comes: after a choice, or on entering the scene `at`."""

    id: str
    happening: Happening
    when: Expression | None = None
    odds: Expression | None = None
    """Per cent each time it could happen; None is always."""
    once: bool = True
    scene: str | None = None
    """The scene that it takes the story to."""
    at: str | None = None
    """The scene on entering which it may happen; never together with `scene`."""
