from __future__ import annotations

import pytest

from game.present.moves import before_decision, without_last

MOVES = ("frame:wicked", "look:a", "reason:x", "one", "look:b", "two", "frame:critical", "three")


@pytest.mark.parametrize(
    "moves, left",
    [
        ((), ()),
        (("one",), ()),
        (("frame:tame", "one"), ()),
        (("one", "frame:tame"), ()),
        (("look:a", "one"), ("look:a",)),
        (("look:a", "reason:x", "one"), ("look:a",)),
        (MOVES, MOVES[:6]),
        (MOVES[:6], MOVES[:5]),
    ],
)
def test_taking_back_takes_the_last_choice_or_look_and_what_was_noted_with_it(
    moves: tuple[str, ...], left: tuple[str, ...]
) -> None:
    assert without_last(moves) == left


@pytest.mark.parametrize("number, left", [(1, ()), (2, MOVES[:4]), (3, MOVES[:6]), (4, MOVES)])
def test_a_decision_begins_before_its_own_looks(number: int, left: tuple[str, ...]) -> None:
    assert before_decision(MOVES, number) == left
