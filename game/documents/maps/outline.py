"""A map as an outline for a terminal 80 wide."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from game.documents.maps.phrases import (
    age_words,
    cause_words,
    chance_words,
    counted,
    due_words,
    ending_words,
    event_words,
    gate_words,
    joined,
    label,
    minutes_words,
    scene_title,
    target_words,
    way_words,
)
from game.documents.maps.values import Map, Place, Way
from game.paths.wording import in_words
from game.present.clocks import ticks_words
from game.present.glyphs import Glyphs
from game.present.meters import clipped
from game.present.readability import WORDS_A_MINUTE, word_count
from game.present.text import safe, unmarked
from game.present.words import listed
from game.scenario.scenes import Choice, Look

WIDE = 80
_UNIT = re.compile(r"(\d) (s|min|words?)\b")


def map_outline(it: Map, glyphs: Glyphs) -> str:
    """Return the outline: scene by scene with ways in and out, then events, endings and totals."""
    return "\n\n".join("\n".join(part) for part in _Outline(it, glyphs).parts() if part) + "\n"


class _Outline:
    """The outline of one map in one set of signs."""

    def __init__(self, whole: Map, glyphs: Glyphs) -> None:
        self.map, self.glyphs = whole, glyphs
        self.scenario = whole.scenario

    def parts(self) -> Iterator[list[str]]:
        """Give the parts that stand apart by an empty line."""
        yield self._head()
        for place in self.map.places.values():
            yield [*self._scene(place)]
        if not self.map.around:
            yield self._events()
            yield self._endings()
        yield self._foot()

    def _head(self) -> list[str]:
        scenario = self.scenario
        decisions = sum(bool(scene.choices) for scene in scenario.scenes.values())
        counts = [
            counted(len(scenario.scenes), "scene"), counted(decisions, "decision"),
            counted(sum(len(scene.choices) for scene in scenario.scenes.values()), "choice"),
            counted(sum(len(scene.looks) for scene in scenario.scenes.values()), "look"),
            counted(len(scenario.events), "event"), counted(len(scenario.endings), "ending"),
        ]  # fmt: skip
        part = f" around {self.map.around}" if self.map.around else ""
        return [*_wrapped(f"{unmarked(scenario.title)}: the map{part}", "", "  "), *_wrapped(", ".join(counts), "  ")]

    def _scene(self, place: Place) -> Iterator[str]:
        scene, entering = place.scene, place.entering
        title = scene_title(scene)
        yield clipped(safe(scene.id if title == scene.id else f"{scene.id}  {title}"), WIDE, self.glyphs)
        amount = joined([
            f"{counted(entering.words, 'word')} to read, {minutes_words(entering.words)}", age_words(entering),
            f"{place.whole.words:,} with all that its options tell",
        ], ", ")  # fmt: skip
        yield from _wrapped(amount, "  ")
        if place.when:
            yield from _wrapped(f"when: {place.when}", "  ")
        yield from _wrapped(f"from: {self._from(place)}", "  ")
        for option in scene.options:
            yield from self._option(place, option)
        if not scene.choices:
            takes = ticks_words(self.scenario.clock, scene.takes) if scene.takes else ""
            yield from _wrapped(f"on to: {self._ways(place.ways_out)}{f', after {takes}' if takes else ''}", "  ")
        yield from self._beside(place)

    def _from(self, place: Place) -> str:
        """Name what leads to a scene, the choices of one scene together."""
        by_scene: dict[str, list[str]] = {}
        words = []
        for way in place.ways_in:
            if way.scene:
                by_scene.setdefault(way.scene, []).extend([way.by] if way.by else [])
            else:
                words.append(f"the event {way.by}" if way.kind == "event" else "the start")
        words += [f"{scene} ({', '.join(dict.fromkeys(by))})" if by else scene for scene, by in by_scene.items()]
        return listed(words) if words else "nothing leads here"

    def _option(self, place: Place, option: Choice | Look) -> Iterator[str]:
        """Give where an option leads and what an author has to know of it, and below it a line of its words."""
        clock = self.scenario.clock
        ways = [way for way in place.ways_out if way.by == option.id] if isinstance(option, Choice) else []
        back = [due_words(it, clock) for it in place.planted if it.option is option]
        facts = joined([
            f"{self.glyphs.right} {self._ways(ways)}" if ways else "look",
            ", ".join(option.acts) if isinstance(option, Choice) else "",
            ticks_words(clock, option.takes) if option.takes else "",
            gate_words(option),
            chance_words(option.chance),
            f"{self.glyphs.back} {', and '.join(back)}" if back else "",
        ])  # fmt: skip
        sign = self.glyphs.caret if isinstance(option, Choice) else "?"
        yield from _wrapped(f"{sign} {option.id} {facts}", "  ", "      ")
        yield f"    {clipped(label(option), WIDE - 4, self.glyphs)}"

    def _ways(self, ways: tuple[Way, ...] | list[Way]) -> str:
        return joined([f"{target_words(way.target)} {way_words(way)}".strip() for way in ways], ", ")

    def _beside(self, place: Place) -> Iterator[str]:
        """Give what comes back or happens here, and the shortest and longest option."""
        if place.due:
            yield from _wrapped(f"comes back here: {listed(dict.fromkeys(cause_words(it) for it in place.due))}", "  ")
        if place.events:
            yield from _wrapped(f"may happen here: {listed(event.id for event in place.events)}", "  ")
        if place.shortest is not None and place.longest is not None:
            ends = [f"{it.id} ({word_count(label(it))})" for it in (place.shortest, place.longest)]
            yield from _wrapped(f"words in an option: shortest {ends[0]}, longest {ends[1]}", "  ")

    def _events(self) -> list[str]:
        lines = []
        for event in self.scenario.events:
            to = f", to {event.scene}" if event.scene else ""
            lines += _wrapped(f"{event.id}: {event_words(event)}{to}", "  ")
        for dynamic in self.scenario.dynamics:
            when = f", if {in_words(dynamic.when)}" if dynamic.when is not None else ""
            lines += _wrapped(f"{dynamic.id}: every {self.scenario.clock.unit}{when}", "  ")
        return ["What happens by itself", *lines] if lines else []

    def _endings(self) -> list[str]:
        lines = ["Endings, the first that holds"]
        for ending in self.scenario.endings:
            lines += _wrapped(f"{ending.id}: {unmarked(ending.title)}, {ending_words(ending)}", "  ")
        return lines

    def _foot(self) -> list[str]:
        return ["To read", *(line for words in totals(self.map) for line in _wrapped(words, "  "))]


def totals(it: Map) -> list[str]:
    """Say in sentences how much there is to read, in one play and in all, and how hard it is."""
    reading, play, said = it.reading, it.play, []
    if play is None:
        said.append(f"None of the random plays came to an end. The whole has {reading.words:,} words.")
    else:
        span = " to ".join(dict.fromkeys((minutes_words(play.low), minutes_words(play.high))))
        said.append(
            f"A play reads {play.low:,} to {play.high:,} words of {reading.words:,} (8 in 10 of {play.plays} random "
            f"plays): {span} at {WORDS_A_MINUTE} words a minute, without the time to decide."
        )
    if reading.age is not None:
        each = reading.words / max(1, reading.sentences)
        said.append(f"Reading age {reading.age:.0f}, by FORCAST; {each:.0f} words a sentence.")
    return said


def _wrapped(text: str, indent: str, hang: str = "    ") -> list[str]:
    """Fold a text, a number never apart from its unit."""
    held = _UNIT.sub("\\1\u00a0\\2", safe(text))
    lines = textwrap.wrap(held, WIDE, initial_indent=indent, subsequent_indent=hang, break_on_hyphens=False)
    return [line.replace("\u00a0", " ") for line in lines]
