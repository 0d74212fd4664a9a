"""Chance in columns: every way that a draw can go, weighted, or the one way that a seed gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from game.paths.layout import Layout
from game.paths.rows import Rows
from game.paths.tally import Tally
from game.paths.vectors import Column
from game.play.draws import draw


class Luck(Protocol):
    """How draws go."""

    def event(
        self, rows: Rows, ready: Column, odds: Any, event: str, beside: list[Column]
    ) -> tuple[Rows, Column, list[Column]]:
        """Draw for an event where it is ready.

        `odds` is one number or a column, per cent. Returns the rows, for which of them it happens, and the
        columns `beside`, which are kept in step with the rows.
        """

    def chance(self, rows: Rows, odds: Sequence[Any], place: str) -> list[Rows]:
        """Draw for a chance; return the rows of each outcome. The odds of each row add up to 100."""


class Branching:
    """Every way that a draw can go, each with its weight: rows are multiplied."""

    def __init__(self, layout: Layout, tally: Tally) -> None:
        """Tell `tally` how many rows each source adds."""
        self._weight, self._tally = layout.weight, tally

    def event(
        self, rows: Rows, ready: Column, odds: Any, event: str, beside: list[Column]
    ) -> tuple[Rows, Column, list[Column]]:
        """Follow both ways where the odds leave it open."""
        open_either_way = ready & (np.asarray(odds) > 0) & (np.asarray(odds) < 100)
        both = np.flatnonzero(open_either_way)
        certain = ready & (np.asarray(odds) >= 100)
        if not len(both):
            return rows, certain, beside
        self._tally.add_spread(f"event {event}", len(both))
        share = np.clip(np.broadcast_to(np.asarray(odds), (rows.n,)), 0, 100)[both] / 100
        which = np.concatenate([np.arange(rows.n), both])
        weight = rows[self._weight]
        apart = weight.copy()
        apart[both] *= 1 - share
        grown = rows.take(which)
        grown[self._weight] = np.concatenate([apart, weight[both] * share])
        happens = np.concatenate([certain, np.ones(len(both), np.bool_)])
        return grown, happens, [it[which] for it in beside]

    def chance(self, rows: Rows, odds: Sequence[Any], place: str) -> list[Rows]:
        """Follow every outcome that can happen."""
        total: Any = 0
        reached: Any = 0
        parts: list[Rows] = []
        for percent in odds:
            total = total + percent
            # Odds worked out by an expression may be below 0 or above 100: a draw goes to the first sum above it.
            furthest = np.clip(np.maximum(reached, total), 0, 100)
            share = np.broadcast_to(np.asarray(furthest - reached), (rows.n,))
            reached = furthest
            part = rows.copy() if (share > 0).all() else rows.take(share > 0)
            part[self._weight] = part[self._weight] * (share[share > 0] / 100)
            parts.append(part)
        self._tally.add_spread(f"chance {place.partition(':')[2]}", sum(part.n for part in parts) - rows.n)
        return parts


class Pinned:
    """The one way that each row's own seed gives, as in a real play."""

    def __init__(self, layout: Layout) -> None:
        """Read seeds and counts of draws from the columns of a seeded layout."""
        self._seed, self._drawn = layout.seed, layout.drawn

    def event(
        self, rows: Rows, ready: Column, odds: Any, event: str, beside: list[Column]
    ) -> tuple[Rows, Column, list[Column]]:
        """Draw where it is ready and the odds are below 100."""
        drawing = ready & (np.asarray(odds) < 100)
        happens = ready & ~drawing
        if drawing.any():
            rows = rows.copy()
            values = self._draw(rows, np.flatnonzero(drawing), f"event:{event}")
            happens = happens.copy()
            happens[drawing] = values < np.broadcast_to(np.asarray(odds), (rows.n,))[drawing]
        return rows, happens, beside

    def chance(self, rows: Rows, odds: Sequence[Any], place: str) -> list[Rows]:
        """Draw once for each row."""
        rows = rows.copy()
        values = self._draw(rows, np.arange(rows.n), place)
        parts = []
        left = np.ones(rows.n, np.bool_)
        total: Any = 0
        for percent in odds:
            total = total + percent
            here = left & (values < total)
            parts.append(rows.take(here))
            left &= ~here
        return parts

    def _draw(self, rows: Rows, which: Column, place: str) -> Column:
        """Make the draws of some rows, and count them."""
        column = self._drawn[place]
        counts = rows[column].copy()
        seeds, before = rows[self._seed][which].tolist(), counts[which].tolist()
        counts[which] += 1
        rows[column] = counts
        values = [draw(seed, place, count) for seed, count in zip(seeds, before, strict=True)]
        return np.array(values, np.int16)
