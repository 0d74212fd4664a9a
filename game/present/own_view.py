"""The player's own view of a play, beside the record."""

from __future__ import annotations

from collections.abc import Iterator

from game.findings.choosing import closeness, disagrees
from game.findings.model import Debrief, View
from game.present.sections import Entry, Section
from game.present.text import unmarked
from game.present.words import ACT_WORDS, FIT_WORDS, listed, numbers, times
from game.scenario.acts import ACTS


def own_view(debrief: Debrief, view: View) -> Section | None:
    """Return what the player picked about their play, and what the record has; None where nothing was picked."""
    entries = tuple(Entry("", words) for words in (_picks(debrief, view), *_counts(debrief, view)) if words)
    if not entries:
        return None
    return Section("Your view and the record", (*entries, *_where_it_starts(debrief, view)))


def _where_it_starts(debrief: Debrief, view: View) -> Iterator[Entry]:
    """Say whether the two differ; nothing where no count was given that could be close."""
    if any(it.kind == "difference" for it in debrief.findings):
        yield Entry("", "We start where the two differ most.")
    elif view.counts:
        done, near = debrief.act_counts(), closeness(len(debrief.moments))
        close = all(abs(count - len(done.get(act, ()))) <= near for act, count in view.counts.items())
        picks = ((view.same, True), (view.change, False))
        apart = any(_is_there(debrief, it) and disagrees(debrief.moment(it or 0), again) for it, again in picks)
        if close and not apart:
            yield Entry("", "The two are close.")


def _picks(debrief: Debrief, view: View) -> str:
    picks = ((view.same, "play {} the same way again"), (view.change, "change {}"))
    picked = {number: words for number, words in picks if _is_there(debrief, number)}
    if not picked:
        return ""
    met: dict[str, list[int]] = {}
    for number in filter(None, picked):
        met.setdefault(_met(debrief, number), []).append(number)
    would = listed(words.format(_named(debrief, number)) for number, words in picked.items())
    record = listed(f"{numbers(they)} as {words}" for words, they in met.items())
    return f"You would {would}. The record has {record}."


def _met(debrief: Debrief, number: int) -> str:
    """Say how a moment was met, as one reading where it can be argued."""
    moment = debrief.moment(number)
    return f"{FIT_WORDS[moment.fit]}{', which can be argued' if moment.contested else ''}"


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
