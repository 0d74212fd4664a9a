"""What events about votes, and about words that may be passed to the wall, do."""

from __future__ import annotations

from dataclasses import replace

from game.group.session.data.decisions import Counted, Dissented, Revealed, VoteClosed, Voted, VoteOpened
from game.group.session.data.sitting import Passed, Withdrawn
from game.group.session.events import Event
from game.group.session.state import DEMAND_IDS, ROUND_STEPS, Item, Round, Session, Step, Vote
from game.group.session.steps import at_step
from game.present.asking import frame_first


def vote_opened(session: Session, event: Event, data: VoteOpened) -> Session:
    """Open a vote, or open it again with the votes that can still stand; what was revealed of it is hidden."""
    round = Round(data.decision, data.round, _options(session, data), event.seq, session.present)
    before = session.round(data.round)
    items = session.items
    if before is not None:
        votes, tally = before.votes, {id: count for id, count in before.tally.items() if id in round.options}
        for participant, vote in before.votes.items():
            if vote.choice not in round.options or session.people[participant].removed:
                votes, items = votes.remove(participant), items.discard(_item_id("reason", vote.seq))
                if vote.choice in tally:
                    tally[vote.choice] -= 1
        here = sum(1 for it in votes if session.people[it].present)
        round = replace(round, votes=votes, tally=tally, waiting=session.present - here)
    return at_step(replace(_with(session, round), items=items), ROUND_STEPS[data.round], event.at)


def voted(session: Session, event: Event, data: Voted) -> Session:
    """Take a vote; an earlier one of the same person in the same round counts no more."""
    round = session.rounds[data.decision, data.round]
    before = round.votes.get(event.by)
    tally = dict(round.tally)
    waiting = round.waiting
    items = session.items
    if before is not None:
        tally[before.choice] -= 1
        items = items.discard(_item_id("reason", before.seq))
    elif session.people[event.by].joined <= round.opened:
        waiting -= 1
    tally[data.choice] = tally.get(data.choice, 0) + 1
    vote = Vote(data.choice, data.sureness, data.reason, event.seq)
    votes = round.votes.insert(event.by, vote)
    if data.reason:
        id = _item_id("reason", event.seq)
        items = items.insert(id, Item(id, "reason", data.reason, event.by, data.decision, data.round, data.choice))
    return replace(_with(session, replace(round, votes=votes, tally=tally, waiting=waiting)), items=items)


def counted(session: Session, event: Event, data: Counted) -> Session:
    """Take counted hands, in place of those counted before."""
    round = session.rounds[data.decision, data.round]
    return _with(session, replace(round, tally={id: count for id, count in data.counts.items() if count}))


def vote_closed(session: Session, event: Event, data: VoteClosed) -> Session:
    """Close a vote and go on: after the first to the talk, where there is one; else to deciding."""
    round = session.rounds[data.decision, data.round]
    session = _with(session, replace(round, open=False))
    if data.round == "first" and session.discuss:
        return at_step(session, "talk", event.at, session.discuss)
    return at_step(session, _after(session, data), event.at)


def revealed(session: Session, event: Event, data: Revealed) -> Session:
    """Show the split of a closed vote to the room, or hide it."""
    return _with(session, replace(session.rounds[data.decision, data.round], revealed=data.on))


def dissented(session: Session, event: Event, data: Dissented) -> Session:
    """Keep a sentence from the smaller side, in place of an earlier one."""
    at = data.decision, event.by
    before = session.dissents.get(at)
    items = session.items if before is None else session.items.discard(before.id)
    if not data.words:
        return replace(session, items=items, dissents=session.dissents.discard(at))
    id = _item_id("dissent", event.seq)
    item = Item(id, "dissent", data.words, event.by, data.decision)
    return replace(session, items=items.insert(id, item), dissents=session.dissents.insert(at, item))


def passed(session: Session, event: Event, data: Passed) -> Session:
    """Pass words to the wall."""
    item = session.items[data.item]
    return replace(session, items=session.items.remove(item.id), passed=(*session.passed, item))


def withdrawn(session: Session, event: Event, data: Withdrawn) -> Session:
    """Take words from the wall; they may be passed again."""
    item = next(it for it in session.passed if it.id == data.item)
    rest = tuple(it for it in session.passed if it is not item)
    return replace(session, items=session.items.insert(item.id, item), passed=rest)


def _with(session: Session, round: Round) -> Session:
    return replace(session, rounds=session.rounds.insert((round.decision, round.name), round))


def _options(session: Session, data: VoteOpened) -> tuple[str, ...]:
    if data.round == "frame":
        return DEMAND_IDS
    assert session.play is not None
    return tuple(it.id for it in session.play.options if it.kind == "choice" and it.open)


def _after(session: Session, data: VoteClosed) -> Step:
    """Return where a vote leads that no talk follows: framing comes before the votes, or after them."""
    asked = session.scene.decision
    return "scene" if data.round == "frame" and asked is not None and frame_first(asked) else "deciding"


def _item_id(kind: str, seq: int) -> str:
    return f"{kind}-{seq}"
