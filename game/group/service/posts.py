"""What waits for the writing thread, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from game.group.session.asking import Refusal, Who
from game.group.session.commands import Command
from game.group.session.events import Event
from game.group.session.state import Session


class Gone(Exception):
    """The session has been purged."""


@dataclass(slots=True, eq=False)
class Line:
    """Where a session has come to: one for each session in a server. Only the writing thread moves it on."""

    id: str
    session: Session


@dataclass(frozen=True, slots=True)
class Accepted:
    """It is in the log, on disk."""

    seq: int
    """The last entry that it made; where it changed nothing, the last that there is."""
    who: Who
    """Who did it; somebody who joins again by the same token is who they were."""


Outcome: TypeAlias = Accepted | Refusal | Exception
"""An exception is Gone, KeepingError, or a fault of our own."""


@dataclass(slots=True, eq=False)
class Post:
    """Somebody's wish, and what to call with what came of it. Without a command: only read what others wrote."""

    line: Line
    answer: Callable[[Outcome], None]
    who: Who
    command: Command | None = None
    key: str = ""
    """What tells this post from every other of the same person; the same again is not done again."""
    asked: bytes = b""
    """The hash of what it asks."""
    token: bytes | None = None
    """The hash of the token of somebody who joins, to be let in with the same commit."""


@dataclass(slots=True)
class Moved:
    """A session that has gone on."""

    line: Line
    session: Session
    events: list[Event] = field(default_factory=list)
    """What happened since, wherever it was written."""
