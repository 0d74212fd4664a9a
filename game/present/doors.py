"""The doors of a play in words: which endings and which ends of the meters a decision closed, and what kept them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from game.findings.model import Debrief
from game.paths.reaches import Closed, Doors, Narrowed
from game.present.sections import Entry, Section
from game.present.text import unmarked
from game.present.words import listed
from game.scenario.prose import as_typed
from game.scenario.story import Scenario

NOT_YET = "Every path is still being walked; what that finds will stand here in a moment."
"""Said while nobody knows yet."""


def door_sections(debrief: Debrief, scenario: Scenario) -> Iterator[Section]:
    """Return what each decision closed that another choice of that moment would have kept open."""
    for door in debrief.doors or ():
        yield Section(_title(door, debrief), tuple(_entries(door, scenario)))


def about_doors(doors: Sequence[Doors] | None) -> str:
    """Say how the doors are known, and what they are; or that nobody knows yet."""
    if doors is None:
        return NOT_YET
    if all(it.exact for it in doors):
        how = "Every path from every decision was walked, so what is called closed was closed."
    else:
        how = "There are too many paths to walk them all, so some of this is what random plays came to, and it says so."
    return f"{how} Named is only what another choice at that moment would have kept. A closed door is no mistake."


def closed_words(door: Doors, closed: Closed, scenario: Scenario) -> str:
    """Say that an ending could no longer happen, and what would have kept it open."""
    title = next(unmarked(it.title) for it in scenario.endings if it.id == closed.ending)
    kept = f"It was open yet with {_labels(scenario, door, closed.kept_by)}."
    if not door.exact:
        return f"“{title}”: in {door.after.plays:,} plays from here, none reached it. {kept}"
    by_luck = " The draw closed it, not the choice." if closed.by_luck else ""
    return f"“{title}” could no longer happen.{by_luck} {kept}"


def all_closed_words(door: Doors, scenario: Scenario) -> str:
    """Name all the endings that a decision itself closed, and what would have kept them open."""
    closed = [it for it in door.closed if not it.by_luck]
    if len(closed) == 1:
        return closed_words(door, closed[0], scenario)
    titles = {it.id: f"“{unmarked(it.title)}”" for it in scenario.endings}
    every = [id for id in closed[0].kept_by if all(id in it.kept_by for it in closed)]
    some = dict.fromkeys(id for it in closed for id in it.kept_by)
    which = "All of them were open yet with" if every else "Each was open yet with one of these:"
    kept = f"{which} {_labels(scenario, door, every or some)}."
    return (
        f"Of the {len(door.before.endings)} endings that were open before it, {len(closed)} could no longer happen: "
        f"{listed(titles[it.ending] for it in closed)}. {kept}"
    )


def _title(door: Doors, debrief: Debrief) -> str:
    title = unmarked(debrief.moment(door.decision).title)
    return f"Decision {door.decision}{f', {title}' if title else ''}"


def _entries(door: Doors, scenario: Scenario) -> Iterator[Entry]:
    before, after = len(door.before.endings), len(door.after.endings)
    could = "could still happen" if door.exact else "were still come to"
    yield Entry("Endings", f"{before} {could} before it, {after} after it.")
    for closed in door.closed:
        yield Entry("Closed" if door.exact else "Not seen", closed_words(door, closed, scenario))
    for narrowed in door.narrowed:
        meter = scenario.meters[narrowed.meter]
        name = f"{unmarked(meter.name)}{' (hidden in play)' if meter.hidden else ''}"
        yield Entry(name, _narrowed(narrowed, meter.better == "low", door, scenario))


def _narrowed(narrowed: Narrowed, low_is_better: bool, door: Doors, scenario: Scenario) -> str:
    best = 0 if low_is_better else 1
    worst = 1 - best
    return (
        f"at best {narrowed.before[best]} before it and {narrowed.after[best]} after it, at worst "
        f"{narrowed.before[worst]} and {narrowed.after[worst]}. The best was kept by "
        f"{_labels(scenario, door, narrowed.kept_by)}."
    )


def _labels(scenario: Scenario, door: Doors, choices: Iterable[str]) -> str:
    scene = scenario.scenes[door.scene]
    return listed((f"“{unmarked(as_typed(scene.option(id).label)).rstrip('.')}”" for id in choices), "or")
