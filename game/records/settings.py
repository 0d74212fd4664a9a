"""Settings: a few plain values by name."""

from __future__ import annotations

import json
import sqlite3
from typing import TypeAlias

Setting: TypeAlias = bool | int | str


def read(connection: sqlite3.Connection) -> dict[str, Setting]:
    """Return every setting; what cannot be read counts as never set."""
    found: dict[str, Setting] = {}
    for key, text in connection.execute("SELECT key, value FROM settings"):
        try:
            value = json.loads(text)
        except ValueError:
            continue
        if isinstance(value, bool | int | str):
            found[key] = value
    return found


def write(connection: sqlite3.Connection, key: str, value: Setting) -> None:
    """Keep a setting in place of what it was."""
    connection.execute(
        "INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, json.dumps(value)),
    )
