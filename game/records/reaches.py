"""What can still come of points of an edition, kept by the edition's hash so that it is found out once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.paths.reaches import Reach


def read(connection: sqlite3.Connection, edition: str) -> dict[str, Reach]:
    """Return what is known of an edition's points; what cannot be read counts as not known."""
    from game.paths.reaches import reach_from

    found: dict[str, Reach] = {}
    for key, text in connection.execute("SELECT key, reach FROM reaches WHERE edition = ?", (edition,)):
        try:
            found[key] = reach_from(json.loads(text))
        except (KeyError, TypeError, ValueError):
            continue
    return found


def write(connection: sqlite3.Connection, edition: str, found: Mapping[str, Reach]) -> None:
    """Keep what was found, where the edition itself is kept."""
    from game.paths.reaches import reach_data

    if connection.execute("SELECT 1 FROM editions WHERE edition = ?", (edition,)).fetchone() is None:
        return
    connection.executemany(
        "INSERT INTO reaches VALUES (?, ?, ?) ON CONFLICT (edition, key) DO UPDATE SET reach = excluded.reach",
        [(edition, key, json.dumps(reach_data(reach))) for key, reach in found.items()],
    )


def forget(connection: sqlite3.Connection, edition: str) -> None:
    """Delete all that is known of an edition's points."""
    connection.execute("DELETE FROM reaches WHERE edition = ?", (edition,))
