"""This computer: its Python and this program, and the folder in which plays and sessions are kept."""

from __future__ import annotations

import platform
import shutil
import tempfile
from pathlib import Path

from game import __version__
from game.group.doctor.lines import Line

ROOM, LITTLE = 200, 20
"""Megabytes of room: below the first it is worth a look, below the second a session may not fit."""
_MB = 1_000_000


def program_line() -> Line:
    """Say which Python runs which Two Hats, and on what."""
    words = f"Python {platform.python_version()} runs Two Hats {__version__} on {platform.system()}."
    return Line("ok", "python", words)


def data_line(folder: Path) -> Line:
    """Say whether the data folder can be written and has room; it is made where there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"written")
            file.flush()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        step = "Mend that, or name another folder in the environment variable TWOHATS_DATA."
        return Line("wrong", "data", f"Nothing can be kept in {folder}: {reason}.", (step,))
    return room_line(folder, free)


def room_line(folder: Path, free: int) -> Line:
    """Say whether a folder has room; `free` is in bytes."""
    words = f"Plays and sessions are kept in {folder}, which can be written and has {size_words(free)} free."
    if free >= ROOM * _MB:
        return Line("ok", "data", words)
    step = "Free some space there, or name another folder in the environment variable TWOHATS_DATA."
    return Line("look" if free >= LITTLE * _MB else "wrong", "data", words, (step,))


def size_words(size: int) -> str:
    """Return bytes as people say them: `12 GB`, `340 MB`."""
    return f"{size // (1000 * _MB):,} GB" if size >= 1000 * _MB else f"{size // _MB} MB"
