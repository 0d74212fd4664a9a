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
