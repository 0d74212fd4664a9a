"""What the facilitator has before them, and nobody else: notes, tallies, words waiting to be passed, the time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from game.group.session.asking import Who, may
from game.group.session.asking_flow import most_voted
from game.group.session.data.base import RoundName
from game.group.session.debrief_views import desk_debrief
from game.group.session.debriefing import FEWEST
from game.group.session.state import Round, Session, seats
from game.group.session.steps import next_way, skip_way
from game.group.session.telling import stood
from game.group.session.timing import budget
from game.group.session.waiting_views import waiting_words
from game.present.facilitating import script
from game.present.text import safe
from game.present.words import demand_title

Json = dict[str, Any]

MOST_WAITING = 200
"""Words that are listed at once: the latest. Nobody reads more, and everything is bounded."""
_ROUNDS: tuple[RoundName, ...] = ("frame", "first", "second")


def desk(session: Session, now: float) -> Json:
    """Return the facilitator's part."""
    way, left_out = next_way(session), skip_way(session)
    waiting = waiting_words(session)
    return {
        "next": way.words if way else None,
        "skip": left_out.words if left_out else None,
        "not_in": _not_in(session),
        "can": may(session, Who("facilitator")),
        "people": _people(session),
        "script": list(script(session.own_names)) if session.step == "prebrief" else [],
        "notes": _notes(session),
        "votes": {name: _votes(session, round) for name in _ROUNDS if (round := session.round(name)) is not None},
        "ahead": list(most_voted(session)) if session.play is not None and not session.play.over else [],
        "shift": _shift(session),
        "waiting": waiting[-MOST_WAITING:],
        "waiting_count": len(waiting),
        "roles": [{"id": id, "name": safe(it.name)} for id, it in session.scenario.roles.items()],
        "seats": _seats(session),
        "decisions": [_decided(session, number) for number in range(1, len(session.rulings) + 1)],
        "budget": budget(session, now),
        "debrief": desk_debrief(session),
    }


def _people(session: Session) -> list[Json]:
    """Return who is here and who has voted, in the order of coming; never what."""
    open_round = session.open_round
    return [
        {
            "id": it.id,
            "name": it.name,
            "seat": it.seat,
            "present": it.present,
            "late": open_round is not None and it.joined > open_round.opened,
            "voted": open_round is not None and it.id in open_round.votes,
        }
        for it in sorted(session.people.values(), key=lambda it: it.number)
        if not it.removed
    ]


def _not_in(session: Session) -> int:
    """Count who is here and could have voted in the open vote, and has not."""
    round = session.open_round
    return round.waiting if round is not None and not session.hands else 0


def _notes(session: Session) -> Json | None:
    """Return the author's notes on the decision in hand."""
    if session.play is None or session.step in ("ending", "debrief", "closed"):
        return None
    asked = stood(session).scene.decision
    if asked is None:
        return None
    return {
        "demands": [
            {"demand": demand, "words": demand_title(demand), "reason": safe(reason)} for demand, reason in asked.demand
        ],
        "contested": asked.contested,
        "cue": safe(asked.cue),
        "ask": safe(asked.ask),
        "prompts": [safe(it) for it in asked.prompts],
        "discuss": asked.discuss,
        "practises": list(asked.practises),
    }


def _votes(session: Session, round: Round) -> Json:
    """Return a round's tally as it runs; splits by seat and sureness when it is closed, and for five or more."""
    return {
        "tally": {id: round.tally.get(id, 0) for id in round.options},
        "leaders": list(round.leaders()),
        "by_seat": None if round.open else _split(_by_seat(session, round), "seat"),
        "by_sureness": None if round.open else _split(_by_sureness(round), "sureness"),
    }


def _by_seat(session: Session, round: Round) -> Iterable[tuple[str, str]]:
    named = seats(session.scenario)
    for participant, vote in round.votes.items():
        seat = session.people[participant].seat
        if seat is not None:
            yield safe(named[seat].name), vote.choice


def _by_sureness(round: Round) -> Iterable[tuple[str, str]]:
    for vote in round.votes.values():
        yield str(vote.sureness or "not said"), vote.choice


def _split(pairs: Iterable[tuple[str, str]], what: str) -> list[Json] | None:
    """Return a tally for each group of five or more; smaller ones are put together until nothing can be worked out.

    None where that leaves a single group.
    """
    groups: dict[str, Counter[str]] = {}
    for group, choice in pairs:
        groups.setdefault(group, Counter())[choice] += 1
    by_size = sorted(groups, key=lambda it: (-groups[it].total(), it))
    rest: list[str] = []
    while by_size and (groups[by_size[-1]].total() < FEWEST or 0 < _people_in(groups, rest) < FEWEST):
        rest.append(by_size.pop())
    shown = [(name, groups[name]) for name in sorted(by_size)]
    if rest:
        shown.append(("others", sum((groups[it] for it in rest), Counter())))
    if len(shown) < 2:
        return None
    return [{what: name, "people": tally.total(), "tally": dict(sorted(tally.items()))} for name, tally in shown]


def _people_in(groups: dict[str, Counter[str]], names: list[str]) -> int:
    return sum(groups[it].total() for it in names)


def _shift(session: Session) -> list[Json]:
    """Return how many went from which choice to which, of those who voted in both rounds; when both are closed."""
    first, second = session.round("first"), session.round("second")
    if first is None or second is None or first.open or second.open:
        return []
    ways = Counter(
        (vote.choice, second.votes[id].choice) for id, vote in first.votes.items() if id in second.votes
    )
    return [{"from": before, "to": after, "count": count} for (before, after), count in sorted(ways.items())]


def _seats(session: Session) -> list[Json]:
    """Return the seats with what only they know; a room that raises its hands has nobody in them."""
    if session.hands:
        return []
    told = {seat for seat, _ in session.told}
    return [
        {
            "id": it.id,
            "name": safe(it.name),
            "knows": safe(it.knows),
            "people": session.seated.get(it.id, 0),
            "told": it.id in told,
        }
        for it in seats(session.scenario).values()
    ]


def _decided(session: Session, number: int) -> Json:
    """Return a decision that was played, for what-ifs and for showing its split."""
    assert session.play is not None
    decision = session.play.decisions[number - 1]
    return {
        "number": number,
        "title": safe(session.scenario.scenes[decision.scene].title),
        "choice": decision.choice,
        "options": [{"id": it.id, "text": safe(it.text)} for it in decision.options if it.kind == "choice" and it.open],
        "rounds": {
            name: {"revealed": round.revealed, "tally": dict(round.tally)}
            for name in _ROUNDS if (round := session.round(name, number)) is not None
        },
    }  # fmt: skip
