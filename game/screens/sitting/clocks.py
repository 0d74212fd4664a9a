"""How much time is left, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def time_left(clock: Mapping[str, Any], now: float) -> str:
    """Return what a step's clock says: `4:05 left`, `0:40 over`; empty where it has none."""
    ends, paused = clock["ends"], clock["paused"]
    if ends is None:
        return "paused" if paused is not None else ""
    seconds = round(ends - (now if paused is None else paused))
    minutes, rest = divmod(abs(seconds), 60)
    words = f"{minutes}:{rest:02} {'left' if seconds >= 0 else 'over'}"
    return f"{words}, paused" if paused is not None else words
