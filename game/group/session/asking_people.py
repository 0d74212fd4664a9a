"""What may be done about people: coming, going, names, seats, and what a seat has told."""

from __future__ import annotations

import re

from game.group.session.commands import Join, Leave, Names, Remove, Rename, Seat, Tell
from game.group.session.data.people import Joined, Left, Removed, Renamed, Returned, Seated, Told
from game.group.session.data.sitting import NamesAllowed
from game.group.session.events import Body
from game.group.session.naming import generated, key
from game.group.session.refusals import Refusal
from game.group.session.state import Participant, Session, seats
from game.group.session.typed import NAME_LENGTH, cleaned

MOST_PEOPLE = 5_000
"""More than this is no session; everything is bounded."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_RESERVED = ("facilitator", "wall", "service")


def join(session: Session, id: str | None, command: Join) -> tuple[Body, ...] | Refusal:
    """Take somebody in with a name and a seat, or back with what they had."""
    assert id is not None
    person = session.people.get(id)
    if person is not None:
        return () if person.present else (Returned(),)
    if not _ID.fullmatch(id) or id in _RESERVED:
        return Refusal("wrong", "That is no participant's id.")
    if session.hands:
        return Refusal("not-now", "This room votes by show of hands: nobody needs to join.")
    if len(session.people) >= MOST_PEOPLE:
        return Refusal("full", f"The session has {MOST_PEOPLE:,} people, and takes no more.")
    if command.name is None:
        return (Joined(name=generated(id, session.names), seat=_free_seat(session)),)
    if not session.own_names:
        return Refusal("not-allowed", "This session gives the names: join without one.")
    name = _name(session, command.name, None)
    return name if isinstance(name, Refusal) else (Joined(name=name, seat=_free_seat(session)),)


def leave(session: Session, id: str | None, command: Leave) -> tuple[Body, ...] | Refusal:
    """Let somebody go: themselves, or whom the facilitator names."""
    who = _whom(session, id, command.participant)
    if isinstance(who, Refusal):
        return who
    return (Left(participant=who.id),) if who.present else ()


def rename(session: Session, id: str | None, command: Rename) -> tuple[Body, ...] | Refusal:
    """Give somebody another name."""
    who = _whom(session, id, command.participant)
    if isinstance(who, Refusal):
        return who
    if id is not None and not session.own_names:
        return Refusal("not-allowed", "This session gives the names; the facilitator can change yours.")
    name = _name(session, command.name, who)
    if isinstance(name, Refusal):
        return name
    return () if name == who.name else (Renamed(participant=who.id, name=name),)


def seat(session: Session, id: str | None, command: Seat) -> tuple[Body, ...] | Refusal:
    """Give somebody another seat."""
    who = _whom(session, id, command.participant)
    if isinstance(who, Refusal):
        return who
    if command.seat not in seats(session.scenario):
        return Refusal("unknown", "There is no such seat in this scenario.")
    return () if who.seat == command.seat else (Seated(participant=who.id, seat=command.seat),)


def remove(session: Session, id: str | None, command: Remove) -> tuple[Body, ...] | Refusal:
    """Shut somebody out."""
    who = _whom(session, id, command.participant)
    return who if isinstance(who, Refusal) else (Removed(participant=who.id),)


def names(session: Session, id: str | None, command: Names) -> tuple[Body, ...] | Refusal:
    """Allow own names, or no longer; those that were given stay."""
    return () if session.own_names == command.own else (NamesAllowed(own=command.own),)


def tell(session: Session, id: str | None, command: Tell) -> tuple[Body, ...] | Refusal:
    """Mark what somebody knows as told."""
    person = session.people[id or ""]
    if not has_something_to_tell(session, person):
        return Refusal("unknown", "Your seat knows nothing that the others do not.")
    told = (person.seat, person.id) in session.told
    return () if told == command.told else (Told(told=command.told),)


def has_something_to_tell(session: Session, person: Participant) -> bool:
    """Say whether somebody's seat knows something of its own."""
    return person.seat is not None and bool(seats(session.scenario)[person.seat].knows)


def _whom(session: Session, id: str | None, named: str | None) -> Participant | Refusal:
    """Find the person that a command is about: for a participant only themselves."""
    if id is not None and named not in (None, id):
        return Refusal("not-allowed", "Only the facilitator can do that for somebody else.")
    person = session.people.get(named or id or "")
    if person is None or person.removed:
        return Refusal("unknown", "There is nobody by that id in this session.")
    return person


def _name(session: Session, typed: str, person: Participant | None) -> str | Refusal:
    """Clean a name and see that nobody else has it."""
    name = cleaned(typed)
    if not name:
        return Refusal("empty", "A name needs a letter or two.")
    if len(name) > NAME_LENGTH:
        return Refusal("too-long", f"A name has at most {NAME_LENGTH} characters.")
    own = key(person.name) if person else None
    if key(name) != own and key(name) in session.names:
        return Refusal("taken", "Somebody here has that name. Take another.")
    return name


def _free_seat(session: Session) -> str | None:
    """Return the seat that fewest hold, the first of several; None where the scenario has none."""
    return min(seats(session.scenario), key=lambda it: session.seated.get(it, 0), default=None)
