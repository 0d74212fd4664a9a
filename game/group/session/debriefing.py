"""What only a group has: how its votes moved, what the smaller side knew, what nobody told, and both hats by vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from statistics import median_low

from game.findings.debriefing import Debrief, View, debrief
from game.findings.whatif import WhatIf, what_if
from game.group.session.data.base import RoundName
from game.group.session.state import Item, Participant, Round, Session, seats
from game.play.history import Decision
from game.play.playing import Play
from game.scenario.acts import ACTS, Act
from game.scenario.scenes import Choice

FEWEST = 5
"""No split by seat or sureness is shown for fewer people."""
SURE = 3


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What one seat alone knew."""

    seat: str
    """The seat's name."""
    knows: str


@dataclass(frozen=True, slots=True)
class Moved:
    """People who went from one choice to another between the votes, or stayed."""

    before: str
    after: str
    count: int


@dataclass(frozen=True, slots=True)
class Passed:
    """A line of why that stood on the wall."""

    words: str
    label: str
    """The option that it was given for, in its own words."""


@dataclass(frozen=True, slots=True)
class GroupDecision:
    """One decision as the group made it."""

    number: int
    """Counted from 1."""
    scene: str
    title: str
    choice: str
    label: str
    reason: str
    """The facilitator's, where one was given."""
    override: bool
    """It was not the most voted choice."""
    labels: Mapping[str, str]
    """Of each option that was voted on, in its own words."""
    tallies: Mapping[RoundName, Mapping[str, int]]
    shift: tuple[Moved, ...]
    """Of those who voted in both rounds."""
    moved: int
    sure_and_moved: int | None
    """Of those who were sure at first; None where fewer than five voted in both rounds."""
    smaller_knew: tuple[Knowledge, ...]
    """What the seats of the smaller side knew; empty where fewer than five stood there."""
    passed: tuple[Passed, ...]
    """The lines of why that the facilitator passed to the wall, in that order."""
    dissents: tuple[str, ...]
    untold: tuple[Knowledge, ...]
    """What had not been told to the room when this was decided."""
    acts: Mapping[Act, Mapping[RoundName, int]]
    """How many voted for each act in each round; a choice with two acts counts for both."""


@dataclass(frozen=True, slots=True)
class GroupDebrief:
    """Everything that a session's report can show."""

    play: Debrief
    view: View | None
    """What most of the room picked about the play."""
    decisions: tuple[GroupDecision, ...]
    people: int
    """Everybody who came in."""
    there: int
    """Of them those who were there for the debrief."""
    untold: tuple[Knowledge, ...]
    """What nobody ever told."""
    what_ifs: tuple[WhatIf, ...]
    reactions: tuple[str, ...]
    """The words that were passed to the wall."""
    otherwise: Mapping[int, int]
    """How many see each finding otherwise."""
    skipped: tuple[tuple[int, str], ...]
    """What was left out: decision and step."""
    agreed: str
    """The group's commitment."""


def group_debrief(session: Session) -> GroupDebrief:
    """Return what a group's play meant, with its evidence."""
    assert session.play is not None
    return GroupDebrief(
        play=play_debrief(session),
        view=room_view(session),
        decisions=tuple(group_decision(session, it) for it in session.play.decisions),
        people=len(session.people),
        there=len(there(session)),
        untold=_untold(session, None),
        what_ifs=tuple(line_beside(session.play, *shown) for shown in session.what_ifs),
        reactions=tuple(it.words for it in session.passed if it.kind == "reaction"),
        otherwise=seen_otherwise(session),
        skipped=session.skipped,
        agreed=session.agreed,
    )


def there(session: Session) -> list[Participant]:
    """Return who was there for the debrief, or for some of it: whoever had gone before it began has no say in it."""
    return [it for it in session.people.values() if it.debriefed and not it.removed]


def seen_otherwise(session: Session) -> dict[int, int]:
    """Return how many see each finding otherwise, by its number."""
    return dict(sorted(Counter(finding for it in there(session) for finding in it.otherwise).items()))


def play_debrief(session: Session) -> Debrief:
    """Return the debrief of the play itself, the room's own view beside it."""
    assert session.play is not None
    view = room_view(session)
    if view is None:
        return _debriefed(session.play, None, None, None)
    return _debriefed(session.play, view.same, view.change, tuple(view.counts.items()) if view.counts else None)


@lru_cache(maxsize=32)
def _debriefed(
    play: Play, same: int | None, change: int | None, counts: tuple[tuple[Act, int], ...] | None
) -> Debrief:
    return debrief(play, View(same, change, dict(counts) if counts else None))


