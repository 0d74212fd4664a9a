"""A whole debrief in its order: the phases, each with its sections, for every document alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.findings.evidence import CARDS
from game.findings.model import Debrief
from game.findings.positions import POSITIONS
from game.findings.reflections import Reflections
from game.present.debriefing import FORMATIVE, Entry, Section, counts, description, finding_section
from game.present.text import unmarked
from game.present.words import ACT_NAMES, times
from game.scenario.story import Clock, Scenario

PRIVACY = (
    "This was made on the computer that the play is kept on, and nobody else sees it unless you hand it on. To delete "
    "the play with all that you wrote: twohats plays --delete followed by its id. This file is yours to delete."
)
"""Said in every document."""


class Phase(NamedTuple):
    """A part of the debrief, by its name among professional debriefers (PEARLS)."""

    title: str
    sections: tuple[Section, ...]


def outline(debrief: Debrief, scenario: Scenario, said: Reflections) -> tuple[Phase, ...]:
    """Return the phases of a debrief, those left out in which there is nothing."""
    clock = scenario.clock
    phases = (
        Phase("Reactions", tuple(_reactions(said))),
        Phase("Description", description(debrief, clock)),
        Phase("Your view", tuple(_view(debrief, said))),
        Phase("Analysis", tuple(_analysis(debrief, clock, said))),
        Phase("Summary", tuple(_summary(debrief, said))),
        Phase("All the counts", tuple(counts(debrief))),
        Phase("What was hidden", tuple(_opened(scenario))),
        Phase("Positions and evidence", tuple(_sources(said))),
    )
    return tuple(phase for phase in phases if phase.sections)


def closing(debrief: Debrief) -> tuple[str, ...]:
    """Return what stands at the end of every document."""
    support = (unmarked(debrief.support),) if debrief.support else ()
    return (*support, FORMATIVE, PRIVACY)


def _reactions(said: Reflections) -> Iterator[Section]:
    if said.reactions:
        yield Section("How it was", (Entry("", f"“{unmarked(said.reactions)}”"),))


def _view(debrief: Debrief, said: Reflections) -> Iterator[Section]:
    view, entries = said.view, []
    for label, number in (("The same again", view.same), ("Otherwise", view.change)):
        if number is not None and 0 < number <= len(debrief.moments):
            entries.append(Entry(label, f"decision {number}, “{unmarked(debrief.moment(number).label)}”"))
    recorded = debrief.act_counts()
    for act, count in (view.counts or {}).items():
        record = times(len(recorded.get(act, ())))
        entries.append(Entry(ACT_NAMES[act], f"you said {times(count)}; the record has it {record}"))
    entries += [Entry("To keep", unmarked(said.keep))] if said.keep else []
    entries += [Entry("To change", unmarked(said.change))] if said.change else []
    if entries:
        yield Section("What you said of your own play", tuple(entries))


def _analysis(debrief: Debrief, clock: Clock, said: Reflections) -> Iterator[Section]:
    for number, finding in enumerate(debrief.findings, 1):
        section = finding_section(debrief, finding, clock)
        if number in said.otherwise:
            section = section._replace(entries=(*section.entries, Entry("You", "I see it otherwise.")))
        yield section


def _summary(debrief: Debrief, said: Reflections) -> Iterator[Section]:
    if said.commitments:
        entries = []
        for number, it in enumerate(said.commitments, 1):
            parts = [it.what, f"when: {it.when}" if it.when else "", f"who will notice: {it.who}" if it.who else ""]
            entries.append(Entry(str(number), unmarked("; ".join(filter(None, parts)))))
        yield Section("What you mean to do", tuple(entries))
    if debrief.questions:
        yield Section("To take with you", tuple(Entry("", unmarked(it)) for it in debrief.questions))


def _opened(scenario: Scenario) -> Iterator[Section]:
    entries = tuple(Entry(unmarked(it.name), unmarked(it.knows)) for it in scenario.cast.values() if it.knows)
    if entries:
        yield Section("What people knew and did not say", entries)


def _sources(said: Reflections) -> Iterator[Section]:
    for position in POSITIONS:
        picked = said.positions.get(position.id)
        yield Section(
            position.question,
            tuple(
                Entry("You" if side.id == picked else "", f"{side.claim} ({side.cite})") for side in position.sides
            ),
        )
    cards = (Entry(f"Evidence: {it.strength}", f"{it.claim} {it.caveat} ({it.cite})") for it in CARDS)
    yield Section("What studies say", tuple(cards))
