"""What holds of every session, whatever was asked of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from game.group.session.naming import key
from game.group.session.state import VOTE_STEPS, Session


def assert_legal(session: Session) -> None:
    """Raise AssertionError where a session is in a state that no session may be in."""
    _people(session)
    _votes(session)
    _play(session)
    _words(session)


def _people(session: Session) -> None:
    people = list(session.people.values())
    assert session.present == sum(it.present for it in people)
    assert len({key(it.name) for it in people}) == len(people) == len(session.names)
    held = Counter(it.seat for it in people if it.seat is not None)
    assert held == {seat: count for seat, count in session.seated.items() if count}
    assert not any(it.present for it in people if it.removed)
    assert not (session.hands and people)


def _votes(session: Session) -> None:
    assert [it for it in session.rounds.values() if it.open] == ([session.open_round] if session.open_round else [])
    assert (session.open_round is not None) == (session.step in VOTE_STEPS)
    for (number, name), round in session.rounds.items():
        assert (round.decision, round.name) == (number, name)
        assert not (round.open and round.revealed)
        assert set(round.tally) <= set(round.options)
        if not session.hands:
            counted = Counter(vote.choice for vote in round.votes.values())
            assert counted == {choice: count for choice, count in round.tally.items() if count}
        if round.open:
            here = [it for it in session.people.values() if it.present and it.joined <= round.opened]
            assert round.waiting == sum(it.id not in round.votes for it in here)


def _play(session: Session) -> None:
    play = session.play
    assert (play is None) == (session.step in ("lobby", "prebrief")) or session.step == "closed"
    if play is None:
        return
    choices = [it.choice for it in play.decisions]
    assert choices == [session.rulings[number].choice for number in range(1, len(choices) + 1)]
    assert len(session.rulings) == len(choices)
    assert session.number - 1 <= len(choices) <= session.number
    if session.step in ("scene", "talk", "deciding", "dissent") or session.step in VOTE_STEPS:
        assert not play.over
        assert len(choices) == session.number - 1
    if session.step in ("ending", "debrief"):
        assert play.over
    if session.step == "dissent":
        assert session.ruling is not None
        assert session.ruling.choice in {it.id for it in play.options if it.open and it.kind == "choice"}


def _words(session: Session) -> None:
    assert {item.id for item in session.items.values()}.isdisjoint(it.id for it in session.passed)
    assert all(len(item.words) <= 300 and item.words for item in session.items.values())
    for item in session.passed:
        assert item.words


def assert_no_tally_leaves(session: Session, room: dict[str, Any]) -> None:
    """Raise AssertionError where the room is shown a count that was not revealed, or words that were not passed."""
    shown = room["decision"]["votes"] if room["decision"] else {}
    for name, votes in shown.items():
        round = session.round(name)
        assert round is not None
        assert (votes["tally"] is None) == (not round.revealed)
    page = room["debrief"] or {}
    groups = [*page.get("groups", []), *([page["moment"]["group"]] if page.get("moment") else [])]
    for group in groups:
        for name in group["rounds"]:
            assert session.rounds[group["decision"], name].revealed
    passed = {it.id for it in session.passed}
    assert {it["item"] for it in room["passed"]} <= passed
