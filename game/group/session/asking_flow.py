"""What the facilitator may do with the play: step, vote, look, decide, pause, and open what might have been."""

from __future__ import annotations

from game.group.session import commands
from game.group.session.commands import (
    Blank,
    ChooseRole,
    Close,
    Command,
    Decide,
    EndWhatIf,
    Extend,
    Finish,
    Frame,
    Look,
    Next,
    Open,
    Pause,
    Reopen,
    Resume,
    ShowWhatIf,
    Skip,
)
from game.group.session.data import decisions as made
from game.group.session.data import sitting as sat
from game.group.session.debriefing import line_beside
from game.group.session.events import Body
from game.group.session.refusals import Refusal
from game.group.session.state import Session
from game.group.session.steps import next_way, skip_way
from game.group.session.typed import REASON_LENGTH, cleaned
from game.play.playing import MoveError
from game.present.asking import frame_first


def choose_role(session: Session, id: str | None, command: ChooseRole) -> tuple[Body, ...] | Refusal:
    """Choose the chair that the room plays from."""
    if command.role not in session.scenario.roles:
        return Refusal("unknown", "There is no such role in this scenario.")
    return () if command.role == session.role else (sat.RoleChosen(role=command.role),)


def go_next(session: Session, id: str | None, command: Next) -> tuple[Body, ...] | Refusal:
    """Take the next step."""
    way = next_way(session)
    if way is not None:
        return (way.body,)
    if session.step == "debrief":
        return Refusal("not-now", "This is the last phase: finish closes the session.")
    return Refusal("not-now", "Decide first: say which choice the room makes.")


def skip(session: Session, id: str | None, command: Skip) -> tuple[Body, ...] | Refusal:
    """Leave the next step out."""
    way = skip_way(session)
    return (way.body,) if way else Refusal("not-now", "There is nothing to leave out here.")


def open_vote(session: Session, id: str | None, command: Open) -> tuple[Body, ...] | Refusal:
    """Open a vote where it has its place."""
    refused = {"frame": _no_framing, "first": _no_first, "second": _no_second}[command.round](session)
    return refused or (made.VoteOpened(decision=session.number, round=command.round),)


def close_vote(session: Session, id: str | None, command: Close) -> tuple[Body, ...] | Refusal:
    """Close the open vote."""
    round = session.open_round
    assert round is not None
    return (made.VoteClosed(decision=round.decision, round=round.name),)


def reopen(session: Session, id: str | None, command: Reopen) -> tuple[Body, ...] | Refusal:
    """Go one step back."""
    number = session.number
    if session.step == "dissent":
        return (made.DecisionReopened(decision=number),)
    if session.step == "deciding" and session.round("second"):
        return (made.VoteOpened(decision=number, round="second"),)
    if session.step == "deciding" and session.discuss:
        return (made.TalkReopened(decision=number),)
    if session.round("first"):
        return (made.VoteOpened(decision=number, round="first"),)
    return Refusal("not-now", "There was no vote to open again.")


def frame(session: Session, id: str | None, command: Frame) -> tuple[Body, ...] | Refusal:
    """Take down the kind of moment."""
    asked = session.scene.decision
    if asked is None or not asked.frame:
        return _NOT_FRAMED
    return () if session.frame == command.demand else (made.Framed(demand=command.demand),)


def look(session: Session, id: str | None, command: Look) -> tuple[Body, ...] | Refusal:
    """Take a look for the room."""
    refused = _not_open(session, "look", command.look)
    return refused or (made.Looked(look=command.look),)


def decide(session: Session, id: str | None, command: Decide) -> tuple[Body, ...] | Refusal:
    """Decide; at once where nobody voted for anything else. Against the most voted only with a reason."""
    refused = _not_open(session, "choice", command.choice)
    if refused:
        return refused
    reason = cleaned(command.reason)
    if len(reason) > REASON_LENGTH:
        return Refusal("too-long", f"A reason has at most {REASON_LENGTH} characters.")
    leaders = most_voted(session)
    override = bool(leaders) and command.choice not in leaders
    if override and not reason:
        return Refusal("reason-needed", "Most voted for something else: give the reason in a line. It is recorded.")
    ruled = made.Decided(decision=session.number, choice=command.choice, reason=reason, override=override)
    return (ruled,) if _differs(session, command.choice) else (ruled, made.Moved(decision=session.number))


def most_voted(session: Session) -> tuple[str, ...]:
    """Return the choices, of those that are open now, that most voted for last: several where they are level."""
    last = session.last_round()
    if last is None or session.play is None:
        return ()
    return last.leaders(frozenset(it.id for it in session.play.options if it.kind == "choice" and it.open))


