"""Putting equal states together: what no later condition can tell apart is one row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from game.paths.future import Future
from game.paths.graph import Spot
from game.paths.layout import Layout
from game.paths.rows import Rows
from game.paths.vectors import Column


class Merger:
    """Puts equal rows together at one spot."""

    def __init__(self, layout: Layout, future: Future, spot: Spot) -> None:
        """Work out what counts at a spot: which columns, and which values of a meter are alike."""
        self.layout = layout
        need = future.at[spot]
        self.classes = {
            meter.low: _classes(need.cuts[number], meter.minimum, meter.maximum)
            for number, meter in enumerate(layout.meters)
            if need.cuts[number]
        }
        self.clock = need.clock
        self.live = [column for column in range(layout.now_low) if need.live >> column & 1]
        self.live += [column for column in range(layout.now_high, layout.weight) if need.live >> column & 1]
        self.masks = self._pending(future, spot)
        kept = [*self.live, *self.masks, *layout.counts, layout.now_low, layout.now_high]
        kept += [layout.weight, layout.plays, layout.trail]
        kept += [column for meter in layout.meters for column in (meter.low, meter.high)]
        self.dropped = sorted(set(range(layout.width)) - set(kept))
        # Where every value is told apart, all that is put together has one value: least and greatest are the same.
        spread = [
            meter
            for meter, cuts, every in zip(layout.meters, need.cuts, future.needs.every, strict=True)
            if cuts != every
        ]
        self.low = [layout.now_low, *(meter.low for meter in spread)]
        self.high = [layout.now_high, *(meter.high for meter in spread)]
        self.exact = {meter.low for meter in layout.meters if meter not in spread}

    def _pending(self, future: Future, spot: Spot) -> dict[int, int]:
        """Return for each later item that can still come back from here the bits of its column that matter."""
        layout = self.layout
        may = future.arrivals.at[spot]
        ticks = (1 << future.ticks[spot]) - 1
        masks = {}
        for number, item in enumerate(layout.items):
            if item.after is not None:
                masks[layout.ticking[id(item)]] = may.get(number, 0) & ticks
            elif item.at in future.reaching[spot]:
                masks[layout.waiting[id(item)]] = may.get(number, 0)
        return {column: mask for column, mask in masks.items() if mask}

    def trimmed(self, rows: Rows) -> Rows:
        """Return rows without what nothing reads from here on."""
        rows = rows.copy()
        for column in self.dropped:
            rows[column] = None
        for column, mask in self.masks.items():
            kind = self.layout.types[column].type
            if kind is not np.bool_ and rows[column] is not None:
                rows[column] = rows[column] & kind(mask)
            elif rows[column] is None:
                rows[column] = np.zeros(rows.n, kind)
        return rows

    def merged(self, rows: Rows) -> Rows:
        """Return one row for all that are alike, using up `rows`, which must be trimmed."""
        if rows.n < 2:
            return rows
        key = packed(self.parts(rows), rows.n)
        order = np.argsort(key)
        key = key[order]
        fresh = np.flatnonzero(key[1:] != key[:-1]) + 1
        if len(fresh) == rows.n - 1:
            return rows
        del key
        starts = np.concatenate([np.zeros(1, np.intp), fresh])
        first = order[starts]
        merged: list[Any] = [None] * len(rows.columns)
        for column, values in enumerate(rows.columns):
            if values is not None:
                merged[column] = self._together(column, values, order, starts, first)
                # Memory never holds all columns twice.
                rows[column] = None
        return Rows(merged, len(starts))

    def _together(self, column: int, values: Column, order: Column, starts: Column, first: Column) -> Column:
        """Put the values of one column together, each kind of column in its own way."""
        if column in self.low:
            return np.minimum.reduceat(values[order], starts)
        if column in self.high:
            return np.maximum.reduceat(values[order], starts)
        if column in (self.layout.weight, self.layout.plays):
            return np.add.reduceat(values[order], starts)
        if column == self.layout.trail:
            # An unknown trail is 0: turned round it is the greatest, so that any known one comes before it.
            return np.minimum.reduceat((values - np.uint64(1))[order], starts) + np.uint64(1)
        if column in self.layout.counts:
            return np.bitwise_or.reduceat(values[order], starts)
        return values[first]

    def parts(self, rows: Rows) -> Iterable[Column]:
        """Give the columns that tell rows apart, meters as the number of their class."""
        for meter in self.layout.meters:
            if meter.low in self.exact:
                yield rows[meter.low]
            elif meter.low in self.classes:
                yield np.take(self.classes[meter.low], rows[meter.low].astype(np.intp) - meter.minimum)
        for column in (*self.live, *self.masks):
            yield rows[column]
        if self.clock:
            yield np.minimum(rows[self.layout.now_low], self.clock)

    def marks(self, rows: Rows) -> Column:
        """Return for each row a value that differs wherever its future, or any range it carries, may differ."""
        columns = [*self.parts(rows), *(rows[column] for column in (*self.low[1:], *self.high[1:]))]
        columns += [rows[column] for column in self.layout.counts]
        together = np.stack([column.astype(np.int64) for column in columns], axis=1)
        return np.ascontiguousarray(together).view(np.dtype((np.void, together.shape[1] * 8))).reshape(-1)


def _classes(cuts: int, minimum: int, maximum: int) -> Column:
    """Number the runs of values between cuts; entry 0 is the meter's minimum."""
    flags = np.array([cuts >> value & 1 for value in range(maximum - minimum + 1)])
    numbers = np.cumsum(flags)
    return numbers.astype(np.uint8 if numbers[-1] < 256 else np.int32)


def packed(parts: Iterable[Column], n: int) -> Column:
    """Return one whole number for each row, equal where all parts are equal."""
    key = np.zeros(n, np.uint64)
    used = 0
    for part in parts:
        if part.dtype == np.bool_:
            low, span = 0, int(part.any())
            if part.all():
                continue
        else:
            low, span = int(part.min()), int(part.max()) - int(part.min())
        bits = span.bit_length()
        if not bits:
            continue
        if used + bits > 64:
            key, used = _renumbered(key)
            if used + bits > 64:
                part, bits = _renumbered(part)
                low = 0
        moved = part.astype(np.uint64) if low == 0 else (part.astype(np.int64) - low).astype(np.uint64)
        key = (key << np.uint64(bits)) | moved
        used += bits
    return key


def _renumbered(values: Column) -> tuple[Column, int]:
    """Number different values from 0; return the numbers and the bits that they need."""
    _, which = np.unique(values, return_inverse=True)
    return which.reshape(-1).astype(np.uint64), max(1, int(which.max()).bit_length())
