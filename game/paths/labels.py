"""What can be told of a decision by looking at its labels: how long they are, and which of them fits best."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.paths.answers import Labels
from game.scenario.acts import best_fit
from game.scenario.prose import as_typed
from game.scenario.scenes import Choice, Scene
from game.scenario.story import Scenario

_FITS: Final = ("not", "partly", "well")


def labels_of(scenario: Scenario) -> Iterator[Labels]:
    """Give each decision's shortest and longest label, by words and then by letters, and its choices of best fit."""
    for scene in scenario.scenes.values():
        if len(scene.choices) < 2:
            continue
        shortest, *_, longest = sorted(scene.choices, key=_length)
        yield Labels(
            scene=scene.id,
            shortest=shortest.id,
            shortest_words=_length(shortest)[0],
            longest=longest.id,
            longest_words=_length(longest)[0],
            first=scene.choices[0].id,
            fitting=_fitting(scene),
        )


def _length(choice: Choice) -> tuple[int, int]:
    label = as_typed(choice.label)
    return len(label.split()), len(label)


def _fitting(scene: Scene) -> tuple[str, ...]:
    """Return the choices that meet the moment best, hidden and closed ones among them."""
    decision = scene.decision
    assert decision is not None
    fits = {it.id: _FITS.index(best_fit(decision.demands, it.acts, decision.contested)) for it in scene.choices}
    return tuple(id for id, fit in fits.items() if fit == max(fits.values()))
