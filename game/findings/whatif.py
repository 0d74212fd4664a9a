"""What if: the same moves and the same luck, with one decision changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.findings.course import shifts
from game.findings.model import OtherWay
from game.play.history import Change
from game.play.playing import MoveError, Play, replay
from game.scenario.acts import Fit, fit
from game.scenario.scenes import Choice


class WhatIf(NamedTuple):
    """Where a play would have gone with one other choice."""

    decision: int
    """The decision that was changed, counted from 1."""
    choice: str
    label: str
    """The other choice in its own words."""
    play: Play
    """As far as the moves still fit."""
    stopped: str | None
    """The first move that no longer fits, as in `moves`; None where all of them do."""


def what_if(play: Play, decision: int, choice: str) -> WhatIf:
    """Make another choice at one decision and go on with the moves as they were.

    The luck is the same: draws hang on the seed and the place, so what did not change draws as before. Raises
    MoveError where the choice was not open, IndexError where there is no such decision.
    """
    changed, before = _at(play, decision)
    label = next((it.text for it in before.options if it.id == choice), choice)
    other = before.choose(choice)
    for move in play.moves[changed + 1 :]:
        if other.over:
            return WhatIf(decision, choice, label, other, None)
        try:
            other = other.make(move)
        except MoveError:
            return WhatIf(decision, choice, label, other, move)
    return WhatIf(decision, choice, label, other, None)


def alternatives(play: Play, decision: int) -> Iterator[WhatIf]:
    """Iterate over what each other open choice of a decision would have come to."""
    changed, before = _at(play, decision)
    made = play.moves[changed]
    for option in before.options:
        if option.kind == "choice" and option.open and option.id != made:
            yield what_if(play, decision, option.id)


def other_ways(play: Play) -> tuple[OtherWay, ...]:
    """Return what each other open choice of each decision would have come to, in the order of the play."""
    numbers = range(1, len(play.decisions) + 1)
    return tuple(_as_value(play, it) for number in numbers for it in alternatives(play, number))


def _as_value(play: Play, other: WhatIf) -> OtherWay:
    """Put where another way led beside the play: its end beside the end, or as far as its moves still fitted."""
    done = len(other.play.decisions)
    stopped_at = done + 1 if other.stopped is not None else None
    real = play.meters if other.play.over or other.stopped is None else play.decisions[done - 1].after
    ending = other.play.ending
    changes = (Change(name, real[name], value) for name, value in other.play.meters.items())
    return OtherWay(
        decision=other.decision,
        choice=other.choice,
        label=other.label,
        stopped_at=stopped_at,
        ending=ending.title if ending else None,
        ending_id=ending.id if ending else None,
        fit=_fit(play, other),
        shifts=shifts(play.scenario, changes),
    )


def _fit(play: Play, other: WhatIf) -> Fit:
    scene = play.scenario.scenes[play.decisions[other.decision - 1].scene]
    choice = scene.option(other.choice)
    assert scene.decision is not None and isinstance(choice, Choice)
    return fit(scene.decision.demands, choice.acts)


def _at(play: Play, decision: int) -> tuple[int, Play]:
    """Return the place of a decision's choice among the moves, and the play just before it."""
    choices = [place for place, move in enumerate(play.moves) if not move.startswith(("look:", "frame:", "reason:"))]
    changed = choices[decision - 1]
    return changed, replay(play.scenario, play.seed, play.role, play.moves[:changed])