def pause(session: Session, id: str | None, command: Pause) -> tuple[Body, ...] | Refusal:
    """Stop the clocks."""
    return (sat.Paused(),) if session.paused is None else ()


def resume(session: Session, id: str | None, command: Resume) -> tuple[Body, ...] | Refusal:
    """Let the clocks run again."""
    return () if session.paused is None else (sat.Resumed(),)


def extend(session: Session, id: str | None, command: Extend) -> tuple[Body, ...] | Refusal:
    """Give the step more minutes; one without a clock gets one."""
    return (sat.Extended(minutes=command.minutes),)


def blank(session: Session, id: str | None, command: Blank) -> tuple[Body, ...] | Refusal:
    """Blank the wall, or show it."""
    return () if session.blank == command.on else (sat.Blanked(on=command.on),)


def show_what_if(session: Session, id: str | None, command: ShowWhatIf) -> tuple[Body, ...] | Refusal:
    """Open a past decision beside the real line; the play itself stays as it is."""
    if session.what_if == (command.decision, command.choice):
        return ()
    ruling = session.rulings.get(command.decision)
    if ruling is None or session.play is None:
        return Refusal("unknown", "That decision has not been made yet.")
    if ruling.choice == command.choice:
        return Refusal("not-open", "That is what was decided. A what-if needs another choice.")
    try:
        line_beside(session.play, command.decision, command.choice)
    except MoveError:
        return Refusal("not-open", "That choice was not open at that decision.")
    return (made.WhatIfShown(decision=command.decision, choice=command.choice),)


def end_what_if(session: Session, id: str | None, command: EndWhatIf) -> tuple[Body, ...] | Refusal:
    """Put the what-if away."""
    return () if session.what_if is None else (made.WhatIfEnded(),)


def finish(session: Session, id: str | None, command: Finish) -> tuple[Body, ...] | Refusal:
    """Close the session."""
    return (sat.Closed(),)


def offered(session: Session, command: type[Command]) -> bool:
    """Say whether the desk should offer a command whose step it is."""
    known = {
        commands.Next: lambda: next_way(session) is not None,
        commands.Skip: lambda: skip_way(session) is not None,
        commands.Open: lambda: not (_no_framing(session) and _no_first(session) and _no_second(session)),
        commands.Reopen: lambda: not isinstance(reopen(session, None, Reopen()), Refusal),
        commands.CountHands: lambda: session.hands,
        commands.Frame: lambda: bool(session.scene.decision and session.scene.decision.frame),
        commands.Pause: lambda: session.paused is None,
        commands.Resume: lambda: session.paused is not None,
        commands.ShowWhatIf: lambda: bool(session.rulings),
        commands.EndWhatIf: lambda: session.what_if is not None,
        commands.ChooseRole: lambda: len(session.scenario.roles) > 1,
    }
    return command not in known or known[command]()


_NOT_FRAMED = Refusal("not-now", "The author does not ask what kind of moment this is.")


def _no_framing(session: Session) -> Refusal | None:
    asked = session.scene.decision
    if asked is None or not asked.frame:
        return _NOT_FRAMED
    if session.step != ("scene" if frame_first(asked) else "deciding"):
        when = "before the first vote" if frame_first(asked) else "after the vote, since this one cannot wait for it"
        return Refusal("not-now", f"What kind of moment this is is asked {when}.")
    return None


def _no_first(session: Session) -> Refusal | None:
    if session.step == "deciding" and session.round("second"):
        return Refusal("not-now", "The second vote has been taken: open that one again.")
    return None


def _no_second(session: Session) -> Refusal | None:
    if not session.discuss:
        return Refusal("not-now", "This decision has one vote; the author has not marked it for a talk.")
    return Refusal("not-now", "The first vote comes first, then the talk.") if session.step == "scene" else None


def _not_open(session: Session, kind: str, id: str) -> Refusal | None:
    assert session.play is not None
    option = next((it for it in session.play.options if it.kind == kind and it.id == id), None)
    if option is None:
        return Refusal("unknown", f"There is no {kind} of that name here.")
    return None if option.open else Refusal("not-open", f"That {kind} is closed here.")


def _differs(session: Session, choice: str) -> bool:
    """Say whether anybody's last vote is for another choice."""
    rounds = [it for it in (session.round("second"), session.round("first")) if it is not None]
    seen: set[str] = set()
    for round in rounds:
        if any(vote.choice != choice for id, vote in round.votes.items() if id not in seen and _here(session, id)):
            return True
        seen.update(round.votes)
    return False


def _here(session: Session, id: str) -> bool:
    return not session.people[id].removed
