"""The tables. Every row carries its session's id, so that a session can be removed whole, and seen to be."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

VERSION = 1
"""Of these tables; a store of a later one is left alone."""

metadata = MetaData()

keeping = Table("keeping", metadata, Column("version", Integer, primary_key=True, autoincrement=False))
"""One row: the version of the tables."""

editions = Table(
    "editions",
    metadata,
    Column("edition", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
)
"""The scenarios that sessions are played in: each text once, by the hash of it."""

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("edition", Text, ForeignKey("editions.edition"), nullable=False),
    Column("opened", Double, nullable=False),
    Column("touched", Double, nullable=False),
    Column("last", BigInteger, nullable=False),
)
"""`last` is the number of the last entry of the log; whoever appends holds this row. Times are seconds since 1970."""


def _of_session(name: str, *columns: Column[object]) -> Table:
    session = Column("session", Text, primary_key=True)
    rule = ForeignKeyConstraint(["session"], ["sessions.id"], ondelete="CASCADE")
    return Table(name, metadata, session, *columns, rule, sqlite_with_rowid=False)


log = _of_session(
    "log",
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Double, nullable=False),
    Column("by", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("data", Text, nullable=False),
)
"""The log: everything that happened, counted from 1 without a gap."""

votes = _of_session(
    "votes",
    Column("decision", Integer, primary_key=True, autoincrement=False),
    Column("round", Text, primary_key=True),
    Column("participant", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
)
"""One vote for each participant, decision and round, which the key sees to; `seq` is the entry that holds it."""

posts = _of_session(
    "posts",
    Column("who", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("asked", LargeBinary, nullable=False),
    Column("seq", BigInteger, nullable=False),
)
"""What was posted and done, so that the same post again does nothing: its key, the hash of it, its last entry."""

tokens = _of_session(
    "tokens",
    Column("hash", LargeBinary, primary_key=True),
    Column("right", Text, nullable=False),
    Column("participant", Text),
)
"""Who may do what, by the hash of a token; somebody may come to two sessions with one."""

OF_A_SESSION = (log, votes, posts, tokens)
"""The tables whose rows belong to one session."""
