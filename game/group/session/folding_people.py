"""What events about people do."""

from __future__ import annotations

from dataclasses import replace

from game.group.session.data.people import Joined, Left, Removed, Renamed, Returned, Seated, Told
from game.group.session.events import Event
from game.group.session.naming import key
from game.group.session.state import Participant, Round, Session


def joined(session: Session, event: Event, data: Joined) -> Session:
    """Take somebody in. They came after an open vote was opened, so it does not wait for them."""
    number, late = len(session.people) + 1, session.step == "debrief"
    person = Participant(event.by, data.name, data.seat, number, event.seq, debriefed=late)
    return replace(
        _with_person(session, person),
        names=session.names.insert(key(data.name)),
        present=session.present + 1,
        seated=_moved_seat(session, None, data.seat),
    )


def left(session: Session, event: Event, data: Left) -> Session:
    """Let somebody go: nothing waits for them, and what they said stays."""
    person = session.people[data.participant]
    if not person.present:
        return session
    session = _waited_for(session, person, -1)
    return replace(_with_person(session, replace(person, present=False)), present=session.present - 1)


def returned(session: Session, event: Event, data: Returned) -> Session:
    """Let somebody back."""
    person = session.people[event.by]
    if person.present:
        return session
    session = _waited_for(session, person, 1)
    back = replace(person, present=True, debriefed=person.debriefed or session.step == "debrief")
    return replace(_with_person(session, back), present=session.present + 1)


def removed(session: Session, event: Event, data: Removed) -> Session:
    """Shut somebody out: their open vote and their words go, closed votes stay as they were counted."""
    person = session.people[data.participant]
    if person.present:
        session = _waited_for(session, person, -1)
        session = replace(session, present=session.present - 1)
    open_round = session.open_round
    if open_round and person.id in open_round.votes:
        vote = open_round.votes[person.id]
        tally = {**open_round.tally, vote.choice: open_round.tally[vote.choice] - 1}
        session = _with_round(session, replace(open_round, votes=open_round.votes.remove(person.id), tally=tally))
    items = session.items
    for id, item in session.items.items():
        if item.by == person.id:
            items = items.discard(id)
    passed = tuple(it for it in session.passed if it.by != person.id)
    gone = replace(person, present=False, removed=True, seat=None)
    return replace(
        _with_person(session, gone), items=items, passed=passed, seated=_moved_seat(session, person.seat, None)
    )


def renamed(session: Session, event: Event, data: Renamed) -> Session:
    """Give somebody another name; the old one is free again."""
    person = session.people[data.participant]
    names = session.names.discard(key(person.name)).insert(key(data.name))
    return replace(_with_person(session, replace(person, name=data.name)), names=names)


def seated(session: Session, event: Event, data: Seated) -> Session:
    """Give somebody another seat; what they told of the old one stays told."""
    person = session.people[data.participant]
    there = replace(person, seat=data.seat)
    return replace(_with_person(session, there), seated=_moved_seat(session, person.seat, data.seat))


def told(session: Session, event: Event, data: Told) -> Session:
    """Mark what a seat knows as told, with the decision at which it was; or take the mark back."""
    seat = session.people[event.by].seat
    assert seat is not None
    if not data.told:
        return replace(session, told=session.told.discard((seat, event.by)))
    number = session.number if session.play is not None else 0
    return replace(session, told=session.told.insert((seat, event.by), number))


def _with_person(session: Session, person: Participant) -> Session:
    return replace(session, people=session.people.insert(person.id, person))


def _with_round(session: Session, round: Round) -> Session:
    return replace(session, rounds=session.rounds.insert((round.decision, round.name), round))


def _waited_for(session: Session, person: Participant, by: int) -> Session:
    """Let the open vote wait for one more or one fewer, if it is somebody that it waits for at all."""
    open_round = session.open_round
    if open_round is None or person.joined > open_round.opened or person.id in open_round.votes:
        return session
    return _with_round(session, replace(open_round, waiting=open_round.waiting + by))


def _moved_seat(session: Session, old: str | None, new: str | None) -> dict[str, int]:
    counts = dict(session.seated)
    if old is not None:
        counts[old] -= 1
    if new is not None:
        counts[new] = counts.get(new, 0) + 1
    return counts
