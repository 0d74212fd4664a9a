"""Every path in the plain form: one state after another, by the engine's own turns.

It is what the columns are held against, and what walks the few scenarios that do not fit them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from game.paths.plainly import Picks, counted, judge, picks_of
from game.paths.reading import later_items
from game.paths.starting import NO_MOVES, Trails
from game.paths.tally import Fault, Kept, Tally, shortest
from game.paths.told import Way, beginnings, identity, opened, ways
from game.play.history import Happened
from game.play.slots import NOW
from game.play.turn import Turn
from game.scenario.acts import ACTS
from game.scenario.happenings import Event, Later
from game.scenario.scenes import Choice, Look
from game.scenario.story import Scenario

Counts = tuple[int, ...]
"""How many choices were made, and how many had each act."""


@dataclass(slots=True)
class _Here:
    """A state that a decision stands in, with what has come to it."""

    turn: Turn
    weight: float = 0.0
    plays: float = 0.0
    trail: int = 0
    counts: frozenset[Counts] = frozenset()


class Reference:
    """A walk over every path, state by state."""

    def __init__(
        self,
        scenario: Scenario,
        role: str | None = None,
        *,
        persona: str | None = None,
        merge: bool = True,
        most: int = 200_000,
        stop: Callable[[], bool] | None = None,
    ) -> None:
        """Prepare to walk at most `most` states. A `persona` takes no looks and only what it might choose."""
        self.scenario, self.merge, self.most, self.stop = scenario, merge, most, stop
        self.role = role if role is not None else next(iter(scenario.roles), None)
        self.picks: Picks | None = picks_of(scenario)[persona] if persona else None
        self.tally = Tally(promises=[Kept() for _ in scenario.promises])
        self.trails = Trails(scenario)
        self.numbers = {id(item): str(number) for number, (_, _, item) in enumerate(later_items(scenario))}
        self.finished = ""
        self._next: dict[Hashable, _Here] = {}
        self._unmerged = 0

    def walk(self) -> Tally:
        """Walk every path from the beginning, all plays of one more move after another."""
        start: Counts = (0,) * (1 + len(ACTS))
        nowhere = _Here(None, 1.0, 1.0, NO_MOVES, frozenset([start]))  # type: ignore[arg-type]
        for way in beginnings(self.scenario, self.role):
            self._arrive(nowhere, way, way.weight, NO_MOVES, nowhere.counts, self.scenario.start)
        while self._next and not self.finished:
            standing, self._next = self._next, {}
            for here in standing.values():
                self.tally.states += 1
                if self.tally.states > self.most:
                    self.finished = f"more than {self.most:,} states"
                elif self.stop is not None and self.stop():
                    self.finished = "stopped"
                if self.finished:
                    break
                self._decide(here)
        return self.tally

    def _decide(self, here: _Here) -> None:
        assert here.turn.scene is not None
        scene = here.turn.scene.node
        options = opened(here.turn)
        choices = [it for it in options if isinstance(it, Choice)]
        taken = self.picks(scene, choices, here.turn) if self.picks else choices
        for choice in taken:
            counts = frozenset(counted(it, choice) for it in here.counts)
            self._take(here, choice, here.weight / len(taken), counts)
        if self.picks is None:
            for look in options:
                if isinstance(look, Look):
                    self._take(here, look, 0.0, here.counts)

    def _take(self, here: _Here, option: Choice | Look, weight: float, counts: frozenset[Counts]) -> None:
        assert here.turn.scene is not None
        scene = here.turn.scene.node
        digit = 1 + next(place for place, it in enumerate(scene.options) if it is option)
        trail = here.trail * self.trails.base + digit if here.trail else 0
        for way in ways(here.turn, option):
            self._arrive(here, way, weight * way.weight, trail if trail < 2**64 else 0, counts, scene.id)

    def _arrive(self, here: _Here, way: Way, weight: float, trail: int, counts: frozenset[Counts], scene: str) -> None:
        """Count what happened on a way, and put its end with the states that are equal to it."""
        tally, turn = self.tally, way.turn
        tally.edges += 1
        self._count(turn.happened, scene, weight)
        if turn.fault is not None:
            fault = _fault(str(turn.fault), turn.doing)
            tally.fault(fault, weight, here.plays, trail)
            if fault.kind == "closed" and turn.scene is not None:
                self._widen(tally.ranges, turn.scene.id, turn)
        elif turn.ending is not None:
            tally.end(turn.ending.node.id, weight, here.plays, trail)
            self._widen(tally.last, turn.ending.node.id, turn)
            judge(self.scenario, turn, counts, trail, tally.promises)
        else:
            self._stand(turn, weight, here.plays, trail, counts)

    def _stand(self, turn: Turn, weight: float, plays: float, trail: int, counts: frozenset[Counts]) -> None:
        assert turn.scene is not None
        self._widen(self.tally.ranges, turn.scene.id, turn)
        self._unmerged += 1
        key: Hashable = identity(turn) if self.merge else self._unmerged
        there = self._next.setdefault(key, _Here(turn))
        there.weight += weight
        there.plays += plays
        there.trail = shortest((there.trail, trail))
        there.counts |= counts

    def _count(self, happened: list[Happened], scene: str, weight: float) -> None:
        for kind, id, where, node in landed(happened, scene):
            if kind in ("choice", "look"):
                self.tally.hit(("option", f"{where}.{id}"), weight)
            elif kind == "outcome":
                option = self.scenario.scenes[where].option(id)
                number = next(place for place, it in enumerate(option.chance) if it is node)
                self.tally.hit(("outcome", f"{where}.{id}", str(number)), weight)
            elif kind == "later":
                self.tally.hit(("later", self.numbers[_id(node)], where), weight)
            elif kind == "scene":
                self.tally.hit(("scene", id), weight)
            elif kind != "ending":
                self.tally.hit((kind, id, where), weight)

    def _widen(self, home: dict[tuple[str, str], tuple[int, int]], where: str, turn: Turn) -> None:
        for id, value in readings(turn).items():
            self.tally.widen(home, (where, id), value, value)


def landed(happened: list[Happened], scene: str) -> Iterator[tuple[str, str, str, object]]:
    """Give for each happening of a move its kind, id, the scene that it lands in, and what it is."""
    for it in happened:
        if it.kind == "scene":
            scene = it.id
        at = it.node.at if isinstance(it.node, Later | Event) else None
        yield it.kind, it.id, at or scene, it.node


def readings(turn: Turn) -> dict[str, int]:
    """Return every meter of a turn, and `now`."""
    slots = turn.machine.slots
    return {id: turn.values[slot] for id, slot in slots.meters.items()} | {"now": turn.values[NOW]}


def _id(node: object) -> int:
    return id(node)


def _fault(sentence: str, doing: str) -> Fault:
    """Return what a fault's sentence says."""
    if "divides by zero" in sentence:
        return Fault(doing, "zero")
    if "every choice is closed" in sentence:
        return Fault(doing, "closed")
    return Fault(doing, "odds" if "do not add up" in sentence else "other")
