"""What exploring a scenario answers, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.paths.intervals import Share
from game.paths.tally import Range

Part: TypeAlias = Literal["scene", "choice", "look", "event", "ending", "what comes back", "dynamic", "beat"]
"""A part of a scenario that plays reach, or never do."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether plays reach a part of the scenario."""

    part: Part
    where: str
    """Its id, an option's as `scene.option`; of what comes back and of a beat, what carries it."""
    reached: bool
    often: float
    """How often it happens in a random play, on average."""
    why: str
    """Where it is never reached, why; otherwise nothing."""
    said: str = ""
    """Of a beat: how its text begins."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """A place where plays cannot go on: the author has to mend it."""

    where: str
    kind: Literal["zero", "closed", "odds", "other"]
    """A division by zero, every choice closed, odds that do not add up, anything else."""
    share: float
    """Of random plays, from 0 to 1."""
    moves: tuple[str, ...]
    """A shortest way there, without looks that it does not need; none where it is not known."""
    seed: int | None
    """A seed with which these moves lead there; None where none was found."""
    role: str | None = None
    """The chair from which they do."""


@dataclass(frozen=True, slots=True)
class EndingShare:
    """How often plays come to an ending."""

    id: str
    title: str
    reached: bool
    share: Share
    """Of random plays."""
    plays: float
    """How many plays come to it, looks and draws told apart; 0 where that was not counted."""
    personas: Mapping[str, Share]
    """Of plays by each persona."""
    moves: tuple[str, ...] = ()
    """Of a rare ending: a shortest way to it, where one is known."""
    seed: int | None = None
    """A seed with which these moves lead there."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand where a decision does."""

    scene: str
    now: Range
    """Earliest and latest tick."""
    meters: Mapping[str, Range]


@dataclass(frozen=True, slots=True)
class Always:
    """A condition that comes out the same in every play that reads it."""

    kind: str
    """What it decides about: choice, look, later, dynamic, event, ending, goto or beat."""
    where: str
    condition: str
    """As the author would type it."""
    holds: bool
    """True: it always holds. False: it never does."""
    number: int
    """Its place among all conditions, as `game.paths.reading.conditions` gives them."""
    why: str
    """In what range that which it reads stays; may be empty."""


@dataclass(frozen=True, slots=True)
class Outdone:
    """A choice that another one of its scene outdoes, or equals, on every meter."""

    scene: str
    choice: str
    by: str
    tried: int
    """What-ifs in which both were tried from the same place with the same luck."""
    worse: int
    """In how many of them some meter came out worse than by the other."""
    elsewhere: int
    """In how many of them the two came to different endings."""
    apart: int
    """In how many of those something besides meters told the two endings apart."""


@dataclass(frozen=True, slots=True)
class Labels:
    """How long the labels of a decision's choices are, and which choice meets the moment best."""

    scene: str
    shortest: str
    shortest_words: int
    longest: str
    longest_words: int
    first: str
    fitting: tuple[str, ...]
    """Those with the best fit; several where they are equal."""


@dataclass(frozen=True, slots=True)
class Led:
    """What random plays that came to an ending had done."""

    ending: str
    plays: int
    """How many of those tried came to it."""
    acts: Mapping[str, float]
    """Of all their choices, which part had each act, from 0 to 1; a choice may have several."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a decision decides."""

    scene: str
    tried: int
    """What-ifs: another choice at this decision, then the same luck and the same picks."""
    changed: int
    """In how many of them another ending came."""


@dataclass(frozen=True, slots=True)
class Lands:
    """Where something that comes back, or an event, lands."""

    what: str
    """`event ID`, or `SCENE.OPTION` with its number where that plants several."""
    scenes: Mapping[str, float]
    """The scene whose decision it follows, or that it waits at, with how often in a random play."""


@dataclass(frozen=True, slots=True)
class View:
    """What plays in one role come to."""

    role: str | None
    exact: bool
    """Every path was walked."""
    why: str
    """Where not: what stopped it."""
    plays: float | None
    """How many plays there are, looks and draws told apart; None where there is no end of them, or not exact."""
    states: int
    """Different moments of decision, as far as anything later can tell them apart."""
    edges: int
    """Ways on from them."""
    sampled: int
    """Random plays behind the shares where not exact."""
    endings: tuple[EndingShare, ...]
    personas: tuple[str, ...]
    standing: tuple[Standing, ...]
    """In the order of the clock."""
    last: Mapping[str, Range]
    """Each meter's least and greatest at the end of a play."""
    multipliers: tuple[tuple[str, int], ...]
    """What multiplied the states, most first: an event, chance or look, and the rows that it added."""
    endless: float
    """The share of random plays that never end."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Every path of a scenario, answered."""

    scenario: str
    title: str
    edition: str
    views: tuple[View, ...]
    """One for each role, where anything reads the role."""
    reached: tuple[Reached, ...]
    stuck: tuple[Stuck, ...]
    always: tuple[Always, ...]
    outdone: tuple[Outdone, ...]
    weights: tuple[Weight, ...]
    """Decisions in file order."""
    lands: tuple[Lands, ...]
    labels: tuple[Labels, ...]
    """Decisions with two choices or more, in file order."""
    led: tuple[Led, ...]
    """Endings in file order."""

    @property
    def exact(self) -> bool:
        """Say whether every path was walked in every role."""
        return all(view.exact for view in self.views)

    @property
    def never(self) -> tuple[Reached, ...]:
        """Return what is never reached (in an inexact exploration: what was not seen)."""
        return tuple(it for it in self.reached if not it.reached)
