"""The engine's own turns with every draw told, so that each way a move can go is walked by the rules of the game.

This is the one place of this room that knows how `game.play` keeps a state.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from game.play.history import Draw
from game.play.machine import Machine, ReadyOption, machine
from game.play.playing import Play
from game.play.slots import CHOSEN, HAPPENED, LOOKED, MADE, NOW, ROLE, VISITED
from game.play.turn import Turn
from game.scenario.expressions import Value
from game.scenario.scenes import Choice, Look
from game.scenario.story import Scenario

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a play stands at a decision, laid open."""

    scene: str
    now: int
    meters: Mapping[str, int]
    facts: Mapping[str, Value]
    visited: frozenset[str]
    chosen: frozenset[str]
    """As `scene.option`."""
    happened: frozenset[str]
    looked: frozenset[str]
    """The looks of this visit, as `scene.option`."""
    pending: tuple[tuple[int, int | None], ...]
    """What is on its way: the identity of its `Later`, and the ticks left; None where it waits at a scene."""
    interrupted: str
    """Inside an event's scene the interrupted choice, as `scene.option`; else nothing."""


class Told(Turn):
    """A turn whose draws go as told; where nothing is told, the first way that can be."""

    __slots__ = ("told",)

    told: Sequence[int]
    """For each draw of this move which of its ways it goes; for an event 0 is yes and 1 is no."""

    def _draw(self, place: str, odds: tuple[int, ...]) -> Draw:
        ways = shares(odds)
        position = len(self.draws)
        if position < len(self.told):
            way = self.told[position]
        else:
            way = next(number for number, share in enumerate(ways) if share)
        drawn = Draw(place, 0, sum(ways[:way]), odds, way if way < len(odds) else None)
        self.draws += (drawn,)
        return drawn


class Way(NamedTuple):
    """One way that a move can go."""

    turn: Told
    weight: float
    """How likely it is, from 0 to 1."""
    draws: tuple[int, ...]
    """Which way each draw went."""


def shares(odds: Sequence[int]) -> list[int]:
    """Return how many of the hundred draws go each way; for the odds of an event alone, yes and then no."""
    found, total, furthest = [], 0, 0
    for percent in odds:
        total += percent
        reached = max(furthest, min(100, total))
        found.append(reached - furthest)
        furthest = reached
    return [*found, 100 - furthest]


def beginnings(scenario: Scenario, role: str | None) -> Iterator[Way]:
    """Give every way that a scenario can begin."""
    ready = machine(scenario)
    values = list(ready.start_values)
    values[ROLE] = role or ""
    return _ways(lambda: Told(ready, 0, values.copy()), Turn.begin, scenario.start)


def ways(turn: Turn, option: Choice | Look) -> Iterator[Way]:
    """Give every way that an option can go from where a turn stands."""
    ready = _ready(turn, option)
    step = Turn.look if isinstance(option, Look) else Turn.choose
    return _ways(lambda: _after(turn), step, ready)


def turn_of(play: Play) -> Turn:
    """Return where a play stands."""
    return play._turn


def stood(turn: Turn) -> Stood:
    """Lay open where a turn stands."""
    assert turn.scene is not None
    slots, values = turn.machine.slots, turn.values

    def among(bits: Mapping[str, int], slot: int) -> frozenset[str]:
        return frozenset(id for id, bit in bits.items() if values[slot] & bit)

    return Stood(
        scene=turn.scene.id,
        now=values[NOW],
        meters={id: values[slot] for id, slot in slots.meters.items()},
        facts={id: values[slot] for id, slot in slots.facts.items()},
        visited=among(slots.scene_bits, VISITED),
        chosen=among(slots.option_bits, CHOSEN),
        happened=among(slots.event_bits, HAPPENED),
        looked=among(slots.option_bits, LOOKED),
        pending=tuple((id(it.item.node), None if it.due is None else it.due - values[NOW]) for it in turn.pending),
        interrupted=turn.interrupted.key if turn.interrupted else "",
    )


def opened(turn: Turn) -> list[Choice | Look]:
    """Return the options that stand open, looks first, in file order."""
    assert turn.scene is not None
    return [turn.scene.node.option(shown.id) for shown in turn.options if shown.open]


def identity(turn: Turn) -> Hashable:
    """Return what all that may still happen depends on; equal states give equal values."""
    assert turn.scene is not None
    values = turn.values.copy()
    now, values[MADE] = values[NOW], 0
    pending = tuple((None if it.due is None else it.due - now, id(it.item)) for it in turn.pending)
    return turn.scene.id, tuple(values), pending, id(turn.interrupted) if turn.interrupted else None


def _ready(turn: Turn, option: Choice | Look) -> ReadyOption:
    assert turn.scene is not None
    return turn.scene.options[option.id]


def _after(turn: Turn) -> Told:
    """Return the turn after one, its move still to be carried out."""
    ready: Machine = turn.machine
    return Told(ready, turn.seed, turn.values.copy(), turn.scene, turn.pending, turn.interrupted)


def _ways(make: Callable[[], Told], step: Callable[[Turn, T], None], what: T) -> Iterator[Way]:
    """Carry out a move once for every way that its draws can go."""
    waiting: list[tuple[int, ...]] = [()]
    while waiting:
        told = waiting.pop()
        turn = make()
        turn.told = told
        turn.carry_out(step, what)
        weight = 1.0
        went: list[int] = []
        for position, drawn in enumerate(turn.draws):
            possible = shares(drawn.odds)
            way = len(drawn.odds) if drawn.hit is None else drawn.hit
            if position >= len(told):
                others = [other for other, share in enumerate(possible) if share and other != way]
                waiting += [(*went, other) for other in others]
            went.append(way)
            weight *= possible[way] / 100
        yield Way(turn, weight, tuple(went))
