"""Who is who, and where the meters stand, as pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from game.play.playing import Play
from game.present.glyphs import Glyphs
from game.present.meters import bar, change, mark, readings
from game.present.moves import last_step
from game.present.parts import Paragraph, Part, paragraph, told
from game.present.text import safe, unmarked
from game.scenario.story import Person

NOBODY_YET = "Nobody yet: who has spoken or been named stands here."
_LEAST_LETTERS = 3
"""Letters of a part of a name that is looked for by itself: shorter ones are initials."""
_TITLES = ("Mrs", "Miss", "Sister", "Nurse", "Matron", "Doctor", "Prof", "Professor", "Sir", "Dame", "Lord", "Lady")
"""What stands before a name and is nobody's."""


def met(play: Play) -> tuple[Person, ...]:
    """Return the people who have spoken, or were named in what was shown so far, in the scenario's order."""
    spoken = {beat.speaker.id for step in play.line() for it in step.happened for beat in it.beats if beat.speaker}
    shown = "\n".join(_shown(play))
    cast = play.scenario.cast.values()
    words = Counter(word for person in cast for word in set(_words(person.name)))
    return tuple(it for it in cast if it.id in spoken or _named(it.name, words, shown))


def _shown(play: Play) -> Iterator[str]:
    """Give every text that the player has had before them."""
    yield play.scenario.brief
    if play.role:
        chair = play.scenario.roles[play.role]
        yield from (chair.brief, chair.knows)
    for step in play.line():
        yield from (beat.text for it in step.happened for beat in it.beats)
        yield from (option.text for option in step.options)


def _words(name: str) -> list[str]:
    found = re.findall(r"\w+", name)
    return [it for it in found if len(it) >= _LEAST_LETTERS and it[0].isupper() and it not in _TITLES]


def _named(name: str, words: Counter[str], shown: str) -> bool:
    """Say whether a text has a name whole, or a part of it that is nobody else's."""
    alone = [it for it in _words(name) if words[it] == 1]
    # Behind one of these a surname may be a wife's or a father's.
    found = [re.escape(name), *(f"(?<!Mr )(?<!Mrs )(?<!Ms )(?<!Miss ){re.escape(it)}" for it in alone)]
    return any(re.search(rf"(?<!\w){it}(?!\w)", shown) for it in found)


def person_words(person: Person) -> str:
    """Return a person with their job, as plain text: `Priya Nair, ward manager`."""
    return unmarked(f"{person.name}, {person.job}" if person.job else person.name)


def cast_rows(play: Play) -> tuple[Paragraph, ...]:
    """Return the people met so far; what each of them keeps to themselves is for the debrief."""
    scenario = play.scenario
    rows = []
    if play.role:
        chair = scenario.roles[play.role]
        rows.append(Paragraph((Part("You are  ", "faint"), Part(safe(chair.name), "name")), gap=0))
        rows += [paragraph(chair.brief, gap=0)] if chair.brief else []
        rows += [paragraph(f"Only you know: {chair.knows}", gap=0)] if chair.knows else []
    people = met(play)
    if not people:
        rows.append(paragraph(NOBODY_YET, "faint", gap=1 if rows else 0))
    for person in people:
        rows.append(Paragraph((Part(safe(person.name), "name"), Part("  "), *told(person.job)), gap=1 if rows else 0))
    return tuple(rows)


def meter_pages(play: Play, glyphs: Glyphs) -> tuple[Paragraph, ...]:
    """Return each visible meter with its bar, its change, and the words that its numbers stand for."""
    step = last_step(play)
    before = step.previous.meters if step.previous is not None else None
    rows: list[Paragraph] = []
    for it in readings(play.scenario.meters.values(), step.meters, before):
        changed = change(it, glyphs)
        head = (
            Part(f"{mark(it, glyphs)} ", "mark"), Part(unmarked(it.meter.name), "strong"),
            Part(f"  {it.value}, {safe(it.meter.word(it.value))}  "), *((changed,) if changed else ()),
        )  # fmt: skip
        reached, still = bar(it.value, it.meter.minimum, it.meter.maximum, 30, glyphs)
        rows.append(Paragraph(head, gap=1 if rows else 0))
        rows.append(Paragraph((Part(reached, "bar"), Part(still, "faint")), indent=2, whole=True))
        bands = ", ".join(f"{word} from {lowest}" for lowest, word in it.meter.bands)
        wanted = "" if it.meter.better == "high" else " Less of it is better."
        rows.append(Paragraph((Part(safe(f"{bands}.{wanted}"), "faint"),), indent=2))
    return tuple(rows)
