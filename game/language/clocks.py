"""When a scenario starts."""

from __future__ import annotations

import re

from game.language import models
from game.language.codes import BAD_FORM
from game.language.expressions.names import nearest
from game.language.reporting import Reporter
from game.scenario.story import Clock

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOUR = re.compile(r"(\w+) +([01]?\d|2[0-3]):([0-5]\d)\Z")
_LOOSE_TIME = re.compile(r"(\d{1,2})[.:h]?([0-5]\d)?\s*(am|pm)?", re.IGNORECASE)


def read_clock(clock: models.Clock, report: Reporter) -> Clock:
    """Read a clock. Where `starts` is left out: Monday at eight, Monday, or number 1."""
    if clock.starts is None:
        return Clock(clock.unit, minute=8 * 60)
    started = _started(clock, clock.starts.strip())
    if started is None and report.is_mended(("clock", "unit")):
        return Clock(clock.unit)
    if started is None:
        wanted = {"hour": "a weekday and a time", "shift": "a weekday", "day": "a weekday"}.get(
            clock.unit, "a whole number, 1 or more"
        )
        report.value(
            BAD_FORM,
            ("clock", "starts"),
            f"a clock that counts in {clock.unit}s starts with {wanted}, and this is `{clock.starts}`",
            f"Write it as `starts: {_meant(clock)}`.",
        )
        return Clock(clock.unit)
    return started


def _meant(clock: models.Clock) -> str:
    """Return how to write what was probably meant, as far as it can be told; else an example."""
    starts = clock.starts or ""
    words = re.findall(r"[^\W\d]+", starts)
    named = (next((it for it in WEEKDAYS if it.lower().startswith(word.lower()[:3])), "") for word in words)
    near = (nearest(word.capitalize(), WEEKDAYS) or "" for word in words)
    day = next(filter(None, (*named, *near)), "Friday")
    if clock.unit in ("shift", "day"):
        return day
    if clock.unit != "hour":
        return next(iter(re.findall(r"[1-9]\d{0,4}", starts)), "1")
    time = _LOOSE_TIME.search(starts)
    hour, minute = (int(time.group(1)), int(time.group(2) or 0)) if time else (19, 0)
    if time and time.group(3):
        hour = hour % 12 + (12 if time.group(3).lower() == "pm" else 0)
    return f"{day} {hour:02}:{minute:02}" if hour < 24 and minute < 60 else f"{day} 19:00"


def _started(clock: models.Clock, starts: str) -> Clock | None:
    if clock.unit == "hour":
        match = _HOUR.match(starts)
        if match and match.group(1).capitalize() in WEEKDAYS:
            minute = int(match.group(2)) * 60 + int(match.group(3))
            return Clock(clock.unit, WEEKDAYS.index(match.group(1).capitalize()), minute)
        return None
    if clock.unit in ("shift", "day"):
        day = starts.capitalize()
        return Clock(clock.unit, WEEKDAYS.index(day)) if day in WEEKDAYS else None
    return Clock(clock.unit, number=int(starts)) if starts.isdecimal() and 0 < len(starts) < 6 else None
