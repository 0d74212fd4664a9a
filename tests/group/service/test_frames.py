import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.group.client.following import read_events
from game.group.service import frames
from game.group.service.frames import Frames, encoded, event

KEYS = ("a", "b", "c")
VIEWS = st.fixed_dictionaries(dict.fromkeys(KEYS, st.integers(0, 3)))


def _merged(known: dict[str, Any] | None, shown: Frames, position: int | None) -> dict[str, Any]:
    changes = None if position is None else shown.since(position)
    if changes is None or known is None:
        whole: dict[str, Any] = json.loads(shown.whole)
        return whole
    for change in changes:
        known = {**known, **json.loads(change.data)}
    return known


@settings(deadline=None, max_examples=100)
@given(st.lists(VIEWS, min_size=1, max_size=30), st.integers(0, 29), st.integers(1, 5))
def test_whoever_comes_back_at_any_number_ends_with_the_whole(
    views: list[dict[str, int]], left: int, kept: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frames, "KEPT", kept)
        shown = Frames(10, views[0])
        left_at, left_with = 10, views[0]
        for number, view in enumerate(views[1:], 1):
            shown.show(10 + 2 * number, view)
            if number == left:
                left_at, left_with = shown.seq, view
        assert _merged(dict(left_with), shown, shown.position(left_at)) == views[-1]
        # A number between two that were shown, of a server that gathered otherwise.
        assert shown.position(left_at + 1) is None


def test_changes_that_come_to_more_than_the_whole_are_not_sent_one_by_one() -> None:
    shown = Frames(1, {"a": "x" * 100})
    for seq in range(2, 10):
        shown.show(seq, {"a": str(seq) * 100})
    assert shown.since(0) is None
    assert shown.since(7) is not None


def test_what_is_kept_of_changes_is_bounded() -> None:
    shown = Frames(1, {"a": ""})
    for seq in range(2, 50):
        shown.show(seq, {"a": str(seq % 10) * 100_000})
    assert sum(len(it.data) for it in shown.since(shown.end - 1) or []) > 0
    assert shown.position(2) is None
    assert shown.position(49) == shown.end


class _Answer:
    def __init__(self, data: bytes, size: int) -> None:
        self._pieces = [data[at : at + size] for at in range(0, len(data), size)]

    async def aiter_bytes(self) -> Any:
        for piece in self._pieces:
            yield piece


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("words", ["plain", "one\ntwo\r\nthree", "\u2028\u2029\x85", "data: x\n\nid: 9", ": x", "é 🏥"])
async def test_events_are_read_as_they_were_written_wherever_they_are_cut(words: str, size: int) -> None:
    data = b": still here\n\n" + event("room", encoded({"words": words}), 7) + event("you", encoded(words))
    got = [it async for it in read_events(_Answer(data, size))]  # type: ignore[arg-type]
    assert got == [("room", {"words": words}, 7), ("you", words, None)]
