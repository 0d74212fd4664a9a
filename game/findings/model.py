"""The debrief as values: evidence first, then what it adds up to. Nothing here is a mark or a type of person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.paths.reaches import Doors
from game.scenario.acts import Act, Capability, Demand, Fit, Mark, Pole

SAMPLED = 3
"""Fewer chances than this are too few to say anything from."""

Source: TypeAlias = Literal["decision", "luck", "standing", "world"]
"""Where a movement of a meter came from: a decision and what came back of it, its draws, an event or dynamic that
asked how things stood by then, or one that would have come whatever had been done."""
By: TypeAlias = Literal["look", "choice", "luck", "back", "standing", "world"]
"""What brought something: a look taken first, the choice, its draw, something planted earlier that came back, an event
or dynamic that asked how things stood by then, or one that would have come whatever had been done."""
Leaning: TypeAlias = Literal["for", "against", "neither"]
"""Which way a draw went for the meters, all of them turned so that more is better."""
FindingKind: TypeAlias = Literal["strength", "difference", "pattern", "moment"]


@dataclass(frozen=True, slots=True)
class Shift:
    """A visible or hidden number before and after something."""

    id: str
    name: str
    before: int
    after: int
    hidden: bool
    better: Literal["high", "low"]


@dataclass(frozen=True, slots=True)
class Telling:
    """Something told, by whom, None for narration."""

    text: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """A consequence that came back."""

    decision: int
    """The decision that planted it."""
    now: int
    """When it came back, in ticks."""
    during: int
    """The decision whose move it came back in."""
    told: tuple[Telling, ...]
    shifts: tuple[Shift, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Came:
    """Something that happened between one decision and the next, and what brought it."""

    by: By
    decision: int | None
    """The decision that it came from; None for what no decision brought."""
    now: int
    """When, in ticks."""
    told: tuple[Telling, ...]
    shifts: tuple[Shift, ...]
    because: str


@dataclass(frozen=True, slots=True)
class OtherDraw:
    """What another draw would have done."""

    odds: int
    """Per cent."""
    told: tuple[Telling, ...]
    amounts: Mapping[str, int]
    """By the meter's name, how far it would stand from where it does, where the file gives plain numbers."""


@dataclass(frozen=True, slots=True)
class Luck:
    """One draw, with its odds."""

    decision: int
    place: str
    """`choice:scene.id`, `look:scene.id` or `event:id`."""
    drawn: int
    """0 to 99."""
    odds: int
    """Per cent, of what happened; for an event that did not happen, of its happening."""
    happened: bool
    told: tuple[Telling, ...]
    others: tuple[OtherDraw, ...]
    leaning: Leaning
    """Whether it left the meters better or worse off than such a draw does on average, by its plain numbers."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One demand of a moment, and the author's reason for it."""

    demand: Demand
    reason: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One decision: what could be seen, what was done, and what came of it."""

    number: int
    """Counted from 1."""
    scene: str
    title: str
    now: int
    cue: str
    demands: tuple[Asked, ...]
    """The main one first."""
    contested: bool
    choice: str
    label: str
    """The choice in its own words."""
    others: tuple[str, ...]
    """The words of the other options that were open."""
    looks: tuple[str, ...]
    """The words of the looks taken first."""
    frame: Demand | None
    reason: str | None
    acts: tuple[Act, ...]
    poles: tuple[Pole, ...]
    marks: tuple[Mark, ...]
    practises: tuple[Capability, ...]
    fit: Fit
    """By the table of the language; on a contested moment it is one reading."""
    because: str
    """The author's reason for the choice's effects."""
    shifts: tuple[Shift, ...]
    """What the choice and its luck did to the meters at once."""
    returns: tuple[Return, ...]
    """What came back from it."""
    course: tuple[Came, ...]
    """Everything that its move set off, in order, each part by what brought it: what came back in it may come from
    an earlier decision."""
    luck: tuple[Luck, ...]
    """Its own draws."""
    ask: str
    """The debrief's question."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """One of the nine contrasts, both sides counted apart."""

    leadership: Pole
    management: Pole
    leadership_at: tuple[int, ...]
    """Decisions that took that side."""
    management_at: tuple[int, ...]

    @property
    def sampled(self) -> bool:
        """Say whether there were enough to say anything."""
        return len(set(self.leadership_at) | set(self.management_at)) >= SAMPLED


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a meter's movement, and where it came from."""

    source: Source
    name: str
    """The number of the decision, or the id of the dynamic or event."""
    amount: int
    because: str


