from __future__ import annotations

import re

import pytest
from expression_names import AT_THE_END, IN_PLAY
from hypothesis import given, settings
from hypothesis import strategies as st

from game.language.expressions.errors import EXPRESSION_CODES
from game.language.expressions.grammar import (
    DEEPEST,
    LONGEST,
    ExpressionError,
    parse,
    parse_amount,
    parse_condition,
)
from game.scenario.evaluation import constant_value
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
    children,
    walk,
)


def outline(tree: Expression) -> object:
    match tree:
        case Constant():
            return tree.value
        case Name():
            return f"{tree.kind}:{tree.id}"
        case Call():
            return f"{tree.function}({tree.target})"
        case Not():
            return ("not", outline(tree.operand))
        case Both():
            return ("and", *map(outline, tree.parts))
        case Either():
            return ("or", *map(outline, tree.parts))
        case Compare():
            pairs = [part for sign, operand in tree.rest for part in (sign, outline(operand))]
            return ("compare", outline(tree.first), *pairs)
        case Among():
            return ("in", outline(tree.operand), *map(outline, tree.values))
        case Arithmetic():
            return (tree.operation, outline(tree.left), outline(tree.right))
        case Negative():
            return ("minus", outline(tree.operand))
        case Extreme():
            return (tree.which, *map(outline, tree.operands))


CONDITIONS = [
    ("told", "fact:told"),
    ("yes", True),
    ("false", False),
    ("not told", ("not", "fact:told")),
    ("not not told", ("not", ("not", "fact:told"))),
    ("staff < 45", ("compare", "meter:staff", "<", 45)),
    ("load > 60 and bells == 0", ("and", ("compare", "meter:load", ">", 60), ("compare", "fact:bells", "==", 0))),
    ("told or counted and finished", ("or", "fact:told", ("and", "fact:counted", "fact:finished"))),
    ("(told or counted) and finished", ("and", ("or", "fact:told", "fact:counted"), "fact:finished")),
    ("told and counted and finished", ("and", "fact:told", "fact:counted", "fact:finished")),
    ("not told and counted", ("and", ("not", "fact:told"), "fact:counted")),
    ("not staff < 3", ("not", ("compare", "meter:staff", "<", 3))),
    ("1 < bells <= 3 != load", ("compare", 1, "<", "fact:bells", "<=", 3, "!=", "meter:load")),
    ("cover is agency", ("compare", "fact:cover", "==", "agency")),
    ("cover is not agency", ("compare", "fact:cover", "!=", "agency")),
    ("agency == cover", ("compare", "agency", "==", "fact:cover")),
    ("(cover) is (agency)", ("compare", "fact:cover", "==", "agency")),
    ("cover is before", ("compare", "fact:cover", "==", "fact:before")),
    ("cover is agency is before", ("compare", "fact:cover", "==", "agency", "==", "fact:before")),
    ("told is counted", ("compare", "fact:told", "==", "fact:counted")),
    ("told is not no", ("compare", "fact:told", "!=", False)),
    ("told is (not counted)", ("compare", "fact:told", "==", ("not", "fact:counted"))),
    ("(staff < 3) == told", ("compare", ("compare", "meter:staff", "<", 3), "==", "fact:told")),
    ("cover in [agency, own]", ("in", "fact:cover", "agency", "own")),
    ("cover not in [agency]", ("not", ("in", "fact:cover", "agency"))),
    ("not cover in [agency]", ("not", ("in", "fact:cover", "agency"))),
    ("bells in [-1, 2, +3]", ("in", "fact:bells", -1, 2, 3)),
    ("told in [yes]", ("in", "fact:told", True)),
    ("role is ward-manager", ("compare", "role:role", "==", "ward-manager")),
    ("role in [matron]", ("in", "role:role", "matron")),
    ("now >= 6", ("compare", "now:now", ">=", 6)),
    ("visited(night)", "visited(night)"),
    ("chose(book-agency)", "chose(handover.book-agency)"),
    ("chose(acuity)", "chose(handover.acuity)"),
    ("chose(night.later)", "chose(night.later)"),
    ("chose( complaint . later )", "chose(complaint.later)"),
    ("happened(record-down)", "happened(record-down)"),
    ("trust\n  > 3", ("compare", "meter:trust", ">", 3)),
]

