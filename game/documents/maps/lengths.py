"""How many words one play reads: from plays at random, since what is read depends on what is chosen."""

from __future__ import annotations

from functools import cache
from random import Random

from game.documents.maps.values import Spread
from game.play.playing import Play, start
from game.present.readability import word_count
from game.scenario.story import Scenario

PLAYS = 100
MOST_CHOICES = 300
"""A play with more is given up as going round."""


def words_of_plays(scenario: Scenario, plays: int = PLAYS) -> Spread | None:
    """Count the words that random plays read, with the seeds from 0, without looks.

    What is read is the brief, all that is told, and the options of each decision with why some are closed. Plays that
    come to no ending are left out; None where all are.
    """
    counted = cache(word_count)
    found = []
    for seed in range(plays):
        play = _played(scenario, seed)
        if play.ending is not None:
            beats = sum(counted(beat.text) for beat in play.transcript)
            options = sum(counted(it.text) + counted(it.locked or "") for made in play.decisions for it in made.options)
            found.append(beats + options)
    if not found:
        return None
    found = [it + word_count(scenario.brief) for it in sorted(found)]
    low, middle, high = (found[len(found) * tenths // 10] for tenths in (1, 5, 9))
    return Spread(len(found), low, middle, high)


def _played(scenario: Scenario, seed: int) -> Play:
    """Return a play at random, at its end or given up."""
    player, play = Random(seed), start(scenario, seed)
    for _ in range(MOST_CHOICES):
        if play.over:
            break
        play = play.choose(player.choice([it.id for it in play.options if it.open and it.kind == "choice"]))
    return play
