"""From one step to the next: what a step begins with, and what comes after it unless the facilitator says otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from game.group.session.data import debriefing as said
from game.group.session.data import decisions as made
from game.group.session.data import sitting as sat
from game.group.session.events import Body
from game.group.session.state import PHASES, Session, Step


class Way(NamedTuple):
    """A way on."""

    body: Body
    words: str
    """For the desk: what it does."""


def at_step(session: Session, step: Step, at: float, minutes: int | None = None) -> Session:
    """Return the session at the beginning of a step; its clock runs for `minutes`, if given. A what-if is put away."""
    ends = at + minutes * 60 if minutes else None
    return replace(session, step=step, step_at=at, step_ends=ends, what_if=None)


def next_way(session: Session) -> Way | None:
    """Return the next step; None where the facilitator has to decide first, or there is none."""
    number = session.number
    match session.step:
        case "lobby":
            return Way(sat.Begun(), "Go to the prebrief")
        case "prebrief":
            return Way(sat.Started(), "Start the play")
        case "scene" if session.live:
            words = "Open the first vote" if session.discuss else "Open the vote"
            return Way(made.VoteOpened(decision=number, round="first"), words)
        case "framing":
            return Way(made.VoteClosed(decision=number, round="frame"), "Close the vote")
        case "first":
            words = "Close the vote and talk" if session.discuss else "Close the vote"
            return Way(made.VoteClosed(decision=number, round="first"), words)
        case "talk":
            return Way(made.VoteOpened(decision=number, round="second"), "Open the second vote")
        case "second":
            return Way(made.VoteClosed(decision=number, round="second"), "Close the vote")
        case "dissent":
            return Way(made.Moved(decision=number), "Show what comes of it")
        case "consequence":
            assert session.play is not None
            return Way(made.WentOn(), "Go to the ending" if session.play.over else "Go on")
        case "ending":
            return Way(said.PhaseEntered(phase="reactions"), "Begin the debrief")
        case "debrief" if session.phase != PHASES[-1]:
            return _phase_way(session, 1)
    return None


def skip_way(session: Session) -> Way | None:
    """Return the step after the next, leaving the next one out; None where there is nothing to leave out."""
    number = session.number
    match session.step:
        case "lobby":
            return Way(sat.Started(), "Start the play without the prebrief")
        case "scene" if session.live and session.discuss:
            return Way(made.Skipped(decision=number, to="talk"), "Talk without a first vote")
        case "scene" if session.live:
            return Way(made.Skipped(decision=number, to="deciding"), "Decide without a vote")
        case "first" if session.discuss:
            return Way(made.Skipped(decision=number, to="deciding"), "Close the vote and decide without a talk")
        case "talk":
            return Way(made.Skipped(decision=number, to="deciding"), "Decide without a second vote")
        case "debrief" if session.phase in PHASES[:-2]:
            return _phase_way(session, 2)
    return None


def _phase_way(session: Session, by: int) -> Way:
    phase = PHASES[PHASES.index(session.phase) + by]
    return Way(said.PhaseEntered(phase=phase), f"Go to {PHASE_WORDS[phase]}")


PHASE_WORDS: dict[str, str] = {
    "reactions": "the reactions",
    "description": "what happened",
    "my_view": "everyone's own view",
    "analysis": "the findings",
    "summary": "the summary",
}
"""A phase in words."""
