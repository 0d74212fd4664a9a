"""What an expression can come to, by the ranges of the meters and facts that it reads."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from game.language.expressions.grammar import parse_condition
from game.language.expressions.names import Names
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
    Name,
    Negative,
    Not,
    Operation,
    Value,
    steps,
    walk,
)
from game.scenario.meters import FACT_LIMIT
from game.scenario.story import Scenario

_ENDLESS = 10**18
"""Further than any number of a play."""
_ANSWERS: frozenset[Value] = frozenset({True, False})


@dataclass(frozen=True)
class Span:
    """Whole numbers from `low` to `high`, both among them."""

    low: int
    high: int


Possible: TypeAlias = Span | frozenset[Value]
"""The numbers between two ends, or some words, or some of yes and no."""


class Values:
    """What each name of a scenario can stand for while it is played."""

    def __init__(self, scenario: Scenario) -> None:
        """Take a scenario."""
        self._scenario = scenario

    def of(self, name: Name) -> Possible:
        """Return what a name can stand for."""
        if name.kind == "meter":
            meter = self._scenario.meters[name.id]
            return Span(meter.minimum, meter.maximum)
        if name.kind == "fact":
            fact = self._scenario.facts[name.id]
            if fact.kind == "number":
                return Span(-FACT_LIMIT, FACT_LIMIT)
            return frozenset(fact.words) if fact.words else _ANSWERS
        if name.kind == "role":
            return frozenset(self._scenario.roles)
        return Span(0, _ENDLESS)

    def reach(self, condition: str, names: Names) -> str:
        """Say in a sentence how far the meters of a condition go."""
        read = [node.id for node in walk(parse_condition(condition, names)) if isinstance(node, Name)]
        meters = [self._scenario.meters[id] for id in dict.fromkeys(read) if id in self._scenario.meters]
        ranges = " and ".join(f"`{it.id}` goes from {it.minimum} to {it.maximum}" for it in meters)
        return f"{ranges}." if ranges else ""


def possible(tree: Expression, values: Values) -> Possible:
    """Return what an expression can come to: never less than it can, and sometimes more."""
    match tree:
        case Constant():
            return _single(tree.value)
        case Name():
            return values.of(tree)
        case Call():
            return _ANSWERS
        case Not():
            return frozenset(not answer for answer in _answers(tree.operand, values))
        case Both():
            parts = [_answers(part, values) for part in tree.parts]
            return _among(all(True in part for part in parts), any(False in part for part in parts))
        case Either():
            parts = [_answers(part, values) for part in tree.parts]
            return _among(any(True in part for part in parts), all(False in part for part in parts))
        case Compare():
            return _compared(tree, values)
        case Among():
            return _listed(possible(tree.operand, values), tree)
        case Arithmetic() | Negative() | Extreme():
            return _reckoned(tree, values)


def _single(value: Value) -> Possible:
    return Span(value, value) if isinstance(value, int) and not isinstance(value, bool) else frozenset({value})


def _answers(tree: Expression, values: Values) -> frozenset[Value]:
    answers = possible(tree, values)
    assert isinstance(answers, frozenset)
    return answers


def _among(yes: bool, no: bool) -> frozenset[Value]:
    return frozenset(answer for answer, can in ((True, yes), (False, no)) if can)


def _compared(tree: Compare, values: Values) -> frozenset[Value]:
    left = possible(tree.first, values)
    pairs = []
    for comparison, operand in tree.rest:
        right = possible(operand, values)
        pairs.append(_pair(comparison, left, right))
        left = right
    return _among(all(True in pair for pair in pairs), any(False in pair for pair in pairs))


def _listed(operand: Possible, tree: Among) -> frozenset[Value]:
    """Return whether a value can be in a list, and can be missing from it."""
    if isinstance(operand, frozenset):
        words = {it.value for it in tree.values}
        return _among(bool(operand & words), bool(operand - words))
    each = [_pair("==", operand, _single(it.value)) for it in tree.values]
    return _among(any(True in one for one in each), all(False in one for one in each))


_ORDERS: dict[Comparison, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _pair(comparison: Comparison, left: Possible, right: Possible) -> frozenset[Value]:
    """Return whether one comparison can hold and can fail."""
    if isinstance(left, Span) and isinstance(right, Span):
        if comparison in _ORDERS:
            holds = _ORDERS[comparison]
            corners = {holds(a, b) for a in (left.low, left.high) for b in (right.low, right.high)}
            return frozenset(corners)
        same = left.low <= right.high and right.low <= left.high
        single = left == right and left.low == left.high
    elif isinstance(left, frozenset) and isinstance(right, frozenset):
        same, single = bool(left & right), left == right and len(left) == 1
    else:
        return _ANSWERS
    return _among(same, not single) if comparison == "==" else _among(not single, same)


def _reckoned(tree: Arithmetic | Negative | Extreme, values: Values) -> Possible:
    if isinstance(tree, Negative):
        inner = _span(tree.operand, values)
        return Span(-inner.high, -inner.low)
    if isinstance(tree, Extreme):
        spans = [_span(operand, values) for operand in tree.operands]
        pick = min if tree.which == "min" else max
        return Span(pick(span.low for span in spans), pick(span.high for span in spans))
    first, rest = steps(tree)
    span = _span(first, values)
    for operation, operand in rest:
        span = _worked_out(operation, span, _span(operand, values))
    return span


def _worked_out(operation: Operation, left: Span, right: Span) -> Span:
    match operation:
        case "+":
            return Span(left.low + right.low, left.high + right.high)
        case "-":
            return Span(left.low - right.high, left.high - right.low)
        case "*":
            corners = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
            return Span(min(corners), max(corners))
        case "/":
            furthest = max(abs(left.low), abs(left.high))
            return Span(-furthest if left.low < 0 or right.low < 0 else 0, furthest)


def _span(tree: Expression, values: Values) -> Span:
    span = possible(tree, values)
    assert isinstance(span, Span)
    return span
