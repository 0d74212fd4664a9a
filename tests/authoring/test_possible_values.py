from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from game.authoring.advice.values import Span, Values, possible
from game.language.expressions.grammar import parse_amount, parse_condition
from game.language.expressions.names import Names
from game.language.loading import load
from game.scenario.evaluation import evaluate
from game.scenario.expressions import Function, NameKind, Value

SCENARIO = load(Path(__file__).parents[1] / "conformance" / "one-short" / "scenario.yaml")
NAMES = Names(
    meters=frozenset(SCENARIO.meters),
    numbers=frozenset({"bells"}),
    flags=frozenset({"told"}),
    lists={"cover": SCENARIO.facts["cover"].words},
    scenes=frozenset(SCENARIO.scenes),
)
AMOUNT = st.recursive(
    st.sampled_from(["staff", "load", "trust", "bells", "now", "0", "1", "7", "50", "100", "1000000"]),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner),
        st.builds("-{}".format, inner.map(lambda it: f"({it})")),
        st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), inner, inner),
    ),
    max_leaves=4,
)
CONDITION = st.recursive(
    st.one_of(
        st.builds("{} {} {}".format, AMOUNT, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), AMOUNT),
        st.builds("{} < {} <= {}".format, AMOUNT, AMOUNT, AMOUNT),
        st.builds("{} in [{}, 50]".format, AMOUNT, st.integers(0, 100)),
        st.sampled_from(
            ["told", "told is no", "cover is agency", "cover is not own", "cover in [none, own]"]
        ),
        st.just("visited(midnight)"),
    ),
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not ({})".format, inner),
    ),
    max_leaves=4,
)


class Drawn:
    """A moment of a play that never was: every name has some value of its range."""

    def __init__(self, numbers: list[int], told: bool, cover: str) -> None:
        self.values: dict[str, Value] = dict(zip(("staff", "load", "trust"), numbers, strict=False))
        self.values |= {"bells": numbers[3], "now": abs(numbers[4]), "told": told, "cover": cover}

    def name(self, kind: NameKind, id: str) -> Value:
        return self.values["now" if kind == "now" else id]

    def call(self, function: Function, target: str) -> Value:
        return bool(self.values["told"])


MOMENTS = st.builds(
    Drawn,
    st.tuples(*[st.integers(0, 100)] * 3, st.integers(-1_000_000, 1_000_000), st.integers(0, 500)).map(list),
    st.booleans(),
    st.sampled_from(["none", "agency", "own"]),
)


@settings(deadline=None, max_examples=300)
@given(AMOUNT, MOMENTS)
def test_no_amount_comes_to_more_or_less_than_is_said_to_be_possible(text: str, moment: Drawn) -> None:
    tree = parse_amount(text, NAMES)
    try:
        value = evaluate(tree, moment)
    except ZeroDivisionError:
        return
    span = possible(tree, Values(SCENARIO))
    assert isinstance(span, Span)
    assert span.low <= int(value) <= span.high


@settings(deadline=None, max_examples=300)
@given(CONDITION, MOMENTS)
def test_a_condition_only_has_answers_that_are_said_to_be_possible(text: str, moment: Drawn) -> None:
    tree = parse_condition(text, NAMES)
    try:
        value = evaluate(tree, moment)
    except ZeroDivisionError:
        return
    answers = possible(tree, Values(SCENARIO))
    assert isinstance(answers, frozenset)
    assert value in answers
