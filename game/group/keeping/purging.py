"""Removing a session so that nothing of it stays, and proving that."""

from __future__ import annotations

import mmap
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, delete, func, select, text

from game.group.keeping import tables
from game.group.keeping.entries import Kept, Purged
from game.group.keeping.errors import KeepingError


def purge(engine: Engine, kept: Kept, url: URL) -> Purged:
    """Remove a session, and its scenario where no other session needs it. Raises KeepingError where a trace stays."""
    with engine.begin() as connection:
        # Held first, so that a server that is appending has done so, or will find nothing to append to.
        connection.execute(select(tables.sessions).where(tables.sessions.c.id == kept.id).with_for_update())
        rows = _rows(connection, kept.id)
        for table in tables.OF_A_SESSION:
            connection.execute(delete(table).where(table.c.session == kept.id))
        connection.execute(delete(tables.sessions).where(tables.sessions.c.id == kept.id))
        needed = select(tables.sessions.c.edition)
        connection.execute(delete(tables.editions).where(tables.editions.c.edition.not_in(needed)))
    sqlite = url.get_backend_name() == "sqlite"
    _wipe(engine, sqlite)
    with engine.connect().execution_options(reading=True) as connection:
        left = _rows(connection, kept.id)
    searched = _searched(Path(str(url.database)), kept) if sqlite else 0
    if left:
        raise KeepingError(f"{left} rows of the session {kept.code} came back while it was purged. Purge it again.")
    return Purged(kept.code, rows, left, searched)


def _rows(connection: Connection, id: str) -> int:
    """Count the rows that name a session."""
    counts = [select(func.count()).select_from(it).where(it.c.session == id) for it in tables.OF_A_SESSION]
    counts.append(select(func.count()).select_from(tables.sessions).where(tables.sessions.c.id == id))
    return sum(connection.execute(count).scalar_one() for count in counts)


def _wipe(engine: Engine, sqlite: bool) -> None:
    """Have the database let go of what was deleted: it is out of the tables, and yet on the disk."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if sqlite:
            # The file is written anew from what is left, then the write-ahead log is emptied.
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            return
        for table in (*tables.OF_A_SESSION, tables.sessions, tables.editions):
            connection.execute(text(f'VACUUM "{table.name}"'))


def _searched(path: Path, kept: Kept) -> int:
    """Look for a session's id in every byte of a SQLite store, and return how many bytes there were."""
    size = 0
    for file in (path, *(path.with_name(path.name + end) for end in ("-wal", "-journal"))):
        if not file.exists() or not file.stat().st_size:
            continue
        with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
            if data.find(kept.id.encode()) >= 0:
                raise KeepingError(
                    f"The session {kept.code} is deleted, but another program is reading {path} yet; "
                    "what is left of it goes from the disk when that program ends."
                )
            size += len(data)
    return size