FINISHED = [
    ("ending is held", ("compare", "ending:ending", "==", "held")),
    ("ending is trust", ("compare", "ending:ending", "==", "trust")),
    ("trust is not ending", ("compare", "trust", "!=", "ending:ending")),
    ("ending in [trust, held]", ("in", "ending:ending", "trust", "held")),
    ("trust > 3", ("compare", "meter:trust", ">", 3)),
    ("choices <= 3", ("compare", "choices:choices", "<=", 3)),
    ("lead == 0", ("compare", "act:lead", "==", 0)),
    ("manage + command < avoid", ("compare", ("+", "act:manage", "act:command"), "<", "act:avoid")),
    ("share(held) < 20", ("compare", "share(held)", "<", 20)),
]

AMOUNTS = [
    ("3", 3),
    ("+3", 3),
    ("-6", -6),
    ("- 6", -6),
    ("--6", 6),
    ("007", 7),
    ("-load / 2", ("/", ("minus", "meter:load"), 2)),
    ("-(load / 2)", ("minus", ("/", "meter:load", 2))),
    ("load - 5 - 3", ("-", ("-", "meter:load", 5), 3)),
    ("load - (5 - 3)", ("-", "meter:load", ("-", 5, 3))),
    ("1+bells*2", ("+", 1, ("*", "fact:bells", 2))),
    ("load / 2 * 3", ("*", ("/", "meter:load", 2), 3)),
    ("3 * -2", ("*", 3, -2)),
    ("min(load, 3)", ("min", "meter:load", 3)),
    ("max(load)", ("max", "meter:load")),
    ("min(1, max(2, bells) - 1)", ("min", 1, ("-", ("max", 2, "fact:bells"), 1))),
]


@pytest.mark.parametrize(("text", "expected"), CONDITIONS)
def test_a_condition_is_read_by_precedence(text: str, expected: object) -> None:
    assert outline(parse_condition(text, IN_PLAY)) == expected


@pytest.mark.parametrize(("text", "expected"), FINISHED)
def test_tests_and_promises_know_more_names(text: str, expected: object) -> None:
    assert outline(parse_condition(text, AT_THE_END)) == expected


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_an_amount_is_read_by_precedence(text: str, expected: object) -> None:
    assert outline(parse_amount(text, IN_PLAY)) == expected
    assert outline(parse(text, IN_PLAY)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "chose(over-her) or chose(her-rule)",
        "counted",
        "finance < 35",
        "heard is you",
        "load > 30 and grip >= 40",
        "not meg-known",
        "staff <= 22",
        "trust >= 40 and not meg-known",
        "trust >= 58 and grip >= 55",
        "choices <= 7 and happened(record-down)",
        "chose(her-rule) and not counted",
        "ending is held and (lead < 2 or manage < 2)",
        "not happened(vacancy-panel)",
        "ending is together and lead == 0",
    ],
)
def test_what_scenarios_say_is_read(text: str) -> None:
    assert parse_condition(text, AT_THE_END)


def test_every_node_knows_its_own_words() -> None:
    text = "told and (bells + 1) * -load >= max(2, bells) or cover not in [own]"
    tree = parse_condition(text, IN_PLAY)
    assert [text[slice(*node.span)] for node in walk(tree)] == [
        text,
        "told and (bells + 1) * -load >= max(2, bells)",
        "told",
        "(bells + 1) * -load >= max(2, bells)",
        "(bells + 1) * -load",
        "(bells + 1)",
        "bells",
        "1",
        "-load",
        "load",
        "max(2, bells)",
        "2",
        "bells",
        "cover not in [own]",
        "cover not in [own]",
        "cover",
        "own",
    ]


