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
_EXAMPLES = {"hour": "Friday 19:00", "shift": "Friday", "day": "Friday"}


def read_clock(clock: models.Clock, report: Reporter) -> Clock:
    """Read a clock. Where `starts` is left out: Monday at eight, Monday, or number 1."""
    if clock.starts is None:
        return Clock(clock.unit, minute=8 * 60)
    started = _started(clock, clock.starts.strip())
    if started is None and report.is_mended(("clock", "unit")):
        return Clock(clock.unit)
    if started is None:
        shown = _EXAMPLES.get(clock.unit, "1")
        first = clock.starts.split()[0] if clock.starts.split() else ""
        day = nearest(first, WEEKDAYS) if clock.unit in _EXAMPLES and first not in WEEKDAYS else None
        wanted = {"hour": "a weekday and a time", "shift": "a weekday", "day": "a weekday"}.get(
            clock.unit, "a whole number, 1 or more"
        )
        report.value(
            BAD_FORM,
            ("clock", "starts"),
            f"a clock that counts in {clock.unit}s starts with {wanted}, and this is `{clock.starts}`",
            f"Write it as `starts: {shown}`." + (f" Did you mean {day}?" if day else ""),
        )
        return Clock(clock.unit)
    return started


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
