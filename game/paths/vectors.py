"""Expressions over columns: the same trees that the engine reads, answered for many states at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from game.paths.layout import Layout
from game.scenario.evaluation import constant_value, evaluate
from game.scenario.expressions import (
    Among,
    Arithmetic,
    Both,
    Call,
    Compare,
    Constant,
    Either,
    Expression,
    Extreme,
    Function,
    Name,
    NameKind,
    Negative,
    Not,
    Operation,
    Value,
    steps,
    walk,
)
from game.scenario.meters import FACT_LIMIT

Column: TypeAlias = NDArray[Any]
Columns: TypeAlias = Sequence[Any]
"""One array of equal length for each column; None for a column that nothing reads any more."""
Given: TypeAlias = Mapping[str, Any]
"""What is known of a promise's names besides the columns: the ending's number, the counts."""

_SAFE: Final = 2**62
"""Amounts that may grow past this are worked out row by row, in Python's whole numbers."""


class Vector:
    """One expression, ready to be read from columns.

    `risky` says that it may divide by zero or outgrow 64 bits; it is then read row by row, and `failing` says
    for which rows it divides by zero.
    """

    __slots__ = ("_function", "_tree", "layout", "risky", "value")

    def __init__(self, tree: Expression, layout: Layout) -> None:
        """Compile the expression; only our own words and numbers reach `eval`."""
        self._tree, self.layout = tree, layout
        self.value = constant_value(tree)
        """What it always comes to; None where that depends on the play."""
        self.risky = self.value is None and _is_risky(tree, layout)
        source = "None" if self.value is not None or self.risky else _Source(layout).write(tree)
        scope = {"__builtins__": {}, "np": np, "wide": _wide, "divide": _divide}
        self._function = cast(Callable[[Columns, Given], Any], eval(f"lambda c, g: {source}", scope))

    def read(self, columns: Columns, n: int, given: Given = {}) -> Any:  # noqa: B006 (never changed)
        """Return a column of `n` values, or one value that holds for all rows."""
        if self.value is not None:
            return self.layout.word(self.value)
        if self.risky:
            return self._by_row(columns, n, given)[0]
        return self._function(columns, given)

    def truth(self, columns: Columns, n: int, given: Given = {}) -> Column:  # noqa: B006 (never changed)
        """Return a condition as a column of `n` yes and no."""
        found = self.read(columns, n, given)
        return np.full(n, bool(found)) if np.ndim(found) == 0 else found

    def failing(self, columns: Columns, n: int, given: Given = {}) -> Column:  # noqa: B006 (never changed)
        """Say for which of the `n` rows it divides by zero."""
        return self._by_row(columns, n, given)[1]

    def _by_row(self, columns: Columns, n: int, given: Given) -> tuple[Column, Column]:
        """Work out each different row of what the expression reads, in the plain way."""
        nodes = [node for node in walk(self._tree) if isinstance(node, Name | Call)]
        source = _Source(self.layout)
        read = [_seen(source.place(node), columns, given, n) for node in nodes]
        if not read:
            read = [np.zeros(n, np.int64)]
        kinds, which = np.unique(np.stack(read, axis=1), axis=0, return_inverse=True)
        values, failed = [], []
        for kind in kinds.tolist():
            known = {_key(node): number for node, number in zip(nodes, kind, strict=False)}
            try:
                values.append(evaluate(self._tree, _Row(known, self.layout)))
                failed.append(False)
            except ZeroDivisionError:
                values.append(0)
                failed.append(True)
        which = which.reshape(-1)
        is_condition = any(isinstance(value, bool) for value in values)
        found = np.array([int(v) for v in values], np.bool_ if is_condition else object)
        if found.dtype == object and all(abs(int(v)) < _SAFE for v in values):
            found = found.astype(np.int64)
        elif found.dtype == object:
            # Whatever such an amount is added to stops at its range long before; the sign is all that counts.
            found = np.array([max(-_SAFE, min(_SAFE, int(v))) for v in values], np.int64)
        return found[which], np.array(failed, np.bool_)[which]


def _seen(place: int | str, columns: Columns, given: Given, n: int) -> Column:
    """Return what one name or question stands at, as whole numbers."""
    if isinstance(place, str):
        return np.broadcast_to(np.asarray(given[place], np.int64), (n,))
    if place < 0:
        return np.zeros(n, np.int64)
    return np.asarray(columns[place]).astype(np.int64)


def _key(node: Name | Call) -> tuple[str, str]:
    return (node.kind, node.id) if isinstance(node, Name) else (node.function, node.target)


