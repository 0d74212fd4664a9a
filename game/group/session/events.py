"""The events of a session's log, read and written strictly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple, TypeAlias

from pydantic import Field, TypeAdapter, ValidationError

from game.group.session.data.base import Data, Id
from game.group.session.data.debriefing import (
    Agreed,
    Committed,
    Judged,
    PhaseEntered,
    Reacted,
    SawOtherwise,
    Turned,
    Viewed,
)
from game.group.session.data.decisions import (
    Counted,
    Decided,
    DecisionReopened,
    Dissented,
    Framed,
    Looked,
    Moved,
    Revealed,
    Skipped,
    TalkReopened,
    VoteClosed,
    Voted,
    VoteOpened,
    WentOn,
    WhatIfEnded,
    WhatIfShown,
)
from game.group.session.data.people import (
    Joined,
    Left,
    Removed,
    Renamed,
    Returned,
    Seated,
    Told,
)
from game.group.session.data.sitting import (
    Begun,
    Blanked,
    Closed,
    Extended,
    NamesAllowed,
    Opened,
    Passed,
    Paused,
    Resumed,
    RoleChosen,
    Started,
    Withdrawn,
)


class LogError(ValueError):
    """A log that is not one of ours, or is damaged. The message says where."""


Body: TypeAlias = (
    Opened | NamesAllowed | RoleChosen | Begun | Started | Paused | Resumed | Extended | Blanked | Passed | Withdrawn
    | Closed | Joined | Left | Returned | Removed | Renamed | Seated | Told | VoteOpened | Voted | Counted | VoteClosed
    | Skipped | TalkReopened | Revealed | Framed | Looked | Decided | DecisionReopened | Dissented | Moved | WentOn
    | WhatIfShown | WhatIfEnded | PhaseEntered | Turned | Judged | Agreed | Reacted | Viewed | Committed | SawOtherwise
)  # fmt: skip
"""The data of an event, of any kind."""


class Event(NamedTuple):
    """One thing that happened."""

    seq: int
    """Its place in the log, counted from 1."""
    at: float
    """Seconds since the epoch."""
    by: str
    """A participant's id, or `facilitator`."""
    kind: str
    data: Body

    @classmethod
    def of(cls, seq: int, at: float, by: str, data: Body) -> Event:
        """Make an event of its data."""
        return cls(seq, at, by, data.kind, data)


class _Outside(Data):
    """An event as JSON, its data still to be read."""

    seq: Annotated[int, Field(ge=1)]
    at: Annotated[float, Field(ge=0, le=1e11, allow_inf_nan=False)]
    by: Id
    kind: str
    data: dict[str, Any]


_BODY: TypeAdapter[Body] = TypeAdapter(Annotated[Body, Field(discriminator="kind")])


def event_json(event: Event) -> dict[str, Any]:
    """Return an event as JSON-ready data: seq, at, by, kind and data."""
    data = event.data.model_dump(mode="json", exclude={"kind"})
    return {"seq": event.seq, "at": event.at, "by": event.by, "kind": event.kind, "data": data}


def event_from_json(outside: Mapping[str, Any]) -> Event:
    """Read an event. Raises LogError where anything about it is odd."""
    try:
        read = _Outside.model_validate(outside)
        if "kind" in read.data:
            raise LogError(f"Event {read.seq} of the log names its kind twice, so it was not taken in.")
        body = _BODY.validate_python({**read.data, "kind": read.kind})
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = " ".join(str(part) for part in first["loc"]) or "the whole"
        seq = outside.get("seq", "?") if isinstance(outside, Mapping) else "?"
        raise LogError(f"Event {seq} of the log cannot be read: look at “{where}”.") from error
    return Event.of(read.seq, read.at, read.by, body)
