"""Why a play ended as it did: what the ending hung on, what those before it asked, and what closed them."""

from __future__ import annotations

from collections.abc import Iterator

from game.findings.model import Debrief, Movement
from game.present.beats import telling_words
from game.present.clocks import clock_words
from game.present.conditions import Asked, asked
from game.present.sections import Entry, Section
from game.present.text import unmarked
from game.present.words import change_words, listed
from game.scenario.story import Ending, Scenario

MOST_ASKED = 3
"""The conditions that earlier endings missed of which it speaks: those of most endings."""
MOST_MOVED = 2
"""The meters, and the decisions for each, of which it says what moved them."""


def ending_section(debrief: Debrief, scenario: Scenario, *, told: bool = True) -> Section | None:
    """Return how it ended and what that hung on; `told` gives the ending's own words. None where it has not ended."""
    if debrief.ended is None or debrief.ending is None:
        return None
    title = f"The end, {clock_words(scenario.clock, debrief.ended.now)}: {unmarked(debrief.ending)}"
    words = (Entry("", telling_words([it])) for it in debrief.ended.told if told)
    return Section(title, (*words, *why_it_ended(debrief, scenario)))


def why_it_ended(debrief: Debrief, scenario: Scenario) -> Iterator[Entry]:
    """Give what an ending hung on, in a few lines, and no word of whether that was good."""
    if debrief.ended is None:
        return
    taken = next(it for it in scenario.endings if it.id == debrief.ending_id)
    before = scenario.endings[: scenario.endings.index(taken)]
    own = asked(taken.when, scenario, debrief.ended)
    missed = _missed(before, scenario, debrief)
    yield Entry("It hung on", _own(own, taken))
    if missed:
        yield Entry("Others", f"These are looked at first. {' '.join(_asking(them, it) for it, them in missed)}")
    moved = _moved(debrief, [meter for it in (*own, *(it for it, _ in missed)) for meter in it.meters])
    if moved:
        yield Entry("Moved by", moved)
    closed = _closed_most(debrief)
    if closed:
        yield Entry("Doors", closed)


def _own(own: tuple[Asked, ...], taken: Ending) -> str:
    if not own:
        return "Nothing of its own: it comes where no other ending does."
    where = " It ends the play wherever that is so." if taken.at_once else ""
    return f"{listed(f'{it.words} ({it.stood})' for it in own)}.{where}"


def _missed(before: tuple[Ending, ...], scenario: Scenario, debrief: Debrief) -> list[tuple[Asked, list[Ending]]]:
    """Return what earlier endings asked for in vain, each condition with its endings, those of most endings alone."""
    assert debrief.ended is not None
    by_words: dict[str, tuple[Asked, list[Ending]]] = {}
    for ending in before:
        for it in asked(ending.when, scenario, debrief.ended):
            if not it.held:
                by_words.setdefault(it.words, (it, []))[1].append(ending)
    kept = sorted(by_words.values(), key=lambda it: -len(it[1]))[:MOST_ASKED]
    return [it for it in by_words.values() if it in kept]


def _asking(endings: list[Ending], it: Asked) -> str:
    titles = listed(f"“{unmarked(ending.title)}”" for ending in endings)
    return f"{titles} ask{'s' * (len(endings) == 1)} for {it.words}: {it.stood}."


def _moved(debrief: Debrief, meters: list[tuple[str, int]]) -> str:
    """Say which decisions most moved the meters that it hung on, those first that would have turned it soonest."""
    wanted = list(dict.fromkeys(id for id, _ in sorted(meters, key=lambda it: it[1])))
    by_id = {it.id: it for it in debrief.movements}
    said = [words for id in wanted if (words := _movers(by_id[id]))]
    return " ".join(said[:MOST_MOVED])


def _movers(it: Movement) -> str:
    own = [share for share in it.shares if share.source == "decision" and share.name != "0"][:MOST_MOVED]
    if not own:
        return ""
    hidden = " (hidden in play)" if it.hidden else ""
    most = listed(f"decision {share.name} ({change_words(share.amount)})" for share in own)
    other = sum(share.amount for share in it.shares if share.source != "decision")
    rest = f"; the rest moved it {change_words(other)}" if other else ""
    return f"{unmarked(it.name)}{hidden}, {it.start} to {it.end}: of your decisions most by {most}{rest}."


def _closed_most(debrief: Debrief) -> str:
    """Name the decision that closed most endings which another choice there would have kept open."""
    found = [(sum(not it.by_luck for it in door.closed), door) for door in debrief.doors or ()]
    most, door = max(found, key=lambda it: (it[0], -it[1].decision), default=(0, None))
    if door is None or not most:
        return ""
    open_before = len(door.before.endings)
    if door.exact:
        return f"Decision {door.decision} closed the most endings: {most} of the {open_before} still open before it."
    return (
        f"After decision {door.decision}, {most} of {open_before} endings were not come to any more in "
        f"{door.after.plays:,} random plays."
    )
