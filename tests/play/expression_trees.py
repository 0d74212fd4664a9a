"""Random well-typed trees, values for what they read, and how a tree is written as text."""

from __future__ import annotations

from typing import Any, Literal, cast

from hypothesis import strategies as st

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
    Function,
    Name,
    NameKind,
    Negative,
    Not,
    Operation,
    Value,
)

NAMES = Names(
    meters=frozenset({"staff", "load"}),
    numbers=frozenset({"bells"}),
    flags=frozenset({"told", "counted"}),
    lists={"cover": ("none", "agency", "own"), "before": ("none", "agency")},
    roles=("matron", "ward-manager"),
    scenes=frozenset({"night"}),
    events=frozenset({"family"}),
    choices={"call-it": ("night",)},
    endings=("held", "staff"),
    finished=True,
)

SPAN = (0, 0)
WORDS = {**NAMES.lists, "role": NAMES.roles, "ending": NAMES.endings}

NUMBERS: list[tuple[NameKind, str]] = [
    ("meter", "staff"),
    ("meter", "load"),
    ("fact", "bells"),
    ("now", "now"),
    ("choices", "choices"),
    ("act", "lead"),
]
LISTS: list[tuple[NameKind, str]] = [
    ("fact", "cover"),
    ("fact", "before"),
    ("role", "role"),
    ("ending", "ending"),
]
QUESTIONS: list[tuple[Function, str]] = [("visited", "night"), ("chose", "night.call-it"), ("happened", "family")]

whole = st.one_of(st.integers(-4, 4), st.integers(-(10**25), 10**25))


def _constant(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Expression]:
    return values.map(lambda value: Constant(value, SPAN))


def _name(names: list[tuple[NameKind, str]]) -> st.SearchStrategy[Expression]:
    return st.sampled_from(names).map(lambda name: Name(*name, SPAN))


def _numbers(numbers: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    operations: list[Operation] = ["+", "-", "*", "/", "/"]
    return st.one_of(
        st.builds(Arithmetic, st.sampled_from(operations), numbers, numbers, st.just(SPAN)),
        st.builds(Negative, numbers, st.just(SPAN)),
        st.builds(
            Extreme,
            st.sampled_from(cast(list[Literal["min", "max"]], ["min", "max"])),
            st.lists(numbers, min_size=1, max_size=3).map(tuple),
            st.just(SPAN),
        ),
    )


numbers: st.SearchStrategy[Expression] = st.recursive(
    st.one_of(_constant(whole), _name(NUMBERS), st.just(Call("share", "held", SPAN))), _numbers, max_leaves=6
)
"""Trees that come to a whole number."""

_SIGNS: list[Comparison] = ["<", "<=", ">", ">=", "==", "!="]
_EQUALITY: list[Comparison] = ["==", "!="]


def _chains(signs: list[Comparison], operands: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    rest = st.lists(st.tuples(st.sampled_from(signs), operands), min_size=1, max_size=3).map(tuple)
    return st.builds(Compare, operands, rest, st.just(SPAN))


@st.composite
def _about_words(draw: st.DrawFn) -> Expression:
    kind, id = draw(st.sampled_from(LISTS))
    listed = Name(kind, id, SPAN)
    word = draw(st.sampled_from(WORDS[id]).map(lambda word: Constant(word, SPAN)))
    sign = draw(st.sampled_from(_EQUALITY))
    others: list[Expression] = [Name("fact", other, SPAN) for other in NAMES.lists] if id in NAMES.lists else [listed]
    made: list[Expression] = [
        Compare(listed, ((sign, word),), SPAN),
        Compare(word, ((sign, listed),), SPAN),
        Compare(others[0], ((sign, others[-1]),), SPAN),
        Among(listed, (word, Constant(WORDS[id][0], SPAN)), SPAN),
    ]
    return draw(st.sampled_from(made))


def _answers(answers: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(answers, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Not, answers, st.just(SPAN)),
        st.builds(Both, several, st.just(SPAN)),
        st.builds(Either, several, st.just(SPAN)),
        _chains(_EQUALITY, answers),
    )


answers: st.SearchStrategy[Expression] = st.recursive(
    st.one_of(
        _constant(st.booleans()),
        _name([("fact", "told"), ("fact", "counted")]),
        st.sampled_from(QUESTIONS).map(lambda question: Call(*question, SPAN)),
        _chains(_SIGNS, numbers),
        _about_words(),
        st.builds(
            Among, numbers, st.lists(whole, min_size=1, max_size=3).map(lambda values: _listed(values)), st.just(SPAN)
        ),
    ),
    _answers,
    max_leaves=8,
)
"""Trees that come to yes or no."""

trees = st.one_of(numbers, answers, _name(LISTS))


def _listed(values: list[int]) -> tuple[Constant, ...]:
    return tuple(Constant(value, SPAN) for value in values)


@st.composite
def readings(draw: st.DrawFn) -> dict[tuple[str, str], Value]:
    """Draw a value for everything that a tree may read."""
    values: dict[tuple[str, str], Value] = {name: draw(whole) for name in NUMBERS}
    values["share", "held"] = draw(st.integers(0, 100))
    for name in LISTS:
        values[name] = draw(st.sampled_from(WORDS[name[1]]))
    for key in [("fact", "told"), ("fact", "counted"), *QUESTIONS]:
        values[key] = draw(st.booleans())
    return values


def written(tree: Expression) -> str:
    """Write a tree as an author could, with brackets round everything that has parts."""
    match tree:
        case Constant(value=bool()):
            return "yes" if tree.value else "no"
        case Constant():
            return str(tree.value)
        case Name():
            return tree.id
        case Call():
            return f"{tree.function}({tree.target})"
        case Not():
            return f"(not {written(tree.operand)})"
        case Both():
            return f"({' and '.join(map(written, tree.parts))})"
        case Either():
            return f"({' or '.join(map(written, tree.parts))})"
        case Compare():
            return "(" + written(tree.first) + "".join(f" {sign} {written(part)}" for sign, part in tree.rest) + ")"
        case Among():
            return f"({written(tree.operand)} in [{', '.join(map(written, tree.values))}])"
        case Arithmetic():
            return f"({written(tree.left)} {tree.operation} {written(tree.right)})"
        case Negative():
            return f"(-{written(tree.operand)})"
        case Extreme():
            return f"{tree.which}({', '.join(map(written, tree.operands))})"
