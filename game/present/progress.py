"""How far a play has come."""

from __future__ import annotations

from functools import lru_cache
from random import Random
from statistics import median_low

from game.play.playing import Play, start
from game.present.moves import decisions_made
from game.scenario.story import Scenario

_PLAYS = 25
_MOST = 200
"""Decisions after which a random play is not followed any further."""


@lru_cache(maxsize=16)
def usual_decisions(scenario: Scenario) -> int:
    """Return how many decisions a play usually has: the middle of some random plays. The same every time."""
    return median_low(_decisions(scenario, seed) for seed in range(_PLAYS))


def how_far(play: Play) -> str:
    """Return how far the play is: `decision 4 of about 12`, `decision 12, near the end`, or `the end`."""
    if play.over:
        return "the end"
    number = decisions_made(play) + 1
    usual = usual_decisions(play.scenario)
    return f"decision {number} of about {usual}" if number < usual else f"decision {number}, near the end"


def _decisions(scenario: Scenario, seed: int) -> int:
    chance = Random(seed)
    play = start(scenario, seed)
    made = 0
    while not play.over and made < _MOST:
        play = play.choose(chance.choice([it.id for it in play.options if it.open and it.kind == "choice"]))
        made += 1
    return made
