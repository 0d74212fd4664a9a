"""What can be asked of a session, read from outside."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field, TypeAdapter, ValidationError

from game.group.session.commands_facilitator import (
    Agree,
    Blank,
    ChooseRole,
    Close,
    CountHands,
    Decide,
    EndWhatIf,
    EnterPhase,
    Extend,
    Finish,
    Frame,
    Hide,
    Judge,
    Look,
    Names,
    Next,
    Open,
    Pass,
    Pause,
    Remove,
    Reopen,
    Resume,
    Reveal,
    Seat,
    ShowWhatIf,
    Skip,
    Turn,
    Withdraw,
)
from game.group.session.commands_participant import (
    Commit,
    Dissent,
    GiveView,
    Join,
    Leave,
    React,
    Rename,
    SeeOtherwise,
    Tell,
    Vote,
)
from game.group.session.refusals import Refusal
from game.present.text import safe

__all__ = [
    "Agree", "Blank", "ChooseRole", "Close", "Command", "Commit", "CountHands", "Decide", "Dissent", "EndWhatIf",
    "EnterPhase", "Extend", "Finish", "Frame", "GiveView", "Hide", "Join", "Judge", "Leave", "Look", "Names",
    "Next", "Open", "Pass", "Pause", "React", "Remove", "Rename", "Reopen", "Resume", "Reveal", "Seat",
    "SeeOtherwise", "ShowWhatIf", "Skip", "Tell", "Turn", "Vote", "Withdraw", "command_from_json",
]  # fmt: skip

Command: TypeAlias = (
    Join | Leave | Rename | Seat | Remove | Names | ChooseRole | Next | Skip | Open | Close | Reopen | Reveal
    | Hide | CountHands | Vote | Frame | Look | Decide | Dissent | Tell | Pause | Resume | Extend | Pass
    | Withdraw | Blank | ShowWhatIf | EndWhatIf | EnterPhase | Turn | Judge | Agree | React | GiveView | Commit
    | SeeOtherwise | Finish
)  # fmt: skip
"""Anything that can be asked."""

_COMMAND: TypeAdapter[Command] = TypeAdapter(Annotated[Command, Field(discriminator="kind")])


def command_from_json(outside: object) -> Command | Refusal:
    """Read a command, such as `{"kind": "vote", …}`; what is none is refused, saying where to look."""
    try:
        return _COMMAND.validate_python(outside)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        if first["type"] == "string_too_long":
            return Refusal("too-long", "That is far too long. Say it in a line.")
        where = " ".join(str(part) for part in first["loc"]) or "its kind"
        return Refusal("wrong", f"That is nothing that can be asked of a session: look at “{safe(where)[:80]}”.")
