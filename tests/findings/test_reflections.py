from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.findings.model import View
from game.findings.positions import POSITIONS
from game.findings.reflections import Commitment, Reflections, from_notes, to_notes
from game.scenario.acts import ACTS

WORDS = st.text(max_size=30)
NUMBERS = st.integers(0, 99)
REFLECTIONS = st.builds(
    Reflections,
    reactions=WORDS,
    view=st.builds(
        View,
        same=st.none() | NUMBERS,
        change=st.none() | NUMBERS,
        counts=st.none() | st.dictionaries(st.sampled_from(ACTS), NUMBERS, min_size=1),
    ),
    keep=WORDS,
    change=WORDS,
    otherwise=st.lists(NUMBERS, max_size=4).map(tuple),
    positions=st.dictionaries(st.sampled_from([it.id for it in POSITIONS]), st.text(min_size=1, max_size=9)),
    commitments=st.lists(st.builds(Commitment, what=st.text(min_size=1), when=WORDS, who=WORDS), max_size=3).map(tuple),
)


@given(REFLECTIONS)
def test_what_was_said_comes_back_from_its_notes(said: Reflections) -> None:
    assert from_notes(to_notes(said)) == said


@given(st.dictionaries(st.text(), st.text()))
def test_damaged_notes_count_as_not_said(notes: dict[str, str]) -> None:
    assert isinstance(from_notes(notes), Reflections)


def test_nothing_said_leaves_no_note() -> None:
    assert to_notes(Reflections()) == {}
