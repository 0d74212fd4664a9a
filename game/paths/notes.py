"""What is noted where decisions stand and where plays end: ranges, endings, promises."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.paths.happening import Doer
from game.paths.layout import Layout
from game.paths.monitors import Monitor
from game.paths.rows import Rows
from game.paths.tally import Kept, Range, Tally
from game.paths.vectors import Column
from game.scenario.story import Ending, Promise


class Notes:
    """Notes ranges and endings in a tally, and what becomes of promises."""

    def __init__(self, layout: Layout, tally: Tally, doer: Doer, watched: Sequence[Monitor | None]) -> None:
        """Note in `tally`; `watched` has a monitor for each promise that is watched."""
        self.layout, self.tally, self.doer, self.watched = layout, tally, doer, watched
        tally.promises = [Kept(unclear=monitor is None) for monitor in watched]

    def standing(self, scene: str, rows: Rows) -> None:
        """Note the ranges in which a decision stands."""
        self._widen(self.tally.ranges, scene, rows)
        for id, column in self.layout.facts.items():
            values = rows[column]
            if values is None:
                continue
            if self.layout.scenario.facts[id].kind == "number":
                self.tally.widen(self.tally.ranges, (scene, id), int(values.min()), int(values.max()))
            else:
                seen = sum(1 << int(value) for value in np.unique(values))
                self.tally.standing[scene, id] = self.tally.standing.get((scene, id), 0) | seen

    def ended(self, ending: Ending, rows: Rows) -> None:
        """Note plays that have ended."""
        self.tally.end(ending.id, *self.doer.summed(rows))
        self._widen(self.tally.last, ending.id, rows)
        given = {"ending": self.layout.words[ending.id]}
        counts = iter(self.layout.counts)
        for monitor, kept in zip(self.watched, self.tally.promises, strict=True):
            if monitor is not None:
                sets: Column = rows[next(counts)] if monitor.caps else np.ones(rows.n, np.uint64)
                vector = self.doer.vector(monitor.promise.promised.condition)
                monitor.judge(vector, rows, sets, rows[self.layout.trail], given, kept)

    def _widen(self, home: dict[tuple[str, str], Range], where: str, rows: Rows) -> None:
        layout = self.layout
        columns = [(meter.id, meter.low, meter.high) for meter in layout.meters]
        for name, low, high in (*columns, ("now", layout.now_low, layout.now_high)):
            self.tally.widen(home, (where, name), int(rows[low].min()), int(rows[high].max()))


def watching(promise: Promise) -> Monitor | None:
    """Return the monitor of a promise; None for one whose counts are too many to carry, or that is about shares."""
    try:
        return Monitor(promise)
    except ValueError:
        return None
