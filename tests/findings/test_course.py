from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from small_winter import winter

import game
from game.findings.counting import movements
from game.findings.moments import moments
from game.language.library import find_scenario
from game.play.playing import Play
from game.scenario.story import Scenario

SCENARIOS = [game.load(find_scenario(name)) for name in ("first-shift", "acting-up", "one-more")]


def at_random(scenario: Scenario, seed: int) -> Play:
    chance, play = Random(seed), game.start(scenario, seed)
    while not play.over and len(play.moves) < 60:
        looks = [it.id for it in play.options if it.open and it.kind == "look"]
        if looks and chance.random() < 0.4:
            play = play.look(chance.choice(looks))
        play = play.choose(chance.choice([it.id for it in play.options if it.open and it.kind == "choice"]))
    return play


@settings(deadline=None, max_examples=30)
@given(scenario=st.sampled_from(SCENARIOS), seed=st.integers(0, 9_999))
def test_every_number_that_moved_is_told_and_each_begins_where_the_last_ended(scenario: Scenario, seed: int) -> None:
    play = at_random(scenario, seed)
    stands = dict(next(play.line()).meters)
    for moment in moments(play):
        for shift in (shift for came in moment.course for shift in came.shifts):
            assert shift.before == stands[shift.id]
            stands[shift.id] = shift.after
    assert stands == dict(play.meters)


def test_look_choice_luck_past_knock_on_and_world_are_told_apart() -> None:
    told = [
        (moment.number, it.by, it.decision, [(shift.id, shift.before, shift.after) for shift in it.shifts])
        for moment in moments(winter("look:list fill order meet"))
        for it in moment.course
    ]
    assert told == [
        (1, "look", 1, [("staff", 50, 49)]),
        (1, "choice", 1, [("staff", 49, 44), ("grip", 50, 40)]),
        (1, "luck", 1, [("patients", 60, 63)]),
        (1, "standing", None, [("patients", 63, 62), ("grip", 40, 39)]),
        (1, "world", None, [("patients", 62, 58)]),
        (2, "choice", 2, [("grip", 39, 41)]),
        (2, "standing", None, [("patients", 58, 57)]),
        (2, "back", 1, [("staff", 44, 42)]),
        (3, "choice", 3, [("grip", 41, 42)]),
        (3, "standing", None, [("patients", 57, 56)]),
    ]


def test_what_the_decision_did_at_once_leaves_out_what_the_world_did_meanwhile() -> None:
    first = moments(winter("look:list fill"))[0]
    assert [(it.id, it.after - it.before) for it in first.shifts] == [("patients", 3), ("staff", -6), ("grip", -10)]


def test_a_meter_that_ended_in_its_worst_band_is_marked() -> None:
    low = {it.id: it.low for it in movements(winter("fill ask rest"))}
    assert low == {"patients": False, "staff": False, "grip": True}
