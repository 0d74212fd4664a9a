"""What happens to many states at once: effects, settings, conditions, and what is noted of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from game.paths.layout import Layout, UnsupportedError
from game.paths.reading import conditionals
from game.paths.rows import Rows
from game.paths.tally import Fault, Key, Tally
from game.paths.vectors import Column, Vector
from game.scenario.expressions import Expression
from game.scenario.happenings import Happening
from game.scenario.meters import FACT_LIMIT
from game.scenario.prose import Conditional, Prose


class Doer:
    """Lets happenings happen in rows and counts them."""

    def __init__(self, layout: Layout, tally: Tally) -> None:
        """Work over one layout, and count in `tally`."""
        self.layout, self.tally = layout, tally
        self._vectors: dict[int, Vector] = {}
        self._beats: dict[int, tuple[Conditional, ...]] = {}

    def vector(self, tree: Expression) -> Vector:
        """Return an expression over columns, compiled once."""
        found = self._vectors.get(id(tree))
        if found is None:
            found = self._vectors[id(tree)] = Vector(tree, self.layout)
        return found

    # Conditions

    def holds(self, rows: Rows, tree: Expression | None, among: Column | None = None) -> Column:
        """Return where a condition holds, and note whether it was true or false `among` some rows.

        Rows in which it divides by zero have to be sorted out before, by `without_failing`.
        """
        if tree is None:
            return np.ones(rows.n, np.bool_) if among is None else among
        found = self.vector(tree).truth(rows.columns, rows.n)
        if among is not None:
            here = found & among
            if not self.tally.settled(tree):
                self.tally.truth(tree, bool(here.any()), bool((among & ~found).any()))
            return here
        if not self.tally.settled(tree) and rows.n:
            self.tally.truth(tree, bool(found.any()), not found.all())
        return found

    def without_failing(
        self, rows: Rows, trees: Sequence[Expression | None], doing: str, among: Column | None = None
    ) -> tuple[Rows, Column | None]:
        """Sort out the rows in which an expression divides by zero, and count them as faults.

        Returns the rest, and for each row given, where there was anything to sort out, whether it stays.
        """
        kept: Column | None = None
        for tree in trees:
            if tree is None or not self.vector(tree).risky:
                continue
            failing = self.vector(tree).failing(rows.columns, rows.n)
            if among is not None:
                failing = failing & (among if kept is None else among[kept])
            if failing.any():
                self.fault(rows.take(failing), Fault(doing, "zero"))
                rows = rows.take(~failing)
                if kept is None:
                    kept = ~failing
                else:
                    kept[np.flatnonzero(kept)[failing]] = False
        return rows, kept

    def fault(self, rows: Rows, fault: Fault) -> None:
        """Count rows that cannot go on."""
        if rows.n:
            self.tally.edges += rows.n
            self.tally.fault(fault, *self.summed(rows))

    def summed(self, rows: Rows) -> tuple[float, float, int]:
        """Return the weight of some rows, how many plays they are, and the shortest trail."""
        trails = rows[self.layout.trail]
        known = trails[trails > 0]
        trail = int(known.min()) if len(known) else 0
        return float(rows[self.layout.weight].sum()), float(rows[self.layout.plays].sum()), trail

    # Happenings

    def happen(
        self, rows: Rows, happening: Happening, key: Key, among: Column | None = None, silent: Column | None = None
    ) -> None:
        """Let a happening happen in the rows, or `among` some of them; its text is not told where `silent`.

        Rows in which an amount divides by zero have to be sorted out before.
        """
        weight = rows[self.layout.weight]
        self.tally.hit(key, float(weight.sum() if among is None else weight[among].sum()))
        amounts = [self.vector(effect.amount).read(rows.columns, rows.n) for effect in happening.effects]
        for effect, amount in zip(happening.effects, amounts, strict=True):
            meter = self.layout.meter.get(effect.name)
            if meter is None:
                self._move(rows, self.layout.facts[effect.name], amount, -FACT_LIMIT, FACT_LIMIT, among)
            else:
                self._move(rows, meter.low, amount, meter.minimum, meter.maximum, among)
                self._move(rows, meter.high, amount, meter.minimum, meter.maximum, among)
        for setting in happening.settings:
            self.put(rows, self.layout.facts[setting.name], self.layout.word(setting.value), among)
        if happening.text:
            self.tell(rows, happening.text, among if silent is None else _within(among, ~silent))

    def tell(self, rows: Rows, prose: Prose, among: Column | None = None) -> None:
        """Note which conditional beats of a text are told."""
        beats = self._beats.get(id(prose))
        if beats is None:
            beats = self._beats[id(prose)] = tuple(it for it in prose if isinstance(it, Conditional))
        for beat in beats:
            if all(self.tally.settled(it.when) for it in conditionals((beat,))):
                continue
            if self.vector(beat.when).risky:
                raise UnsupportedError("a text whose condition divides by a name")
            here = _within(among, self.holds(rows, beat.when, among))
            self.tell(rows, beat.then, here)
            self.tell(rows, beat.otherwise, _within(among, ~here))

    def put(self, rows: Rows, column: int, value: Any, among: Column | None) -> None:
        """Put a value into a column, in all rows or among some."""
        if among is None:
            rows[column] = np.full(rows.n, value, self.layout.types[column])
        elif rows[column] is not None:
            changed = rows[column].copy()
            changed[among] = value
            rows[column] = changed

    def _move(self, rows: Rows, column: int, amount: Any, lowest: int, highest: int, among: Column | None) -> None:
        """Add an amount to a column, within its range."""
        before = rows[column]
        if before is None:
            return
        kind = before.dtype
        constant = np.ndim(amount) == 0
        if constant and int(amount) == 0:
            return
        if constant and kind == np.int8 and lowest + int(amount) >= -128 and highest + int(amount) <= 127:
            step = np.int8(amount) if among is None else among.view(np.int8) * np.int8(amount)
            after = before + step
        else:
            reach = 4 * FACT_LIMIT
            step = (
                np.clip(amount, -reach, reach) if among is None else np.where(among, np.clip(amount, -reach, reach), 0)
            )
            after = before.astype(np.int64) + step
        rows[column] = np.clip(after, lowest, highest).astype(kind, copy=False)


def _within(among: Column | None, here: Column) -> Column:
    return here if among is None else here & among


def amounts_of(happening: Happening) -> list[Expression]:
    """Return the amounts that a happening reads."""
    return [effect.amount for effect in happening.effects]
