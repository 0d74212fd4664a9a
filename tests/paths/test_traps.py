from __future__ import annotations

import pytest
from generating import scenario_of

from game.paths.exploring import explore
from game.paths.sampling import Sampler
from game.paths.traps import Trap, trap
from game.paths.walks import ROUND_FOR_EVER

TRAP = """
two_hats: 1
title: T
summary: S.
brief: B.
clock: {unit: week}
meters: {care: {name: Care, start: 50}}
facts: {lost: no}
start: one
scenes:
  one:
    text: One.
    decision: {demand: {wicked: A.}, cue: B.}
    goto: [{when: lost, scene: one}, {scene: two}]
    choices:
      - {id: on, text: On., acts: [lead], because: C., effects: {care: +1}}
      - {id: round, text: Round., acts: [avoid], because: C., set: {lost: yes}}
  two:
    text: Two.
    decision: {demand: {wicked: A.}, cue: B.}
    goto: end
    choices:
      - {id: end-it, text: End., acts: [lead], because: C.}
endings:
  - {id: done, title: Done, text: Done.}
"""
LOOK = "    looks: [{id: find, text: Find it., when: lost, set: {lost: no}}]\n    choices:\n      - {id: on"


def test_a_decision_that_nothing_leads_out_of_is_found_with_the_moves_that_lead_there() -> None:
    assert trap(scenario_of(TRAP), None) == Trap("one", ("round",), 0, None)
    assert explore(scenario_of(TRAP)).views[0].why == ROUND_FOR_EVER


def test_it_is_none_where_a_look_leads_out_or_an_ending_may_come_at_once() -> None:
    assert trap(scenario_of(TRAP.replace("    choices:\n      - {id: on", LOOK)), None) is None
    at_once = "endings:\n  - {id: full, title: Full, text: Full., when: care > 90, at_once: yes}\n"
    assert trap(scenario_of(TRAP.replace("endings:\n", at_once)), None) is None


def test_what_is_asked_to_stop_finds_none() -> None:
    assert trap(scenario_of(TRAP), None, stop=lambda: True) is None


def test_plays_that_go_round_for_ever_hold_no_others_back() -> None:
    tally = Sampler(scenario_of(TRAP), plays=1_000).run().tally
    assert tally.endings["done"].mass + tally.endless == pytest.approx(1)
    assert 0.45 < tally.endless < 0.55
