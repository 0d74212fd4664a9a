"""When the story may come to each scene, as far as its ways show: conditions, odds and early endings left aside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from game.documents.explored import when_words
from game.paths.graph import Graph, Spot
from game.scenario.story import Scenario

Times: TypeAlias = tuple[int, int | None]
"""The earliest and the latest tick on entering; None where the story may come again and again, or from such a place."""


def times_of(scenario: Scenario) -> dict[str, Times]:
    """Return the times of every scene that ways lead to from the start."""
    graph = Graph(scenario, [Spot(scenario.start)])
    first, last = _earliest(graph, Spot(scenario.start)), _latest(graph, Spot(scenario.start))
    found: dict[str, Times] = {}
    for spot, early in first.items():
        late = last[spot]
        if spot.scene in found:
            before, after = found[spot.scene]
            early, late = min(before, early), None if late is None or after is None else max(late, after)
        found[spot.scene] = early, late
    return found


def time_words(scenario: Scenario, times: Times | None) -> str:
    """Say when that is: one time, the first and the last, or the first alone; nothing where no way leads there."""
    if times is None:
        return ""
    early, late = times
    return f"{when_words(scenario, (early, early))} or later" if late is None else when_words(scenario, (early, late))


def _steps(graph: Graph, spot: Spot) -> Iterator[tuple[Spot, int, int]]:
    """Give what may follow a spot, each with the fewest and the most ticks until then."""
    scene = graph.scenario.scenes[spot.scene]
    looks = sum(look.takes for look in scene.looks)
    for choice in scene.choices:
        for after in graph.turns(choice, spot.inside):
            if after is not None:
                yield after, choice.takes, choice.takes + looks
    if not scene.choices:
        yield from ((after, scene.takes, scene.takes) for after in graph.targets(scene.goto, spot.inside) if after)


def _earliest(graph: Graph, start: Spot) -> dict[Spot, int]:
    found = {start: 0}
    waiting = [start]
    while waiting:
        spot = waiting.pop()
        for after, fewest, _ in _steps(graph, spot):
            if after not in found or found[spot] + fewest < found[after]:
                found[after] = found[spot] + fewest
                waiting.append(after)
    return found


def _latest(graph: Graph, start: Spot) -> dict[Spot, int | None]:
    """Return the latest times; ranks grow along every way, so that each spot is complete when it is taken up."""
    found: dict[Spot, int | None] = {start: 0}
    for spot in sorted(graph.after, key=lambda it: graph.rank[it]):
        here = None if spot in graph.looping else found[spot]
        found[spot] = here
        for after, _, most in _steps(graph, spot):
            known = found.get(after, 0)
            found[after] = None if here is None or known is None else max(known, here + most)
    return found
