"""Expressions as Python lambdas over a sequence of values.

Only our own words reach `eval`: numbers, operators, and what `Slots` gives for a name. The words of lists, which
authors choose, are handed over as values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, Final, Protocol, TypeAlias, cast

from game.scenario.evaluation import constant_value, divide
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
    Name,
    Negative,
    Not,
    Operation,
    Value,
    steps,
)

_Written: TypeAlias = tuple[str, int]
"""Python source, and how tightly its outermost operator binds."""

_OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _MINUS, _ATOM = range(8)
_TIGHTNESS: Final[dict[Operation, int]] = {"+": _SUM, "-": _SUM, "*": _PRODUCT}


class Slots(Protocol):
    """Gives safe Python source, over one argument `s`, for what an expression reads.

    The source of a yes/no fact and of a question must come to True or False, of a list fact to its word.
    """

    def name_source(self, node: Name) -> str:
        """Return the source that reads a name, such as `s[3]`."""

    def call_source(self, node: Call) -> str:
        """Return the source that answers a question, such as `s[40] & 4 != 0`."""


def compile_expression(tree: Expression, slots: Slots) -> Callable[[Sequence[Any]], Value]:
    """Return a function from values to what the expression comes to, equal to `evaluate` on every reading.

    The function raises ZeroDivisionError where the expression divides by zero.
    """
    value = constant_value(tree)
    if value is not None:
        return lambda s: value
    constants: list[Any] = []
    return compile_source(python_source(tree, slots, constants), constants)


def python_source(tree: Expression, slots: Slots, constants: list[Any]) -> str:
    """Return the expression as Python source over `s`, `divide`, `min`, `max` and `k`.

    `k` is the tuple of `constants`, to which the words that the expression needs are added: a word, or for
    `in` a tuple of words. Several expressions may share one list.
    """
    return _Writer(slots, constants).write(tree)[0]


def compile_source(source: str, constants: Sequence[Any]) -> Callable[[Sequence[Any]], Any]:
    """Return a function from values to what the source comes to: that of expressions, or made of such.

    Whoever adds to it puts in words of our own alone, and hands over as constants what an author wrote.
    """
    scope = {"__builtins__": {}, "divide": divide, "min": min, "max": max, "k": tuple(constants)}
    return cast(Callable[[Sequence[Any]], Any], eval(f"lambda s: {source}", scope))


class _Writer:
    """Writes one expression, with no more brackets than Python needs."""

    def __init__(self, slots: Slots, constants: list[Any]) -> None:
        self.slots = slots
        self.constants = constants

    def write(self, tree: Expression) -> _Written:
        match tree:
            case Constant():
                return self.constant(tree.value)
            case Name():
                return f"({self.slots.name_source(tree)})", _ATOM
            case Call():
                return f"({self.slots.call_source(tree)})", _ATOM
            case Not():
                return f"not {self.within(tree.operand, _NOT)}", _NOT
            case Both():
                return " and ".join(self.within(part, _NOT) for part in tree.parts), _AND
            case Either():
                return " or ".join(self.within(part, _AND) for part in tree.parts), _OR
            case Compare():
                return self.comparison(tree), _COMPARISON
            case Among():
                return f"{self.within(tree.operand, _SUM)} in {self.choices(tree)}", _COMPARISON
            case Arithmetic():
                return self.arithmetic(tree)
            case Negative():
                return f"-{self.within(tree.operand, _MINUS)}", _MINUS
            case Extreme():
                return self.extreme(tree)

    def within(self, tree: Expression, tightness: int) -> str:
        """Write an operand, in brackets where it binds less tightly than its place asks."""
        return _bracketed(self.write(tree), tightness)

    def constant(self, value: Value) -> _Written:
        if isinstance(value, str):
            return self.handed_over(value), _ATOM
        return repr(value), _MINUS if value < 0 else _ATOM

    def handed_over(self, value: str | tuple[str, ...]) -> str:
        """Add what an author wrote to the constants, once, and return how the source reads it."""
        if value not in self.constants:
            self.constants.append(value)
        return f"k[{self.constants.index(value)}]"

    def comparison(self, tree: Compare) -> str:
        rest = [f" {comparison} {self.within(operand, _SUM)}" for comparison, operand in tree.rest]
        return self.within(tree.first, _SUM) + "".join(rest)

    def choices(self, tree: Among) -> str:
        """Write what stands after `in`: words as one handed over tuple, numbers and answers as they are."""
        words = tuple(constant.value for constant in tree.values if isinstance(constant.value, str))
        if words:
            return self.handed_over(words)
        return f"({', '.join(repr(constant.value) for constant in tree.values)},)"

    def arithmetic(self, tree: Arithmetic) -> _Written:
        """Write `a + b / c` from the left.

        Dividing by one number after another is dividing by their product, toward zero as well; written so, a
        long chain stays within the brackets that Python can read.
        """
        first, rest = steps(tree)
        written = self.write(first)
        for divides, group in groupby(rest, key=lambda step: step[0] == "/"):
            if divides:
                divisors = " * ".join(self.within(operand, _MINUS) for _, operand in group)
                written = f"divide({written[0]}, {divisors})", _ATOM
                continue
            for operation, operand in group:
                level = _TIGHTNESS[operation]
                source = f"{_bracketed(written, level)} {operation} {self.within(operand, level + 1)}"
                written = source, level
        return written

    def extreme(self, tree: Extreme) -> _Written:
        if len(tree.operands) == 1:
            return self.write(tree.operands[0])
        return f"{tree.which}({', '.join(self.within(operand, _OR) for operand in tree.operands)})", _ATOM


def _bracketed(written: _Written, tightness: int) -> str:
    source, own = written
    return source if own >= tightness else f"({source})"
