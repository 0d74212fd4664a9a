"""Many states of a play at once: columns of equal length, one row a state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from game.paths.vectors import Column


class Rows:
    """Columns laid out by `Layout`; None stands for a column that nothing reads any more.

    A column is never changed in place, so that rows may share them.
    """

    __slots__ = ("columns", "n")

    def __init__(self, columns: list[Any], n: int) -> None:
        """Take over the columns, all of length `n`."""
        self.columns = columns
        self.n = n

    def __getitem__(self, column: int) -> Any:
        """Return one column."""
        return self.columns[column]

    def __setitem__(self, column: int, values: Any) -> None:
        """Put another column in place of one."""
        self.columns[column] = values

    def copy(self) -> Rows:
        """Return rows whose columns can be replaced without touching these."""
        return Rows(self.columns[:], self.n)

    def take(self, which: Column) -> Rows:
        """Return the rows at some indices, or where a mask says yes."""
        if which.dtype == np.bool_:
            which = np.flatnonzero(which)
        return Rows([None if it is None else it[which] for it in self.columns], len(which))

    def cut(self, first: int, last: int) -> Rows:
        """Return the rows from `first` to before `last`, without copying them."""
        last = min(last, self.n)
        return Rows([None if it is None else it[first:last] for it in self.columns], last - first)

    @property
    def size(self) -> int:
        """Return the bytes that the columns take."""
        return sum(it.nbytes for it in self.columns if it is not None)


def joined(parts: Sequence[Rows]) -> Rows:
    """Put rows one after another, using up the parts; a column that is missing in one of them is missing in all.

    Each part lets go of a column as soon as it is copied, so that memory never holds all of them twice.
    """
    if len(parts) == 1:
        return parts[0]
    columns: list[Any] = []
    for column in range(len(parts[0].columns)):
        values = [part[column] for part in parts]
        columns.append(None if any(it is None for it in values) else np.concatenate(values))
        for part in parts:
            part[column] = None
    return Rows(columns, sum(part.n for part in parts))
