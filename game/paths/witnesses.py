"""Moves that lead somewhere, found again from their trail, and a seed with which they do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from game.paths.plainly import counted
from game.paths.starting import Trails
from game.paths.told import beginnings, opened, ways
from game.play.playing import MoveError, Play, replay
from game.play.turn import Turn
from game.scenario.acts import ACTS
from game.scenario.scenes import Look
from game.scenario.story import Scenario

Counts: TypeAlias = tuple[int, ...]
"""How many choices were made, and how many had each act."""

SEEDS: Final = 2_000
"""Seeds that are tried before a witness goes without one."""
_WAYS: Final = 20_000
"""Ways of the draws that are tried before the moves are given up."""


def moves_of(
    scenario: Scenario, role: str | None, trail: int, there: Callable[[Turn, Counts], bool]
) -> tuple[str, ...]:
    """Return the moves of a trail whose last turn, with some luck, is `there`; none where that is not found.

    `there` is given the turn and the counts of acts up to it.
    """
    if not trail:
        return ()
    digits = Trails(scenario).digits(trail)
    nothing: Counts = (0,) * (1 + len(ACTS))
    paths: list[tuple[Turn, tuple[str, ...], Counts]] = [(way.turn, (), nothing) for way in beginnings(scenario, role)]
    for _ in range(_WAYS):
        if not paths:
            break
        turn, moves, counts = paths.pop()
        if len(moves) == len(digits):
            if there(turn, counts):
                return moves
            continue
        if turn.ending is not None or turn.fault is not None or turn.scene is None:
            continue
        place = digits[len(moves)]
        options = turn.scene.node.options
        if place < len(options) and options[place] in opened(turn):
            option = options[place]
            looking = isinstance(option, Look)
            move = (*moves, f"look:{option.id}" if looking else option.id)
            after = counts if isinstance(option, Look) else counted(counts, option)
            paths += [(way.turn, move, after) for way in ways(turn, option)]
    return ()


def seed_for(scenario: Scenario, role: str | None, moves: tuple[str, ...], there: Callable[[Play], bool]) -> int | None:
    """Return the first seed with which some moves lead `there`; None where none of the first `SEEDS` does."""
    for seed in range(SEEDS):
        try:
            if there(replay(scenario, seed, role, moves)):
                return seed
        except MoveError:
            continue
    return None
