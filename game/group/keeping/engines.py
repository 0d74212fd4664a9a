"""The database under the sessions: opened with care, by a path for SQLite or by a URL for PostgreSQL."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, select
from sqlalchemy.exc import ArgumentError

from game.group.keeping import tables
from game.group.keeping.errors import KeepingError
from game.records.database import write_ahead
from game.records.places import data_folder

PATIENCE = 5
"""Seconds to wait for another program that is writing, or for a server to answer."""


def own_file() -> Path:
    """Return the SQLite file that sessions are kept in unless another place is named."""
    return data_folder() / "sessions.sqlite"


def database_url(database: str | None) -> URL:
    """Return the URL of what `--database` names: nothing, a PostgreSQL URL or a SQLite one. Raises KeepingError."""
    if database is None:
        return URL.create("sqlite", database=str(own_file().absolute()))
    try:
        url = make_url(database)
    except ArgumentError:
        url = None
    if url is not None and url.get_backend_name() == "postgresql":
        _psycopg_wanted()
        return url.set(drivername="postgresql+psycopg")
    if url is not None and url.drivername == "sqlite" and url.database:
        return url
    raise KeepingError(
        "Sessions are kept in SQLite or PostgreSQL. Say --database postgresql://USER@HOST/NAME, or leave it out."
    )


def open_engine(url: URL) -> Engine:
    """Return an engine on a database whose tables are there and are ours. Raises KeepingError, SQLAlchemyError."""
    if url.get_backend_name() == "sqlite":
        engine = _sqlite(url)
    else:
        options = {"connect_timeout": PATIENCE, "application_name": "twohats"}
        engine = create_engine(url, pool_pre_ping=True, connect_args=options)
        event.listen(engine, "connect", _bound)
    try:
        with engine.begin() as connection:
            _bring_up_to_date(connection, place(url))
    except BaseException:
        engine.dispose()
        raise
    return engine


def place(url: URL) -> str:
    """Return what to call a database in a message: its path, or its URL without the password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def _psycopg_wanted() -> None:
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise KeepingError("PostgreSQL needs one more part. Install it with: pip install 'twohats[postgres]'") from None


def _sqlite(url: URL) -> Engine:
    path = Path(str(url.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # What is kept is private. The files that SQLite puts beside it take their permissions from this one.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise KeepingError(
            f"Sessions cannot be kept in {path}: {(error.strerror or str(error)).lower()}. "
            "Mend that, or name another folder in TWOHATS_DATA."
        ) from error
    engine = create_engine(url, connect_args={"timeout": PATIENCE, "check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _bound(connection: Any, _record: Any) -> None:
    # A server that hangs, or that a broken network hides, must not hold a session for ever.
    for setting in ("lock_timeout = '10s'", "idle_in_transaction_session_timeout = '15s'"):
        connection.execute(f"SET {setting}")
    connection.commit()


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # Transactions are begun here in so many words.
    connection.isolation_level = None
    # Readers never wait for the writer; a commit returns when it is on disk; what is deleted is overwritten.
    write_ahead(connection)
    for pragma in ("synchronous = FULL", "secure_delete = ON", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _begin(connection: Connection) -> None:
    # Whoever will write says so first: a reader that turns writer half-way may be sent away.
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _bring_up_to_date(connection: Connection, where: str) -> None:
    """Make the tables where there are none. Raises KeepingError where the database is another's."""
    if connection.dialect.name == "postgresql":
        # Two servers that start at once make the tables one after the other.
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('twohats tables'))")
    there = set(inspect(connection).get_table_names())
    if "keeping" in there:
        version = connection.execute(select(tables.keeping.c.version)).scalar() or 0
        if version > tables.VERSION:
            raise KeepingError(
                f"The sessions in {where} come from a newer version of Two Hats. Bring this one up to date."
            )
        return
    if there & set(tables.metadata.tables):
        raise KeepingError(f"{where} holds tables of another program. Name a database of its own for Two Hats.")
    tables.metadata.create_all(connection)
    connection.execute(tables.keeping.insert().values(version=tables.VERSION))
