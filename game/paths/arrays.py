"""Every path at once: layer after layer of merged states, as columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.paths.future import Arrivals, Future
from game.paths.graph import Graph, Spot
from game.paths.layout import Layout
from game.paths.luck import Branching
from game.paths.merging import Merger
from game.paths.needs import EVERY, Needs
from game.paths.notes import Notes, watching
from game.paths.policies import Policy, anything
from game.paths.rows import Rows, joined
from game.paths.starting import Start, Trails, first_row
from game.paths.step import Step
from game.paths.tally import Tally
from game.scenario.scenes import Branch, Look
from game.scenario.story import Ending, Scenario

CHUNK: Final = 65_536
"""Rows that are carried through a move together: few enough for a column to stay near the processor."""
_UNMERGED: Final = 200_000
"""Rows that may wait at a spot before they are merged."""
_FADED: Final = 1e-13
"""Weight below which a row that goes round for ever is let go."""
_ROUNDS: Final = 2_000
"""How often a loop that brings nothing new is gone round."""

Stop = Callable[[], bool]
"""Asked between pieces of work; yes ends the walk there."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How far a walk may go."""

    states: int = 20_000_000
    bytes: int = 120_000_000
    """Of the states that wait at one time, before what stands nearest to an end is walked first."""
    rounds: int = 20_000
    """How often the scenes of loops are come to; each time may bring only a state or two."""


