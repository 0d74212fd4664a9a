"""Going back among the moves of a play."""

from __future__ import annotations

from collections.abc import Sequence

from game.play.playing import Play

_NOTES = ("frame:", "reason:")
_ASIDES = (*_NOTES, "look:")


def without_last(moves: Sequence[str]) -> tuple[str, ...]:
    """Return the moves without the last choice or look and what was noted with it; none stay none."""
    kept = list(moves)
    while kept and kept[-1].startswith(_NOTES):
        kept.pop()
    if kept:
        kept.pop()
    while kept and kept[-1].startswith(_NOTES):
        kept.pop()
    return tuple(kept)


def before_decision(moves: Sequence[str], number: int) -> tuple[str, ...]:
    """Return the moves made before a decision, counted from 1, came up; its own looks are not among them."""
    made = 0
    for place, move in enumerate(moves):
        if made == number - 1:
            return tuple(moves[:place])
        made += not move.startswith(_ASIDES)
    return tuple(moves)


def decisions_made(play: Play) -> int:
    """Count the choices made so far."""
    return sum(not move.startswith(_ASIDES) for move in play.moves)


def last_step(play: Play) -> Play:
    """Return the play at its last choice or look: framing and reasons made since change nothing that is shown."""
    step = play
    while step.previous is not None and step.move is not None and step.move.startswith(_NOTES):
        step = step.previous
    return step
