"""Where what is kept lives."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_dir

STORE = "plays.sqlite"
"""The name of the file; SQLite may put two more beside it whose names begin so."""


def data_folder() -> Path:
    """Return the folder that holds what is kept: the environment's TWOHATS_DATA, else the account's data folder."""
    chosen = os.environ.get("TWOHATS_DATA")
    return Path(chosen) if chosen else Path(user_data_dir("twohats", appauthor=False))


def store_file() -> Path:
    """Return the file that holds what is kept."""
    return data_folder() / STORE


def write_private(path: Path, text: str) -> None:
    """Write a file that only this account can read, in place of any that is there. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
