"""A scenario to be kept: a bell that can be rung any number of times, and counts how often it was."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from game.language.loading import loads
from game.play.playing import Play, start
from game.scenario.story import Scenario

TEXT = """\
two_hats: 1
title: The belfry
summary: A bell and a rope.
brief: You are in charge of the rope.
clock: {unit: hour, starts: Friday 19:00}
meters:
  staff: {name: Staff wellbeing, start: 50, min: 0, max: 100000}
facts:
  bells: 0
start: tower
scenes:
  tower:
    title: The tower
    text: The bell has rung {bells} times.
    looks:
      - {id: peer, text: Look down, reply: It is a long way.}
    decision:
      demand: {tame: A rope wants pulling.}
      cue: The rope hangs there.
    choices:
      - {id: ring, text: Ring it., acts: [manage], because: It rang., effects: {bells: 1, staff: 1}, goto: tower}
      - {id: stop, text: Go down., acts: [avoid], because: It was late., goto: end}
endings:
  - {id: quiet, title: Quiet, text: The bell hangs still.}
"""


@cache
def belfry(text: str = TEXT) -> Scenario:
    return loads(text.encode(), "belfry.yaml")


def begun(seed: int = 7, moves: tuple[str, ...] = ()) -> Play:
    play = start(belfry(), seed)
    for move in moves:
        play = play.make(move)
    return play


def belfry_file(folder: Path, text: str = TEXT) -> Path:
    file = folder / "belfry.yaml"
    file.write_text(text, encoding="utf-8")
    return file
