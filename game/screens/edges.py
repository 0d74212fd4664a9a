"""Where the app meets the terminal: what it can show, what stops it, and how it says so."""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from platformdirs import user_log_dir
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from game import __version__

STOPS = (signal.SIGTERM, signal.SIGHUP)
"""The signals on which the app puts the terminal right and leaves."""
PATIENCE = 3.0
"""Seconds for leaving after a signal; a terminal that has gone can hold the program up for ever."""
OURS = 3
"""The exit code for a fault of our own."""

_LIKE = str.maketrans({
    "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": ".", "·": "-", "•": "*", "×": "x",
    "─": "-", "│": "|", "└": "+", "┌": "+", "┐": "+", "┘": "+", "█": "#", "░": ".",
    **dict.fromkeys("▁▂▃▄▅▆▇▔▕▊▎▌▐", " "),
})  # fmt: skip


class Showable(LineFilter):
    """Replaces every character that the stream cannot carry by one of the same width that it can.

    The stream would otherwise spell them out, and every line after would stand elsewhere.
    """

    def __init__(self, encoding: str) -> None:
        """Show what `encoding` has."""
        super().__init__()
        self._encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with nothing in them that cannot be shown."""
        return [
            segment if segment.text.isascii() else Segment(_shown(segment.text, self._encoding), segment.style)
            for segment in segments
        ]


@lru_cache(4096)
def _shown(text: str, encoding: str) -> str:
    return "".join(_one(character, encoding) for character in text)


def _one(character: str, encoding: str) -> str:
    for candidate in (character, character.translate(_LIKE)):
        with suppress(UnicodeEncodeError):
            candidate.encode(encoding)
            return candidate
    return "?" * cell_len(character)


def stream_encoding() -> str:
    """Return the encoding of the stream that screens are written to."""
    return getattr(sys.__stderr__, "encoding", None) or "ascii"


def honour_no_color() -> None:
    """Leave an empty NO_COLOR out of account, as its convention says; Textual goes by its presence alone."""
    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)


def write_log(error: BaseException, *, kept: bool = True) -> str:
    """Write a fault to the log file, and return the line that says so; `kept` says whether a play was being kept."""
    folder = Path(user_log_dir("twohats", appauthor=False))
    lines = "".join(traceback.format_exception(error))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "twohats.log").open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"twohats {__version__}\n{lines}\n")
    except OSError:
        return f"Something went wrong inside Two Hats: {error!r}.{' Your play is kept: twohats resume' if kept else ''}"
    said = "Your play is kept; what happened" if kept else "What happened"
    return f"Something went wrong inside Two Hats. {said} is in {folder / 'twohats.log'}"


def leave_in_time(stop: signal.Signals) -> None:
    """See to it that the program ends soon, whatever holds it up."""
    timer = threading.Timer(PATIENCE, lambda: os._exit(128 + stop))
    timer.daemon = True
    timer.start()


def say(lines: Sequence[str], stream: TextIO | None = None) -> None:
    """Write lines to a stream, standard error unless said, where somebody is still there to read them."""
    stream = stream or sys.stderr
    encoding = stream.encoding or "utf-8"
    with suppress(OSError, ValueError):
        for line in lines:
            print("".join(_one(character, encoding) for character in line), file=stream)
        stream.flush()


def end_by(stop: signal.Signals) -> None:
    """End as the signal would have ended it, so that whoever sent it sees so."""
    signal.signal(stop, signal.SIG_DFL)
    os.kill(os.getpid(), stop)
