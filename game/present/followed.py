"""What followed a decision, a line for each thing that brought it: the choice, its luck, what came back, the world."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from game.findings.model import By, Came, Shift
from game.present.beats import telling_words
from game.present.clocks import clock_words
from game.present.sections import Entry
from game.present.text import in_short, unmarked
from game.present.words import shift_words
from game.scenario.story import Clock

BROUGHT_BY: dict[By, str] = {
    "look": "You found",
    "choice": "At once",
    "luck": "By luck",
    "back": "Came back",
    "standing": "Knock-on",
    "world": "By itself",
}
"""Short enough for a margin; `knock-on` is what happened because of how things stood by then."""


class Line(NamedTuple):
    """One thing that followed."""

    label: str
    words: str
    """When, from where and what was told, in short; empty where nothing has to be said."""
    shifts: tuple[Shift, ...]


def followed(number: int, now: int, course: Iterable[Came], clock: Clock, *, why: bool = True) -> Iterator[Line]:
    """Give what followed decision `number`, which was made at `now`, in order.

    What was told is cut where it is long. `why` gives the author's reason where nothing was told: it belongs to the
    debrief, and not into a play that goes on.
    """
    for it in course:
        if it.by in ("standing", "world") and not it.shifts:
            continue  # it only brought the next scene
        words = in_short(telling_words(it.told)) or (unmarked(it.because) if why else "")
        if words or why or any(not shift.hidden for shift in it.shifts):
            yield Line(BROUGHT_BY[it.by], f"{_whence(it, number, now, clock)}{words}".strip(), it.shifts)


def followed_entries(number: int, now: int, course: Iterable[Came], clock: Clock) -> Iterator[Entry]:
    """Give the same as labelled paragraphs, the meters at the end of each."""
    for line in followed(number, now, course, clock):
        moved = f"{shift_words(line.shifts)}." if line.shifts else ""
        yield Entry(line.label, " ".join(filter(None, [line.words, moved])))


def _whence(it: Came, number: int, now: int, clock: Clock) -> str:
    """Say when something came, if not at once, and which decision it came back from, if not the one above it."""
    when = clock_words(clock, it.now) if it.by not in ("look", "choice", "luck") and it.now != now else ""
    source = f"from decision {it.decision}" if it.by == "back" and it.decision != number else ""
    said = ", ".join(filter(None, [when, source]))
    return f"{said[:1].upper()}{said[1:]}. " if said else ""
