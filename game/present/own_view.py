"""The player's own view of a play, beside the record."""

from __future__ import annotations

from collections.abc import Iterator

from game.findings.model import Debrief, View
from game.present.sections import Entry, Section
from game.present.text import unmarked
from game.present.words import ACT_WORDS, listed, numbers, times
from game.scenario.acts import ACTS


def own_view(debrief: Debrief, view: View) -> Section | None:
    """Return what the player picked about their play, and what the record has; None where nothing was picked."""
    entries = tuple(Entry("", words) for words in (_picks(debrief, view), *_counts(debrief, view)) if words)
    if not entries:
        return None
    apart = any(it.kind == "difference" for it in debrief.findings)
    start = "We start where the two differ most." if apart else "The two are close."
    return Section("Your view and the record", (*entries, Entry("", start)))


def _picks(debrief: Debrief, view: View) -> str:
    parts = []
    if _is_there(debrief, view.same):
        parts.append(f"play {_named(debrief, view.same)} the same way again")
    if _is_there(debrief, view.change):
        parts.append(f"change {_named(debrief, view.change)}")
    return f"You would {listed(parts)}." if parts else ""


def _counts(debrief: Debrief, view: View) -> Iterator[str]:
    done = debrief.act_counts()
    for act in ACTS:
        guessed = (view.counts or {}).get(act)
        if guessed is None:
            continue
        decisions = done.get(act, ())
        record = f"{times(len(decisions))}{f', in {numbers(decisions)}' if decisions else ''}"
        so = "and so has the record" if guessed == len(decisions) else f"the record has it {record}"
        joint = ", " if guessed == len(decisions) else "; "
        said = f"{ACT_WORDS[act]} {times(guessed)}" if guessed else f"never {ACT_WORDS[act]}"
        yield f"You said that you {said}{joint}{so}."


def _is_there(debrief: Debrief, number: int | None) -> bool:
    return number is not None and 0 < number <= len(debrief.moments)


def _named(debrief: Debrief, number: int | None) -> str:
    assert number is not None
    title = unmarked(debrief.moment(number).title)
    return f"“{title}” ({number})" if title else f"decision {number}"
