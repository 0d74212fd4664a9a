"""Play-testing: many seeded plays at once, each the very play that its seed and moves give anywhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

import numpy as np

from game.paths.future import Arrivals
from game.paths.graph import Graph, Spot
from game.paths.layout import Layout
from game.paths.luck import Pinned
from game.paths.notes import Notes, watching
from game.paths.policies import Policy, anything
from game.paths.rows import Rows, joined
from game.paths.starting import Start, Trails, first_row
from game.paths.step import Step
from game.paths.tally import Tally
from game.paths.vectors import Column
from game.scenario.scenes import Scene
from game.scenario.story import Ending, Scenario

K = TypeVar("K")

_BLOCK: Final = 20_000
"""Plays that are played together."""
_LONGEST: Final = 200
"""How often a decision is come to before plays that are still there are given up as going round for ever."""


@dataclass(slots=True)
class Sample:
    """What seeded plays came to."""

    plays: int
    first_seed: int
    tally: Tally
    """Its masses are shares of the plays."""
    choices: int = 0
    """How many choices were made in all."""
    by_time: dict[tuple[str, int], Column] = field(default_factory=dict)
    """By meter and tick, as decisions stand: how often each value was seen, the first entry for the minimum."""
    at_end: dict[str, Column] = field(default_factory=dict)
    """By meter: how often a play ended with each value."""
    ended: int = 0
    """How many plays came to an ending."""
    lowest: float = 0.0
    """Over the plays that ended, the sum of what the worst meter in sight ended with: in per cent of its range, turned
    so that more is better."""
    failing: list[tuple[int, int, str]] = field(default_factory=list)
    """Plays that could not go on: seed, trail, and where."""


class Sampler:
    """Plays a scenario many times."""

    def __init__(
        self,
        scenario: Scenario,
        role: str | None = None,
        *,
        plays: int,
        first_seed: int = 0,
        policy: Policy | None = None,
        least_used: bool = False,
        curious: bool = False,
        start: Start | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> None:
        """Prepare `plays` plays with the seeds from `first_seed` on, at random or by a policy.

        They begin at the beginning, or at `start`, where each has luck of its own.

        `least_used` takes the option that was taken least so far, which finds rare lines sooner; `curious` takes each
        look that stands open every other time, which a random play never does.
        """
        self.scenario, self.policy, self.stop = scenario, policy or anything, stop
        self.least_used, self.curious = least_used, curious
        tally = Tally()
        watched = [watching(promise) for promise in scenario.promises]
        monitors = [it for it in watched if it is not None and it.caps]
        self.layout = Layout(scenario, role, len(monitors), seeded=True)
        self.sample = Sample(plays, first_seed, tally)
        self.start = start
        spot = start.spot if start else Spot(scenario.start)
        self.graph = Graph(scenario, [spot], start.ways if start else ())
        arrivals = Arrivals(self.layout, self.graph, {spot: start.pending(self.layout) if start else {}})
        self.step = Step(self.layout, self.graph, arrivals, Pinned(self.layout), tally, self, monitors)
        self.notes = Notes(self.layout, tally, self.step.doer, watched)
        self.trails = Trails(scenario)
        self.random = np.random.default_rng(first_seed)
        self._used: dict[str, Column] = {}
        self._tables: dict[Spot, list[Rows]] = {}

    def run(self) -> Sample:
        """Play them all; stopped early, the sample says how many there were."""
        wanted = self.sample.plays
        done = 0
        while done < wanted and not (done and self.stop is not None and self.stop()):
            n = min(_BLOCK, wanted - done)
            self._play(self.sample.first_seed + done, n)
            done += n
        self.sample.plays = done
        self._share(done)
        return self.sample

    def _share(self, plays: int) -> None:
        """Turn counts into shares of the plays."""
        tally = self.sample.tally
        tally.mass = {key: mass / plays for key, mass in tally.mass.items()}
        for came in (*tally.endings.values(), *tally.faults.values()):
            came.mass /= plays
        tally.endless /= plays

    def _play(self, first_seed: int, n: int) -> None:
        rows = self.start.rows(self.layout, n) if self.start else first_row(self.layout, n)
        rows[self.layout.seed] = np.arange(first_seed, first_seed + n, dtype=np.int64)
        if self.start is None:
            self.step.begin(rows)
        elif self.start.choice is None:
            self.arrive(self.start.spot, rows)
        else:
            self.step.choose(self.start.spot, self.start.choice, rows)
        visits: Counter[Spot] = Counter()
        while self._tables:
            spot = min(self._tables, key=self.graph.rank.__getitem__)
            if spot in self.graph.looping:
                spot = next(it for it in self._tables if self.graph.rank[it] == self.graph.rank[spot])
            rows = joined(self._tables.pop(spot))
            visits[spot] += 1
            if visits[spot] > _LONGEST:
                self.sample.tally.endless += rows.n
            else:
                self._decide(spot, rows)

    def _decide(self, spot: Spot, rows: Rows) -> None:
        scene = self.scenario.scenes[spot.scene]
        before = rows
        rows, open_here = self.step.standing(scene, rows)
        if rows.n < before.n:
            self._keep_failing(spot, before, rows)
        if self.curious:
            rows, open_here = self._looked(spot, scene, rows, open_here)
        if not rows.n:
            return
        allowed = self.policy(scene, open_here, rows, self.step.doer.vector)
        picked = self._least_used(scene, allowed) if self.least_used else self._any(allowed)
        self.sample.choices += rows.n
        for number, choice in enumerate(scene.choices):
            here = picked == number
            if here.any():
                part = rows.take(here)
                self.trails.extended(part, self.layout, scene, choice)
                self.step.choose(spot, choice, part)

    def _looked(self, spot: Spot, scene: Scene, rows: Rows, open_here: Column) -> tuple[Rows, Column]:
        """Take looks in some rows; return those that are left to choose."""
        for number, look in enumerate(scene.looks):
            unseen = (rows[self.layout.looked] & (1 << number)) == 0
            here = self.step.doer.holds(rows, look.when, unseen) & (self.random.random(rows.n) < 0.5)
            if here.any():
                part = rows.take(here)
                self.trails.extended(part, self.layout, scene, look)
                self.step.look(spot, look, 1 << number, part)
                rows, open_here = rows.take(~here), open_here[~here]
        return rows, open_here

    def _any(self, allowed: Column) -> Column:
        """Pick evenly among what is allowed."""
        counts = allowed.sum(axis=1)
        wanted = (self.random.random(len(counts)) * counts).astype(np.int64) + 1
        picked: Column = (np.cumsum(allowed, axis=1) < wanted[:, None]).sum(axis=1)
        return picked

    def _least_used(self, scene: Scene, allowed: Column) -> Column:
        """Pick what was taken least so far, row after row."""
        used = self._used.setdefault(scene.id, np.zeros(allowed.shape[1], np.int64))
        picked = np.empty(len(allowed), np.int64)
        kinds, which = np.unique(allowed, axis=0, return_inverse=True)
        for number, kind in enumerate(kinds):
            rows = np.flatnonzero(which.reshape(-1) == number)
            options = np.flatnonzero(kind)
            # Level the counts, as if each row took the least used option in its turn.
            counts = used[options].copy()
            order = np.argsort(counts, kind="stable")
            levels = counts[order]
            for filled in range(1, len(options) + 1):
                room = filled * (levels[filled] if filled < len(options) else levels[-1] + len(rows) + 1)
                if room - levels[:filled].sum() >= len(rows):
                    break
            total = levels[:filled].sum() + len(rows)
            final = np.full(filled, total // filled)
            final[: total % filled] += 1
            taken = np.maximum(final - levels[:filled], 0)
            taken[0] += len(rows) - taken.sum()
            chosen = np.repeat(options[order[:filled]], taken)
            self.random.shuffle(chosen)
            picked[rows] = chosen
            np.add.at(used, chosen, 1)
        return picked

    def _keep_failing(self, spot: Spot, before: Rows, after: Rows) -> None:
        """Keep a few of the plays that could not go on."""
        left = set(after[self.layout.seed].tolist())
        for seed, trail in zip(before[self.layout.seed].tolist(), before[self.layout.trail].tolist(), strict=True):
            if seed not in left and len(self.sample.failing) < 20:
                self.sample.failing.append((seed, trail, spot.scene))

    # Where moves end

    def arrive(self, spot: Spot, rows: Rows) -> None:
        """Take rows in which a decision stands."""
        self.notes.standing(spot.scene, rows)
        for tick in np.unique(rows[self.layout.now_low]).tolist():
            here = rows[self.layout.now_low] == tick
            for meter in self.layout.meters:
                _count(self.sample.by_time, (meter.id, tick), rows[meter.low][here], meter.minimum, meter.maximum)
        self._tables.setdefault(spot, []).append(rows)

    def ended(self, ending: Ending, rows: Rows) -> None:
        """Take rows whose play is over."""
        self.notes.ended(ending, rows)
        for meter in self.layout.meters:
            _count(self.sample.at_end, meter.id, rows[meter.low], meter.minimum, meter.maximum)
        self.sample.ended += rows.n
        self.sample.lowest += float(self._lowest(rows).sum())

    def _lowest(self, rows: Rows) -> Column:
        """Return for each row how its worst meter in sight stands; a hundred where none is in sight."""
        lowest: Column = np.full(rows.n, 100.0)
        for columns in self.layout.meters:
            meter = self.scenario.meters[columns.id]
            if not meter.hidden:
                above = rows[columns.low].astype(np.float64) - columns.minimum
                share = 100 * above / (columns.maximum - columns.minimum)
                lowest = np.minimum(lowest, 100 - share if meter.better == "low" else share)
        return lowest


def _count(home: dict[K, Column], key: K, values: Column, minimum: int, maximum: int) -> None:
    """Add how often each value stands in a column."""
    counts = np.bincount(values.astype(np.int64) - minimum, minlength=maximum - minimum + 1)
    home[key] = home[key] + counts if key in home else counts