@pytest.mark.parametrize(("opening", "closing", "depth"), [("(", ")", 1), ("not ", "", 1), ("not (", ")", 2)])
def test_conditions_may_be_twenty_deep_and_no_deeper(opening: str, closing: str, depth: int) -> None:
    levels = DEEPEST // depth
    assert parse_condition(opening * levels + "told" + closing * levels, IN_PLAY)
    with pytest.raises(ExpressionError) as caught:
        parse_condition(opening * (levels + 1) + "told" + closing * (levels + 1), IN_PLAY)
    assert caught.value.code == "E003"


@pytest.mark.parametrize(("opening", "closing"), [("-", ""), ("+ ", ""), ("min(", ")"), ("(1 + ", ")")])
def test_amounts_may_be_twenty_deep_and_no_deeper(opening: str, closing: str) -> None:
    assert parse_amount(opening * DEEPEST + "load" + closing * DEEPEST, IN_PLAY)
    with pytest.raises(ExpressionError) as caught:
        parse_amount(opening * (DEEPEST + 1) + "load" + closing * (DEEPEST + 1), IN_PLAY)
    assert caught.value.code == "E003"


@pytest.mark.parametrize("text", ["(" * 5000, "not " * 3000, "-" * 3000, "[" * 5000, "1+" * 3000])
def test_what_is_far_too_long_is_a_plain_error(text: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text, IN_PLAY)
    assert caught.value.code == "E002"
    assert caught.value.span == (LONGEST, len(text))


@pytest.mark.parametrize("text", ["(" * LONGEST, "not " * 125, "-" * LONGEST, "min(" * 125, "+-" * 250])
def test_what_is_far_too_deep_is_a_plain_error(text: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text, IN_PLAY)
    assert caught.value.code == "E003"


@pytest.mark.parametrize("joint", ["+", "*", "/", " - ", "/1*"])
def test_a_chain_may_be_as_long_as_the_text_may_be(joint: str) -> None:
    terms = 1 + (LONGEST - 1) // (1 + len(joint))
    text = joint.join(["1"] * terms)
    assert LONGEST - len(joint) - 1 < len(text) <= LONGEST
    expected = {"+": terms, "*": 1, "/": 1, " - ": 2 - terms, "/1*": 1}[joint]
    assert constant_value(parse_amount(text, IN_PLAY)) == expected


def test_every_level_of_operators_may_stand_in_every_bracket() -> None:
    text = "told or told and no==(" * DEEPEST + "1<2+3*4" + ")" * DEEPEST
    assert LONGEST - 50 < len(text) <= LONGEST
    assert len(list(walk(parse_condition(text, IN_PLAY)))) == 6 * DEEPEST + 7


WORDS = re.findall(
    r"\S+",
    """
    and or not is in yes no true min( max( visited( chose( happened( share( ( ) [ ] , . - + * / < <= > >= == != =
    && ! told bells staff cover agency own role matron night later complaint.later family ending trust held choices now
    load-5 load- -5 3 12 2.5 "own" AND if above % ${ } … bell nigth lead
    """,
)

EXPRESSIONS = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=10).map("".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=8).map(" ".join),
)


@settings(deadline=None, max_examples=400)
@given(text=EXPRESSIONS, finished=st.booleans())
def test_any_text_is_a_tree_or_a_plain_error(text: str, finished: bool) -> None:
    for read in (parse, parse_condition, parse_amount):
        try:
            tree = read(text, AT_THE_END if finished else IN_PLAY)
        except ExpressionError as error:
            start, end = error.span
            assert 0 <= start <= end <= len(text)
            assert error.code in EXPRESSION_CODES
            assert (error.message + error.help).isprintable()
            assert error.message
            assert not error.message.endswith(".")
            assert error.help.endswith((".", "?"))
        else:
            check_spans(tree, (0, len(text)))


def check_spans(tree: Expression, within: tuple[int, int]) -> None:
    start, end = tree.span
    assert within[0] <= start < end <= within[1]
    for child in children(tree):
        check_spans(child, tree.span)
