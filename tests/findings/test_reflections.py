from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.findings.model import View
from game.findings.positions import POSITIONS
from game.findings.reflections import MOST_COMMITMENTS, Commitment, Reflections, from_notes
from game.scenario.acts import ACTS


# As the pages note what is said, key by key; what is empty is left out.
def to_notes(reflections: Reflections) -> dict[str, str]:
    view = reflections.view
    notes = {
        "reactions": reflections.reactions,
        "view-same": "" if view.same is None else str(view.same),
        "view-change": "" if view.change is None else str(view.change),
        "keep": reflections.keep,
        "change": reflections.change,
        "otherwise": ",".join(str(number) for number in reflections.otherwise),
    }
    notes |= {f"view-{act}": str(count) for act, count in (view.counts or {}).items()}
    notes |= {f"position-{id}": side for id, side in reflections.positions.items()}
    for number, it in enumerate(reflections.commitments[:MOST_COMMITMENTS], 1):
        parts = (("what", it.what), ("when", it.when), ("who", it.who))
        notes |= {f"commitment-{number}-{part}": words for part, words in parts}
    return {key: words for key, words in notes.items() if words}


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
