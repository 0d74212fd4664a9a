import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.group.offers import Ask, Offer, TypedError, counts, filled, found_at, walk

LEAF = Offer("ten", "10 minutes", {"kind": "extend", "minutes": 10})
OWN = Offer("own", "Another number", {"kind": "extend"}, Ask("minutes", "Minutes", "minutes"))
LISTS = (Offer("extend", "More time …", more=(LEAF, OWN)), Offer("next", "Go on", {"kind": "next"}))


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=8), st.sampled_from([" ", ", ", ",", "   "]))
@settings(deadline=None, max_examples=50)
def test_counted_hands_are_read_in_the_order_of_the_options(numbers: list[int], between: str) -> None:
    ids = tuple(f"option-{it}" for it in range(len(numbers)))
    assert counts(between.join(map(str, numbers)), ids) == dict(zip(ids, numbers, strict=True))


@pytest.mark.parametrize("typed", ["", "1", "1 2 3", "1 two", "-1 2", "1.5 2", "100001 2", "² 1"])
def test_counts_that_do_not_fit_are_refused_with_an_example(typed: str) -> None:
    with pytest.raises(TypedError, match="Type 2 numbers"):
        counts(typed, ("a", "b"))


def test_what_is_typed_completes_the_command() -> None:
    assert filled(OWN, " 7 ") == {"kind": "extend", "minutes": 7}
    assert filled(LEAF, "") == LEAF.command
    for typed in ("", "0", "61", "x", "-3"):
        with pytest.raises(TypedError):
            filled(OWN, typed)
    words = Offer("agree", "Agree", {"kind": "agree"}, Ask("words", "We agree"))
    assert filled(words, " ask first ") == {"kind": "agree", "words": "ask first"}


def test_a_path_leads_to_an_offer_while_it_is_there() -> None:
    assert found_at(LISTS, ("extend", "ten")) == LEAF
    assert found_at(LISTS, ("extend", "gone")) is None
    assert found_at(LISTS, ("gone", "ten")) is None
    assert found_at(LISTS, ()) is None
    assert [it.key for it in walk(LISTS)] == ["extend", "ten", "own", "next"]
