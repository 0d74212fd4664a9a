"""Where plays go round and can never come to an end, whatever is chosen and however luck falls."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from game.paths.arrays import Limit, Walk
from game.paths.layout import UnsupportedError
from game.paths.starting import Start
from game.paths.told import Stood, stood, turn_of
from game.play.playing import Play, start
from game.scenario.story import Scenario

_MOST: Final = 300
"""Plays from whose end a way out is looked for."""
_LIMIT: Final = Limit(states=50_000, rounds=500)


@dataclass(frozen=True, slots=True)
class Trap:
    """A decision from which no way leads to an end."""

    scene: str
    moves: tuple[str, ...]
    """A shortest way there that was found."""
    seed: int
    role: str | None


def trap(scenario: Scenario, role: str | None, stop: Callable[[], bool] | None = None) -> Trap | None:
    """Return the nearest decision, by moves, that no play gets out of; None where none was found in time.

    Each is proved by walking every path from there. Only the luck of the seed 0 leads there.
    """
    waiting = deque([start(scenario, 0, role)])
    seen: set[str] = set()
    while waiting and len(seen) < _MOST and not (stop is not None and stop()):
        play = waiting.popleft()
        if play.over:
            continue
        here = stood(turn_of(play))
        if repr(here) in seen:
            continue
        seen.add(repr(here))
        if _is_closed(scenario, role, here):
            return Trap(here.scene, play.moves, 0, role)
        waiting += [_made(play, it.kind, it.id) for it in play.options if it.open]
    return None


def _made(play: Play, kind: str, id: str) -> Play:
    return play.look(id) if kind == "look" else play.choose(id)


def _is_closed(scenario: Scenario, role: str | None, here: Stood) -> bool:
    """Say whether no path from here comes to an end, or to a fault; False as well where that cannot be told."""
    try:
        walk = Walk(scenario, role, limit=_LIMIT, promises=False, stop=lambda: _is_out(walk))
        walk.onward(Start(scenario, here))
    except UnsupportedError:
        return False
    return not walk.finished and not _is_out(walk)


def _is_out(walk: Walk) -> bool:
    return bool(walk.tally.endings or walk.tally.faults)
