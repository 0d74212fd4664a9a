"""The tables, and the way to them from every earlier version of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing

APPLICATION = 0x32_48_41_54
"""Marks a database as one of ours: `2HAT` in ASCII."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE editions (edition TEXT PRIMARY KEY, text TEXT NOT NULL)",
        # A seed is any whole number, and so more than an INTEGER holds.
        """CREATE TABLE plays (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            scenario TEXT NOT NULL,
            title TEXT NOT NULL,
            edition TEXT NOT NULL REFERENCES editions (edition),
            file TEXT,
            seed TEXT NOT NULL,
            role TEXT,
            started TEXT NOT NULL,
            touched TEXT NOT NULL,
            ending TEXT,
            debrief TEXT NOT NULL CHECK (debrief IN ('none', 'waiting', 'done')),
            branched_from TEXT REFERENCES plays (id) ON DELETE SET NULL,
            branched_at INTEGER
        )""",
        """CREATE TABLE moves (
            play TEXT NOT NULL REFERENCES plays (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            move TEXT NOT NULL,
            PRIMARY KEY (play, number)
        ) WITHOUT ROWID""",
        """CREATE TABLE notes (
            play TEXT NOT NULL REFERENCES plays (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (play, key)
        ) WITHOUT ROWID""",
        "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    ),
    (
        # What can still come of a point of a scenario, which takes seconds to find out; by a hash of the point.
        """CREATE TABLE reaches (
            edition TEXT NOT NULL REFERENCES editions (edition) ON DELETE CASCADE,
            key TEXT NOT NULL,
            reach TEXT NOT NULL,
            PRIMARY KEY (edition, key)
        ) WITHOUT ROWID""",
    ),
)
"""The statements that lead from each version of the tables to the next; version 0 has none."""


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of a database's tables."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_ours(connection: sqlite3.Connection) -> bool:
    """Say whether a database is ours, or empty and so may become ours."""
    if connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION:
        return True
    return not connection.execute("SELECT 1 FROM sqlite_master").fetchone()


def tables_are_whole(connection: sqlite3.Connection) -> bool:
    """Say whether a database has the tables of its version, word for word; damage can change a column's name."""
    with closing(sqlite3.connect(":memory:")) as model:
        for statements in MIGRATIONS[: version_of(connection)]:
            for statement in statements:
                model.execute(statement)
        return _tables(connection) == _tables(model)


def _tables(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    return [tuple(row) for row in connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name")]


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Take a database of ours forward to the tables of today, all the way or not at all."""
    if version_of(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Read again: another program may have done it while this one waited for its turn.
        for statements in MIGRATIONS[version_of(connection) :]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
