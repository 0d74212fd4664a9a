"""What happens at a decision, from its votes to its consequence."""

from __future__ import annotations

from typing import Literal

from game.group.session.data.base import Count, Data, Dissent, Id, Number, Reason, RoundName, Sureness
from game.scenario.acts import Demand


class VoteOpened(Data):
    """A vote was opened, or opened again with its votes as they were."""

    kind: Literal["vote_opened"] = "vote_opened"
    decision: Number
    round: RoundName


class Voted(Data):
    """Somebody voted; their last one before the close counts."""

    kind: Literal["voted"] = "voted"
    decision: Number
    round: RoundName
    choice: Id
    sureness: Sureness | None
    reason: Reason


class Counted(Data):
    """The facilitator counted hands."""

    kind: Literal["counted"] = "counted"
    decision: Number
    round: RoundName
    counts: dict[Id, Count]


class VoteClosed(Data):
    """A vote was closed."""

    kind: Literal["vote_closed"] = "vote_closed"
    decision: Number
    round: RoundName


class Skipped(Data):
    """Something was left out."""

    kind: Literal["skipped"] = "skipped"
    decision: Number
    to: Literal["talk", "deciding"]


class TalkReopened(Data):
    """The room talks again."""

    kind: Literal["talk_reopened"] = "talk_reopened"
    decision: Number


class Revealed(Data):
    """The split of a closed vote was shown to the room, or hidden again."""

    kind: Literal["revealed"] = "revealed"
    decision: Number
    round: RoundName
    on: bool


class Framed(Data):
    """The kind of moment was taken down by the desk."""

    kind: Literal["framed"] = "framed"
    demand: Demand


class Looked(Data):
    """A look was taken for the room."""

    kind: Literal["looked"] = "looked"
    look: Id


class Decided(Data):
    """The facilitator decided; the play has not moved yet."""

    kind: Literal["decided"] = "decided"
    decision: Number
    choice: Id
    reason: Reason
    override: bool
    """It is not the most voted choice."""


class DecisionReopened(Data):
    """What was decided is open again."""

    kind: Literal["decision_reopened"] = "decision_reopened"
    decision: Number


class Dissented(Data):
    """Somebody on the smaller side left a sentence; an empty one takes it back."""

    kind: Literal["dissented"] = "dissented"
    decision: Number
    words: Dissent


class Moved(Data):
    """The play moved as decided: the consequence stands before the room."""

    kind: Literal["moved"] = "moved"
    decision: Number


class WentOn(Data):
    """The room went on from a consequence to the next scene or the ending."""

    kind: Literal["went_on"] = "went_on"


class WhatIfShown(Data):
    """A past decision was opened as a what-if, beside the real line."""

    kind: Literal["what_if_shown"] = "what_if_shown"
    decision: Number
    choice: Id


class WhatIfEnded(Data):
    """The what-if was put away."""

    kind: Literal["what_if_ended"] = "what_if_ended"
