from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.language.expressions.grammar import parse
from game.language.expressions.names import Names
from game.scenario.evaluation import constant_value, divide, evaluate
from game.scenario.expressions import Arithmetic, Constant, Function, Name, NameKind, Value, children, steps, walk

NAMES = Names(
    meters=frozenset({"load", "staff"}),
    numbers=frozenset({"bells"}),
    flags=frozenset({"told", "counted"}),
    lists={"cover": ("none", "agency", "own"), "before": ("none", "agency")},
    roles=("ward-manager", "matron"),
    scenes=frozenset({"night"}),
    events=frozenset({"family"}),
    choices={"call-it": ("night",)},
    endings=("held", "lost"),
    finished=True,
)


class Noted:
    """A play whose values are written down here, and which notes what is read."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.values: dict[str, Value] = {
            "meter load": 61,
            "meter staff": 40,
            "fact bells": 0,
            "fact told": True,
            "fact counted": False,
            "fact cover": "agency",
            "fact before": "none",
            "now now": 3,
            "role role": "matron",
            "ending ending": "held",
            "choices choices": 4,
            "act lead": 2,
            "visited night": True,
            "chose night.call-it": False,
            "happened family": True,
            "share held": 20,
        }

    def name(self, kind: NameKind, id: str) -> Value:
        self.read.append(id)
        return self.values[f"{kind} {id}"]

    def call(self, function: Function, target: str) -> Value:
        self.read.append(target)
        return self.values[f"{function} {target}"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("load", 61),
        ("told", True),
        ("not told", False),
        ("cover", "agency"),
        ("load > 60 and bells == 0", True),
        ("told and counted", False),
        ("counted or told", True),
        ("counted or not told", False),
        ("0 < now <= 3 < staff", True),
        ("0 < now < 3 < staff", False),
        ("staff != 40", False),
        ("staff >= 40", True),
        ("cover is agency", True),
        ("cover is not agency", False),
        ("cover is before", False),
        ("cover in [none, own]", False),
        ("cover not in [none, own]", True),
        ("bells in [0, 1]", True),
        ("told is counted", False),
        ("role is matron", True),
        ("visited(night)", True),
        ("chose(call-it)", False),
        ("happened(family) and not chose(night.call-it)", True),
        ("ending is held and lead == 2 and choices <= 4", True),
        ("share(held) < 20", False),
        ("load + staff * 2", 141),
        ("load - staff - 1", 20),
        ("load / 2", 30),
        ("-load / 2", -30),
        ("-(load / -2)", 30),
        ("load / 2 * 2", 60),
        ("100 / 3 / 2", 16),
        ("min(load, staff, 50)", 40),
        ("max(load, staff)", 61),
        ("min(now)", 3),
    ],
)
def test_an_expression_comes_to(text: str, value: Value) -> None:
    found = evaluate(parse(text, NAMES), Noted())
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("told or 1 / bells > 0", ["told"]),
        ("counted and 1 / bells > 0", ["counted"]),
        ("0 < now <= 3", ["now"]),
        ("4 < now < 1 / bells", ["now"]),
        ("cover in [none, own]", ["cover"]),
    ],
)
def test_what_does_not_matter_any_more_is_not_read(text: str, read: list[str]) -> None:
    reading = Noted()
    evaluate(parse(text, NAMES), reading)
    assert reading.read == read


@pytest.mark.parametrize("text", ["1 / bells", "load / (staff - 40)", "told and 1 / bells > 0", "0 / 0", "1 / 1 / 0"])
def test_a_division_by_zero_is_raised(text: str) -> None:
    with pytest.raises(ZeroDivisionError):
        evaluate(parse(text, NAMES), Noted())


@pytest.mark.parametrize(
    ("dividend", "divisor", "quotient"),
    [(7, 2, 3), (-7, 2, -3), (7, -2, -3), (-7, -2, 3), (0, -5, 0), (-1, 2, 0), (10**30 + 1, -(10**10), -(10**20))],
)
def test_division_goes_toward_zero(dividend: int, divisor: int, quotient: int) -> None:
    assert divide(dividend, divisor) == quotient


@settings(deadline=None)
@given(dividend=st.integers(), divisor=st.integers().filter(bool))
def test_a_quotient_leaves_a_remainder_with_the_sign_of_the_dividend(dividend: int, divisor: int) -> None:
    remainder = dividend - divide(dividend, divisor) * divisor
    assert abs(remainder) < abs(divisor)
    assert remainder == 0 or (remainder < 0) == (dividend < 0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-6", -6),
        ("2 * (3 + 4) / 5", 2),
        ("yes or no", True),
        ("1 < 2 > 5", False),
        ("load * 0", None),
        ("visited(night)", None),
        ("1 / 0", None),
    ],
)
def test_an_expression_that_reads_nothing_has_one_value(text: str, value: Value | None) -> None:
    assert constant_value(parse(text, NAMES)) == value


def test_a_walk_gives_every_node_once_in_reading_order() -> None:
    tree = parse("not told or cover in [none, own] or -bells + 1 < max(load, 2) or visited(night)", NAMES)
    nodes = list(walk(tree))
    assert [type(node).__name__ for node in nodes] == [
        *("Either", "Not", "Name", "Among", "Name", "Constant", "Constant"),
        *("Compare", "Arithmetic", "Negative", "Name", "Constant", "Extreme", "Name", "Constant", "Call"),
    ]
    assert sum(len(children(node)) for node in nodes) == len(nodes) - 1


def test_steps_undo_the_leaning_of_a_long_sum() -> None:
    tree = parse("load + 1 - bells * 2", NAMES)
    assert isinstance(tree, Arithmetic)
    first, rest = steps(tree)
    assert first == Name("meter", "load", (0, 4))
    assert [operation for operation, _ in rest] == ["+", "-"]
    assert rest[0][1] == Constant(1, (7, 8))
