"""What a play keeps of what happened, as values that front ends and findings read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from game.scenario.acts import Demand
from game.scenario.happenings import Dynamic, Event, Later, Outcome
from game.scenario.scenes import Choice, Look, Scene
from game.scenario.story import Ending, Person

Kind: TypeAlias = Literal["choice", "look", "outcome", "later", "dynamic", "event", "scene", "ending"]
"""What happened; `scene` and `ending` are the telling of one."""

Node: TypeAlias = Choice | Look | Outcome | Later | Dynamic | Event | Scene | Ending
"""The part of the scenario that happened."""

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Beat:
    """One thing told."""

    text: str
    """As the author typed it, placeholders filled in; `*stress*` and `**strong stress**` are left for the front end."""
    speaker: Person | None = None
    """Who says it; None for narration."""


class Change(NamedTuple):
    """A meter or fact before and after a happening; the same on both sides where a range stopped it."""

    name: str
    before: bool | int | str
    after: bool | int | str


class Draw(NamedTuple):
    """One draw of chance."""

    place: str
    """`choice:scene.id`, `look:scene.id` or `event:id`."""
    before: int
    """How many times that place had drawn before."""
    value: int
    """0 to 99."""
    odds: tuple[int, ...]
    """Per cent: of each outcome in file order, or of the event alone."""
    hit: int | None
    """Which outcome happened, counted from 0; for an event 0, or None where it did not happen."""


class Cause(NamedTuple):
    """The choice or look that planted what came back."""

    decision: int
    """The number of its decision, counted from 1."""
    scene: str
    kind: Literal["choice", "look"]
    id: str
    now: int
    """When it was planted, in ticks."""


class Happened(NamedTuple):
    """One happening, with what it told and changed."""

    kind: Kind
    id: str
    """The id of the choice, look, dynamic, event, scene or ending; for an outcome or a later item, of the choice
    or look that carries it."""
    now: int
    """When, in ticks."""
    node: Node
    beats: tuple[Beat, ...] = ()
    changes: tuple[Change, ...] = ()
    cause: Cause | None = None
    """Given for what came back."""
    draw: Draw | None = None
    """Given for an outcome, and for an event that depended on chance."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be done here, or that is shown closed."""

    id: str
    kind: Literal["look", "choice"]
    text: str
    open: bool
    locked: str | None
    """Why it is closed; None where it is open."""
    takes: int
    """The ticks that it takes."""


class Decision(NamedTuple):
    """A visit to a scene with choices that came to a choice: the record that the debrief is made from."""

    number: int
    """Counted from 1."""
    scene: str
    options: tuple[Option, ...]
    """As shown when the choice was made, closed ones too."""
    looks: tuple[str, ...]
    """The looks taken first, in order."""
    choice: str
    frame: Demand | None
    """The kind of moment the player named, if asked and answered."""
    reason: str | None
    now: int
    """When the choice was made, in ticks."""
    before: Mapping[str, int]
    """Every meter as the choice was made."""
    after: Mapping[str, int]
    """Every meter when everything that the move set off was done."""
    facts: Mapping[str, bool | int | str]
    """Every fact as the choice was made."""
    happened: tuple[Happened, ...]
    """In order, the looks' happenings first."""
    luck: tuple[Draw, ...]
    """Every draw, those of events that did not happen too."""

    @property
    def draws(self) -> tuple[int, ...]:
        """Return the drawn numbers in order."""
        return tuple(draw.value for draw in self.luck)


class Readings(Mapping[str, V]):
    """Meters or facts by id, read from a state without copying it."""

    __slots__ = ("_slots", "_values")

    def __init__(self, slots: Mapping[str, int], values: Sequence[V]) -> None:
        """Read `values` through `slots`, which gives each id its place among them."""
        self._slots = slots
        self._values = values

    def __getitem__(self, name: str) -> V:
        """Return the value of a meter or fact."""
        return self._values[self._slots[name]]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids, in file order."""
        return iter(self._slots)

    def __len__(self) -> int:
        """Count the ids."""
        return len(self._slots)

    def __repr__(self) -> str:
        """Show it as the dictionary it reads like."""
        return repr(dict(self))
