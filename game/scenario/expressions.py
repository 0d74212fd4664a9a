"""Conditions and amounts as a typed tree.

An expression is data: nothing an author writes is ever handed to Python to run. The language room parses and
type-checks the author's words into this tree; `game.scenario.evaluation` is its plain meaning; `game.play.lambdas`
turns a tree into a fast lambda over slots of our own numbering, which the tests hold against that meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Value: TypeAlias = bool | int | str
"""What an expression can come to: yes or no, a whole number, or a word."""

Span: TypeAlias = tuple[int, int]
"""Start and end of a node within its own expression, counted in characters; the end is past the last."""

NameKind: TypeAlias = Literal["meter", "fact", "now", "role", "ending", "choices", "act"]
"""What a name stands for. `act` is one of lead, manage, command, avoid: how many choices had that act."""

Function: TypeAlias = Literal["visited", "chose", "happened", "share"]
"""The questions about the play so far, and `share`, an ending's per cent of random plays."""

Comparison: TypeAlias = Literal["<", "<=", ">", ">=", "==", "!="]
"""How two values are compared; `is` and `is not` are read as `==` and `!=`."""

Operation: TypeAlias = Literal["+", "-", "*", "/"]
"""Arithmetic on whole numbers; `/` goes toward zero."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A value written out: a whole number, yes or no, or a word of some list."""

    value: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """A meter, a fact, `now`, `role`, and in tests and promises `ending`, `choices` and the four acts."""

    kind: NameKind
    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    """`visited(scene)`, `chose(scene.id)`, `happened(event)` or `share(ending)`.

    `target` is the full key: a scene's, event's or ending's id, and for `chose` always `scene.id`.
    """

    function: Function
    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class Not:
    """`not x`."""

    operand: Expression
    span: Span


@dataclass(frozen=True, slots=True)
class Both:
    """`a and b and …`: yes where every part is; the first no settles it."""

    parts: tuple[Expression, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Either:
    """`a or b or …`: yes where any part is; the first yes settles it."""

    parts: tuple[Expression, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Compare:
    """`a < b <= c`: a chain, yes where every neighbouring pair holds; each operand is read once."""

    first: Expression
    rest: tuple[tuple[Comparison, Expression], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Among:
    """`x in [a, b]`: yes where x equals one of the values."""

    operand: Expression
    values: tuple[Constant, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`a + b`, `a - b`, `a * b`, `a / b` on whole numbers."""

    operation: Operation
    left: Expression
    right: Expression
    span: Span


@dataclass(frozen=True, slots=True)
class Negative:
    """`-x`."""

    operand: Expression
    span: Span


@dataclass(frozen=True, slots=True)
class Extreme:
    """`min(…)` or `max(…)` of one or more whole numbers."""

    which: Literal["min", "max"]
    operands: tuple[Expression, ...]
    span: Span


Expression: TypeAlias = Constant | Name | Call | Not | Both | Either | Compare | Among | Arithmetic | Negative | Extreme
"""Any node of the tree."""


def children(tree: Expression) -> tuple[Expression, ...]:
    """Return the nodes directly below this one, in reading order."""
    match tree:
        case Not() | Negative():
            return (tree.operand,)
        case Both() | Either():
            return tree.parts
        case Compare():
            return (tree.first, *(operand for _, operand in tree.rest))
        case Among():
            return (tree.operand, *tree.values)
        case Arithmetic():
            return (tree.left, tree.right)
        case Extreme():
            return tree.operands
        case Constant() | Name() | Call():
            return ()


def walk(tree: Expression) -> Iterator[Expression]:
    """Give every node once, in reading order, each before what stands below it."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))


def steps(tree: Arithmetic) -> tuple[Expression, tuple[tuple[Operation, Expression], ...]]:
    """Return `a + b - c` as its first operand and then each operation with its right operand.

    A long sum leans to the left, up to a few hundred nodes deep; who goes through it in these steps
    never recurses further than the author's brackets, which are at most 20 deep.
    """
    found: list[tuple[Operation, Expression]] = []
    node: Expression = tree
    while isinstance(node, Arithmetic):
        found.append((node.operation, node.right))
        node = node.left
    return node, tuple(reversed(found))
