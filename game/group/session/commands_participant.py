"""What a participant can ask for; their words are still as they were typed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from game.group.session.data.base import Count, Data, Id, Number, RoundName, Sureness, Words
from game.scenario.acts import Act


class Join(Data):
    """Come in, or come back."""

    kind: Literal["join"] = "join"
    name: Words | None = None


class Leave(Data):
    """Stop counting."""

    kind: Literal["leave"] = "leave"
    participant: Id | None = None


class Rename(Data):
    """Give a name."""

    kind: Literal["rename"] = "rename"
    name: Words
    participant: Id | None = None


class Vote(Data):
    """Vote in an open round."""

    kind: Literal["vote"] = "vote"
    decision: Number
    round: RoundName
    choice: Id
    sureness: Sureness | None = None
    reason: Words = ""


class Dissent(Data):
    """Leave a sentence on the smaller side."""

    kind: Literal["dissent"] = "dissent"
    decision: Number
    words: Words


class Tell(Data):
    """Mark what only you knew as told to the room."""

    kind: Literal["tell"] = "tell"
    told: bool


class React(Data):
    """Give a word."""

    kind: Literal["react"] = "react"
    word: Words


class GiveView(Data):
    """Say how you see the play."""

    kind: Literal["my_view"] = "my_view"
    same: Number | None = None
    change: Number | None = None
    counts: dict[Act, Count] = Field(default_factory=dict)
    keep: Words = ""
    differently: Words = ""


class Pledge(Data):
    """Something that one person means to do, as typed."""

    what: Words
    when: Words = ""
    who: Words = ""


class Commit(Data):
    """Write down what you mean to do."""

    kind: Literal["commit"] = "commit"
    commitments: Annotated[tuple[Pledge, ...], Field(max_length=3, strict=False)]


class SeeOtherwise(Data):
    """See a finding otherwise, or no longer."""

    kind: Literal["otherwise"] = "otherwise"
    finding: Number
    on: bool
