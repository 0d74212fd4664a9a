"""A whole debrief in its order: the phases, each with its sections, for every document alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.findings.model import Approach, Debrief
from game.findings.reflections import Reflections
from game.present.behind import Topic, topics
from game.present.counting import draws, not_seen, not_yours
from game.present.debriefing import description, finding_section
from game.present.hidden import hidden_sections
from game.present.hinges import ending_section
from game.present.own_view import own_view
from game.present.sections import CHANGE, FORMATIVE, KEEP, Entry, Section
from game.present.text import unmarked
from game.scenario.story import Scenario

PRIVACY = (
    "This was made on the computer that the play is kept on, and nobody else sees it unless you hand it on. To delete "
    "the play with all that you wrote: twohats plays --delete followed by its id. This file is yours to delete."
)
"""Said in every document."""
OTHERWISE = "I see it otherwise."
"""What the player marked a finding with."""


class Phase(NamedTuple):
    """A part of the debrief, by its name among professional debriefers (PEARLS)."""

    title: str
    sections: tuple[Section, ...]


def outline(debrief: Debrief, scenario: Scenario, said: Reflections) -> tuple[Phase, ...]:
    """Return the phases of a debrief, those left out in which there is nothing."""
    phases = (
        Phase("Reactions", tuple(_reactions(said))),
        Phase("Description", tuple(_described(debrief, scenario))),
        Phase("My view", tuple(_view(debrief, said))),
        Phase("Analysis", analysis(debrief, scenario, said)),
        Phase("Summary", tuple(_summary(debrief, said))),
        *(Phase(it.title, _with_about(it)) for it in topics(debrief, scenario, said) if it.sections),
    )
    return tuple(phase for phase in phases if phase.sections)


def analysis(debrief: Debrief, scenario: Scenario, said: Reflections) -> tuple[Section, ...]:
    """Return the findings with what the player sees otherwise, then what was not theirs and not seen."""
    found = []
    for number, finding in enumerate(debrief.findings, 1):
        section = finding_section(debrief, finding, scenario)
        if number in said.otherwise:
            section = section._replace(entries=(*section.entries, Entry("You", OTHERWISE)))
        found.append(section)
    return (*found, beside(debrief))


def beside(debrief: Debrief) -> Section:
    """Return what stands beside the findings: what was not the player's, and what was not seen."""
    return Section("Not yours alone, and not seen", (*not_yours(debrief), *draws(debrief), not_seen(debrief)))


def next_step(approach: Approach) -> Section:
    """Return one development step that suits, offered and not prescribed."""
    entries = (Entry("", f"It suits where {approach.suits}."), Entry("A first thing to do", approach.do))
    return Section(f"One way to go on: {approach.name[0].lower()}{approach.name[1:]}", entries)


def closing(debrief: Debrief) -> tuple[str, ...]:
    """Return what stands at the end of every document."""
    support = (unmarked(debrief.support),) if debrief.support else ()
    return (*support, FORMATIVE, PRIVACY)


def _with_about(topic: Topic) -> tuple[Section, ...]:
    about = (Section("About this", (Entry("", topic.about),)),) if topic.about else ()
    return (*about, *topic.sections)


def _described(debrief: Debrief, scenario: Scenario) -> Iterator[Section]:
    """Give the decisions, first what hidden meters are, and after the last the ending with what it hung on."""
    if debrief.moments:
        yield from hidden_sections(scenario)
    yield from description(debrief, scenario.clock)
    end = ending_section(debrief, scenario)
    if end:
        yield end


def _reactions(said: Reflections) -> Iterator[Section]:
    if said.reactions:
        yield Section("How it was", (Entry("", f"“{unmarked(said.reactions)}”"),))


def _view(debrief: Debrief, said: Reflections) -> Iterator[Section]:
    section = own_view(debrief, said.view)
    if section:
        yield section


def _summary(debrief: Debrief, said: Reflections) -> Iterator[Section]:
    own = [(KEEP, said.keep.strip()), (CHANGE, said.change.strip())]
    if any(text for _, text in own):
        yield Section("Your own words", tuple(Entry(label, unmarked(text)) for label, text in own if text))
    if said.commitments:
        entries = []
        for number, it in enumerate(said.commitments, 1):
            parts = [it.what, f"when: {it.when}" if it.when else "", f"who will notice: {it.who}" if it.who else ""]
            entries.append(Entry(str(number), unmarked("; ".join(filter(None, parts)))))
        yield Section("What you mean to do", tuple(entries))
    yield next_step(debrief.approach)
    if debrief.questions:
        yield Section("To take with you", tuple(Entry("", unmarked(it)) for it in debrief.questions))
