"""Events and what comes back, for many states at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from game.paths.future import Arrivals
from game.paths.graph import Graph, Spot
from game.paths.happening import Doer, amounts_of
from game.paths.layout import Layout, UnsupportedError
from game.paths.luck import Luck
from game.paths.reading import later_items
from game.paths.rows import Rows
from game.paths.vectors import Column
from game.scenario.happenings import Event, Later


class Moments:
    """Lets events happen, plants later items, and lets them come back."""

    def __init__(self, layout: Layout, graph: Graph, arrivals: Arrivals, luck: Luck, doer: Doer) -> None:
        """Work over one layout."""
        self.layout, self.graph, self.arrivals, self.luck, self.doer = layout, graph, arrivals, luck, doer
        self.numbers = {id(item): str(number) for number, item in enumerate(layout.items)}
        self.planted_by = {id(item): f"{scene.id}.{option.id}" for scene, option, item in later_items(layout.scenario)}
        self.tangled = arrivals.sequence.tangled

    def events(self, spot: Spot, events: Sequence[Event], rows: Rows) -> tuple[Rows, Column]:
        """Step 3: events in file order, all conditions read first; returns which scene each row is led to."""
        layout = self.layout
        events = [event for event in events if not (spot.inside >= 0 and event.scene)]
        ready: list[Column] = []
        for event in events:
            unspent = ~rows[layout.happened[event.id]] if event.once else None
            rows, kept = self.doer.without_failing(rows, [event.when], f"event {event.id}", unspent)
            if kept is not None:
                ready = [it[kept] for it in ready]
                unspent = None if unspent is None else unspent[kept]
            ready.append(self.doer.holds(rows, event.when, unspent))
        went = np.zeros(rows.n, np.int16)
        for event in events:
            doing = f"event {event.id}"
            here = ready.pop(0)
            if event.scene:
                here = here & (went == 0)
            if not here.any():
                continue
            rows, here, (went, *ready) = self._draw(event, doing, rows, here, [went, *ready])
            rows, kept = self.doer.without_failing(rows, amounts_of(event.happening), doing, here)
            if kept is not None:
                here, went, ready = here[kept], went[kept], [it[kept] for it in ready]
            if not here.any():
                continue
            rows = rows.copy()
            if event.id in layout.happened:
                self.doer.put(rows, layout.happened[event.id], True, here)
            self.doer.happen(rows, event.happening, ("event", event.id, spot.scene), here)
            if event.scene:
                went = np.where(here, self.graph.led_to.index(event.scene) + 1, went)
        return rows, went

    def _draw(
        self, event: Event, doing: str, rows: Rows, here: Column, beside: list[Column]
    ) -> tuple[Rows, Column, list[Column]]:
        """Find out where a ready event happens."""
        if event.odds is None:
            return rows, here, beside
        rows, kept = self.doer.without_failing(rows, [event.odds], doing, here)
        if kept is not None:
            here, beside = here[kept], [it[kept] for it in beside]
        odds = self.doer.vector(event.odds).read(rows.columns, rows.n)
        return self.luck.event(rows, here, odds, event.id, beside)

    def plant(self, items: Iterable[Later], rows: Rows) -> None:
        """Put later items on their way in every row."""
        for item in items:
            column = self.layout.waiting[id(item)] if item.after is None else self.layout.ticking[id(item)]
            kind = self.layout.types[column].type
            bit = kind(1) if item.after is None else kind(1 << (item.after - 1))
            before = rows[column]
            if before is None:
                rows[column] = np.full(rows.n, bit, kind)
                continue
            if (before & bit).any():
                raise UnsupportedError("the same thing is on its way twice")
            rows[column] = before | bit

    def due(self, spot: Spot, items: Sequence[Later], rows: Rows) -> Rows:
        """Let the later items happen that are due at this tick; `items` may be, in their order."""
        kept = {column: values for column in self.layout.ticking.values() if (values := rows[column]) is not None}
        due = {}
        for item in items:
            column = self.layout.ticking[id(item)]
            if column in kept:
                here = (kept[column] & kept[column].dtype.type(1)) != 0
                if here.any():
                    due[id(item)] = here
        for column, values in kept.items():
            rows[column] = values >> values.dtype.type(1)
        return self._come_back(spot, [item for item in items if id(item) in due], due, rows)

    def arriving(self, spot: Spot, rows: Rows) -> Rows:
        """Let the later items happen that wait at a scene."""
        due = {}
        items = self.arrivals.waiting_at(spot.scene)
        for item in items:
            column = self.layout.waiting[id(item)]
            if rows[column] is not None:
                if rows[column].any():
                    due[id(item)] = rows[column]
                rows[column] = np.zeros(rows.n, np.bool_)
        return self._come_back(spot, [item for item in items if id(item) in due], due, rows)

    def _come_back(self, spot: Spot, items: Sequence[Later], due: dict[int, Column], rows: Rows) -> Rows:
        for one, other in self.tangled:
            if id(one) in due and id(other) in due and (due[id(one)] & due[id(other)]).any():
                raise UnsupportedError("two things come back together in an order that only a play can tell")
        for item in items:
            doing = f"what comes back from {self.planted_by[id(item)]}"
            here = due.pop(id(item))
            rows, kept = self.doer.without_failing(rows, [item.when], doing, here)
            if kept is not None:
                here = here[kept]
                due = {key: it[kept] for key, it in due.items()}
            here = self.doer.holds(rows, item.when, here)
            amounts = [effect.amount for effect in item.happening.effects]
            rows, kept = self.doer.without_failing(rows, amounts, doing, here)
            if kept is not None:
                here = here[kept]
                due = {key: it[kept] for key, it in due.items()}
            if here.any():
                self.doer.happen(rows, item.happening, ("later", self.numbers[id(item)], spot.scene), here)
        return rows
