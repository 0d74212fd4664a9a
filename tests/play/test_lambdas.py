from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from expression_trees import LISTS, NAMES, NUMBERS, QUESTIONS, SPAN, readings, trees, written
from hypothesis import assume, example, given, settings

from game.language.expressions.grammar import LONGEST, parse
from game.play.lambdas import compile_expression, python_source
from game.scenario.evaluation import evaluate
from game.scenario.expressions import (
    Among,
    Call,
    Compare,
    Constant,
    Expression,
    Function,
    Name,
    NameKind,
    Value,
)

ORDER = [*NUMBERS, *LISTS, ("fact", "told"), ("fact", "counted"), ("share", "held")]


class Numbered:
    """Slots in the order above; the answers to questions are bits of the last one."""

    def name_source(self, node: Name) -> str:
        return f"s[{ORDER.index((node.kind, node.id))}]"

    def call_source(self, node: Call) -> str:
        if node.function == "share":
            return f"s[{ORDER.index((node.function, node.target))}]"
        return f"s[{len(ORDER)}] & {1 << QUESTIONS.index((node.function, node.target))} != 0"


class Kept:
    """A reading of values kept in a dictionary."""

    def __init__(self, values: Mapping[tuple[str, str], Value]) -> None:
        self.values = values

    def name(self, kind: NameKind, id: str) -> Value:
        return self.values[kind, id]

    def call(self, function: Function, target: str) -> Value:
        return self.values[function, target]


def in_slots(values: Mapping[tuple[str, str], Value]) -> list[Any]:
    bits = sum(1 << place for place, question in enumerate(QUESTIONS) if values[question])
    return [*(values[key] for key in ORDER), bits]


def outcome(work: Callable[[], Value]) -> Value | type[ZeroDivisionError]:
    try:
        return work()
    except ZeroDivisionError:
        return ZeroDivisionError


ZEROES: dict[tuple[str, str], Value] = dict.fromkeys([*NUMBERS, ("share", "held")], 0)
NOTHING: dict[tuple[str, str], Value] = {
    **ZEROES,
    ("fact", "cover"): "none",
    ("fact", "before"): "none",
    ("role", "role"): "matron",
    ("ending", "ending"): "held",
    ("fact", "told"): False,
    ("fact", "counted"): False,
    **dict.fromkeys(QUESTIONS, False),
}


@settings(deadline=None, max_examples=400)
@given(tree=trees, values=readings())
@example(tree=parse("1 / bells / 0", NAMES), values=NOTHING)
@example(tree=parse("visited(night) == chose(call-it) == told", NAMES), values=NOTHING)
def test_the_lambda_comes_to_what_the_tree_means(tree: Expression, values: dict[tuple[str, str], Value]) -> None:
    meant = outcome(lambda: evaluate(tree, Kept(values)))
    found = outcome(lambda: compile_expression(tree, Numbered())(in_slots(values)))
    assert found == meant
    assert type(found) is type(meant)


@settings(deadline=None, max_examples=400)
@given(tree=trees, values=readings())
def test_a_tree_that_is_written_down_and_read_means_the_same(
    tree: Expression, values: dict[tuple[str, str], Value]
) -> None:
    text = written(tree)
    assume(len(text) <= LONGEST)
    again = parse(text, NAMES)
    assert outcome(lambda: evaluate(again, Kept(values))) == outcome(lambda: evaluate(tree, Kept(values)))
    assert written(parse(written(again), NAMES)) == written(again)


OURS = re.compile(r"s\[\d+\]|k\[\d+\]|\d+|divide|min|max|and|or|not|in|True|False|[-+*&(),]|[<>]=?|[=!]=|\s")


@settings(deadline=None, max_examples=200)
@given(tree=trees)
def test_the_source_has_only_our_own_words_in_it(tree: Expression) -> None:
    assert OURS.sub("", python_source(tree, Numbered(), [])) == ""


