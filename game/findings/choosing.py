"""Which findings to show: at most four, by the stated rule, never two about the same decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from game.findings.model import SAMPLED, Finding, Moment, Movement, Share, View
from game.paths.reaches import Doors
from game.scenario.acts import ACTS, Act, Demand, fit_to

_NEUTRAL_QUESTION = "What would you look for, if this moment came again?"
"""Stands in where an author gave the decision no question of its own."""


_SLIP = 5
"""One decision in so many may be miscounted: such a count is a difference only where nothing else is."""
WORN = 20
"""A meter that the player's own decisions brought down by this much, and that ended in its worst band, is worn."""


def choose_findings(
    moments: Sequence[Moment],
    view: View | None,
    doors: Sequence[Doors] = (),
    movements: Sequence[Movement] = (),
) -> tuple[Finding, ...]:
    """Choose a strength, the largest difference, a pattern and a moment, each where there is one."""
    chosen: list[Finding] = []
    used: set[int] = set()
    candidates: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: _strengths(moments, used),
        lambda: _differences(moments, view, used),
        lambda: _patterns(moments, used),
        lambda: _moments(moments, doors, movements, used),
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
    """The picked count furthest from the record; else a pick that disagrees with the fit, the earlier first.

    A count that is only just apart comes last: nobody counts a dozen decisions to the one, and a moment that was not
    met and would be played the same again is the larger difference.
    """
    if view is None:
        return
    counted, close = tuple(_counted(moments, view, used)), closeness(len(moments))
    yield from (it for far, it in counted if far > close)
    yield from _picked(moments, view, used)
    yield from (it for far, it in counted if far <= close)


def closeness(decisions: int) -> int:
    """Return how far a count may be from the record of so many decisions and still be close to it."""
    return max(1, decisions // _SLIP)


def _counted(moments: Sequence[Moment], view: View, used: set[int]) -> Iterator[tuple[int, Finding]]:
    """Give each count that differs, with how far it is from the record, the furthest first."""
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
                found = Finding("difference", numbers, asked, act=act, picked=picked[act], recorded=len(counts[act]))
                yield -distance, found


def _picked(moments: Sequence[Moment], view: View, used: set[int]) -> Iterator[Finding]:
    """Give each pick that disagrees with how the moment was met."""
    disagreeing = sorted(
        (number, again)
        for number, again in ((view.same, True), (view.change, False))
        if number is not None and number not in used and 0 < number <= len(moments)
        if disagrees(moments[number - 1], again)
    )
    for number, again in disagreeing:
        yield Finding("difference", (number,), question(moments, [number]), again=again)


def disagrees(moment: Moment, again: bool) -> bool:
    """Say whether a pick disagrees with how a moment was met; one that can be argued is never held against a pick."""
    return moment.fit == ("not" if again else "well") and not moment.contested


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


def _moments(
    moments: Sequence[Moment], doors: Sequence[Doors], movements: Sequence[Movement], used: set[int]
) -> Iterator[Finding]:
    """A decision that closed half of the endings; what the decisions wore down; what came back; any other door."""

    def moved(moment: Moment) -> int:
        return sum(abs(shift.after - shift.before) for it in moment.returns for shift in it.shifts)

    closing = tuple(_closing(moments, doors, used))
    yield from (it for wide, it in closing if wide)
    yield from _worn(moments, movements, used)
    back = [it for it in moments if it.returns and it.number not in used]
    for moment in sorted(back, key=lambda it: (-moved(it), it.number)):
        yield Finding("moment", (moment.number,), question(moments, [moment.number]))
    yield from (it for wide, it in closing if not wide)


def _closing(moments: Sequence[Moment], doors: Sequence[Doors], used: set[int]) -> Iterator[tuple[bool, Finding]]:
    """Give the decisions that closed endings, most first, each with whether it closed two or more and half of them.

    What luck closed is no matter for a finding, and of a sample nobody can say that a door is closed. The last
    decision leaves one ending whatever it is, so that it is never the widest.
    """
    for door in sorted(doors, key=lambda it: (-sum(not one.by_luck for one in it.closed), it.decision)):
        closed = [it.ending for it in door.closed if not it.by_luck]
        if closed and door.exact and door.decision not in used:
            wide = len(closed) >= 2 and len(door.before.endings) <= 2 * len(closed) and door.decision < len(moments)
            asked = question(moments, [door.decision])
            yield wide, Finding("moment", (door.decision,), asked, door=closed[0])


def _worn(moments: Sequence[Moment], movements: Sequence[Movement], used: set[int]) -> Iterator[Finding]:
    """Give the meters that the player's own decisions wore down, the most worn first, at the one that took most."""

    def worse(share: Share, meter: Movement) -> int:
        return -share.amount if meter.better == "high" else share.amount

    found = []
    for meter in movements:
        own = [(worse(it, meter), int(it.name)) for it in meter.shares if it.source == "decision"]
        total = sum(amount for amount, _ in own)
        free = [(-amount, number) for amount, number in own if amount > 0 and number and number not in used]
        if meter.low and total >= WORN and free:
            found.append((-total, min(free)[1], meter.id))
    for _, number, id in sorted(found):
        yield Finding("moment", (number,), question(moments, [number]), meter=id)
