"""What can go wrong with what is kept of sessions, said in a plain sentence or two with the next step."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from game.present.text import safe


class KeepingError(Exception):
    """Something of a session cannot be kept, found or read. The text is one or two plain sentences."""

    def __init__(self, message: str) -> None:
        """Take the sentences; what a terminal would act on in them is shown by its number."""
        super().__init__(safe(message))


def keeping_error(error: SQLAlchemyError, place: str) -> KeepingError:
    """Return what to say of a failure of the database at `place`, a path, or a URL without its password."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return KeepingError(_of_sqlite(cause, place))
    if isinstance(error, IntegrityError):
        return KeepingError(f"{place} refused what it was given to keep. Try again.")
    first = next(iter(str(cause).splitlines()), "no reason given").strip().rstrip(".")
    return KeepingError(f"The database {place} cannot be used: {first}. Start it, or mend --database.")


def _of_sqlite(error: sqlite3.Error, place: str) -> str:
    kind = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"Another program is holding the sessions in {place}. Close that program and try again."
    if kind in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return f"The sessions in {place} cannot be opened for writing. Name another folder in TWOHATS_DATA."
    if kind in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return f"The disk takes nothing more for the sessions in {place}. Free some space there."
    if kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return f"The sessions in {place} are damaged and were left as they are. Move that file away to begin anew."
    return f"The sessions in {place} could not be used ({error}). Try again, or move that file away."
