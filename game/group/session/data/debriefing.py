"""What happens in the debrief."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from game.group.session.data.base import Count, Data, FreeLine, Number, Phase
from game.group.session.typed import COMMITMENT_LENGTH, REACTION_LENGTH
from game.scenario.acts import Act


class PhaseEntered(Data):
    """The debrief went to a phase."""

    kind: Literal["phase_entered"] = "phase_entered"
    phase: Phase


class Turned(Data):
    """Another decision or finding stands before the room."""

    kind: Literal["turned"] = "turned"
    number: Number


class Judged(Data):
    """The program's judgement was shown, or hidden again."""

    kind: Literal["judged"] = "judged"
    on: bool


class Agreed(Data):
    """The group agreed on what to do."""

    kind: Literal["agreed"] = "agreed"
    words: FreeLine


class Reacted(Data):
    """Somebody gave a word; an empty one takes it back."""

    kind: Literal["reacted"] = "reacted"
    word: Annotated[str, Field(max_length=REACTION_LENGTH)]


class Viewed(Data):
    """Somebody said how they see the play, before the program says what it saw."""

    kind: Literal["viewed"] = "viewed"
    same: Number | None
    """The decision they would play the same."""
    change: Number | None
    """The decision they would change."""
    counts: dict[Act, Count]
    """How often they think each act was done."""
    keep: FreeLine
    differently: FreeLine


class Promise(Data):
    """Something one person means to do."""

    what: Annotated[str, Field(min_length=1, max_length=COMMITMENT_LENGTH)]
    when: Annotated[str, Field(max_length=COMMITMENT_LENGTH)] = ""
    who: Annotated[str, Field(max_length=COMMITMENT_LENGTH)] = ""
    """Who will notice."""


class Committed(Data):
    """Somebody wrote down what they mean to do; it is theirs alone."""

    kind: Literal["committed"] = "committed"
    commitments: Annotated[tuple[Promise, ...], Field(max_length=3, strict=False)]


class SawOtherwise(Data):
    """Somebody sees a finding otherwise, or no longer."""

    kind: Literal["saw_otherwise"] = "saw_otherwise"
    finding: Number
    on: bool
