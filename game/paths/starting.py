"""Rows to start from: the beginning of a scenario, or where a play stands."""

from __future__ import annotations

import numpy as np

from game.paths.graph import Spot
from game.paths.layout import Layout, UnsupportedError
from game.paths.rows import Rows
from game.paths.told import Stood
from game.scenario.happenings import Later
from game.scenario.scenes import Branch, Choice, Look, Scene
from game.scenario.story import Scenario

NO_MOVES = 1
"""The trail of a play without moves. Each move is one more digit; 0 is a trail that is not known."""


def first_row(layout: Layout, n: int = 1) -> Rows:
    """Return `n` equal rows of a play that is about to enter its first scene."""
    columns = [np.zeros(n, kind) for kind in layout.types]
    scenario = layout.scenario
    for meter in layout.meters:
        start = scenario.meters[meter.id].start
        columns[meter.low][:] = columns[meter.high][:] = start
    for id, column in layout.facts.items():
        columns[column][:] = layout.word(scenario.facts[id].start)
    columns[layout.weight][:] = 1.0
    columns[layout.plays][:] = 1.0
    columns[layout.trail][:] = NO_MOVES
    for column in layout.counts:
        columns[column][:] = 1
    return Rows(list(columns), n)


class Start:
    """Where a walk starts: a decision that a play stands at, and the choice that is made there, where one is."""

    def __init__(self, scenario: Scenario, here: Stood, choice: Choice | None = None) -> None:
        """Start `here`; with a `choice`, only that is followed from here."""
        self.here, self.choice = here, choice
        self.ways: list[tuple[Branch, ...]] = []
        if here.interrupted:
            scene, _, id = here.interrupted.partition(".")
            interrupted = scenario.scenes[scene].option(id)
            assert isinstance(interrupted, Choice)
            self.ways.append(interrupted.goto)
        self.spot = Spot(here.scene, 0 if here.interrupted else -1)

    def pending(self, layout: Layout) -> dict[int, int]:
        """Return what is on its way, as `Arrivals` has it: the item's number and a bit for the ticks left."""
        numbers = {id(item): number for number, item in enumerate(layout.items)}
        found: dict[int, int] = {}
        for item, left in self.here.pending:
            bit = 1 if left is None else 1 << (left - 1)
            if found.get(numbers[item], 0) & bit:
                raise UnsupportedError("the same thing is on its way twice")
            found[numbers[item]] = found.get(numbers[item], 0) | bit
        return found

    def rows(self, layout: Layout, n: int = 1) -> Rows:
        """Return `n` equal rows that stand here."""
        here, rows = self.here, first_row(layout, n)
        for meter in layout.meters:
            rows[meter.low][:] = rows[meter.high][:] = here.meters[meter.id]
        for id, column in layout.facts.items():
            rows[column][:] = layout.word(here.facts[id])
        rows[layout.now_low][:] = rows[layout.now_high][:] = here.now
        for known, columns in (
            (here.visited, layout.visited), (here.chosen, layout.chosen), (here.happened, layout.happened)
        ):  # fmt: skip
            for id, column in columns.items():
                rows[column][:] = id in known
        looks = layout.scenario.scenes[here.scene].looks
        taken = [number for number, look in enumerate(looks) if f"{here.scene}.{look.id}" in here.looked]
        rows[layout.looked][:] = sum(1 << number for number in taken)
        for number, bits in self.pending(layout).items():
            item = layout.items[number]
            rows[(layout.waiting if item.after is None else layout.ticking)[_identity(item)]][:] = bits
        return rows


def _identity(item: Later) -> int:
    return id(item)


class Trails:
    """Moves packed into whole numbers, so that a shorter play is a smaller number."""

    def __init__(self, scenario: Scenario) -> None:
        """Count the options: each is a digit."""
        self.base = 1 + max((len(scene.options) for scene in scenario.scenes.values()), default=1)
        self._most = (2**64 - 1 - self.base) // self.base

    def extended(self, rows: Rows, layout: Layout, scene: Scene, option: Look | Choice) -> None:
        """Add a move to the trail of every row; what grows too long is not known any more."""
        before = rows[layout.trail]
        digit = np.uint64(1 + _position(scene, option))
        after = before * np.uint64(self.base) + digit
        unknown = (before == 0) | (before > np.uint64(self._most))
        rows[layout.trail] = np.where(unknown, np.uint64(0), after) if unknown.any() else after

    def digits(self, trail: int) -> list[int]:
        """Return the moves of a known trail, each as the place of its option among `scene.options`."""
        found = []
        while trail > NO_MOVES:
            trail, digit = divmod(trail, self.base)
            found.append(digit - 1)
        return found[::-1]


def _position(scene: Scene, option: Look | Choice) -> int:
    return next(place for place, it in enumerate(scene.options) if it is option)