class Walk:
    """A walk over every path from some rows, in order of the story."""

    def __init__(
        self,
        scenario: Scenario,
        role: str | None = None,
        *,
        policy: Policy | None = None,
        limit: Limit | None = None,
        stop: Stop | None = None,
        project: bool = True,
        promises: bool = True,
    ) -> None:
        """Prepare to walk. With a `policy` only what it might choose is followed, and no looks.

        `project=False` merges only what is equal in every column; `promises=False` leaves promises unjudged.
        Raises UnsupportedError where the scenario does not fit columns.
        """
        self.scenario, self.policy, self.limit, self.stop = scenario, policy, limit or Limit(), stop
        self.tally = Tally()
        self.promises = [promise for promise in scenario.promises if policy is None and promises]
        self.watched = [watching(promise) for promise in self.promises]
        self.monitors = [it for it in self.watched if it is not None and it.caps]
        self.layout = Layout(scenario, role, len(self.monitors))
        self.trails = Trails(scenario)
        self.finished: str = ""
        """Why the walk was not finished; nothing where it was."""
        self.widest_row = 0.0
        """The most bytes that a waiting state has taken."""
        self._tables: dict[Spot, list[Rows]] = {}
        self._merged: dict[Spot, int] = {}
        self._seen: dict[Spot, set[bytes]] = {}
        self._going_round: dict[Spot, float] = {}
        self._fresh_at = self._round = 0
        self._project = project

    def from_start(self) -> Tally:
        """Walk every path from the beginning."""
        self._prepare(Spot(self.scenario.start), {}, ())
        self.step.begin(first_row(self.layout))
        return self._walk()

    def onward(self, start: Start) -> Tally:
        """Walk every path from where a play stands."""
        self._prepare(start.spot, start.pending(self.layout), start.ways)
        rows = start.rows(self.layout)
        if start.choice is None:
            self.arrive(start.spot, rows)
        else:
            self.step.choose(start.spot, start.choice, rows)
        return self._walk()

    def _prepare(self, spot: Spot, pending: dict[int, int], ways: Iterable[tuple[Branch, ...]]) -> None:
        self.graph = Graph(self.scenario, [spot], ways)
        arrivals = Arrivals(self.layout, self.graph, {spot: pending})
        needs = Needs(self.layout)
        at_end = needs.reading(promise.promised.condition for promise in self.promises)
        self.future = Future(self.layout, self.graph, arrivals, at_end)
        if not self._project:
            self._keep_everything()
        self.mergers = {
            spot: Merger(self.layout, self.future, spot)
            for spot in self.graph.after
            if self.scenario.scenes[spot.scene].choices
        }
        luck = Branching(self.layout, self.tally)
        self.step = Step(self.layout, self.graph, arrivals, luck, self.tally, self, self.monitors)
        self.notes = Notes(self.layout, self.tally, self.step.doer, self.watched)

    def _keep_everything(self) -> None:
        """Take every value of every column to matter everywhere."""
        for need in self.future.at.values():
            need.cuts = list(self.future.needs.every)
            need.live = (1 << self.layout.told) - 1
            need.clock = EVERY

    # Where moves end

    def arrive(self, spot: Spot, rows: Rows) -> None:
        """Take rows in which a decision stands."""
        self.notes.standing(spot.scene, rows)
        merger = self.mergers[spot]
        table = self._tables.setdefault(spot, [])
        table.append(merger.trimmed(rows))
        waiting = sum(part.n for part in table)
        if waiting > _UNMERGED + 2 * self._merged.get(spot, 0):
            table[:] = [merger.merged(joined(table))]
            self._merged[spot] = table[0].n

    def ended(self, ending: Ending, rows: Rows) -> None:
        """Take rows whose play is over."""
        self.notes.ended(ending, rows)

    # The walk

    def _walk(self) -> Tally:
        while self._tables and not self.finished:
            # The earliest spot, so that all that leads there is merged first; of one loop, what has waited longest.
            first = min(self.graph.rank[spot] for spot in self._tables)
            self._go_on(next(spot for spot in self._tables if self.graph.rank[spot] == first))
        return self.tally

    def _go_on(self, spot: Spot) -> None:
        """Walk on from what waits at a spot."""
        rows = self.mergers[spot].merged(joined(self._tables.pop(spot)))
        self._merged.pop(spot, None)
        if spot in self.graph.looping:
            rows = self._only_fresh(spot, rows)
        self.tally.states += rows.n
        self.widest_row = max(self.widest_row, rows.size / max(1, rows.n))
        self._decide_all(spot, rows)

    def _decide_all(self, spot: Spot, rows: Rows) -> None:
        """Walk on from the rows of a spot, chunk by chunk.

        Where too much waits, what stands nearest to an end is walked first: merging gives way to memory, and each
        row still counts once.
        """
        for first in range(0, rows.n, CHUNK):
            self.finished = self._why_stop()
            if self.finished:
                return
            self._decide(spot, rows.cut(first, first + CHUNK))
            while self._waiting() > self.limit.bytes and self._tables and spot not in self.graph.looping:
                later = max(self._tables, key=self.graph.rank.__getitem__)
                if self.graph.rank[later] <= self.graph.rank[spot]:
                    break
                self._go_on(later)
                if self.finished:
                    return

    def _waiting(self) -> int:
        """Return the bytes of all that waits."""
        return sum(part.size for table in self._tables.values() for part in table)

    def _why_stop(self) -> str:
        if self.stop is not None and self.stop():
            return "stopped"
        if self.tally.states > self.limit.states:
            return f"more than {self.limit.states:,} states"
        if self._round > self.limit.rounds:
            return "the story goes round and always brings something new"
        return ""

    def _only_fresh(self, spot: Spot, rows: Rows) -> Rows:
        """In a loop, let go of states that were there before and carry next to no weight any more."""
        marks = self.mergers[spot].marks(rows)
        seen = self._seen.setdefault(spot, set())
        fresh = np.array([mark not in seen for mark in marks.tolist()], np.bool_)
        seen.update(marks.tolist())
        self._round += 1
        if fresh.any():
            self._fresh_at = self._round
        stale = self._round - self._fresh_at
        weight = rows[self.layout.weight]
        total = float(weight.sum())
        # Nothing new, and nothing lost since the last time round: whoever is here goes round for ever.
        for_ever = stale and total == self._going_round.get(spot)
        self._going_round[spot] = total
        going = fresh | (weight > _FADED) if stale < _ROUNDS and not for_ever else fresh
        if stale < 4 * len(self.graph.looping):
            going = np.ones(rows.n, np.bool_)
        if not going.all():
            self.tally.round_again = True
            self.tally.endless += float(weight[~going].sum())
        return rows.take(going)

    def _decide(self, spot: Spot, rows: Rows) -> None:
        """Take every option that stands open."""
        scene, layout = self.scenario.scenes[spot.scene], self.layout
        rows, open_here = self.step.standing(scene, rows)
        if not rows.n:
            return
        allowed = (self.policy or anything)(scene, open_here, rows, self.step.doer.vector)
        share = rows[layout.weight] / allowed.sum(axis=1)
        for number, choice in enumerate(scene.choices):
            here = allowed[:, number]
            if here.any():
                part = rows.copy() if here.all() else rows.take(here)
                part[layout.weight] = share[here]
                self.trails.extended(part, layout, scene, choice)
                self.step.choose(spot, choice, part)
        if self.policy is None:
            for number, look in enumerate(scene.looks):
                self._look(spot, look, number, rows)

    def _look(self, spot: Spot, look: Look, number: int, rows: Rows) -> None:
        """Take a look where it is open. Random plays take none: what follows weighs nothing."""
        unseen = (rows[self.layout.looked] & (1 << number)) == 0
        here = self.step.doer.holds(rows, look.when, unseen)
        if here.any():
            self.tally.add_spread(f"look {spot.scene}.{look.id}", int(here.sum()))
            part = rows.take(here)
            part[self.layout.weight] = np.zeros(part.n)
            self.trails.extended(part, self.layout, self.scenario.scenes[spot.scene], look)
            self.step.look(spot, look, 1 << number, part)
