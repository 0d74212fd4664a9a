from __future__ import annotations

from game.findings.model import Shift
from game.present.words import change_words, listed, meter_words, numbers, shift_words, times
from game.scenario.meters import Meter, default_bands

STAFF = Meter("staff", "Staff wellbeing", 50, bands=default_bands(0, 100, "high"))


def test_a_meter_is_a_number_a_change_and_a_word() -> None:
    assert meter_words(STAFF, 57) == "Staff wellbeing 57, steady"
    assert meter_words(STAFF, 57, 60) == "Staff wellbeing 57, down 3, steady"
    assert meter_words(STAFF, 57, 57) == "Staff wellbeing 57, steady"


def test_changes_are_words_and_not_signs() -> None:
    assert [change_words(it) for it in (4, -3, 0)] == ["up 4", "down 3", "unchanged"]


def test_what_could_not_be_seen_is_said_so() -> None:
    seen, unseen = Shift("a", "A", 1, 3, False, "high"), Shift("t", "Trust", 5, 4, True, "high")
    assert shift_words([seen, unseen]) == "A 1 to 3 (up 2). Not shown in play: Trust down 1"
    assert shift_words([unseen]) == "Not shown in play: Trust down 1"
    assert shift_words([]) == ""


def test_lists_and_counts_read_as_one_says_them() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert numbers((1, 4)) == "1 and 4"
    assert [times(it) for it in (0, 1, 2, 3)] == ["never", "once", "twice", "3 times"]
