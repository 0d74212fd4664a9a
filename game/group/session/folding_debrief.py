"""What events of the debrief do."""

from __future__ import annotations

from dataclasses import replace

from rpds import HashTrieMap

from game.group.session.data.debriefing import (
    Agreed,
    Committed,
    Judged,
    PhaseEntered,
    Reacted,
    SawOtherwise,
    Turned,
    Viewed,
)
from game.group.session.events import Event
from game.group.session.state import Item, Participant, Session
from game.group.session.steps import at_step


def phase_entered(session: Session, event: Event, data: PhaseEntered) -> Session:
    """Go to a phase, at its first decision or finding, without a judgement."""
    if session.step != "debrief":
        session = replace(session, people=_all_debriefed(session))
    session = at_step(session, "debrief", event.at)
    ended = event.at if session.play_ended is None else session.play_ended
    return replace(session, phase=data.phase, turn=1, judged=False, play_ended=ended)


def _all_debriefed(session: Session) -> HashTrieMap[str, Participant]:
    """Return everybody, those who are here marked as there for the debrief."""
    people = session.people
    for person in session.people.values():
        if person.present:
            people = people.insert(person.id, replace(person, debriefed=True))
    return people


def turned(session: Session, event: Event, data: Turned) -> Session:
    """Show another decision or finding, its judgement hidden as at first."""
    return replace(session, turn=data.number, judged=False)


def judged(session: Session, event: Event, data: Judged) -> Session:
    """Show the judgement, or hide it."""
    return replace(session, judged=data.on)


def agreed(session: Session, event: Event, data: Agreed) -> Session:
    """Take down what the group agreed on."""
    return replace(session, agreed=data.words)


def reacted(session: Session, event: Event, data: Reacted) -> Session:
    """Take a word; it may be passed to the wall. An earlier one that was not passed goes."""
    person = session.people[event.by]
    before = person.reaction
    items = session.items if before is None else session.items.discard(before.id)
    item = Item(f"reaction-{event.seq}", "reaction", data.word, person.id) if data.word else None
    if item is not None:
        items = items.insert(item.id, item)
    changed = replace(person, reaction=item)
    return replace(_with(session, changed, "reaction", before is not None, item is not None), items=items)


def viewed(session: Session, event: Event, data: Viewed) -> Session:
    """Take somebody's own view."""
    person = session.people[event.by]
    return _with(session, replace(person, view=data), "view", person.view is not None, True)


def committed(session: Session, event: Event, data: Committed) -> Session:
    """Take what somebody means to do."""
    person = session.people[event.by]
    changed = replace(person, commitments=data.commitments)
    return _with(session, changed, "commitments", bool(person.commitments), bool(data.commitments))


def saw_otherwise(session: Session, event: Event, data: SawOtherwise) -> Session:
    """Take that somebody sees a finding otherwise, or no longer."""
    person = session.people[event.by]
    rest = [it for it in person.otherwise if it != data.finding]
    otherwise = tuple(sorted([*rest, data.finding])) if data.on else tuple(rest)
    return replace(session, people=session.people.insert(person.id, replace(person, otherwise=otherwise)))


def _with(session: Session, person: Participant, what: str, before: bool, after: bool) -> Session:
    answered = {**session.answered, what: session.answered.get(what, 0) + after - before}
    return replace(session, people=session.people.insert(person.id, person), answered=answered)
