"""What may be done, by whom and when: every command leads to what the log is to hold, or to a refusal with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from game.group.session import asking_debrief, asking_flow, asking_people, asking_votes, commands
from game.group.session.commands import Command
from game.group.session.data.base import Phase
from game.group.session.data.people import Returned
from game.group.session.data.sitting import Opened
from game.group.session.events import Body
from game.group.session.refusals import Refusal
from game.group.session.state import Participant, Session, Step
from game.scenario.story import Scenario

__all__ = ["Refusal", "Who", "asked", "may", "opening"]

Right: TypeAlias = Literal["facilitator", "wall", "participant"]
Answer: TypeAlias = tuple[Body, ...] | Refusal
"""What the log is to hold, nothing where it is so already; or why not."""

MOST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who asks."""

    right: Right
    id: str = ""
    """A participant's."""

    @property
    def by(self) -> str:
        """Return what stands in the log as `by`."""
        return self.id if self.right == "participant" else self.right


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may ask for something, when, and what then decides."""

    rights: frozenset[Right]
    decide: Callable[[Session, str | None, Any], Answer]
    """Takes the session, the participant's id (None for the facilitator) and the command."""
    steps: frozenset[Step] | None = None
    """None: whenever the session is not over."""
    phases: frozenset[Phase] | None = None
    """Within the debrief; None: any."""
    not_now: str = ""
    """What is said at another step."""
    runs: bool = False
    """It moves the room on, and so waits while the session is paused."""
    ready: Callable[[Session, Participant], bool] = lambda session, person: True
    """What a participant's page asks beside the step, before it offers the command."""

    def in_time(self, session: Session) -> bool:
        """Say whether the room is where this can be asked."""
        if self.steps is not None and session.step not in self.steps:
            return False
        return self.phases is None or session.phase in self.phases


def opening(
    scenario: Scenario,
    *,
    seed: int = 0,
    role: str | None = None,
    hands: bool = False,
    minutes: int | None = None,
    own_names: bool = False,
) -> Opened | Refusal:
    """Return the first event of a session. `minutes` is the whole budget, half of it for the debrief."""
    if role is not None and role not in scenario.roles:
        known = ", ".join(scenario.roles) or "none"
        return Refusal("unknown", f"There is no such role in {scenario.id}. Its roles: {known}.")
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        return Refusal("wrong", f"A session takes 1 to {MOST_MINUTES} minutes.")
    return Opened(
        scenario=scenario.id,
        edition=scenario.edition,
        seed=seed,
        role=next(iter(scenario.roles), None) if role is None else role,
        hands=hands,
        minutes=minutes,
        own_names=own_names,
    )


def asked(session: Session, who: Who, command: Command) -> Answer:
    """Return what the log is to hold if this is done, nothing where it is so already; or why it cannot be done."""
    rule = RULES[type(command)]
    refused = _not_this_one(session, who, rule, command) or _not_now(session, rule)
    if refused:
        return refused
    if who.right != "participant":
        return rule.decide(session, None, command)
    answer = rule.decide(session, who.id, command)
    person = session.people.get(who.id)
    if person is None or person.present or isinstance(answer, Refusal):
        return answer
    # Whoever acts is back, whatever the connection was thought to be.
    return answer if isinstance(command, commands.Join | commands.Leave) else (Returned(), *answer)


def may(session: Session, who: Who) -> list[str]:
    """Return the kinds of command that somebody could ask for now."""
    person = session.people.get(who.id) if who.right == "participant" else None
    kinds = []
    for command, rule in RULES.items():
        if who.right not in rule.rights or _not_now(session, rule):
            continue
        if who.right == "participant" and (person is None or person.removed or not rule.ready(session, person)):
            continue
        if who.right == "facilitator" and not asking_flow.offered(session, command):
            continue
        kinds.append(command.model_fields["kind"].default)
    return kinds


def _not_this_one(session: Session, who: Who, rule: Rule, command: Command) -> Refusal | None:
    if who.right not in rule.rights:
        if who.right == "participant":
            return Refusal("not-allowed", "Only the facilitator can do that.")
        return Refusal("not-allowed", "Only a participant can do that.")
    if who.right != "participant":
        return None
    person = session.people.get(who.id)
    if person is not None and person.removed:
        return Refusal("removed", "The facilitator has closed this session to you.")
    if person is None and not isinstance(command, commands.Join):
        return Refusal("unknown", "You are not in this session yet: join it first.")
    return None


def _not_now(session: Session, rule: Rule) -> Refusal | None:
    if session.step == "closed":
        return Refusal("over", "This session is closed.")
    if not rule.in_time(session):
        return Refusal("not-now", rule.not_now)
    if rule.runs and session.paused is not None:
        return Refusal("paused", "The session is paused: resume it first.")
    return None


_FACILITATOR: frozenset[Right] = frozenset({"facilitator"})
_PARTICIPANT: frozenset[Right] = frozenset({"participant"})
_BOTH: frozenset[Right] = frozenset({"facilitator", "participant"})
_BEFORE: frozenset[Step] = frozenset({"lobby", "prebrief"})
_STANDING: frozenset[Step] = frozenset({"scene", "talk", "deciding"})
"""A decision stands before the room and no vote is open."""
_PLAYING: frozenset[Step] = frozenset(
    {"scene", "framing", "first", "talk", "second", "deciding", "dissent", "consequence"}
)
_VOTES: frozenset[Step] = frozenset({"framing", "first", "second"})
_DEBRIEF: frozenset[Step] = frozenset({"debrief"})
_PLAYED: frozenset[Step] = _PLAYING | {"ending", "debrief"}


def _phases(*phases: Phase) -> frozenset[Phase]:
    return frozenset(phases)


