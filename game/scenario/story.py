"""A whole scenario, and the parts that stand around its scenes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from game.scenario.expressions import Expression
from game.scenario.happenings import Confidence, Dynamic, Event
from game.scenario.meters import Fact, Meter
from game.scenario.prose import Prose
from game.scenario.scenes import Scene

Unit: TypeAlias = Literal["hour", "shift", "day", "week", "month", "quarter", "year"]
"""How long a tick is."""

Level: TypeAlias = Literal["team", "service", "organisation", "system", "professional"]
"""The five levels of seed 004."""

Challenge: TypeAlias = Literal[
    "workforce", "demand", "change-fatigue", "conflicting-priorities", "professional-tensions",
    "external-pressures", "personal-sustainability",
]  # fmt: skip
"""The seven challenges of seed 004."""


@dataclass(frozen=True, slots=True)
class Clock:
    """How time is told. One tick is one `unit`."""

    unit: Unit
    weekday: int = 0
    """Where the unit is an hour, shift or day: 0 is Monday."""
    minute: int = 0
    """Where the unit is an hour: minutes past midnight at tick 0."""
    number: int = 1
    """Where the unit is a week or longer: the number of the first."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the cast."""

    id: str
    name: str
    job: str = ""
    knows: str = ""
    """Their private knowledge: opened in the debrief, and read by one seat in a group."""


@dataclass(frozen=True, slots=True)
class Role:
    """A chair that the scenario can be played from."""

    id: str
    name: str
    brief: str = ""
    knows: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """A way that the play ends: the first, in file order, whose `when` holds."""

    id: str
    title: str
    text: Prose
    when: Expression | None = None
    at_once: bool = False
    """It ends the play wherever it holds, and not only at the end."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something that the scenario leans on."""

    id: str
    cite: str
    says: str = ""
    strength: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """A condition as the author typed it, and as it is understood."""

    text: str
    condition: Expression


@dataclass(frozen=True, slots=True)
class Test:
    """An author's own test: what to choose, and what must then hold."""

    # The name is the language's; this keeps pytest from taking the class for one of its own.
    __test__ = False

    name: str
    choose: Mapping[str, tuple[str, ...]]
    """For each scene visited: its looks and choices in the order made, over all visits."""
    expect: tuple[Expectation, ...]
    seed: int | None = None
    """None: it holds on every draw."""
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """What holds at the end of every path (`always`), of one (`possible`) or of none (`never`)."""

    kind: Literal["always", "possible", "never"]
    promised: Expectation


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Scenario:
    """A scenario that can be played. Compared by identity; two readings of one file share their `edition`."""

    id: str
    """The name of its file without the ending."""
    edition: str
    """SHA-256 of the file as it was read, in hexadecimal."""
    title: str
    summary: str
    brief: str
    clock: Clock
    meters: Mapping[str, Meter]
    start: str
    scenes: Mapping[str, Scene]
    endings: tuple[Ending, ...]
    authors: tuple[str, ...] = ()
    licence: str = ""
    level: Level | None = None
    challenges: tuple[Challenge, ...] = ()
    play_minutes: int | None = None
    debrief_minutes: int | None = None
    as_of: str = ""
    """The month in which its facts were true, as `2026-11`."""
    jurisdiction: str = ""
    language: str = "en-GB"
    touches: tuple[str, ...] = ()
    """The content note."""
    aims: tuple[str, ...] = ()
    cast: Mapping[str, Person] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    dynamics: tuple[Dynamic, ...] = ()
    events: tuple[Event, ...] = ()
    room_cut: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    """What the debrief asks of the whole play."""
    support: str = ""
    """Where to turn if the play was near something of one's own."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    tests: tuple[Test, ...] = ()
    promises: tuple[Promise, ...] = ()
    text: str = field(default="", repr=False)
    """The file itself, so that a kept play can go on in the edition that it began with."""
