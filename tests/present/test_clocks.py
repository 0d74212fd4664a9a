from __future__ import annotations

import pytest

from game.present.clocks import clock_words, ticks_words
from game.scenario.story import Clock


@pytest.mark.parametrize(
    ("clock", "now", "words"),
    [
        (Clock("hour", weekday=4, minute=19 * 60), 0, "Friday 19:00"),
        (Clock("hour", weekday=4, minute=19 * 60), 5, "Saturday 00:00"),
        (Clock("hour", weekday=6, minute=7 * 60 + 30), 24, "Monday 07:30"),
        (Clock("shift", weekday=4), 0, "Friday, day shift"),
        (Clock("shift", weekday=4), 1, "Friday, night shift"),
        (Clock("shift", weekday=6), 2, "Monday, day shift"),
        (Clock("day", weekday=5), 3, "Tuesday"),
        (Clock("week"), 0, "Week 1"),
        (Clock("month", number=4), 2, "Month 6"),
        (Clock("quarter"), 3, "Quarter 4"),
        (Clock("year", number=2026), 1, "Year 2027"),
    ],
)
def test_the_clock_tells_the_time_of_a_tick(clock: Clock, now: int, words: str) -> None:
    assert clock_words(clock, now) == words


def test_lengths_of_time_have_their_plural() -> None:
    assert [ticks_words(Clock("week"), ticks) for ticks in (0, 1, 2)] == ["0 weeks", "1 week", "2 weeks"]
