"""The session's time: half of it belongs to the debrief, and the desk is told when the play eats into that half."""

from __future__ import annotations

from typing import Any

from game.group.session.state import Session

SOON = 300
"""Seconds before the play should end from which the desk says so."""
_MINUTE = 60


def budget(session: Session, now: float) -> dict[str, Any] | None:
    """Return where the time has gone; None where the session has no budget. Pauses count: the room's hour ends anyway.

    Seconds, but for `minutes`. Before the prebrief nothing has been spent.
    """
    if session.minutes is None:
        return None
    started = now if session.begun is None else session.begun
    ends = started + session.minutes * _MINUTE
    play_until = started + session.minutes * _MINUTE / 2
    # Once the debrief has begun the play eats no more of it, and what it took is known.
    played_until = now if session.play_ended is None else session.play_ended
    left_to_play = play_until - played_until
    over = left_to_play < 0
    soon = session.play_ended is None and session.begun is not None and left_to_play <= min(SOON, session.minutes * 6)
    return {
        "minutes": session.minutes,
        "started": session.begun,
        "play_until": play_until,
        "ends": ends,
        "left_to_play": left_to_play,
        "left": ends - now,
        "level": "over" if over else "soon" if soon else "fine",
        "words": _words(session, left_to_play, ends - now, over),
    }


def _words(session: Session, left_to_play: float, left: float, over: bool) -> str:
    if session.begun is None:
        return f"{_minutes(left_to_play)} to play, as long for the debrief."
    if session.play_ended is not None:
        late = f" The play took {_minutes(-left_to_play)} of it." if over else ""
        return f"{_minutes(left)} left for the debrief.{late}"
    if over:
        eaten = _minutes(-left_to_play)
        return f"The play has eaten {eaten} of the debrief: choose the rest in passing."
    return f"{_minutes(left_to_play)} left to play."


def _minutes(seconds: float) -> str:
    """Return seconds as whole minutes, those begun counted."""
    count = max(0, -int(-seconds // _MINUTE))
    return f"{count} minute{'' if count == 1 else 's'}"
