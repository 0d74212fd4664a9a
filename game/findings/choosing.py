"""Which findings to show: at most four, by the stated rule, never two about the same decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from game.findings.model import SAMPLED, Finding, Moment, View
from game.paths.reaches import Doors
from game.scenario.acts import ACTS, Act, Demand, fit_to

_NEUTRAL_QUESTION = "What would you look for, if this moment came again?"
"""Stands in where an author gave the decision no question of its own."""


def choose_findings(
    moments: Sequence[Moment], view: View | None, doors: Sequence[Doors] = ()
) -> tuple[Finding, ...]:
    """Choose a strength, the largest difference, a pattern and a moment, each where there is one."""
    chosen: list[Finding] = []
    used: set[int] = set()
    candidates: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: _strengths(moments, used),
        lambda: _differences(moments, view, used),
        lambda: _patterns(moments, used),
        lambda: _moments(moments, doors, used),
    )
    for of_one_kind in candidates:
        finding = next(of_one_kind(), None)
        if finding is not None:
            chosen.append(finding)
            used.update(finding.decisions)
    return tuple(chosen)


def question(moments: Sequence[Moment], numbers: Sequence[int]) -> str:
    """Return the decision's own question; of several decisions, the latest's."""
    return moments[max(numbers) - 1].ask or _NEUTRAL_QUESTION


def _strengths(moments: Sequence[Moment], used: set[int]) -> Iterator[Finding]:
    """A well-met moment; first those with the most evidence: a reason, looks taken, what came back."""

    def evidence(moment: Moment) -> tuple[bool, int, int]:
        return moment.reason is not None, len(moment.looks), len(moment.returns) + len(moment.luck)

    met = [it for it in moments if it.fit == "well" and it.number not in used]
    for moment in sorted(met, key=lambda it: (it.contested, *(-int(part) for part in evidence(it)), it.number)):
        yield Finding("strength", (moment.number,), question(moments, [moment.number]))


def _differences(moments: Sequence[Moment], view: View | None, used: set[int]) -> Iterator[Finding]:
    """The picked count furthest from the record; else a pick that disagrees with the fit, the earlier first."""
    if view is None:
        return
    counts = {act: tuple(it.number for it in moments if act in it.acts) for act in ACTS}
    picked = view.counts or {}
    apart = sorted(
        (-abs(picked[act] - len(counts[act])), min(counts[act], default=len(moments) + 1), act) for act in picked
    )
    for distance, _, act in apart:
        free = tuple(number for number in counts[act] if number not in used)
        if distance and (free or not counts[act]):
            numbers = free or _unmet(moments, act, used)
            if numbers:
                asked = question(moments, numbers)
                yield Finding("difference", numbers, asked, act=act, picked=picked[act], recorded=len(counts[act]))
    disagreeing = [
        number
        for number, agrees in ((view.same, "well"), (view.change, "not"))
        if number is not None and number not in used and 0 < number <= len(moments)
        if moments[number - 1].fit not in (agrees, "partly") and not moments[number - 1].contested
    ]
    for number in sorted(disagreeing):
        yield Finding("difference", (number,), question(moments, [number]))


def _unmet(moments: Sequence[Moment], act: Act, used: set[int]) -> tuple[int, ...]:
    """Return the decisions that asked for an act which the record never has."""
    return tuple(
        it.number for it in moments if it.number not in used and fit_to(it.demands[0].demand, (act,)) == "well"
    )


def _patterns(moments: Sequence[Moment], used: set[int]) -> Iterator[Finding]:
    """Three or more decisions with the same act and demand; those that did not meet it first, then the most."""
    groups: dict[tuple[Demand, Act], list[int]] = {}
    for moment in moments:
        for act in moment.acts:
            # What a contested moment asked for is open to argument, so it makes no pattern.
            if moment.number not in used and not moment.contested:
                groups.setdefault((moment.demands[0].demand, act), []).append(moment.number)
    many = [(key, numbers) for key, numbers in groups.items() if len(numbers) >= SAMPLED]
    for (demand, act), numbers in sorted(
        many, key=lambda it: (fit_to(it[0][0], (it[0][1],)) == "well", -len(it[1]), it[1][0])
    ):
        yield Finding("pattern", tuple(numbers), question(moments, numbers), act=act, demand=demand)


def _moments(moments: Sequence[Moment], doors: Sequence[Doors], used: set[int]) -> Iterator[Finding]:
    """A decision from which something came back, the one that moved the meters most first; else a closed door."""

    def moved(moment: Moment) -> int:
        return sum(abs(shift.after - shift.before) for it in moment.returns for shift in it.shifts)

    back = [it for it in moments if it.returns and it.number not in used]
    for moment in sorted(back, key=lambda it: (-moved(it), it.number)):
        yield Finding("moment", (moment.number,), question(moments, [moment.number]))
    for door in doors:
        # What luck closed is no matter for a finding, and of a sample nobody can say that a door is closed.
        ending = next((it.ending for it in door.closed if not it.by_luck), None)
        if ending is not None and door.exact and door.decision not in used:
            asked = question(moments, [door.decision])
            yield Finding("moment", (door.decision,), asked, door=ending)
