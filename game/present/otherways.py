"""What if, in words: the same moves and the same luck with one decision changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.findings.model import Debrief, Moment, OtherWay, Shift
from game.present.sections import Entry, Section
from game.present.text import unmarked
from game.scenario.acts import Fit

ABOUT = (
    "One decision changed, everything else as you did it, and the same luck. It is this author's world, not yours; "
    "and you would hardly have gone on in just the same way."
)
"""Said above it."""
NO_VERDICT = (
    "Here the outcomes and the judgement do not agree. A decision is not its outcome: the judgement rests on what "
    "could be seen then, and this is how one world with one run of luck would have gone on."
)
"""Said where what met the moment better would have come out worse, or what met it worse, better."""
_MET: dict[Fit, int] = {"not": 0, "partly": 1, "well": 2}


def what_if_sections(debrief: Debrief) -> Iterator[Section]:
    """Return, for each decision, where each other choice would have led."""
    for moment in debrief.moments:
        others = [it for it in debrief.other_ways if it.decision == moment.number]
        if others:
            title = f", {unmarked(moment.title)}" if moment.title else ""
            chosen = Entry("You chose", f"“{unmarked(moment.label)}”")
            entries = (Entry(f"“{unmarked(it.label)}”", came_words(debrief, it)) for it in others)
            against = (Entry("", NO_VERDICT),) if _against_the_judgement(moment, others) else ()
            yield Section(f"Decision {moment.number}{title}", (chosen, *entries, *against))


def came_words(debrief: Debrief, other: OtherWay) -> str:
    """Say where another way would have led, beside where the play led."""
    shown = "; ".join(_stands(it) for it in other.shifts if not it.hidden)
    hidden = "; ".join(_stands(it) for it in other.shifts if it.hidden)
    parts = [_ended(debrief, other), f"{shown}." if shown else "The meters in sight would stand as they do."]
    parts += [f"Not shown in play: {hidden}."] if hidden else []
    return " ".join(parts)


def _against_the_judgement(moment: Moment, others: Sequence[OtherWay]) -> bool:
    """Say whether every other way that met the moment better came out worse, or where none could, the reverse.

    How it came out is taken from the meters in sight, all of them turned so that more is better.
    """
    if moment.contested:
        return False
    met = _MET[moment.fit]
    better = [_came_out(it) for it in others if _MET[it.fit] > met]
    worse = [_came_out(it) for it in others if _MET[it.fit] < met]
    return all(it < 0 for it in better) if better else bool(worse) and all(it > 0 for it in worse)


def _came_out(other: OtherWay) -> int:
    ways = {"high": 1, "low": -1}
    return sum(ways[it.better] * (it.after - it.before) for it in other.shifts if not it.hidden)


def _stands(shift: Shift) -> str:
    return f"{unmarked(shift.name)} {shift.after}, not {shift.before}"


def _ended(debrief: Debrief, other: OtherWay) -> str:
    if other.stopped_at is not None:
        return (
            f"What you did at decision {other.stopped_at} could not be done any more, so nobody knows how it would "
            "end. Up to there:"
        )
    if other.ending is None:
        return "It would not be over yet."
    if other.ending_id == debrief.ending_id:
        return f"It would end the same, “{unmarked(other.ending)}”."
    return f"It would end with “{unmarked(other.ending)}”."