class _Row:
    """One row as a reading."""

    def __init__(self, known: Mapping[tuple[str, str], int], layout: Layout) -> None:
        self.known, self.layout = known, layout
        self.spelled = {number: word for word, number in layout.words.items()}

    def name(self, kind: NameKind, id: str) -> Value:
        if kind == "role":
            return self.layout.role or ""
        number = self.known[kind, id]
        if kind == "ending":
            return self.spelled[number]
        fact = self.layout.scenario.facts.get(id) if kind == "fact" else None
        if fact is None or fact.kind == "number":
            return number
        return bool(number) if fact.kind == "flag" else self.spelled[number]

    def call(self, function: Function, target: str) -> Value:
        number = self.known[function, target]
        return number if function == "share" else bool(number)


class _Source:
    """Writes an expression as Python over the columns `c` and what is given, `g`."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    def place(self, node: Name | Call) -> int | str:
        """Return the column of a name or question, its key in what is given, or -1 where it needs neither."""
        layout = self.layout
        if isinstance(node, Call):
            homes = {"visited": layout.visited, "chose": layout.chosen, "happened": layout.happened}
            return homes[node.function][node.target] if node.function in homes else f"share({node.target})"
        match node.kind:
            case "meter":
                return layout.meter[node.id].low
            case "fact":
                return layout.facts[node.id]
            case "now":
                return layout.now_low
            case "role":
                return -1
            case "ending":
                return "ending"
            case "choices":
                return "choices"
            case "act":
                return node.id

    def write(self, tree: Expression) -> str:
        match tree:
            case Constant():
                return repr(self.layout.word(tree.value))
            case Name() | Call():
                return self.name(tree)
            case Not():
                return f"np.logical_not({self.write(tree.operand)})"
            case Both():
                return "(" + " & ".join(self.write(part) for part in tree.parts) + ")"
            case Either():
                return "(" + " | ".join(self.write(part) for part in tree.parts) + ")"
            case Compare():
                return self.comparison(tree)
            case Among():
                operand = self.write(tree.operand)
                return "(" + " | ".join(f"({operand} == {self.write(it)})" for it in tree.values) + ")"
            case Arithmetic():
                return self.arithmetic(tree)
            case Negative():
                return f"(-{self.wide(tree.operand)})"
            case Extreme():
                first, *others = (self.wide(it) for it in tree.operands)
                for other in others:
                    first = f"np.{tree.which}imum({first}, {other})"
                return first

    def name(self, node: Name | Call) -> str:
        place = self.place(node)
        if isinstance(place, str):
            return f"g[{place!r}]"
        return repr(self.layout.word(self.layout.role or "")) if place < 0 else f"c[{place}]"

    def comparison(self, tree: Compare) -> str:
        operands = [self.write(tree.first), *(self.write(operand) for _, operand in tree.rest)]
        pairs = zip(operands, tree.rest, operands[1:], strict=False)
        return "(" + " & ".join(f"({left} {rest[0]} {right})" for left, rest, right in pairs) + ")"

    def wide(self, tree: Expression) -> str:
        """Write an operand of arithmetic, which must not overflow its small column."""
        return f"wide({self.write(tree)})"

    def arithmetic(self, tree: Arithmetic) -> str:
        first, rest = steps(tree)
        written = self.wide(first)
        for operation, operand in rest:
            right = self.wide(operand)
            written = f"divide({written}, {right})" if operation == "/" else f"({written} {operation} {right})"
        return written


def _wide(value: Any) -> Any:
    return value.astype(np.int64) if isinstance(value, np.ndarray) else value


def _divide(dividend: Any, divisor: Any) -> Any:
    """Divide toward zero; the divisor is never 0 here."""
    quotient = np.abs(dividend) // abs(divisor)
    return np.where((np.asarray(dividend) < 0) == (divisor < 0), quotient, -quotient)


def _is_risky(tree: Expression, layout: Layout) -> bool:
    """Say whether an expression may divide by zero, or outgrow 64 bits on the way."""
    for node in walk(tree):
        if isinstance(node, Arithmetic) and node.operation == "/" and not constant_value(node.right):
            return True
    return any(_reach(node, layout) > _SAFE for node in walk(tree) if isinstance(node, Arithmetic))


def _reach(tree: Expression, layout: Layout) -> int:
    """Return a whole number that an amount, either side of nought, never goes beyond."""
    match tree:
        case Constant():
            return abs(tree.value) if isinstance(tree.value, int) else 0
        case Name(kind="meter"):
            meter = layout.meter[tree.id]
            return max(abs(meter.minimum), abs(meter.maximum))
        case Arithmetic():
            first, rest = steps(tree)
            reach = _reach(first, layout)
            for operation, operand in rest:
                reach = _ENLARGED[operation](reach, _reach(operand, layout))
            return reach
        case Negative():
            return _reach(tree.operand, layout)
        case Extreme():
            return max(_reach(it, layout) for it in tree.operands)
        case _:
            return FACT_LIMIT * 1000


_ENLARGED: Final[Mapping[Operation, Callable[[int, int], int]]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a + b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a,
}
