"""The fold: an event after another makes the session. Total over whatever `asked` accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from game.group.session.data import debriefing as said
from game.group.session.data import decisions as made
from game.group.session.data import people as who
from game.group.session.data import sitting as sat
from game.group.session.events import Body, Event, LogError
from game.group.session.folding_debrief import (
    agreed,
    committed,
    judged,
    phase_entered,
    reacted,
    saw_otherwise,
    turned,
    viewed,
)
from game.group.session.folding_decisions import (
    decided,
    decision_reopened,
    framed,
    looked,
    moved,
    skipped,
    started,
    talk_reopened,
    went_on,
    what_if_ended,
    what_if_shown,
)
from game.group.session.folding_people import joined, left, removed, renamed, returned, seated, told
from game.group.session.folding_votes import (
    counted,
    dissented,
    passed,
    revealed,
    vote_closed,
    vote_opened,
    voted,
    withdrawn,
)
from game.group.session.state import Session
from game.group.session.steps import at_step
from game.play.playing import MoveError
from game.scenario.story import Scenario


def begin(scenario: Scenario, event: Event) -> Session:
    """Return the session that its first event opens. Raises LogError where it is no opening, or of another edition."""
    opened = event.data
    if not isinstance(opened, sat.Opened) or event.seq != 1:
        raise LogError("The log does not begin with the opening of a session.")
    if opened.edition != scenario.edition:
        raise LogError(f"The session was opened with another edition of {opened.scenario}, and goes on in that one.")
    return Session(
        scenario=scenario,
        seed=opened.seed,
        role=opened.role,
        hands=opened.hands,
        minutes=opened.minutes,
        own_names=opened.own_names,
        opened_at=event.at,
        seq=1,
        step_at=event.at,
    )


def applied(session: Session, event: Event) -> Session:
    """Return the session after one more event. Raises LogError where it is not the next of the log."""
    if event.seq != session.seq + 1:
        raise LogError(f"Event {event.seq} of the log came after event {session.seq}.")
    fold_one = _FOLDS.get(type(event.data))
    if fold_one is None:
        raise LogError(f"Event {event.seq} of the log opens the session again.")
    try:
        return replace(fold_one(session, event, event.data), seq=event.seq)
    except (MoveError, LookupError, AssertionError, StopIteration) as error:
        raise LogError(f"Event {event.seq} of the log ({event.kind}) does not fit what came before it.") from error


def fold(scenario: Scenario, events: Iterable[Event]) -> Session:
    """Return what a log comes to; of its first events, what it had come to then. Raises LogError."""
    session: Session | None = None
    for event in events:
        session = begin(scenario, event) if session is None else applied(session, event)
    if session is None:
        raise LogError("The log is empty.")
    return session


def _names_allowed(session: Session, event: Event, data: sat.NamesAllowed) -> Session:
    return replace(session, own_names=data.own)


def _role_chosen(session: Session, event: Event, data: sat.RoleChosen) -> Session:
    return replace(session, role=data.role)


def _begun(session: Session, event: Event, data: sat.Begun) -> Session:
    return replace(at_step(session, "prebrief", event.at), begun=event.at)


def _paused(session: Session, event: Event, data: sat.Paused) -> Session:
    return replace(session, paused=event.at)


def _resumed(session: Session, event: Event, data: sat.Resumed) -> Session:
    stood = max(0.0, event.at - (session.paused or event.at))
    ends = None if session.step_ends is None else session.step_ends + stood
    return replace(session, paused=None, step_at=session.step_at + stood, step_ends=ends)


def _extended(session: Session, event: Event, data: sat.Extended) -> Session:
    now = event.at if session.paused is None else session.paused
    ends = now if session.step_ends is None else max(session.step_ends, now)
    return replace(session, step_ends=ends + data.minutes * 60)


def _blanked(session: Session, event: Event, data: sat.Blanked) -> Session:
    return replace(session, blank=data.on)


def _closed(session: Session, event: Event, data: sat.Closed) -> Session:
    open_round = session.open_round
    if open_round:
        rounds = session.rounds.insert((open_round.decision, open_round.name), replace(open_round, open=False))
        session = replace(session, rounds=rounds)
    return replace(at_step(session, "closed", event.at), paused=None)


_FOLDS: dict[type[Body], Callable[[Session, Event, Any], Session]] = {
    sat.NamesAllowed: _names_allowed,
    sat.RoleChosen: _role_chosen,
    sat.Begun: _begun,
    sat.Started: started,
    sat.Paused: _paused,
    sat.Resumed: _resumed,
    sat.Extended: _extended,
    sat.Blanked: _blanked,
    sat.Passed: passed,
    sat.Withdrawn: withdrawn,
    sat.Closed: _closed,
    who.Joined: joined,
    who.Left: left,
    who.Returned: returned,
    who.Removed: removed,
    who.Renamed: renamed,
    who.Seated: seated,
    who.Told: told,
    made.VoteOpened: vote_opened,
    made.Voted: voted,
    made.Counted: counted,
    made.VoteClosed: vote_closed,
    made.Skipped: skipped,
    made.TalkReopened: talk_reopened,
    made.Revealed: revealed,
    made.Framed: framed,
    made.Looked: looked,
    made.Decided: decided,
    made.DecisionReopened: decision_reopened,
    made.Dissented: dissented,
    made.Moved: moved,
    made.WentOn: went_on,
    made.WhatIfShown: what_if_shown,
    made.WhatIfEnded: what_if_ended,
    said.PhaseEntered: phase_entered,
    said.Turned: turned,
    said.Judged: judged,
    said.Agreed: agreed,
    said.Reacted: reacted,
    said.Viewed: viewed,
    said.Committed: committed,
    said.SawOtherwise: saw_otherwise,
}
"""What each kind of event does."""
