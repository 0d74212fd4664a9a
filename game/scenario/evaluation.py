"""What an expression means: the plain reading that every faster form is held against."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol, cast

from game.scenario.expressions import (
    Among,
    Arithmetic,
    Both,
    Call,
    Compare,
    Comparison,
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


class Reading(Protocol):
    """Where names and questions get their values: a play as it stands, or as it ended."""

    def name(self, kind: NameKind, id: str) -> Value:
        """Return the value of a meter, a fact, `now`, `role` and so on; for a yes/no fact True or False."""

    def call(self, function: Function, target: str) -> Value:
        """Return the answer to a question such as `visited(night)`: True or False, or a per cent for `share`."""


def divide(dividend: int, divisor: int) -> int:
    """Divide toward zero, exactly at any size: `-7 / 2` is -3.

    Raises ZeroDivisionError where the divisor is 0.
    """
    quotient = abs(dividend) // abs(divisor)
    return quotient if (dividend < 0) == (divisor < 0) else -quotient


_COMPARISONS: Final[Mapping[Comparison, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}

_OPERATIONS: Final[Mapping[Operation, Callable[[int, int], int]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": divide,
}


def evaluate(tree: Expression, reading: Reading) -> Value:
    """Return what a well-typed expression comes to: True or False, a whole number, or a word.

    What does not matter any more is not read: the parts after the first no of `and`, after the first yes of
    `or`, and after the first pair of a chain that fails. Raises ZeroDivisionError for a division by zero.
    """
    match tree:
        case Constant():
            return tree.value
        case Name():
            return reading.name(tree.kind, tree.id)
        case Call():
            return reading.call(tree.function, tree.target)
        case Not():
            return not evaluate(tree.operand, reading)
        case Both():
            return all(evaluate(part, reading) for part in tree.parts)
        case Either():
            return any(evaluate(part, reading) for part in tree.parts)
        case Compare():
            return _holds(tree, reading)
        case Among():
            found = evaluate(tree.operand, reading)
            return any(found == constant.value for constant in tree.values)
        case Arithmetic():
            return _worked_out(tree, reading)
        case Negative():
            return -_number(tree.operand, reading)
        case Extreme():
            numbers = [_number(operand, reading) for operand in tree.operands]
            return min(numbers) if tree.which == "min" else max(numbers)


def constant_value(tree: Expression) -> Value | None:
    """Return what an expression without names and questions comes to.

    None where it depends on the play, or divides by zero, which is told when it is met.
    """
    if any(isinstance(node, Name | Call) for node in walk(tree)):
        return None
    unread = cast(Reading, None)  # nothing in the tree asks it
    try:
        return evaluate(tree, unread)
    except ZeroDivisionError:
        return None


def _holds(tree: Compare, reading: Reading) -> bool:
    """Say whether every neighbouring pair of a chain holds; each operand is read once, from the left."""
    left = evaluate(tree.first, reading)
    for comparison, operand in tree.rest:
        right = evaluate(operand, reading)
        if not _COMPARISONS[comparison](left, right):
            return False
        left = right
    return True


def _worked_out(tree: Arithmetic, reading: Reading) -> int:
    """Work out `a + b - c` from the left."""
    first, rest = steps(tree)
    result = _number(first, reading)
    for operation, operand in rest:
        result = _OPERATIONS[operation](result, _number(operand, reading))
    return result


def _number(tree: Expression, reading: Reading) -> int:
    """Evaluate what the type checker has found to be a whole number."""
    return cast(int, evaluate(tree, reading))
