"""What can go wrong with what is kept, each said in a plain sentence or two with the next step."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from game.present.text import safe


class RecordsError(Exception):
    """Something cannot be kept, found or read. The text is one or two plain sentences with the next step."""

    def __init__(self, message: str) -> None:
        """Take the sentences; what a terminal would act on in them is shown by its number."""
        super().__init__(safe(message))


class MovedOnError(RecordsError):
    """The play has gone on elsewhere since it was taken up here, so a move from here does not follow its last.

    Nothing was kept. Take `Records.branch` with the number of moves that the play has here, and go on with that.
    """


def storage_error(error: sqlite3.Error, path: Path | None) -> RecordsError:
    """Return what to say of a failure of the database at `path`; None is a store in memory."""
    # The low byte is the kind of failure; what stands above it tells the cases of one kind apart. Without a code
    # it was a text that is no UTF-8, and all that was written here is.
    kind = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path)
    if kind in _SENTENCES:
        return RecordsError(_SENTENCES[kind].format(path=path))
    return RecordsError(f"What is kept in {path} could not be used ({error}). Try again, or move that file away.")


def damaged(path: Path | None) -> RecordsError:
    """Return what to say of a store that cannot be read."""
    return RecordsError(
        f"What is kept in {path} is damaged and was left as it is. "
        "To begin a new store, move every file whose name begins so out of that folder."
    )


_DENIED = (
    "What is kept in {path} cannot be changed: the file or its folder may only be read. "
    "Ask for the right to write there, or name another folder in TWOHATS_DATA."
)
_HELD = "Another program is holding what is kept in {path}. Close that program and try again."
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _HELD,
    sqlite3.SQLITE_LOCKED: _HELD,
    sqlite3.SQLITE_READONLY: _DENIED,
    sqlite3.SQLITE_PERM: _DENIED,
    sqlite3.SQLITE_CANTOPEN: _DENIED,
    sqlite3.SQLITE_FULL: "The disk is full, so nothing more can be kept in {path}. Free some space there.",
    sqlite3.SQLITE_IOERR: (
        "The disk took nothing more for what is kept in {path}: it is full, at its limit or failing. "
        "Free some space there, or name another folder in TWOHATS_DATA."
    ),
}
