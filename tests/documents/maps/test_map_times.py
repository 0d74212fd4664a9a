from __future__ import annotations

from random import Random

import pytest
from generating import scenario_of, scenarios
from hypothesis import given, settings

from game.documents.maps.documents import map_document
from game.documents.maps.making import map_of
from game.documents.maps.times import time_words, times_of
from game.play.playing import start
from game.present.glyphs import UNICODE
from game.scenario.story import Scenario

TWO = """
two_hats: 1
title: T
summary: S.
brief: B.
clock: {unit: hour, starts: Friday 21:00}
meters: {care: {name: Care, start: 50}}
start: one
scenes:
  one:
    text: One.
    decision: {demand: {wicked: A.}, cue: B.}
    goto: two
    looks:
      - {id: board, text: Read the board., takes: 1}
    choices:
      - {id: ask, text: Ask the four of them., acts: [lead], because: C., takes: 3}
      - {id: leave, text: Leave., acts: [avoid], because: C., effects: {care: -5}}
  two:
    text: Two.
    takes: 2
    goto: three
  three:
    text: Three.
    decision: {demand: {tame: A.}, cue: B.}
    goto: end
    choices:
      - {id: fill, text: Fill it., acts: [manage], because: C.}
      - {id: wait, text: Wait for the morning., acts: [avoid], because: C.}
  bell:
    text: A bell.
    decision: {demand: {tame: A.}, cue: B.}
    takes: 0
    goto: back
    choices:
      - {id: go, text: Go., acts: [manage], because: C.}
  lost:
    text: Lost.
    goto: end
events:
  - {id: rings, when: care < 50, scene: bell}
endings:
  - {id: poor, title: Poor, text: P.}
"""


def words_of(text: str) -> dict[str, str]:
    scenario = scenario_of(text)
    times = times_of(scenario)
    return {id: time_words(scenario, times.get(id)) for id in scenario.scenes}


def test_a_scene_has_one_time_or_the_first_and_the_last_and_one_that_is_not_led_to_has_none() -> None:
    assert words_of(TWO) == {
        "one": "Friday 21:00",
        "two": "Friday 22:00 to Saturday 01:00",
        "three": "Saturday 00:00 to Saturday 03:00",
        "bell": "Friday 22:00 to Saturday 04:00",
        "lost": "",
    }


@pytest.mark.parametrize("goto", ["one", "two"])
def test_where_the_story_comes_again_there_is_no_last_time(goto: str) -> None:
    looping = TWO.replace("text: Wait for the morning.,", f"text: Wait for the morning., goto: {goto},")
    assert words_of(looping)["three"] == "Saturday 00:00 or later"


def test_the_outline_and_the_page_tell_it() -> None:
    it = map_of(scenario_of(TWO))
    assert "\n  when: Friday 22:00 to Saturday 01:00\n" in map_document(it, "text", UNICODE)
    assert "<code>two</code>, Friday 22:00 to Saturday 01:00, 1 word to read" in map_document(it, "html", UNICODE)


@settings(deadline=None, max_examples=20)
@given(scenarios)
def test_no_play_comes_to_a_scene_at_another_time(scenario: Scenario) -> None:
    times = times_of(scenario)
    for seed in range(5):
        play, player = start(scenario, seed), Random(seed)
        for _ in range(30):
            if play.over:
                break
            early, late = times[play.scene.id]
            assert early <= play.now and (late is None or play.now <= late)
            play = play.choose(player.choice([it.id for it in play.options if it.open and it.kind == "choice"]))
