from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from line_of_decisions import line, played

from game.findings.whatif import alternatives, other_ways, what_if
from game.language.library import find_scenario
from game.language.loading import load, loads
from game.play.playing import MoveError, replay

FIRST_SHIFT = load(find_scenario("first-shift"))


def test_the_other_moves_stay_as_they_were() -> None:
    other = what_if(played(line(["tame"] * 3), "lead look:look reason:x lead lead"), 2, "manage")
    assert other.play.moves == ("lead", "look:look", "reason:x", "manage", "lead")
    assert (other.stopped, other.label) == (None, "Do manage at 2.")
    assert other.play.ending is not None


def test_the_luck_of_every_other_place_stays_as_it_was() -> None:
    for seed in range(20):
        play = replay(FIRST_SHIFT, seed=seed, moves=["sitter", "point", "names"])
        other = what_if(play, 1, "swipe").play
        assert other.decisions[1].draws == play.decisions[1].draws


def test_a_move_that_no_longer_fits_stops_it_there_and_is_named() -> None:
    gated = loads(GATED.encode(), "gated.yaml")
    other = what_if(replay(gated, moves=["open", "through"]), 1, "shut")
    assert other.stopped == "through"
    assert other.play.moves == ("shut",)
    assert other.play.ending is None


def test_every_other_open_choice_is_an_alternative() -> None:
    play = played(line(["tame", "tame"]), "lead lead")
    assert [(it.decision, it.choice) for it in alternatives(play, 1)] == [(1, "manage"), (1, "command"), (1, "avoid")]


def test_a_choice_that_was_not_open_is_refused() -> None:
    with pytest.raises(MoveError):
        what_if(played(line(["tame"]), "lead"), 1, "nothing")


GATED = """\
two_hats: 1
title: A gate
summary: One choice opens another.
brief: You decide.
clock: {unit: day}
meters: {staff: {name: Staff, start: 50}}
facts: {open: no}
start: one
scenes:
  one:
    text: One.
    decision: {demand: {tame: It is.}, cue: A gate.}
    goto: two
    choices:
      - {id: open, text: Open it., acts: [manage], because: It opens., set: {open: yes}}
      - {id: shut, text: Leave it., acts: [avoid], because: It stays.}
  two:
    text: Two.
    decision: {demand: {tame: It is.}, cue: A gate.}
    goto: end
    choices:
      - {id: through, text: Go through., acts: [manage], because: It was open., when: open}
      - {id: round, text: Go round., acts: [manage], because: It was not.}
endings: [{id: over, title: Over, text: Over.}]
"""


def test_every_other_way_of_every_decision_is_told_with_where_it_leads() -> None:
    play = played(line(["tame", "tame"]), "lead lead")
    ways = other_ways(play)
    assert [(it.decision, it.choice) for it in ways] == [
        (number, choice) for number in (1, 2) for choice in ("manage", "command", "avoid")
    ]
    first = ways[0]
    assert (first.stopped_at, first.ending_id, first.label) == (None, "over", "Do manage at 1.")
    assert [(it.id, it.before, it.after) for it in first.shifts] == [("staff", 52, 53)]


def test_another_way_that_stops_is_measured_as_far_as_it_goes() -> None:
    play = replay(loads(GATED.encode(), "gated.yaml"), moves=["open", "through"])
    (stopped,) = (it for it in other_ways(play) if it.decision == 1)
    assert (stopped.stopped_at, stopped.ending) == (2, None)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(["lead", "manage", "command", "avoid"]), min_size=1, max_size=6))
def test_another_way_agrees_with_playing_it(moves: list[str]) -> None:
    play = played(line(["tame"] * len(moves)), " ".join(moves))
    for way in other_ways(play):
        changed = [way.choice if at == way.decision else move for at, move in enumerate(moves, 1)]
        real = played(play.scenario, " ".join(changed))
        assert {it.id: it.after for it in way.shifts} == {
            id: value for id, value in real.meters.items() if value != play.meters[id]
        }
