"""The scenario's clock in words."""

from __future__ import annotations

from game.scenario.story import Clock

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHIFTS = ("day shift", "night shift")
_MINUTES_A_DAY = 24 * 60


def clock_words(clock: Clock, now: int) -> str:
    """Return the time at a tick: `Friday 21:00`, `Friday, night shift`, `Friday`, `Week 3`."""
    if clock.unit == "hour":
        minutes = clock.minute + now * 60
        day = WEEKDAYS[(clock.weekday + minutes // _MINUTES_A_DAY) % 7]
        return f"{day} {minutes % _MINUTES_A_DAY // 60:02}:{minutes % 60:02}"
    if clock.unit == "shift":
        return f"{WEEKDAYS[(clock.weekday + now // 2) % 7]}, {_SHIFTS[now % 2]}"
    if clock.unit == "day":
        return WEEKDAYS[(clock.weekday + now) % 7]
    return f"{clock.unit.capitalize()} {clock.number + now}"


def ticks_words(clock: Clock, ticks: int) -> str:
    """Return a length of time: `1 hour`, `3 weeks`."""
    return f"{ticks} {clock.unit}{'' if ticks == 1 else 's'}"
