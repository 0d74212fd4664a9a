"""What a session has come to: a frozen value, every event giving another. Maps that grow with people are persistent,
so that a vote costs the same in a room of two thousand as in a room of five."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from rpds import HashTrieMap, HashTrieSet

from game.group.session.data.base import Phase, RoundName
from game.group.session.data.debriefing import Promise, Viewed
from game.play.playing import Play
from game.scenario.acts import Demand
from game.scenario.scenes import Scene
from game.scenario.story import Scenario

Step: TypeAlias = Literal[
    "lobby", "prebrief", "scene", "framing", "first", "talk", "second", "deciding", "dissent", "consequence", "ending",
    "debrief", "closed",
]  # fmt: skip
"""Where the room is."""
ItemKind: TypeAlias = Literal["reason", "dissent", "reaction"]

VOTE_STEPS: Mapping[Step, RoundName] = {"framing": "frame", "first": "first", "second": "second"}
"""A vote is open exactly while the room is at its step."""
ROUND_STEPS: Mapping[RoundName, Step] = {round: step for step, round in VOTE_STEPS.items()}
PHASES: tuple[Phase, ...] = ("reactions", "description", "my_view", "analysis", "summary")
DEMAND_IDS: tuple[Demand, ...] = ("critical", "tame", "wicked")


@dataclass(frozen=True, slots=True)
class Item:
    """Words that somebody typed and that the facilitator may pass to the wall."""

    id: str
    kind: ItemKind
    words: str
    by: str
    decision: int | None = None
    round: RoundName | None = None
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who votes."""

    id: str
    name: str
    seat: str | None
    number: int
    """In the order of coming, counted from 1."""
    joined: int
    """The log's sequence number of their coming."""
    present: bool = True
    removed: bool = False
    reaction: Item | None = None
    view: Viewed | None = None
    commitments: tuple[Promise, ...] = ()
    otherwise: tuple[int, ...] = ()
    """The findings that they see otherwise."""
    debriefed: bool = False
    """They were there for the debrief, or for some of it."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A chair with what only it knows."""

    id: str
    name: str
    brief: str
    knows: str


@dataclass(frozen=True, slots=True)
class Vote:
    """Somebody's vote in one round."""

    choice: str
    sureness: int | None
    """1 a guess, 2 fairly sure, 3 sure; None: not said."""
    reason: str
    seq: int
    """The log's sequence number."""


