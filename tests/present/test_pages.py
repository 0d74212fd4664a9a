from __future__ import annotations

from pathlib import Path

import pytest

import game
from game.present.asking import frame_after, frame_first, framed, reason_asked
from game.present.glyphs import UNICODE
from game.present.journal import journal
from game.present.options import numbered, option_key, option_rows
from game.present.parts import Paragraph, words
from game.present.progress import how_far, usual_decisions
from game.present.story import ending_words, passage
from game.scenario.story import Scenario

SMALL = Path(__file__).parents[1] / "screens" / "shelf" / "first-shift.yaml"


@pytest.fixture(scope="module")
def small() -> Scenario:
    return game.load(SMALL)


def told(rows: tuple[Paragraph, ...]) -> str:
    return "\n".join(words(row.margin) + words(row.parts) for row in rows)


def test_a_passage_tells_what_was_done_then_what_came_then_what_is_next(small: Scenario) -> None:
    shown = told(passage(game.start(small, 7).choose("book-agency"), UNICODE))
    order = ("You chose: Book an agency", "She arrives at ten", "This comes back from Friday 19:00, decision 1",
             "Who decided", "Friday 20:00 · Midnight", "Bed 12")  # fmt: skip
    places = [shown.index(it) for it in order]
    assert places == sorted(places)


def test_the_ending_is_told_by_itself(small: Scenario) -> None:
    play = game.replay(small, 7, None, ["ask-the-team", "call-it", "name-it"])
    assert "Their night" not in told(passage(play, UNICODE)) and "He says yes" in told(passage(play, UNICODE))
    assert told(ending_words(play)).startswith("Their night")


def test_looks_are_numbered_after_choices_with_their_cost_and_closed_ones_have_no_number(small: Scenario) -> None:
    play = game.start(small, 7)
    assert [option_key(it) for it in numbered(play)] == ["book-agency", "ask-the-team", "look:acuity"]
    shown = told(option_rows(play, UNICODE))
    assert "  3 Read the acuity scores yourself  (1 hour)" in shown
    assert "Closed: Put two nurses on bay one and take bay two yourself. You would have to know" in shown


def test_framing_comes_before_but_on_a_critical_moment_after(small: Scenario) -> None:
    board, midnight, morning = (small.scenes[it].decision for it in ("handover", "midnight", "morning"))
    assert board and midnight and morning
    assert [frame_first(it) for it in (board, midnight, morning)] == [True, False, False]
    assert [frame_after(it) for it in (board, midnight, morning)] == [False, True, False]
    assert [reason_asked(it) for it in (board, midnight, morning)] == [True, True, False]


def test_a_framing_holds_through_looks_and_ends_with_the_choice(small: Scenario) -> None:
    play = game.start(small, 7).frame("wicked")
    assert framed(play) and framed(play.look("acuity"))
    assert not framed(play.choose("ask-the-team")) and not framed(game.start(small, 7))


def test_how_far_counts_decisions_and_knows_about_how_many_there_are(small: Scenario) -> None:
    play = game.start(small, 7)
    assert usual_decisions(small) == 3
    assert how_far(play.look("acuity")) == "decision 1 of about 3"
    assert how_far(game.replay(small, 7, None, ["ask-the-team", "call-it"])) == "decision 3, near the end"
    assert how_far(game.replay(small, 7, None, ["ask-the-team", "call-it", "name-it"])) == "the end"


def test_the_journal_opens_one_entry_and_all_for_the_debrief(small: Scenario) -> None:
    play = game.replay(small, 7, None, ["look:acuity", "reason:no time", "book-agency", "call-it"])
    one, everything = told(journal(play, UNICODE, "1")), told(journal(play, UNICODE, None))
    assert "Three nurses, a counted gap" in one and "A score of seven" not in one
    assert "A score of seven" in everything
    for line in ("You lookedRead the acuity", "You wroteno time", "At once● Patient outcomes 60 to 63 ▲ +3"):
        assert line in one.replace("    ", "")
    assert "Came back" in one and "Who decided she gets bay two?" in one
    assert "(from" not in one  # it stands under the decision that it came from
