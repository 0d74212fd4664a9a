"""Conditions in the author's own words again."""

from __future__ import annotations

from typing import Final

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
    Value,
)

_OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _ATOM = range(7)
_TIGHT: Final = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT}


def in_words(tree: Expression) -> str:
    """Return an expression as an author would type it: `staff < 45 and not told`."""
    return _written(tree)[0]


def value_words(value: Value) -> str:
    """Return a value as an author would type it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _written(tree: Expression) -> tuple[str, int]:
    match tree:
        case Constant():
            return value_words(tree.value), _ATOM
        case Name():
            return (tree.kind if tree.kind in ("now", "role", "ending", "choices") else tree.id), _ATOM
        case Call():
            return f"{tree.function}({tree.target})", _ATOM
        case Not():
            return f"not {_within(tree.operand, _NOT)}", _NOT
        case Both():
            return " and ".join(_within(part, _NOT) for part in tree.parts), _AND
        case Either():
            return " or ".join(_within(part, _AND) for part in tree.parts), _OR
        case Compare():
            return _comparison(tree), _COMPARISON
        case Among():
            return f"{_within(tree.operand, _SUM)} in [{', '.join(_written(it)[0] for it in tree.values)}]", _COMPARISON
        case Arithmetic():
            level = _TIGHT[tree.operation]
            return f"{_within(tree.left, level)} {tree.operation} {_within(tree.right, level + 1)}", level
        case Negative():
            return f"-{_within(tree.operand, _ATOM)}", _PRODUCT
        case Extreme():
            return f"{tree.which}({', '.join(_written(it)[0] for it in tree.operands)})", _ATOM


def _comparison(tree: Compare) -> str:
    written = _within(tree.first, _SUM)
    for comparison, operand in tree.rest:
        worded = isinstance(operand, Constant) and isinstance(operand.value, str | bool)
        sign = {"==": "is", "!=": "is not"}.get(comparison, comparison) if worded else comparison
        written += f" {sign} {_within(operand, _SUM)}"
    return written


def _within(tree: Expression, tightness: int) -> str:
    written, own = _written(tree)
    return written if own >= tightness else f"({written})"
