"""By what acts random plays came to each ending."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from game.paths.answers import Led
from game.play.playing import Play, start
from game.scenario.acts import ACTS
from game.scenario.story import Scenario

PLAYS: Final = 1_000
_LONGEST: Final = 200
"""Choices after which a play is given up as going round."""


def led_to(
    scenario: Scenario, role: str | None, plays: int = PLAYS, stop: Callable[[], bool] | None = None
) -> Iterator[Led]:
    """Play at random with the seeds from 0 on, and give for each ending by what acts it was come to."""
    came: Counter[str] = Counter()
    made: dict[str, Counter[str]] = {ending.id: Counter() for ending in scenario.endings}
    for seed in range(plays):
        if stop is not None and seed and stop():
            break
        play, acts = _played(scenario, seed, role)
        if play.ending is not None:
            came[play.ending.id] += 1
            made[play.ending.id] += acts
    for id, acts in made.items():
        choices = acts[""]
        yield Led(id, came[id], {act: acts[act] / choices if choices else 0.0 for act in ACTS})


def _played(scenario: Scenario, seed: int, role: str | None) -> tuple[Play, Counter[str]]:
    """Play once; count its choices, under no name, and those that had each act."""
    play, picks, acts = start(scenario, seed, role), random.Random(seed), Counter[str]()
    while not play.over and acts[""] < _LONGEST:
        picked = picks.choice([it.id for it in play.options if it.open and it.kind == "choice"])
        acts.update(["", *next(it.acts for it in play.scene.choices if it.id == picked)])
        play = play.choose(picked)
    return play, acts
