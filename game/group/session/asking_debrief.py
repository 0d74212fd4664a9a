"""What may be done in the debrief."""

from __future__ import annotations

from game.group.session.commands import Agree, Commit, EnterPhase, GiveView, Judge, React, SeeOtherwise, Turn
from game.group.session.data.debriefing import (
    Agreed,
    Committed,
    Judged,
    PhaseEntered,
    Promise,
    Reacted,
    SawOtherwise,
    Turned,
    Viewed,
)
from game.group.session.debriefing import play_debrief
from game.group.session.events import Body
from game.group.session.refusals import Refusal
from game.group.session.state import Session
from game.group.session.typed import COMMITMENT_LENGTH, LINE_LENGTH, REACTION_LENGTH, cleaned

_TOO_LONG_LINE = Refusal("too-long", f"A line has at most {LINE_LENGTH} characters here.")


def enter_phase(session: Session, id: str | None, command: EnterPhase) -> tuple[Body, ...] | Refusal:
    """Go to any phase of the debrief, forward or back."""
    return () if session.phase == command.phase else (PhaseEntered(phase=command.phase),)


def turn(session: Session, id: str | None, command: Turn) -> tuple[Body, ...] | Refusal:
    """Show another decision or finding."""
    if not 1 <= command.number <= pages(session):
        return Refusal("unknown", f"There are {pages(session)} to step through.")
    return () if session.turn == command.number else (Turned(number=command.number),)


def pages(session: Session) -> int:
    """Count what a phase steps through: decisions, or findings; nothing elsewhere."""
    assert session.play is not None
    if session.phase == "description":
        return len(session.rulings)
    return len(play_debrief(session).findings) if session.phase == "analysis" else 0


def judge(session: Session, id: str | None, command: Judge) -> tuple[Body, ...] | Refusal:
    """Show the program's judgement of the finding, or hide it."""
    if not pages(session):
        return Refusal("unknown", "Too little happened here for a finding, so there is no judgement.")
    return () if session.judged == command.on else (Judged(on=command.on),)


def agree(session: Session, id: str | None, command: Agree) -> tuple[Body, ...] | Refusal:
    """Take down what the group agreed on."""
    words = cleaned(command.words)
    if len(words) > LINE_LENGTH:
        return _TOO_LONG_LINE
    return () if words == session.agreed else (Agreed(words=words),)


def react(session: Session, id: str | None, command: React) -> tuple[Body, ...] | Refusal:
    """Take one word."""
    word = cleaned(command.word)
    if len(word) > REACTION_LENGTH or " " in word:
        return Refusal("too-long", f"One word, of at most {REACTION_LENGTH} characters.")
    before = session.people[id or ""].reaction
    return () if word == (before.words if before else "") else (Reacted(word=word),)


def give_view(session: Session, id: str | None, command: GiveView) -> tuple[Body, ...] | Refusal:
    """Take somebody's own view of the play."""
    many = len(session.rulings)
    if any(it is not None and it > many for it in (command.same, command.change)):
        return Refusal("unknown", "There was no such decision.")
    if any(count > many for count in command.counts.values()):
        return Refusal("unknown", f"There were {many} decisions, so nothing was done more often.")
    keep, differently = cleaned(command.keep), cleaned(command.differently)
    if max(len(keep), len(differently)) > LINE_LENGTH:
        return _TOO_LONG_LINE
    viewed = Viewed(
        same=command.same, change=command.change, counts=command.counts, keep=keep, differently=differently
    )
    return () if viewed == session.people[id or ""].view else (viewed,)


def commit(session: Session, id: str | None, command: Commit) -> tuple[Body, ...] | Refusal:
    """Take what somebody means to do."""
    parts = [(cleaned(it.what), cleaned(it.when), cleaned(it.who)) for it in command.commitments]
    if any(len(part) > COMMITMENT_LENGTH for it in parts for part in it):
        return Refusal("too-long", f"Each line has at most {COMMITMENT_LENGTH} characters.")
    if any(not what for what, _, _ in parts):
        return Refusal("empty", "Say what you mean to do.")
    commitments = tuple(Promise(what=what, when=when, who=who) for what, when, who in parts)
    return () if commitments == session.people[id or ""].commitments else (Committed(commitments=commitments),)


def see_otherwise(session: Session, id: str | None, command: SeeOtherwise) -> tuple[Body, ...] | Refusal:
    """Take that somebody sees a finding otherwise."""
    if command.finding > len(play_debrief(session).findings):
        return Refusal("unknown", "There is no such finding.")
    seen = command.finding in session.people[id or ""].otherwise
    return () if seen == command.on else (SawOtherwise(finding=command.finding, on=command.on),)
