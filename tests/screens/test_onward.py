# Why the room cannot simply go on, in words.

from __future__ import annotations

from typing import Any

import pytest

from game.screens.sitting.onward import no_hands, stuck_words


def room(step: str, *, live: bool = True, **changed: Any) -> dict[str, Any]:
    return {"step": step, "paused": False, "debrief": None, "decision": {"live": live, "votes": {}}, **changed}


@pytest.mark.parametrize(
    ("stands", "said"),
    [
        (room("scene", live=False), "This decision is made in passing, without a vote: d decides."),
        (room("deciding"), "Nothing is decided yet: d decides."),
        (room("talk", paused=True), "The session is paused: p lets it go on."),
        (room("debrief", debrief={"phase": "summary"}), "This is the last phase of the debrief: f closes it."),
        (room("closed"), "This session is closed: there is nothing after it."),
    ],
)
def test_what_leads_on_is_named(stands: dict[str, Any], said: str) -> None:
    assert stuck_words(stands, "d decides", "f closes it") == said


@pytest.mark.parametrize(
    ("hands", "kind", "voted", "doubted"),
    [(True, "next", 0, True), (True, "close", 0, True), (True, "skip", 0, True), (True, "next", 3, False),
     (True, "count", 0, False), (False, "next", 0, False)],
)  # fmt: skip
def test_an_open_vote_without_hands_is_not_closed_unasked(hands: bool, kind: str, voted: int, doubted: bool) -> None:
    decision = {"votes": {"first": {"open": True, "voted": voted}}}
    assert no_hands({"hands": hands, "decision": decision}, {"kind": kind}) == doubted
