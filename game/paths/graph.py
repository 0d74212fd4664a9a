"""The scenes as a graph: what can follow what, which loops there are, and in which order to walk it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from game.scenario.scenes import BACK, END, Branch, Choice
from game.scenario.story import Scenario

N = TypeVar("N", bound=Hashable)


class Spot(NamedTuple):
    """A scene, and inside an event's scene also where the interrupted choice was going."""

    scene: str
    inside: int = -1
    """The number of the interrupted choice's ways among `Graph.ways`; -1 outside."""


class Graph:
    """Every spot that the ways of a scenario can lead to from where a play stands, conditions left aside."""

    def __init__(self, scenario: Scenario, starts: Iterable[Spot], ways: Iterable[tuple[Branch, ...]] = ()) -> None:
        """Walk from some spots; `ways` are the interrupted ways that those spots count by."""
        self.scenario = scenario
        self.ways: list[tuple[Branch, ...]] = list(ways)
        self.led_to = tuple(dict.fromkeys(event.scene for event in scenario.events if event.scene))
        self.after: dict[Spot, tuple[Spot, ...]] = {}
        waiting = list(starts)
        while waiting:
            spot = waiting.pop()
            if spot not in self.after:
                self.after[spot] = tuple(dict.fromkeys(self._following(spot)))
                waiting += self.after[spot]
        groups = components(list(self.after), lambda spot: self.after[spot])
        self.rank = {spot: rank for rank, group in enumerate(groups) for spot in group}
        """Every way leads to the same rank, inside a loop, or to a higher one."""
        self.looping = {spot for group in groups for spot in group if len(group) > 1 or spot in self.after[spot]}
        """The spots that a play can come to again."""

    def number(self, ways: tuple[Branch, ...]) -> int:
        """Return the number of an interrupted choice's ways."""
        if ways not in self.ways:
            self.ways.append(ways)
        return self.ways.index(ways)

    def targets(self, ways: Iterable[Branch], inside: int) -> Iterator[Spot | None]:
        """Give the spots that some ways can lead to; None is the end."""
        for branch in ways:
            if branch.target == END:
                yield None
            elif branch.target == BACK:
                if inside >= 0:
                    yield from self.targets(self.ways[inside], -1)
            else:
                yield Spot(branch.target, inside)

    def turns(self, choice: Choice, inside: int) -> Iterator[Spot | None]:
        """Give the spots that may follow a choice: where it goes, and where an event may take the story."""
        yield from self.targets(choice.goto, inside)
        if inside < 0:
            yield from (Spot(scene, self.number(choice.goto)) for scene in self.led_to)

    def _following(self, spot: Spot) -> Iterator[Spot]:
        scene = self.scenario.scenes[spot.scene]
        found: Iterable[Spot | None]
        if scene.choices:
            found = (it for choice in scene.choices for it in self.turns(choice, spot.inside))
        else:
            found = self.targets(scene.goto, spot.inside)
        yield from (it for it in found if it is not None)


def components(nodes: Iterable[N], following: Callable[[N], Iterable[N]]) -> list[list[N]]:
    """Return the strongly connected groups of a graph, each before those that it leads to (Tarjan 1972)."""
    index: dict[N, int] = {}
    low: dict[N, int] = {}
    stack: list[N] = []
    held: set[N] = set()
    groups: list[list[N]] = []
    for root in nodes:
        if root in index:
            continue
        work: list[tuple[N, Iterator[N]]] = []
        opened = root
        while True:
            if opened not in index:
                index[opened] = low[opened] = len(index)
                stack.append(opened)
                held.add(opened)
                work.append((opened, iter(following(opened))))
            node, rest = work[-1]
            fresh = None
            for other in rest:
                if other not in index:
                    fresh = other
                    break
                if other in held:
                    low[node] = min(low[node], index[other])
            if fresh is not None:
                opened = fresh
                continue
            work.pop()
            if low[node] == index[node]:
                at = stack.index(node)
                groups.append(stack[at:])
                held.difference_update(stack[at:])
                del stack[at:]
            if not work:
                break
            opened = work[-1][0]
            low[opened] = min(low[opened], low[node])
    return groups[::-1]
