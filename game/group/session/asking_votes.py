"""What may be done about votes, dissent, and words on their way to the wall."""

from __future__ import annotations

from game.group.session.commands import CountHands, Dissent, Hide, Pass, Reveal, Vote, Withdraw
from game.group.session.data.decisions import Counted, Dissented, Revealed, Voted
from game.group.session.data.sitting import Passed, Withdrawn
from game.group.session.events import Body
from game.group.session.refusals import Refusal
from game.group.session.state import Participant, Round, Session
from game.group.session.typed import DISSENT_LENGTH, REASON_LENGTH, cleaned


def vote(session: Session, id: str | None, command: Vote) -> tuple[Body, ...] | Refusal:
    """Take a vote in the round that it names; the same again is no news."""
    assert id is not None
    if session.hands:
        return Refusal("not-now", "This room votes by show of hands.")
    round = session.round(command.round, command.decision)
    refused = _closed(session, round, command) or _no_option(round, command.choice)
    if refused or round is None:
        return refused or Refusal("not-now", "That vote has not been opened.")
    reason = cleaned(command.reason)
    if len(reason) > REASON_LENGTH:
        return Refusal("too-long", f"A reason has at most {REASON_LENGTH} characters.")
    before = round.votes.get(id)
    if before and (before.choice, before.sureness, before.reason) == (command.choice, command.sureness, reason):
        return ()
    return (
        Voted(
            decision=command.decision,
            round=command.round,
            choice=command.choice,
            sureness=command.sureness,
            reason=reason,
        ),
    )


def can_vote(session: Session, person: Participant) -> bool:
    """Say whether a vote is open to somebody."""
    return session.open_round is not None and not session.hands


def count(session: Session, id: str | None, command: CountHands) -> tuple[Body, ...] | Refusal:
    """Take counted hands in the open round."""
    if not session.hands:
        return Refusal("not-now", "People vote for themselves here: hands are counted with --hands.")
    round = session.open_round
    if round is None or round.name != command.round:
        return Refusal("closed", "Another vote is open.")
    refused = next(filter(None, (_no_option(round, it) for it in command.counts)), None)
    if refused:
        return refused
    return (Counted(decision=round.decision, round=round.name, counts=command.counts),)


def reveal(session: Session, id: str | None, command: Reveal) -> tuple[Body, ...] | Refusal:
    """Show the split of a closed vote."""
    return _shown(session, command, True)


def hide(session: Session, id: str | None, command: Hide) -> tuple[Body, ...] | Refusal:
    """Hide the split again."""
    return _shown(session, command, False)


def dissent(session: Session, id: str | None, command: Dissent) -> tuple[Body, ...] | Refusal:
    """Take a sentence from somebody whose vote was not followed."""
    person = session.people[id or ""]
    if command.decision != session.number:
        return Refusal("closed", "That decision has been played.")
    if not can_dissent(session, person):
        return Refusal("not-allowed", "This is for those who voted for something else.")
    words = cleaned(command.words)
    if len(words) > DISSENT_LENGTH:
        return Refusal("too-long", f"A sentence has at most {DISSENT_LENGTH} characters here.")
    before = session.dissents.get((session.number, person.id))
    if words == (before.words if before else ""):
        return ()
    return (Dissented(decision=session.number, words=words),)


def can_dissent(session: Session, person: Participant) -> bool:
    """Say whether somebody's last vote was not what was decided."""
    last = session.last_vote(person.id)
    return session.ruling is not None and last is not None and last.choice != session.ruling.choice


def pass_on(session: Session, id: str | None, command: Pass) -> tuple[Body, ...] | Refusal:
    """Pass words to the wall; a reason not before its vote is closed, since it would lean on those still voting."""
    if any(it.id == command.item for it in session.passed):
        return ()
    item = session.items.get(command.item)
    if item is None:
        return Refusal("unknown", "Those words are not there: whoever typed them has changed them, or is gone.")
    open_round = session.open_round
    if item.kind == "reason" and open_round and item.decision == open_round.decision:
        return Refusal("not-now", "Close the vote first: a reason on the wall would lean on those still voting.")
    return (Passed(item=item.id),)


def withdraw(session: Session, id: str | None, command: Withdraw) -> tuple[Body, ...] | Refusal:
    """Take words from the wall."""
    if any(it.id == command.item for it in session.passed):
        return (Withdrawn(item=command.item),)
    return () if command.item in session.items else Refusal("unknown", "Those words are not on the wall.")


def _closed(session: Session, round: Round | None, command: Vote) -> Refusal | None:
    if round is not None and not round.open:
        return Refusal("closed", "That vote is closed. What you sent last before the close counts.")
    if round is None and command.decision < session.number:
        return Refusal("closed", "That decision has been played.")
    return None


def _no_option(round: Round | None, choice: str) -> Refusal | None:
    if round is None or choice in round.options:
        return None
    return Refusal("not-open", "That is none of the options that can be voted for. A look is no vote.")


def _shown(session: Session, command: Reveal | Hide, on: bool) -> tuple[Body, ...] | Refusal:
    round = session.round(command.round, command.decision)
    if round is None:
        return Refusal("unknown", "There was no such vote.")
    if round.open:
        return Refusal("not-now", "Close the vote first: a split that is seen moves those still voting.")
    return () if round.revealed == on else (Revealed(decision=round.decision, round=round.name, on=on),)
