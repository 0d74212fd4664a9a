"""Who plays: at random, or a persona that always goes for one thing. Ties evenly, no looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

import numpy as np

from game.paths.rows import Rows
from game.paths.vectors import Column, Vector
from game.scenario.acts import ACTS, Act, best_fit
from game.scenario.expressions import Expression
from game.scenario.scenes import Choice, Scene
from game.scenario.story import Scenario

Read: TypeAlias = Callable[[Expression], Vector]
Policy: TypeAlias = Callable[[Scene, Column, Rows, Read], Column]
"""Takes a scene, for each row and choice whether it is open (at least one is), and the rows; returns for each row and
choice whether the player might take it, with at least one in every row."""

RANDOM: Final = "random"
FIT: Final = "fit"
FIRST: Final = "first"
_FITS: Final = ("not", "partly", "well")


def policies(scenario: Scenario) -> Mapping[str, Policy]:
    """Return every way of playing by its name: random, the four acts, fit, first, and `protect METER`."""
    found: dict[str, Policy] = {RANDOM: anything}
    found |= {act: _single_hat(act) for act in ACTS}
    found |= {FIT: fitting, FIRST: first_open}
    found |= {f"protect {id}": _protecting(id, meter.better == "low") for id, meter in scenario.meters.items()}
    return found


def anything(scene: Scene, open_here: Column, rows: Rows, read: Read) -> Column:
    """Take any open choice."""
    return open_here


def first_open(scene: Scene, open_here: Column, rows: Rows, read: Read) -> Column:
    """Take the first open choice."""
    first: Column = open_here & (np.cumsum(open_here, axis=1) == 1)
    return first


def fitting(scene: Scene, open_here: Column, rows: Rows, read: Read) -> Column:
    """Take any open choice with the best fit."""
    fits = np.array([_fit(scene, choice) for choice in scene.choices])
    return _best(np.broadcast_to(fits, open_here.shape), open_here)


def _single_hat(act: Act) -> Policy:
    """Take any open choice that has the act, else any."""

    def policy(scene: Scene, open_here: Column, rows: Rows, read: Read) -> Column:
        having = np.array([act in choice.acts for choice in scene.choices])
        return _best(np.broadcast_to(having.astype(np.int8), open_here.shape), open_here)

    return policy


def _protecting(meter: str, low: bool) -> Policy:
    """Take any open choice whose own effect on a meter is best for it."""

    def policy(scene: Scene, open_here: Column, rows: Rows, read: Read) -> Column:
        amounts = [_amount(choice, meter, rows, read) for choice in scene.choices]
        effects = np.stack([np.broadcast_to(np.asarray(it, np.int64), (rows.n,)) for it in amounts], axis=1)
        return _best(-effects if low else effects, open_here)

    return policy


def _amount(choice: Choice, meter: str, rows: Rows, read: Read) -> Any:
    for effect in choice.happening.effects:
        if effect.name == meter:
            return read(effect.amount).read(rows.columns, rows.n)
    return 0


def _best(values: Column, open_here: Column) -> Column:
    """Say which open choices have the greatest value of their row."""
    lowest = np.iinfo(values.dtype).min
    seen = np.where(open_here, values, lowest)
    best: Column = open_here & (seen == seen.max(axis=1, keepdims=True))
    return best


def _fit(scene: Scene, choice: Choice) -> int:
    assert scene.decision is not None
    return _FITS.index(best_fit(scene.decision.demands, choice.acts, scene.decision.contested))
