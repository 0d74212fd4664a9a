"""Act counts as sets: which counts the plays behind one row have reached, so that counting splits no states.

A promise reads counts only against numbers, so that everything past the greatest of them is one count; the counts of
one promise then make few combinations, and a row carries a bit for each that some of its plays have reached.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

import numpy as np

from game.paths.rows import Rows
from game.paths.tally import Kept
from game.paths.vectors import Column, Vector
from game.scenario.evaluation import constant_value
from game.scenario.expressions import Among, Call, Compare, Constant, Expression, Name, children, walk
from game.scenario.story import Promise

_BITS: Final = 64
"""The most combinations that one column can hold."""


class Monitor:
    """Follows the counts that one promise reads.

    Raises ValueError where they make too many combinations, or the promise reads a share.
    """

    def __init__(self, promise: Promise) -> None:
        """Find the counts that the promise reads, and how far each matters."""
        self.promise = promise
        self.caps = _caps(promise.promised.condition)
        if any(isinstance(node, Call) and node.function == "share" for node in walk(promise.promised.condition)):
            raise ValueError("a share is known only when every play has ended")
        self.strides: dict[str, int] = {}
        size = 1
        for counter, cap in self.caps.items():
            self.strides[counter] = size
            size *= cap + 1
        if size > _BITS:
            raise ValueError("its counts make too many combinations")
        self.size = size
        self._full = {counter: self._mask(counter) for counter in self.caps}

    def advanced(self, sets: Column, acts: Collection[str]) -> Column:
        """Return the sets after one more choice with these acts."""
        for counter, stride in self.strides.items():
            if counter == "choices" or counter in acts:
                full = np.uint64(self._full[counter])
                sets = ((sets & ~full) << np.uint64(stride)) | (sets & full)
        return sets

    def counts(self, combination: int) -> dict[str, int]:
        """Return the counts that one bit of a set stands for."""
        return {name: combination // self.strides[name] % (cap + 1) for name, cap in self.caps.items()}

    def judge(
        self, vector: Vector, rows: Rows, sets: Column, trails: Column, given: Mapping[str, int], kept: Kept
    ) -> None:
        """Note whether the promise's condition held at the end of the plays behind some rows, and failed."""
        for combination in range(self.size):
            bit = np.uint64(1 << combination)
            here = (sets & bit) != 0
            if here.any() and not (kept.failing and kept.holding):
                held = vector.truth(rows.columns, rows.n, {**given, **self.counts(combination)})
                # Only where a row stands for no other count is its trail sure to be that of such a play.
                known = (sets == bit) & (trails > 0)
                kept.held |= bool((held & here).any())
                kept.failed |= bool((here & ~held).any())
                kept.holding = kept.holding or _least(trails, held & known)
                kept.failing = kept.failing or _least(trails, ~held & known)

    def _mask(self, counter: str) -> int:
        """Return the bits in which a counter stands at its cap."""
        return sum(1 << it for it in range(self.size) if self.counts(it)[counter] == self.caps[counter])


def _least(trails: Column, which: Column) -> int:
    found = trails[which]
    return int(found.min()) if len(found) else 0


def _caps(tree: Expression) -> dict[str, int]:
    """Return for each counter that an expression reads the count from which on all counts are alike."""
    caps: dict[str, int] = {}
    for name, constant in _pairs(tree):
        caps[name] = max(caps.get(name, 0), constant)
    if any(_counter(node) and _counter(node) not in caps for node in walk(tree)):
        raise ValueError("a count is compared with something that is not a number")
    return caps


def _pairs(tree: Expression) -> Iterator[tuple[str, int]]:
    """Give each counter with the count past each number that it is compared with.

    Raises ValueError where a counter stands anywhere but beside a number in a comparison.
    """
    match tree:
        case Compare():
            sides = [tree.first, *(operand for _, operand in tree.rest)]
            for left, right in zip(sides, sides[1:], strict=False):
                yield from _pair(left, right)
                yield from _pair(right, left)
            for side in sides:
                if not _counter(side):
                    yield from _pairs(side)
        case Among() if _counter(tree.operand):
            for value in tree.values:
                yield from _pair(tree.operand, value)
        case _ if _counter(tree):
            raise ValueError("a count stands in a sum")
        case Call() | Name() | Constant():
            return
        case _:
            for child in children(tree):
                yield from _pairs(child)


def _pair(counter: Expression, other: Expression) -> Iterator[tuple[str, int]]:
    name = _counter(counter)
    if name:
        value = constant_value(other)
        if not isinstance(value, int):
            raise ValueError("a count is compared with something that is not a number")
        yield name, max(0, value + 1)


def _counter(tree: Expression) -> str:
    """Return the name of a counter, or nothing for anything else."""
    if isinstance(tree, Name) and tree.kind in ("choices", "act"):
        return tree.id if tree.kind == "act" else "choices"
    return ""
