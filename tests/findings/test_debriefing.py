from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from line_of_decisions import line, played

from game.findings.debriefing import debrief
from game.findings.model import Movement
from game.language.library import find_scenario
from game.language.loading import load
from game.play.playing import replay, start

FIRST_SHIFT = load(find_scenario("first-shift"))


def movement(movements: tuple[Movement, ...], id: str) -> Movement:
    return next(it for it in movements if it.id == id)


def test_acts_are_counted_by_the_main_demand_with_their_decisions() -> None:
    found = debrief(played(line(["tame", "wicked+tame", "tame"]), "lead lead manage"))
    assert found.acts_by_demand == {"tame": {"lead": (1,), "manage": (3,)}, "wicked": {"lead": (2,)}}
    assert found.act_counts() == {"lead": (1, 2), "manage": (3,)}


def test_a_moment_holds_what_was_seen_chosen_and_said() -> None:
    moment = debrief(played(line(["tame"]), "look:look frame:wicked reason:hurry lead")).moment(1)
    assert (moment.cue, moment.label, moment.reason, moment.frame) == ("Cue 1.", "Do lead at 1.", "hurry", "wicked")
    assert moment.looks == ("Look around",)
    assert moment.others == ("Do manage at 1.", "Do command at 1.", "Do avoid at 1.")
    assert moment.because == "Because lead 1."
    assert [(it.id, it.before, it.after, it.hidden) for it in moment.shifts] == [
        ("staff", 50, 51, False),
        ("trust", 50, 51, True),
    ]


def test_what_comes_back_is_put_down_to_the_decision_that_planted_it() -> None:
    found = debrief(played(line(["tame", "tame"], {1: 4}), "manage manage"))
    [back] = found.moment(1).returns
    assert (back.decision, back.during, back.now, back.because) == (1, 1, 1, "It came back.")
    assert [it.text for it in back.told] == ["Back from 1."]
    assert found.moment(2).returns == ()
    assert movement(found.movements, "staff").shares[0].amount == -2  # two up at once, four down on coming back
    assert [(it.name, it.amount) for it in movement(found.movements, "staff").shares] == [("1", -2), ("2", 2)]


def test_contrasts_count_both_sides_and_say_where_too_few_were_sampled() -> None:
    found = debrief(played(line(["tame"] * 4), "lead manage lead avoid"))
    people = found.contrasts[0]
    assert (people.leadership_at, people.management_at, people.sampled) == ((1, 3), (2,), True)
    assert not any(it.sampled for it in found.contrasts[1:])


def test_luck_gives_the_odds_and_what_the_other_draw_would_have_done() -> None:
    found = debrief(replay(FIRST_SHIFT, seed=1, moves=["sitter", "policy", "names"]))
    [luck] = found.moment(2).luck
    other = luck.others[0]
    assert luck.odds + other.odds == 100
    assert luck.told != other.told
    happened_well = luck.told[0].text == "Security have him soon after that."
    bad: Mapping[str, int] = {"Patient outcomes": -4, "Staff wellbeing": -2, "Grip": -2}
    assert other.amounts == (bad if happened_well else {})


def test_what_was_still_on_its_way_is_named() -> None:
    scenario = line(["tame", "tame", "tame"], {1: 4})
    assert debrief(start(scenario).choose("lead")).waiting == ()
    waiting = debrief(start(line(["tame", "tame"], {1: 4}))).waiting
    assert waiting == ()
    first = start(FIRST_SHIFT, seed=1).choose("swipe")
    assert [(it.decision, it.text) for it in debrief(first).waiting] == [
        (1, "A man has waited twenty minutes at the glass to see his mother.")
    ]


def test_a_play_that_is_not_over_has_no_ending() -> None:
    assert debrief(start(FIRST_SHIFT)).ending is None
    assert debrief(start(FIRST_SHIFT)).findings == ()


@pytest.mark.parametrize("moves", ["sitter policy names", "hold-back gather kitchen", "swipe point send"])
@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 10_000))
def test_shares_add_up_to_what_each_meter_moved(moves: str, seed: int) -> None:
    for it in debrief(replay(FIRST_SHIFT, seed=seed, moves=moves.split())).movements:
        assert sum(share.amount for share in it.shares) == it.end - it.start
        assert it.by_decision[-1] == it.end
