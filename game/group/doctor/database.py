"""The sessions' database: whether it opens, and how long a write takes to be on disk."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from time import perf_counter

from sqlalchemy import Engine, update
from sqlalchemy.exc import SQLAlchemyError

from game.group.doctor.lines import Line
from game.group.keeping import tables
from game.group.keeping.engines import database_url, open_engine, place
from game.group.keeping.errors import KeepingError, keeping_error

WRITES = 7
"""How often it is tried; the first is often slower than those that follow."""
SLOW = 250.0
"""Milliseconds for one write from which a vote feels slow; votes that come together are written together."""
_FULL = 2
"""SQLite's own number for a commit that returns when it is on disk."""


def database_line(database: str | None) -> Line:
    """Open what `--database` names, write to it without changing anything, and say how that went."""
    try:
        url = database_url(database)
    except KeepingError as error:
        return Line("wrong", "database", str(error))
    try:
        engine = open_engine(url)
        try:
            shared = url.get_backend_name() == "postgresql"
            return written_line(place(url), _timed(engine), "PostgreSQL" if shared else "SQLite", _lasting(engine))
        finally:
            engine.dispose()
    except KeepingError as error:
        return Line("wrong", "database", str(error))
    except SQLAlchemyError as error:
        return Line("wrong", "database", str(keeping_error(error, place(url))))


def written_line(where: str, took: Sequence[float], kind: str, lasting: bool) -> Line:
    """Say how long writes took, in milliseconds each, and whether they last through a loss of power."""
    middle = median(took)
    words = f"The sessions' database ({kind}, {where}) opens; a write is safely on disk in {ms_words(middle)}."
    if not lasting:
        words = f"The sessions' database ({kind}, {where}) opens, but its disk cannot keep it as safely as it should."
        step = "Put it on a disk of this computer: name a folder in the environment variable TWOHATS_DATA."
        return Line("look", "database", words, (step,))
    if middle < SLOW:
        return Line("ok", "database", words)
    step = "That is slow for a full room. Put it on a faster disk, with TWOHATS_DATA, or a nearer server."
    return Line("look", "database", words, (step,))


def ms_words(ms: float) -> str:
    """Return milliseconds in words: `4 ms`, `under 1 ms`."""
    return "under 1 ms" if ms < 1 else f"{ms:.0f} ms"


def _timed(engine: Engine) -> list[float]:
    """Write what stands there already, several times, and return the milliseconds until each was on disk."""
    took = []
    for _ in range(WRITES):
        began = perf_counter()
        with engine.begin() as connection:
            connection.execute(update(tables.keeping).values(version=tables.keeping.c.version))
        took.append((perf_counter() - began) * 1000)
    return took


def _lasting(engine: Engine) -> bool:
    """Say whether a commit is on disk when it returns, and readers need not wait for it."""
    with engine.connect().execution_options(reading=True) as connection:
        if engine.dialect.name == "postgresql":
            return bool(connection.exec_driver_sql("SHOW synchronous_commit").scalar() != "off")
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        return bool(journal == "wal" and connection.exec_driver_sql("PRAGMA synchronous").scalar() == _FULL)
