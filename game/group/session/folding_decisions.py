"""What events of the play do: it moves only here, and only as the facilitator decided."""

from __future__ import annotations

from dataclasses import replace

from game.group.session.data.decisions import (
    Decided,
    DecisionReopened,
    Framed,
    Looked,
    Moved,
    Skipped,
    TalkReopened,
    WentOn,
    WhatIfEnded,
    WhatIfShown,
)
from game.group.session.data.sitting import Started
from game.group.session.events import Event
from game.group.session.state import Ruling, Session, Step
from game.group.session.steps import at_step
from game.play.playing import start
from game.scenario.acts import Demand


def started(session: Session, event: Event, data: Started) -> Session:
    """Begin the play."""
    play = start(session.scenario, session.seed, session.role)
    session = replace(session, play=play, begun=session.begun or event.at)
    return at_step(session, "consequence" if play.over else "scene", event.at)


def framed(session: Session, event: Event, data: Framed) -> Session:
    """Take down the kind of moment."""
    return replace(session, frame=data.demand)


def looked(session: Session, event: Event, data: Looked) -> Session:
    """Take a look for the room; it may end the play."""
    assert session.play is not None
    session = replace(session, play=session.play.look(data.look))
    assert session.play is not None
    return at_step(session, "consequence", event.at) if session.play.over else session


def skipped(session: Session, event: Event, data: Skipped) -> Session:
    """Leave a step out; an open vote is closed by it."""
    left_out: Step = "first" if session.step == "scene" else "second"
    open_round = session.open_round
    if open_round is not None:
        closed = replace(open_round, open=False)
        session = replace(session, rounds=session.rounds.insert((closed.decision, closed.name), closed))
    session = replace(session, skipped=(*session.skipped, (session.number, left_out)))
    return at_step(session, data.to, event.at, session.discuss if data.to == "talk" else None)


def talk_reopened(session: Session, event: Event, data: TalkReopened) -> Session:
    """Talk again."""
    return at_step(session, "talk", event.at, session.discuss)


def decided(session: Session, event: Event, data: Decided) -> Session:
    """Take down what was decided; sentences from people who are now on the larger side go."""
    dissents, items = session.dissents, session.items
    for (decision, participant), item in session.dissents.items():
        if decision == session.number:
            vote = session.last_vote(participant)
            if vote is None or vote.choice == data.choice:
                dissents, items = dissents.remove((decision, participant)), items.discard(item.id)
    ruling = Ruling(data.choice, data.reason, data.override)
    return at_step(replace(session, ruling=ruling, dissents=dissents, items=items), "dissent", event.at)


def decision_reopened(session: Session, event: Event, data: DecisionReopened) -> Session:
    """Open what was decided again."""
    return at_step(replace(session, ruling=None), "deciding", event.at)


def moved(session: Session, event: Event, data: Moved) -> Session:
    """Move the play: the frame and the reason stand before the choice that they belong to."""
    play, ruling = session.play, session.ruling
    assert play is not None
    assert ruling is not None
    demand = frame_of(session)
    if demand is not None:
        play = play.frame(demand)
    if ruling.reason:
        play = play.reason(ruling.reason)
    rulings = session.rulings.insert(session.number, ruling)
    return at_step(replace(session, play=play.choose(ruling.choice), rulings=rulings), "consequence", event.at)


def went_on(session: Session, event: Event, data: WentOn) -> Session:
    """Go on to the next scene with a decision, or to the ending."""
    assert session.play is not None
    if session.play.over:
        return at_step(session, "ending", event.at)
    session = replace(session, number=session.number + 1, frame=None, ruling=None)
    return at_step(session, "scene", event.at)


def what_if_shown(session: Session, event: Event, data: WhatIfShown) -> Session:
    """Open a what-if: the play stays as it is."""
    shown = data.decision, data.choice
    known = session.what_ifs if shown in session.what_ifs else (*session.what_ifs, shown)
    return replace(session, what_if=shown, what_ifs=known)


def what_if_ended(session: Session, event: Event, data: WhatIfEnded) -> Session:
    """Put the what-if away."""
    return replace(session, what_if=None)


def frame_of(session: Session) -> Demand | None:
    """Return the kind of moment of the decision in hand: as the desk took it down, else what most voted for alone."""
    round = session.round("frame")
    if session.frame is not None or round is None:
        return session.frame
    leaders = round.leaders()
    demands: tuple[Demand, ...] = ("critical", "tame", "wicked")
    return next((it for it in demands if leaders == (it,)), None)
