"""Where each thing stands among the columns that many states of one scenario share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import numpy as np

from game.paths.reading import conditions, later_items
from game.scenario.expressions import Call, Constant, Expression, walk
from game.scenario.happenings import Later
from game.scenario.scenes import Choice
from game.scenario.story import Scenario

LONGEST: Final = 63
"""The longest `after` that fits a column: a bit for every tick that is left."""


class UnsupportedError(Exception):
    """This scenario, or this state of it, does not fit the columns; the plain form walks it."""


class MeterColumns(NamedTuple):
    """A meter: the least and the greatest value among the plays that one row stands for."""

    id: str
    low: int
    high: int
    minimum: int
    maximum: int


class Layout:
    """The numbering of one scenario's columns, seen from one role."""

    def __init__(self, scenario: Scenario, role: str | None, counters: int = 0, seeded: bool = False) -> None:
        """Number the columns. `counters` is how many sets of act counts to keep; `seeded` adds what real draws need.

        Raises UnsupportedError where something comes back after more than `LONGEST` ticks.
        """
        self.scenario, self.role = scenario, role
        self.types: list[Any] = []
        asked = _asked(scenario)
        self.meters = tuple(self._meter(id, it.minimum, it.maximum) for id, it in scenario.meters.items())
        self.meter = {it.id: it for it in self.meters}
        self.facts = {id: self._column(_FACT[it.kind]) for id, it in scenario.facts.items()}
        self.now_low, self.now_high = self._column(np.int32), self._column(np.int32)
        self.items = tuple(item for _, _, item in later_items(scenario))
        self.ticking = {id(it): self._ticking(it) for it in self.items if it.after is not None}
        self.waiting = {id(it): self._column(np.bool_) for it in self.items if it.at is not None}
        self.visited = {id: self._column(np.bool_) for id in scenario.scenes if ("visited", id) in asked}
        self.chosen = {key: self._column(np.bool_) for key in _kept_options(scenario, asked)}
        self.happened = {
            it.id: self._column(np.bool_) for it in scenario.events if it.once or ("happened", it.id) in asked
        }
        self.looked, self.told = self._column(np.int32), self._column(np.int32)
        self.counts = tuple(self._column(np.uint64) for _ in range(counters))
        self.weight, self.plays = self._column(np.float64), self._column(np.float64)
        self.trail = self._column(np.uint64)
        self.seed = self._column(np.int64) if seeded else -1
        self.drawn = {place: self._column(np.int16) for place in _drawing(scenario)} if seeded else {}
        self.words = _words(scenario)

    @property
    def width(self) -> int:
        """Count the columns."""
        return len(self.types)

    def word(self, value: bool | int | str) -> bool | int:
        """Return how a fact's value stands in its column."""
        return self.words[value] if isinstance(value, str) else value

    def _column(self, kind: Any) -> int:
        self.types.append(np.dtype(kind))
        return len(self.types) - 1

    def _meter(self, id: str, minimum: int, maximum: int) -> MeterColumns:
        kind = np.int8 if minimum >= -128 and maximum <= 127 else np.int32
        return MeterColumns(id, self._column(kind), self._column(kind), minimum, maximum)

    def _ticking(self, item: Later) -> int:
        after = item.after or 0
        if after > LONGEST:
            raise UnsupportedError(f"something comes back after {after} ticks")
        return self._column(next(kind for bits, kind in _BITS if after <= bits))


_FACT: Final[Mapping[str, Any]] = {"flag": np.bool_, "number": np.int32, "list": np.int16}
_BITS: Final = ((8, np.uint8), (16, np.uint16), (32, np.uint32), (64, np.uint64))


def _asked(scenario: Scenario) -> set[tuple[str, str]]:
    """Return every question that some expression of the scenario, or a promise, asks."""
    nodes = (node for tree in expressions(scenario) for node in walk(tree))
    return {(node.function, node.target) for node in nodes if isinstance(node, Call)}


def expressions(scenario: Scenario) -> Iterator[Expression]:
    """Give every expression that a play, or a promise at its end, may read."""
    yield from (place.tree for place in conditions(scenario))
    yield from (promise.promised.condition for promise in scenario.promises)
    yield from (event.odds for event in scenario.events if event.odds is not None)
    happenings = [it.happening for it in scenario.events] + [it.happening for it in scenario.dynamics]
    for scene in scenario.scenes.values():
        for option in scene.options:
            yield from (outcome.odds for outcome in option.chance)
            happenings += [option.happening, *(outcome.happening for outcome in option.chance)]
    happenings += [item.happening for _, _, item in later_items(scenario)]
    yield from (effect.amount for happening in happenings for effect in happening.effects)


def _kept_options(scenario: Scenario, asked: set[tuple[str, str]]) -> list[str]:
    """Return the options whose choosing matters later: asked about, or gone once chosen."""
    return [
        f"{scene.id}.{option.id}"
        for scene in scenario.scenes.values()
        for option in scene.options
        if ("chose", f"{scene.id}.{option.id}") in asked or (isinstance(option, Choice) and option.once)
    ]


def _drawing(scenario: Scenario) -> Iterator[str]:
    """Give every place that may draw, as `game.play.draws` names it."""
    for scene in scenario.scenes.values():
        for option in scene.options:
            if option.chance:
                yield f"{'choice' if isinstance(option, Choice) else 'look'}:{scene.id}.{option.id}"
    yield from (f"event:{event.id}" for event in scenario.events if event.odds is not None)


def _words(scenario: Scenario) -> dict[str, int]:
    """Number every word that a fact, the role or an ending may stand as."""
    found: dict[str, int] = {"": 0}
    named = [word for fact in scenario.facts.values() for word in fact.words]
    written = [
        node.value
        for tree in expressions(scenario)
        for node in walk(tree)
        if isinstance(node, Constant) and isinstance(node.value, str)
    ]
    for word in (*named, *scenario.roles, *(ending.id for ending in scenario.endings), *written):
        found.setdefault(word, len(found))
    return found