@pytest.mark.parametrize("word", ["__import__('os')", "k[0]", "'", "s) or (1", "none"])
def test_what_an_author_chose_is_handed_over_as_a_value(word: str) -> None:
    cover = Name("fact", "cover", SPAN)
    constants: list[Any] = []
    equal = Compare(cover, (("==", Constant(word, SPAN)),), SPAN)
    among = Among(cover, (Constant(word, SPAN), Constant("own", SPAN)), SPAN)
    slot = ORDER.index(("fact", "cover"))
    assert python_source(equal, Numbered(), constants) == f"(s[{slot}]) == k[0]"
    assert python_source(among, Numbered(), constants) == f"(s[{slot}]) in k[1]"
    assert python_source(equal, Numbered(), constants) == f"(s[{slot}]) == k[0]"
    assert constants == [word, (word, "own")]
    values = in_slots({**NOTHING, ("fact", "cover"): word})
    assert compile_expression(equal, Numbered())(values) is True
    assert compile_expression(among, Numbered())(values) is True


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("staff < 40 and told and now >= 3", "(s[0]) < 40 and (s[10]) and (s[3]) >= 3"),
        ("told or counted and told", "(s[10]) or (s[11]) and (s[10])"),
        ("(told or counted) and told", "((s[10]) or (s[11])) and (s[10])"),
        ("not (told and counted)", "not ((s[10]) and (s[11]))"),
        ("told is (not counted)", "(s[10]) == (not (s[11]))"),
        ("(staff < 3) is told", "((s[0]) < 3) == (s[10])"),
        ("0 < staff <= 3", "0 < (s[0]) <= 3"),
        ("bells in [1, 2]", "(s[2]) in (1, 2,)"),
        ("staff - (load - 1)", "(s[0]) - ((s[1]) - 1)"),
        ("staff - load - 1", "(s[0]) - (s[1]) - 1"),
        ("(staff + 1) * -load", "((s[0]) + 1) * -(s[1])"),
        ("staff / 2 / (load + 1) * 3", "divide((s[0]), 2 * ((s[1]) + 1)) * 3"),
        ("staff * 2 / 3", "divide((s[0]) * 2, 3)"),
        ("staff + 6 / load", "(s[0]) + divide(6, (s[1]))"),
        ("min(staff, 0 - 5)", "min((s[0]), 0 - 5)"),
        ("max(staff)", "(s[0])"),
        ("visited(night)", "(s[13] & 1 != 0)"),
    ],
)
def test_the_source_has_the_brackets_that_it_needs(text: str, source: str) -> None:
    assert python_source(parse(text, NAMES), Numbered(), []) == source


class Counting(list[Any]):
    """Values that count how often they are read."""

    reads = 0

    def __getitem__(self, key: Any) -> Any:
        self.reads += 1
        return super().__getitem__(key)


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("-1 < staff <= 3", 1),
        ("-1 < staff < load < bells", 2),
        ("told and staff / load > 0", 1),
        ("not told or staff / load > 0", 1),
        ("staff in [1, 2, 3]", 1),
        ("1 + 2 > 2", 0),
    ],
)
def test_each_value_is_read_once_and_only_where_it_matters(text: str, reads: int) -> None:
    values = Counting(in_slots(NOTHING))
    compile_expression(parse(text, NAMES), Numbered())(values)
    assert values.reads == reads


@pytest.mark.parametrize("joint", ["+", " - ", "*", "/", "/staff*", "/staff+"])
def test_the_longest_chain_can_be_compiled(joint: str) -> None:
    text = joint.join(["load"] + ["1"] * ((LONGEST - 4) // (1 + len(joint))))
    values = {**NOTHING, ("meter", "load"): 7, ("meter", "staff"): 1}
    tree = parse(text, NAMES)
    assert compile_expression(tree, Numbered())(in_slots(values)) == evaluate(tree, Kept(values))


def test_builtins_are_out_of_reach() -> None:
    class Curious(Numbered):
        def name_source(self, node: Name) -> str:
            return "open('x')"

    with pytest.raises(NameError):
        compile_expression(Name("meter", "staff", SPAN), Curious())([])