@dataclass(frozen=True, slots=True)
class Round:
    """One vote of one decision: those two together are its identity."""

    decision: int
    name: RoundName
    options: tuple[str, ...]
    """What was open when it was opened."""
    opened: int
    """The log's sequence number of its last opening."""
    waiting: int
    """How many who are present, came before it was opened and have not voted: a late joiner never blocks it."""
    open: bool = True
    revealed: bool = False
    votes: HashTrieMap[str, Vote] = field(default_factory=HashTrieMap)
    """By participant."""
    tally: Mapping[str, int] = field(default_factory=dict)
    """By option; in a session of hands what was counted."""

    @property
    def voted(self) -> int:
        """Count the votes."""
        return sum(self.tally.values())

    def leaders(self, among: frozenset[str] | None = None) -> tuple[str, ...]:
        """Return the most voted of `among`, several where they are level; none where nobody voted for any."""
        counts = {id: count for id, count in self.tally.items() if count and (among is None or id in among)}
        most = max(counts.values(), default=0)
        return tuple(id for id in self.options if counts.get(id) == most) if most else ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the facilitator decided."""

    choice: str
    reason: str
    override: bool
    """It was not the most voted choice."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session. What can be computed from these is computed."""

    scenario: Scenario
    seed: int
    role: str | None
    hands: bool
    minutes: int | None
    own_names: bool
    opened_at: float
    seq: int
    """Of the last event."""
    step: Step = "lobby"
    step_at: float = 0.0
    """When the step began, in seconds since the epoch."""
    step_ends: float | None = None
    """When its clock runs out, where it has one; nothing happens then by itself."""
    begun: float | None = None
    """When the room's time began to run."""
    play_ended: float | None = None
    """When the debrief began."""
    paused: float | None = None
    """Since when."""
    blank: bool = False

    people: HashTrieMap[str, Participant] = field(default_factory=HashTrieMap)
    names: HashTrieSet[str] = field(default_factory=HashTrieSet)
    """Keys of the names that are taken."""
    present: int = 0
    seated: Mapping[str, int] = field(default_factory=dict)
    """How many hold each seat."""

    play: Play | None = None
    number: int = 1
    """Of the decision in hand."""
    frame: Demand | None = None
    """Of the decision in hand, as the desk took it down."""
    ruling: Ruling | None = None
    """Of the decision in hand."""
    rounds: HashTrieMap[tuple[int, RoundName], Round] = field(default_factory=HashTrieMap)
    rulings: HashTrieMap[int, Ruling] = field(default_factory=HashTrieMap)
    """Of decisions that the play has moved on."""
    told: HashTrieMap[tuple[str, str], int] = field(default_factory=HashTrieMap)
    """By seat and participant: the decision at which they marked what only they knew as told; 0 before the first."""
    dissents: HashTrieMap[tuple[int, str], Item] = field(default_factory=HashTrieMap)
    """By decision and participant."""
    skipped: tuple[tuple[int, Step], ...] = ()
    """What was left out: decision and step."""

    items: HashTrieMap[str, Item] = field(default_factory=HashTrieMap)
    """Waiting to be passed."""
    passed: tuple[Item, ...] = ()
    what_if: tuple[int, str] | None = None
    """The decision and the choice beside the real line now."""
    what_ifs: tuple[tuple[int, str], ...] = ()
    """All that were shown."""

    phase: Phase = "reactions"
    turn: int = 1
    """The decision (description) or finding (analysis) that stands before the room."""
    judged: bool = False
    agreed: str = ""
    answered: Mapping[str, int] = field(default_factory=dict)
    """How many gave a `reaction`, a `view`, `commitments`."""

    @property
    def scene(self) -> Scene:
        """Return where the story is; only after the start."""
        assert self.play is not None
        return self.play.scene

    @property
    def live(self) -> bool:
        """Say whether the decision in hand is one to play with votes."""
        return not self.scenario.room_cut or self.scene.id in self.scenario.room_cut

    @property
    def discuss(self) -> int | None:
        """Return the minutes of talk where the decision in hand gets two votes."""
        return self.scene.decision.discuss if self.scene.decision else None

    def round(self, name: RoundName, decision: int | None = None) -> Round | None:
        """Return a round of a decision, the one in hand unless said."""
        return self.rounds.get((self.number if decision is None else decision, name))

    @property
    def open_round(self) -> Round | None:
        """Return the vote that is open."""
        name = VOTE_STEPS.get(self.step)
        return self.round(name) if name else None

    def last_round(self, decision: int | None = None) -> Round | None:
        """Return the vote that a decision rests on: the second, where anybody voted in it, else the first."""
        second = self.round("second", decision)
        return second if second and second.voted else self.round("first", decision)

    def last_vote(self, participant: str, decision: int | None = None) -> Vote | None:
        """Return what somebody voted last at a decision."""
        for name in ("second", "first"):
            round = self.round(name, decision)
            if round and participant in round.votes:
                return round.votes[participant]
        return None


def seats(scenario: Scenario) -> dict[str, Seat]:
    """Return the seats: the roles if there are any, otherwise the cast with something to know."""
    if scenario.roles:
        return {it.id: Seat(it.id, it.name, it.brief, it.knows) for it in scenario.roles.values()}
    return {it.id: Seat(it.id, it.name, it.job, it.knows) for it in scenario.cast.values() if it.knows}