RULES: Mapping[type[Command], Rule] = {
    commands.Join: Rule(_PARTICIPANT, asking_people.join, ready=lambda session, person: not person.present),
    commands.Leave: Rule(_BOTH, asking_people.leave, ready=lambda session, person: person.present),
    commands.Rename: Rule(_BOTH, asking_people.rename, ready=lambda session, person: session.own_names),
    commands.Seat: Rule(_FACILITATOR, asking_people.seat),
    commands.Remove: Rule(_FACILITATOR, asking_people.remove),
    commands.Names: Rule(_FACILITATOR, asking_people.names),
    commands.Tell: Rule(
        _PARTICIPANT, asking_people.tell, _PLAYING | {"prebrief", "ending"},
        not_now="What you know is for the play: it is not running.", ready=asking_people.has_something_to_tell,
    ),
    commands.ChooseRole: Rule(
        _FACILITATOR, asking_flow.choose_role, _BEFORE, not_now="The play has begun, and keeps its role."
    ),
    commands.Next: Rule(_FACILITATOR, asking_flow.go_next, runs=True),
    commands.Skip: Rule(_FACILITATOR, asking_flow.skip, runs=True),
    commands.Open: Rule(
        _FACILITATOR, asking_flow.open_vote, _STANDING, runs=True,
        not_now="A vote is opened while a decision stands before the room and no vote is open.",
    ),
    commands.Close: Rule(_FACILITATOR, asking_flow.close_vote, _VOTES, not_now="There is no vote open.", runs=True),
    commands.Reopen: Rule(
        _FACILITATOR, asking_flow.reopen, frozenset({"talk", "deciding", "dissent"}), runs=True,
        not_now="There is nothing to open again here. A decision that has been played can be opened as a what-if.",
    ),
    commands.Reveal: Rule(_FACILITATOR, asking_votes.reveal, _PLAYED, not_now="Nothing has been voted on yet."),
    commands.Hide: Rule(_FACILITATOR, asking_votes.hide, _PLAYED, not_now="Nothing has been voted on yet."),
    commands.CountHands: Rule(_FACILITATOR, asking_votes.count, _VOTES, not_now="There is no vote open."),
    commands.Vote: Rule(_PARTICIPANT, asking_votes.vote, ready=asking_votes.can_vote),
    commands.Frame: Rule(
        _FACILITATOR, asking_flow.frame, _STANDING | {"dissent"},
        not_now="The kind of moment is noted while a decision stands before the room and no vote is open.",
    ),
    commands.Look: Rule(
        _FACILITATOR, asking_flow.look, frozenset({"scene", "talk"}), runs=True,
        not_now="A look is taken while a decision stands before the room, before its vote or in the talk.",
    ),
    commands.Decide: Rule(
        _FACILITATOR, asking_flow.decide, _STANDING, runs=True,
        not_now="There is no decision to make here; an open vote is closed first.",
    ),
    commands.Dissent: Rule(
        _PARTICIPANT, asking_votes.dissent, frozenset({"dissent"}), ready=asking_votes.can_dissent,
        not_now="A sentence can be left between a decision and what comes of it.",
    ),
    commands.Pause: Rule(_FACILITATOR, asking_flow.pause),
    commands.Resume: Rule(_FACILITATOR, asking_flow.resume),
    commands.Extend: Rule(
        _FACILITATOR, asking_flow.extend, _PLAYED | {"prebrief"}, not_now="No clock runs before the prebrief."
    ),
    commands.Pass: Rule(_FACILITATOR, asking_votes.pass_on),
    commands.Withdraw: Rule(_FACILITATOR, asking_votes.withdraw),
    commands.Blank: Rule(_FACILITATOR, asking_flow.blank),
    commands.ShowWhatIf: Rule(
        _FACILITATOR, asking_flow.show_what_if, _STANDING | {"consequence", "ending", "debrief"},
        not_now="A what-if is opened when decisions have been made and no vote is open.",
    ),
    commands.EndWhatIf: Rule(_FACILITATOR, asking_flow.end_what_if),
    commands.EnterPhase: Rule(
        _FACILITATOR, asking_debrief.enter_phase, _DEBRIEF, not_now="The debrief has not begun.", runs=True
    ),
    commands.Turn: Rule(
        _FACILITATOR, asking_debrief.turn, _DEBRIEF, _phases("description", "analysis"), runs=True,
        not_now="Decisions and findings are stepped through in the debrief.",
    ),
    commands.Judge: Rule(
        _FACILITATOR, asking_debrief.judge, _DEBRIEF, _phases("analysis"),
        not_now="A judgement belongs to a finding of the debrief.",
    ),
    commands.Agree: Rule(_FACILITATOR, asking_debrief.agree, _DEBRIEF, not_now="The debrief has not begun."),
    commands.React: Rule(
        _PARTICIPANT, asking_debrief.react, _DEBRIEF, _phases("reactions"),
        not_now="Words are for the reactions, when the play is over.",
    ),
    commands.GiveView: Rule(
        _PARTICIPANT, asking_debrief.give_view, _DEBRIEF, _phases("my_view"),
        not_now="Your own view is asked for before the findings are shown.",
    ),
    commands.Commit: Rule(
        _PARTICIPANT, asking_debrief.commit, _DEBRIEF, _phases("analysis", "summary"),
        not_now="What you mean to do is written down at the end of the debrief.",
    ),
    commands.SeeOtherwise: Rule(
        _PARTICIPANT, asking_debrief.see_otherwise, _DEBRIEF, _phases("analysis", "summary"),
        not_now="Findings are shown in the debrief.",
    ),
    commands.Finish: Rule(_FACILITATOR, asking_flow.finish),
}  # fmt: skip
"""Every command."""