@lru_cache(maxsize=64)
def line_beside(play: Play, decision: int, choice: str) -> WhatIf:
    """Return the line that another choice would have begun. Raises MoveError or IndexError where there is none."""
    return what_if(play, decision, choice)


def room_view(session: Session) -> View | None:
    """Return what most picked about the play, the earlier decision where they are level, and middle counts."""
    views = [person.view for person in session.people.values() if person.view is not None]
    if not views:
        return None
    counts: dict[Act, int] = {}
    for act in ACTS:
        said = [view.counts[act] for view in views if act in view.counts]
        if said:
            counts[act] = median_low(said)
    return View(_most(view.same for view in views), _most(view.change for view in views), counts or None)


def group_decision(session: Session, decision: Decision) -> GroupDecision:
    """Return one decision as the group made it."""
    number = decision.number
    ruling = session.rulings[number]
    first, second = session.round("first", number), session.round("second", number)
    both = list(_both(first, second))
    words = {option.id: option.text for option in decision.options if option.kind == "choice"}
    return GroupDecision(
        number=number,
        scene=decision.scene,
        title=session.scenario.scenes[decision.scene].title,
        choice=decision.choice,
        label=words[decision.choice],
        reason=ruling.reason,
        override=ruling.override,
        labels=words,
        tallies={it.name: _counts(it) for it in (session.round("frame", number), first, second) if it is not None},
        shift=tuple(Moved(*way, count) for way, count in sorted(Counter((a, b) for a, b, _ in both).items())),
        moved=sum(1 for before, after, _ in both if before != after),
        sure_and_moved=_sure_and_moved(both),
        smaller_knew=_smaller_knew(session, number),
        passed=tuple(
            Passed(it.words, words.get(it.choice or "", ""))
            for it in session.passed
            if it.kind == "reason" and it.decision == number
        ),
        dissents=tuple(it.words for it in _in_order(session.dissents.values(), number)),
        untold=_untold(session, number),
        acts=_acts(session, decision, first, second),
    )


def _in_order(dissents: Iterable[Item], number: int) -> list[Item]:
    return sorted((it for it in dissents if it.decision == number), key=lambda it: int(it.id.partition("-")[2]))


def _counts(round: Round) -> dict[str, int]:
    return {id: round.tally.get(id, 0) for id in round.options}


def _both(first: Round | None, second: Round | None) -> Iterator[tuple[str, str, int | None]]:
    """Give, of everybody who voted in both rounds, both choices and how sure they were at first."""
    if first is None or second is None:
        return
    for participant, vote in first.votes.items():
        if participant in second.votes:
            yield vote.choice, second.votes[participant].choice, vote.sureness


def _sure_and_moved(both: list[tuple[str, str, int | None]]) -> int | None:
    if len(both) < FEWEST:
        return None
    return sum(1 for before, after, sureness in both if before != after and sureness == SURE)


def _smaller_knew(session: Session, number: int) -> tuple[Knowledge, ...]:
    last = session.last_round(number)
    if last is None:
        return ()
    leaders = last.leaders()
    smaller = [session.people[it] for it, vote in last.votes.items() if vote.choice not in leaders]
    if len(smaller) < FEWEST:
        return ()
    held = {person.seat for person in smaller}
    return tuple(Knowledge(it.name, it.knows) for it in seats(session.scenario).values() if it.knows and it.id in held)


def _untold(session: Session, number: int | None) -> tuple[Knowledge, ...]:
    """Return what a seat that somebody held knew and nobody had told: up to a decision, or ever."""
    told = {seat for (seat, _), at in session.told.items() if number is None or at <= number}
    return tuple(
        Knowledge(it.name, it.knows)
        for it in seats(session.scenario).values()
        if it.knows and session.seated.get(it.id) and it.id not in told
    )


def _acts(
    session: Session, decision: Decision, first: Round | None, second: Round | None
) -> dict[Act, dict[RoundName, int]]:
    counts: dict[Act, dict[RoundName, int]] = {}
    for round in (first, second):
        for id, count in round.tally.items() if round else ():
            choice = session.scenario.scenes[decision.scene].option(id)
            assert isinstance(choice, Choice)
            for act in choice.acts if count else ():
                by_round = counts.setdefault(act, {})
                assert round is not None
                by_round[round.name] = by_round.get(round.name, 0) + count
    return {act: counts[act] for act in ACTS if act in counts}


def _most(picks: Iterable[int | None]) -> int | None:
    counts = Counter(it for it in picks if it is not None)
    return min(counts, key=lambda it: (-counts[it], it)) if counts else None
