"""One transaction that writes: the sessions it touches are held, so that numbers follow each other without a gap."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Insert, Table, delete, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from game.group.keeping import tables
from game.group.keeping.entries import Done, Entry, Vote
from game.group.keeping.tokens import Holder

CHANNEL = "twohats"
"""What PostgreSQL wakes other servers by; the message is the session's id, and only a hint to look."""


class Writing:
    """What can be written. Hold a session first; all of it is on disk when the transaction ends, or none."""

    def __init__(self, connection: Connection) -> None:
        """Write by a connection that has begun a transaction."""
        self._connection = connection
        self._postgres = connection.dialect.name == "postgresql"

    def hold(self, sessions: Iterable[str]) -> dict[str, int]:
        """Keep everyone else from appending to some sessions, and return the last number of each that is there.

        Numbers are taken under this lock and seen by others only when it is let go, so that a reader who has come to
        a number has seen every one below it. All sessions are held in one order, or two servers could wait in a ring.
        """
        rows = self._connection.execute(
            select(tables.sessions.c.id, tables.sessions.c.last)
            .where(tables.sessions.c.id.in_(sorted(sessions)))
            .order_by(tables.sessions.c.id)
            .with_for_update()
        )
        return {row.id: row.last for row in rows}

    def entries(self, session: str, after: int) -> list[Entry]:
        """Return what the log holds after a number."""
        return read_entries(self._connection, session, after)

    def done(self, session: str, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Done]:
        """Return those posts, of some (who, key), that were done before."""
        wanted = set(asked)
        table = tables.posts
        rows = self._connection.execute(
            select(table).where(table.c.session == session, table.c.key.in_({key for _, key in wanted}))
        )
        found = [Done(row.who, row.key, bytes(row.asked), row.seq) for row in rows]
        return {(it.who, it.key): it for it in found if (it.who, it.key) in wanted}

    def append(self, session: str, entries: Sequence[Entry], votes: Sequence[Vote], done: Sequence[Done]) -> None:
        """Append to the log of a session that is held, and keep its votes and the posts that were done with it."""
        if entries:
            self._many(insert(tables.log), session, [_row(it) for it in entries])
            ended = {"last": entries[-1].seq, "touched": entries[-1].at}
            self._connection.execute(update(tables.sessions).where(tables.sessions.c.id == session).values(**ended))
        if votes:
            columns = ("decision", "round", "participant", "seq")
            self._many(self._vote(), session, [{name: getattr(it, name) for name in columns} for it in votes])
        if done:
            columns = ("who", "key", "asked", "seq")
            self._many(insert(tables.posts), session, [{name: getattr(it, name) for name in columns} for it in done])
        if entries and self._postgres:
            self._connection.execute(text("SELECT pg_notify(:channel, :id)"), {"channel": CHANNEL, "id": session})

    def take_back(self, session: str, votes: Sequence[Vote]) -> None:
        """Remove votes that no longer count; their entries stay in the log."""
        for it in votes:
            key = {"session": session, "decision": it.decision, "round": it.round, "participant": it.participant}
            self._connection.execute(delete(tables.votes).filter_by(**key))

    def holders(self, session: str, hashes: Sequence[bytes]) -> dict[bytes, Holder]:
        """Return whose some tokens are in a session, by their hashes; without those that are nobody's."""
        if not hashes:
            return {}
        table = tables.tokens
        rows = self._connection.execute(select(table).where(table.c.session == session, table.c.hash.in_(hashes)))
        return {bytes(row.hash): Holder(row.session, row.right, row.participant) for row in rows}

    def let_in(self, holders: Mapping[bytes, Holder]) -> None:
        """Keep the hashes of tokens that give their holders rights."""
        if holders:
            rows = [{"hash": hash, **asdict(holder)} for hash, holder in holders.items()]
            self._connection.execute(insert(tables.tokens), rows)

    def _vote(self) -> Insert:
        """Return what puts a vote in the place of the one before it."""
        one = _insert(self._connection, tables.votes)
        return one.on_conflict_do_update(
            index_elements=["session", "decision", "round", "participant"], set_={"seq": one.excluded.seq}
        )

    def _many(self, statement: Insert, session: str, rows: list[dict[str, Any]]) -> None:
        self._connection.execute(statement, [{"session": session, **row} for row in rows])


def unless_there(connection: Connection, table: Table) -> Insert:
    """Return what inserts a row into a table, unless there is one of the same key."""
    return _insert(connection, table).on_conflict_do_nothing()


def _insert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Return an insert that can be told what to do where the row is there, which each database has its own way for."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def read_entries(connection: Connection, session: str, after: int) -> list[Entry]:
    """Return what the log of a session holds after a number."""
    table = tables.log
    query = select(table).where(table.c.session == session, table.c.seq > after).order_by(table.c.seq)
    rows = connection.execute(query)
    return [Entry(row.seq, row.at, row.by, row.kind, json.loads(row.data)) for row in rows]


def _row(entry: Entry) -> dict[str, Any]:
    data = json.dumps(entry.data, ensure_ascii=False, separators=(",", ":"))
    return {"seq": entry.seq, "at": entry.at, "by": entry.by, "kind": entry.kind, "data": data}