@dataclass(frozen=True, slots=True)
class Movement:
    """A meter from start to end, and what moved it."""

    id: str
    name: str
    hidden: bool
    better: Literal["high", "low"]
    start: int
    end: int
    low: bool
    """It ended in its worst band."""
    by_decision: tuple[int, ...]
    """Its value when each decision's move was done."""
    shares: tuple[Share, ...]
    """Largest first; they add up to end minus start."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that was still on its way when the play ended."""

    decision: int
    text: str
    because: str


@dataclass(frozen=True, slots=True)
class OtherWay:
    """Where the same moves and the same luck would have led with one decision changed."""

    decision: int
    """The decision that was changed, counted from 1."""
    choice: str
    label: str
    """The other choice in its own words."""
    stopped_at: int | None
    """The decision at which the moves no longer fit; None where all of them do."""
    ending: str | None
    """The title of the ending it comes to; None where it stopped before one."""
    ending_id: str | None
    fit: Fit
    """How it would have met the moment."""
    shifts: tuple[Shift, ...]
    """Each meter that stands otherwise: `before` as it was in the play, `after` as it would have been, at the end or,
    where the moves stopped fitting, as far as they did."""


@dataclass(frozen=True, slots=True)
class Approach:
    """One way of developing as a leader or manager, and something to do of it at work."""

    id: str
    name: str
    suits: str
    """When it suits, after `It suits where`."""
    do: str
    """A first thing to do, small enough for next week."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to talk about: its kind and the decisions it rests on. The evidence is in their moments."""

    kind: FindingKind
    decisions: tuple[int, ...]
    question: str
    act: Act | None = None
    """Of a pattern or a difference: the act that it is about."""
    demand: Demand | None = None
    """Of a pattern: the demand that it met."""
    picked: int | None = None
    """Of a difference in counts: how often the player thought they had done it."""
    recorded: int | None = None
    """Of a difference in counts: how often the record has it."""
    again: bool | None = None
    """Of a difference in picks: whether the player would play it the same again, or change it."""
    door: str | None = None
    """Of a moment: the id of an ending that it closed and that another choice would have kept open."""
    meter: str | None = None
    """Of a moment: the id of a meter that the player's own decisions wore down to its worst band."""


@dataclass(frozen=True, slots=True)
class View:
    """What the player picked about their own play before seeing the record."""

    same: int | None = None
    """The decision they would play the same."""
    change: int | None = None
    """The decision they would change."""
    counts: Mapping[Act, int] | None = None
    """How often they asked people for the answer (lead), organised a known fix, told people what to do, left it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a play stood as it ended: all that the endings' conditions ask."""

    now: int
    told: tuple[Telling, ...]
    """The ending's own words."""
    role: str
    meters: Mapping[str, int]
    facts: Mapping[str, bool | int | str]
    visited: tuple[str, ...]
    chose: tuple[str, ...]
    """Choices and looks as `scene.option`."""
    happened: tuple[str, ...]
    settled: Mapping[str, tuple[int, ...]]
    """By fact: the decisions in whose move it changed."""


@dataclass(frozen=True, slots=True)
class Debrief:
    """Everything that a debrief of one play can show."""

    scenario: str
    title: str
    edition: str
    seed: int
    role: str | None
    moves: tuple[str, ...]
    ending: str | None
    """The ending's title; None where the play is not over, or could not go on."""
    ending_id: str | None
    ended: Ended | None
    """How it stood then; None where there is no ending."""
    moments: tuple[Moment, ...]
    acts_by_demand: Mapping[Demand, Mapping[Act, tuple[int, ...]]]
    """By main demand: the decisions in which each act was used."""
    contrasts: tuple[Contrast, ...]
    practised: Mapping[Capability, tuple[int, ...]]
    """The decisions that gave a chance to use each."""
    marked: Mapping[Mark, tuple[int, ...]]
    """The decisions in which something was delegated or taken back, or direction, alignment or commitment made."""
    movements: tuple[Movement, ...]
    luck: tuple[Luck, ...]
    waiting: tuple[Waiting, ...]
    findings: tuple[Finding, ...]
    """At most four, in the order in which to show them."""
    other_ways: tuple[OtherWay, ...]
    """What if: every other open choice of every decision, in order."""
    doors: tuple[Doors, ...] | None
    """What could still happen before and after each decision; None where that is not known yet."""
    approach: Approach
    """One development step that suits what was found."""
    questions: tuple[str, ...]
    support: str

    def moment(self, number: int) -> Moment:
        """Return a decision's moment by its number, from 1."""
        return self.moments[number - 1]

    def act_counts(self) -> Mapping[Act, tuple[int, ...]]:
        """Return, for each act, the decisions that used it."""
        counts: dict[Act, tuple[int, ...]] = {}
        for moment in self.moments:
            for act in moment.acts:
                counts[act] = (*counts.get(act, ()), moment.number)
        return counts
