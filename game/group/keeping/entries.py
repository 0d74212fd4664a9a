"""What is kept of a session, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = Mapping[str, Any]
"""A JSON object."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A session, but for its log."""

    id: str
    """32 hexadecimal digits that stand in every row of it and nowhere else."""
    code: str
    """What people type to find it."""
    edition: str
    """The hash of the scenario's text."""
    opened: float
    """Seconds since 1970, as are all times here."""
    touched: float
    """When the last entry was made."""
    last: int
    """The number of the last entry; 0 while there is none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log."""

    seq: int
    """Its number: 1, 2, 3 …"""
    at: float
    by: str
    """The participant who did it, or the right of who did."""
    kind: str
    data: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vote:
    """That a participant has voted, for the table in which nobody can vote twice."""

    decision: int
    round: str
    participant: str
    seq: int
    """The entry that holds the vote; a later one takes its place."""


@dataclass(frozen=True, slots=True)
class Done:
    """A post that was done: by whom, its idempotency key, the hash of what it asked, and its last entry."""

    who: str
    key: str
    asked: bytes
    seq: int


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge removed, and the proof that it is gone."""

    code: str
    rows: int
    """Of the session's own: entries, votes, posts, tokens, and itself."""
    left: int
    """Rows that name it still: 0."""
    searched: int
    """Bytes of the database's files in which its id was looked for and not found; 0 for PostgreSQL."""
