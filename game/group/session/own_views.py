"""What one participant has of their own: seat, what only they know, votes and words; never anybody else's."""

from __future__ import annotations

from typing import Any

from game.group.session.asking import Who, may
from game.group.session.data.base import RoundName
from game.group.session.state import Participant, Session, Vote, seats
from game.present.text import safe
from game.present.words import DEMAND_WORDS
from game.scenario.prose import as_typed

Json = dict[str, Any]

_ROUNDS: tuple[RoundName, ...] = ("frame", "first", "second")
_WITH_RECORD = ("ending", "debrief", "closed")


def own(session: Session, id: str) -> Json:
    """Return one participant's own part; for somebody unknown or shut out no more than that."""
    person = session.people.get(id)
    if person is None or person.removed:
        return {"id": id, "removed": person is not None, "joined": False}
    dissent = session.dissents.get((session.number, id))
    return {
        "id": id,
        "removed": False,
        "joined": True,
        "name": person.name,
        "present": person.present,
        "seat": _seat(session, person),
        "told": person.seat is not None and (person.seat, id) in session.told,
        "vote": _vote(session, id),
        "dissent": dissent.words if dissent else None,
        "reaction": person.reaction.words if person.reaction else "",
        "my_view": person.view.model_dump(mode="json", exclude={"kind"}) if person.view else None,
        "commitments": [it.model_dump(mode="json") for it in person.commitments],
        "otherwise": list(person.otherwise),
        "may": may(session, Who("participant", id)),
        "record": _record(session, person) if session.step in _WITH_RECORD else None,
    }


def _seat(session: Session, person: Participant) -> Json | None:
    """Return somebody's seat; what it knows is read from the prebrief on."""
    if person.seat is None:
        return None
    seat = seats(session.scenario)[person.seat]
    knows = "" if session.step == "lobby" else safe(seat.knows)
    return {"id": seat.id, "name": safe(seat.name), "brief": safe(seat.brief), "knows": knows}


def _vote(session: Session, id: str) -> Json | None:
    """Return the own vote in the open round; where none is open, in the last of the decision in hand."""
    round = session.open_round or session.round("second") or session.round("first") or session.round("frame")
    if round is None or id not in round.votes:
        return None
    vote = round.votes[id]
    return {
        "decision": round.decision,
        "round": round.name,
        "choice": vote.choice,
        "sureness": vote.sureness,
        "reason": vote.reason,
    }


def _record(session: Session, person: Participant) -> Json:
    """Return what somebody takes home: each decision with what they voted, wrote and left."""
    assert session.play is not None or not session.rulings
    told = session.told.get((person.seat, person.id)) if person.seat else None
    decisions = session.play.decisions if session.play else ()
    return {
        "told_at": told,
        "decisions": [
            {
                "number": it.number,
                "title": safe(session.scenario.scenes[it.scene].title),
                "decided": next((safe(option.text) for option in it.options if option.id == it.choice), it.choice),
                "votes": _votes(session, person.id, it.number, it.scene),
                "dissent": left.words if (left := session.dissents.get((it.number, person.id))) else None,
            }
            for it in decisions
        ],
    }


def _votes(session: Session, id: str, number: int, scene: str) -> Json:
    found: Json = {}
    for name in _ROUNDS:
        round = session.round(name, number)
        if round is not None and id in round.votes:
            found[name] = _voted(session, round.votes[id], name, scene)
    return found


def _voted(session: Session, vote: Vote, name: RoundName, scene: str) -> Json:
    if name == "frame":
        label = next(words for demand, words in DEMAND_WORDS.items() if demand == vote.choice)
    else:
        label = as_typed(session.scenario.scenes[scene].option(vote.choice).label)
    return {"choice": vote.choice, "label": safe(label), "sureness": vote.sureness, "reason": vote.reason}
