"""The database under what is kept: opened with care, changed whole or not at all, its failures said plainly."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from game.records import schema
from game.records.errors import RecordsError, damaged, storage_error
from game.records.plays import read_plays

PATIENCE = 2.0
"""Seconds to wait for another program that is writing."""


class Database:
    """One connection; several threads may share it, one at a time."""

    def __init__(self, path: Path | None) -> None:
        """Open the database at `path`, made where there is none; None keeps it in memory. Raises RecordsError."""
        self.path = path
        self._turn = threading.RLock()
        try:
            if path is not None:
                _look_at(path)
            self._connection = _connect(path)
            self._file = _identity(path)
        except sqlite3.Error as error:
            raise storage_error(error, path) from error
        except UnicodeDecodeError as error:
            raise damaged(path) from error  # not every message about damage is made of characters itself
        except OSError as error:
            raise _no_place(path, error) from error

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """Change something: on disk when the block is left, and nothing of it where the block fails."""
        with self._turn, self._told():
            if _identity(self.path) != self._file:
                raise RecordsError(f"{self.path} was moved or deleted while it was in use. Put it back, or start anew.")
            connection = self._connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # Some failures, such as a full disk, have rolled back already.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read several things as they stood at one moment."""
        with self._turn, self._told():
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def wipe(self) -> bool:
        """Empty the write-ahead log, which still holds what was deleted; False where another program needs it yet."""
        with self._turn, self._told():
            busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            return not busy

    def close(self) -> None:
        """Close the connection; what is kept is kept already."""
        with self._turn:
            self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn a failure of the database into its sentence."""
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            raise storage_error(error, self.path) from error
        except UnicodeDecodeError as error:
            raise damaged(self.path) from error


def _look_at(path: Path) -> None:
    """Make sure that a file may be opened for writing without harm to what it holds; make it where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # What is kept is private. The files that SQLite puts beside it take their permissions from this one.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    # The log first: a program that makes the store at this moment writes into the file before it writes a log.
    log = path.with_name(f"{path.name}-wal")
    logged = log.exists() and log.stat().st_size > 0
    if path.stat().st_size == 0:
        if logged:
            # SQLite would throw the log away, and with it all that may still be had.
            raise damaged(path)
        return
    # Opened for reading alone, since closing a damaged database would write its log into it.
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("BEGIN")  # all of it as it stands at one moment, whatever another program does
        if not schema.is_ours(connection):
            raise RecordsError(f"{path} is not a file of Two Hats, and was left as it is. Move it out of that folder.")
        if schema.version_of(connection) > len(schema.MIGRATIONS):
            raise RecordsError(
                f"What is kept in {path} comes from a newer version of Two Hats. "
                "Bring Two Hats up to date, or name another folder in TWOHATS_DATA."
            )
        if not _sound(connection):
            raise damaged(path)


def _sound(connection: sqlite3.Connection) -> bool:
    """Say whether every page holds together and, where the tables are today's, every play can be read."""
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        return False
    if not schema.tables_are_whole(connection):
        return False
    if schema.version_of(connection) < len(schema.MIGRATIONS):
        return True
    try:
        read_plays(connection)
    except (ValueError, TypeError):
        return False
    return True


def _connect(path: Path | None) -> sqlite3.Connection:
    # Transactions are begun and ended here in so many words, and turns are taken with a lock.
    connection = sqlite3.connect(path or ":memory:", timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    try:
        write_ahead(connection)
        # A commit returns when it is on disk, and what is deleted is overwritten.
        for pragma in ("synchronous = FULL", "secure_delete = ON", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        schema.bring_up_to_date(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def write_ahead(connection: sqlite3.Connection) -> None:
    """Have changes written ahead into a log, so that readers and a writer never wait for each other."""
    given_up = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            return
        except sqlite3.OperationalError as error:
            # Where two programs make a store at once, SQLite sends one of them away without waiting.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > given_up:
                raise
        time.sleep(0.01)


def _identity(path: Path | None) -> tuple[int, int] | None:
    """Return what tells a file from another of its name; None in memory or where it is gone."""
    if path is None:
        return None
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _no_place(path: Path | None, error: OSError) -> RecordsError:
    reason = (error.strerror or str(error)).lower()
    return RecordsError(f"Nothing can be kept in {path}: {reason}. Mend that, or name another folder in TWOHATS_DATA.")
