"""What each right may see, JSON-ready: the room is the same for all; a phone adds its own, the desk what leads it."""

from __future__ import annotations

from typing import Any

from game.group.session.asking import Who
from game.group.session.debrief_views import room_debrief, shown_decisions
from game.group.session.desk_views import desk
from game.group.session.own_views import own
from game.group.session.state import Item, Round, Session
from game.group.session.telling import options, stood, story, what_if
from game.present.text import safe
from game.present.words import DEMAND_WORDS
from game.scenario.acts import DEMANDS

__all__ = ["desk", "own", "room", "view"]

Json = dict[str, Any]


def view(session: Session, who: Who, now: float) -> Json:
    """Return what somebody may see: `right`, `now`, `room`, and for a participant `you`, for the desk `desk`."""
    seen: Json = {"right": who.right, "now": now, "room": room(session)}
    if who.right == "participant":
        return seen | {"you": own(session, who.id)}
    return seen | {"desk": desk(session, now)} if who.right == "facilitator" else seen


def room(session: Session) -> Json:
    """Return what everyone may see, at the wall and on every phone. It hangs on the log alone, not on the clock.

    No tally stands in it that the facilitator has not revealed, and no typed word that they have not passed.
    """
    return {
        "seq": session.seq,
        "title": safe(session.scenario.title),
        "step": session.step,
        "paused": session.paused is not None,
        "blank": session.blank,
        "hands": session.hands,
        "own_names": session.own_names,
        "brief": _brief(session),
        "people": {"present": session.present, "joined": len(session.people)},
        "clock": {"started": session.step_at, "ends": session.step_ends, "paused": session.paused},
        "story": story(session),
        "decision": _decision(session),
        "passed": [_passed(session, it) for it in session.passed if _on_show(session, it)],
        "what_if": what_if(session),
        "debrief": room_debrief(session),
    }


def _brief(session: Session) -> Json:
    scenario = session.scenario
    role = scenario.roles[session.role] if session.role else None
    return {
        "text": safe(scenario.brief),
        "role": {"name": safe(role.name), "brief": safe(role.brief)} if role else None,
        "touches": [safe(it) for it in scenario.touches],
        "minutes": {"play": scenario.play_minutes, "debrief": scenario.debrief_minutes},
    }


def _decision(session: Session) -> Json | None:
    """Return the decision in hand with its votes; None before the play, and once it is over."""
    if session.play is None or session.step in ("ending", "debrief", "closed"):
        return None
    play = stood(session)
    asked = play.scene.decision
    if asked is None or (play.over and session.number not in session.rulings):
        return None
    cut = session.scenario.room_cut
    words = {it.id: it.text for it in play.options if it.kind == "choice"}
    rounds = [round for name in ("frame", "first", "second") if (round := session.rounds.get((session.number, name)))]
    ruling = session.ruling
    return {
        "number": session.number,
        "scene": play.scene.id,
        "live": not cut or play.scene.id in cut,
        "discuss": asked.discuss,
        "options": options(play.options),
        "frame_asked": asked.frame,
        "frame": session.frame,
        "frames": [{"id": it, "text": DEMAND_WORDS[it]} for it in DEMANDS] if asked.frame else [],
        "votes": {it.name: _votes(it) for it in rounds},
        "decided": None
        if ruling is None
        else {
            "choice": ruling.choice,
            "label": safe(words[ruling.choice]),
            "reason": ruling.reason,
            # Said as it is told, whether or not the split is shown: nobody is overruled without a word.
            "override": ruling.override,
        },
    }


def _votes(round: Round) -> Json:
    return {
        "open": round.open,
        "voted": round.voted,
        "of": round.voted + round.waiting,
        "all": round.waiting == 0 and round.voted > 0,
        "options": list(round.options),
        "revealed": round.revealed,
        "tally": {id: round.tally.get(id, 0) for id in round.options} if round.revealed else None,
    }


def _passed(session: Session, item: Item) -> Json:
    """Return passed words; what their author voted for stands beside them only when that vote was revealed."""
    round = session.rounds.get((item.decision, item.round)) if item.decision and item.round else None
    choice = item.choice if round is not None and round.revealed else None
    return {"item": item.id, "kind": item.kind, "words": item.words, "choice": choice}


def _on_show(session: Session, item: Item) -> bool:
    """Say whether words belong to what stands before the room now."""
    if item.kind == "reaction":
        return session.step == "debrief" and session.phase == "reactions"
    return item.decision in shown_decisions(session)
