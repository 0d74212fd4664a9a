"""Lines as they are typed, for a program that has other things to listen to as well."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable

_PIECE = 65_536


def listen(file: int, heard: Callable[[str | None], object]) -> None:
    """Have every line that comes from an open file handed to the running loop; None where they end.

    A thread reads, by the number of the file: nothing holds the program up that ends while somebody could still type.
    """
    loop = asyncio.get_running_loop()
    threading.Thread(target=_read, args=(file, loop, heard), name="twohats-typed", daemon=True).start()


def _read(file: int, loop: asyncio.AbstractEventLoop, heard: Callable[[str | None], object]) -> None:
    waiting = b""
    while piece := _piece(file):
        *whole, waiting = (waiting + piece).split(b"\n")
        for line in whole:
            if not _tell(loop, heard, line.decode(errors="replace").strip()):
                return
    if not waiting or _tell(loop, heard, waiting.decode(errors="replace").strip()):
        _tell(loop, heard, None)


def _piece(file: int) -> bytes:
    try:
        return os.read(file, _PIECE)
    except OSError:
        return b""  # the terminal has gone: nobody types any more


def _tell(loop: asyncio.AbstractEventLoop, heard: Callable[[str | None], object], line: str | None) -> bool:
    """Hand a line over, and say whether there was somebody to take it."""
    try:
        loop.call_soon_threadsafe(heard, line)
    except RuntimeError:
        return False
    return True
