"""What the facilitator can ask for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from game.group.session.data.base import Count, Data, Id, Number, Phase, RoundName, Words
from game.scenario.acts import Demand


class Seat(Data):
    """Give somebody a seat."""

    kind: Literal["seat"] = "seat"
    participant: Id
    seat: Id


class Remove(Data):
    """Shut somebody out."""

    kind: Literal["remove"] = "remove"
    participant: Id


class Names(Data):
    """Allow own names, or no longer."""

    kind: Literal["names"] = "names"
    own: bool


class ChooseRole(Data):
    """Choose the chair that the room plays from."""

    kind: Literal["role"] = "role"
    role: Id


class Next(Data):
    """Take the next step."""

    kind: Literal["next"] = "next"


class Skip(Data):
    """Leave the next step out."""

    kind: Literal["skip"] = "skip"


class Open(Data):
    """Open a vote."""

    kind: Literal["open"] = "open"
    round: RoundName


class Close(Data):
    """Close the open vote."""

    kind: Literal["close"] = "close"


class Reopen(Data):
    """Go one step back: vote, talk or decide again."""

    kind: Literal["reopen"] = "reopen"


class Reveal(Data):
    """Show the split of a closed vote to the room."""

    kind: Literal["reveal"] = "reveal"
    round: RoundName
    decision: Number | None = None


class Hide(Data):
    """Hide the split again."""

    kind: Literal["hide"] = "hide"
    round: RoundName
    decision: Number | None = None


class CountHands(Data):
    """Type what hands were counted."""

    kind: Literal["count"] = "count"
    round: RoundName
    counts: Annotated[dict[Id, Count], Field(max_length=100)]


class Frame(Data):
    """Take down the kind of moment."""

    kind: Literal["frame"] = "frame"
    demand: Demand


class Look(Data):
    """Take a look for the room."""

    kind: Literal["look"] = "look"
    look: Id


class Decide(Data):
    """Decide."""

    kind: Literal["decide"] = "decide"
    choice: Id
    reason: Words = ""


class Pause(Data):
    """Stop the clocks."""

    kind: Literal["pause"] = "pause"


class Resume(Data):
    """Let the clocks run."""

    kind: Literal["resume"] = "resume"


class Extend(Data):
    """Give the step more minutes."""

    kind: Literal["extend"] = "extend"
    minutes: Annotated[int, Field(ge=1, le=60)]


class Pass(Data):
    """Pass typed words to the wall."""

    kind: Literal["pass"] = "pass"
    item: Id


class Withdraw(Data):
    """Take passed words from the wall."""

    kind: Literal["withdraw"] = "withdraw"
    item: Id


class Blank(Data):
    """Blank the wall, or show it."""

    kind: Literal["blank"] = "blank"
    on: bool


class ShowWhatIf(Data):
    """Open a past decision beside the real line."""

    kind: Literal["what_if"] = "what_if"
    decision: Number
    choice: Id


class EndWhatIf(Data):
    """Put the what-if away."""

    kind: Literal["what_if_end"] = "what_if_end"


class EnterPhase(Data):
    """Go to a phase of the debrief."""

    kind: Literal["phase"] = "phase"
    phase: Phase


class Turn(Data):
    """Show another decision or finding."""

    kind: Literal["turn"] = "turn"
    number: Number


class Judge(Data):
    """Show the program's judgement, or hide it."""

    kind: Literal["judge"] = "judge"
    on: bool


class Agree(Data):
    """Write down what the group agrees on."""

    kind: Literal["agree"] = "agree"
    words: Words


class Finish(Data):
    """Close the session."""

    kind: Literal["finish"] = "finish"
