"""What stands behind the findings, topic by topic: one key away on a screen, at the end of a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.findings.evidence import CARDS
from game.findings.model import Debrief, Movement
from game.findings.positions import POSITIONS
from game.findings.reflections import Reflections
from game.present import counting
from game.present.doors import about_doors, door_sections
from game.present.hidden import hidden_words
from game.present.otherways import ABOUT, what_if_sections
from game.present.sections import Entry, Section
from game.present.text import unmarked
from game.scenario.story import Scenario

STANDING = "The sources behind this game disagree here. Where do you stand? Say it once, or pass it over."
"""Said above the positions."""


class Topic(NamedTuple):
    """Something to look into."""

    key: str
    title: str
    sections: tuple[Section, ...]
    about: str = ""
    """To be read first, where there is anything to say of it as a whole."""


def topics(debrief: Debrief, scenario: Scenario, said: Reflections) -> tuple[Topic, ...]:
    """Return every topic in which there is something."""
    clock = scenario.clock
    found = (
        Topic("acts", "What each moment asked for", tuple(counting.acts(debrief))),
        Topic("contrasts", "The nine contrasts", tuple(counting.contrasts(debrief))),
        Topic("practised", "What there was to practise", tuple(counting.practised(debrief))),
        Topic("framed", "How you named the moments", tuple(counting.framed(debrief))),
        Topic("consequences", "What came back, and what was on its way", tuple(counting.consequences(debrief, clock))),
        Topic("meters", "What moved each meter", tuple(counting.movements(debrief))),
        Topic("luck", "Luck, with its odds", tuple(counting.luck(debrief))),
        Topic(
            "doors",
            "Doors: what each decision closed",
            tuple(door_sections(debrief, scenario)),
            about_doors(debrief.doors) if debrief.moments else "",
        ),
        Topic("what-if", "What if: one decision changed", tuple(what_if_sections(debrief)), ABOUT),
        Topic("hidden", "What was hidden, opened", tuple(opened(debrief, scenario))),
        Topic("positions", "Where the sources disagree, and you", tuple(_positions(said)), STANDING),
        Topic("evidence", "What studies say", (_evidence(),)),
    )
    return tuple(topic for topic in found if topic.sections or (topic.key == "doors" and topic.about))


def opened(debrief: Debrief, scenario: Scenario) -> Iterator[Section]:
    """Return the hidden meters over the play, and what people knew and did not say."""
    hidden = tuple(
        Entry(unmarked(it.name), f"{hidden_words(scenario.meters[it.id], scenario)} {_through(it)}")
        for it in debrief.movements
        if it.hidden
    )
    if hidden:
        yield Section("Meters that you could not see", hidden)
    people = tuple(Entry(unmarked(it.name), unmarked(it.knows)) for it in scenario.cast.values() if it.knows)
    if people:
        yield Section("What people knew and did not say", people)


def _through(it: Movement) -> str:
    return f"From the start through each decision: {', '.join(map(str, (it.start, *it.by_decision)))}."


def _positions(said: Reflections) -> Iterator[Section]:
    for position in POSITIONS:
        picked = said.positions.get(position.id)
        sides = (
            Entry("Where you stand" if side.id == picked else "", f"{side.claim} ({side.cite})")
            for side in position.sides
        )
        yield Section(position.question, tuple(sides))


def _evidence() -> Section:
    cards = (Entry(f"Strength: {it.strength}", f"{it.claim} {it.caveat} ({it.cite})") for it in CARDS)
    return Section("What studies say", tuple(cards))
