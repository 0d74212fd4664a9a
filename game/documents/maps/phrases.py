"""The parts of a map in words that its forms share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.documents.maps.values import Reading, Return, Way
from game.paths.wording import in_words, value_words
from game.present.clocks import ticks_words
from game.present.readability import reading_minutes
from game.present.text import unmarked
from game.scenario.happenings import Event, Happening, Outcome
from game.scenario.prose import Pieces, as_typed
from game.scenario.scenes import BACK, END, Choice, Look, Scene
from game.scenario.story import Clock, Ending

AS_ENDS = {END: "the end", BACK: "back to the story"}


def label(option: Choice | Look) -> str:
    """Return a choice's or look's words, harmless and on one line."""
    return one_line(option.label)


def one_line(pieces: Pieces) -> str:
    """Return a text harmless, without stress marks and on one line."""
    return " ".join(unmarked(as_typed(pieces)).split())


def scene_title(scene: Scene) -> str:
    """Return a scene's title, or its id where it has none."""
    return " ".join(unmarked(scene.title).split()) or scene.id


def target_words(target: str) -> str:
    """Return where a way leads: a scene's id, `the end`, `back to the story`."""
    return AS_ENDS.get(target, target)


def way_words(way: Way) -> str:
    """Return what has to hold for a way on, among several: `if told`, `otherwise`; empty where nothing has to."""
    if way.when is not None:
        return f"if {in_words(way.when)}"
    return "otherwise" if way.otherwise else ""


def gate_words(option: Choice | Look) -> str:
    """Return what opens an option, and how it is closed: `if told, else shown closed`; empty where it stands open."""
    once = ["once"] if isinstance(option, Choice) and option.once else []
    if option.when is None:
        return ", ".join(once)
    closed = "shown closed" if option.locked else "hidden"
    return ", ".join([f"if {in_words(option.when)}, else {closed}", *once])


def chance_words(outcomes: Sequence[Outcome]) -> str:
    """Return the odds of a chance: `chance of 70 or 30`."""
    return f"chance of {' or '.join(in_words(it.odds) for it in outcomes)}" if outcomes else ""


def due_words(it: Return, clock: Clock) -> str:
    """Return when something comes back: `after 2 hours, if not told`, `on entering bed-six`."""
    later = it.later
    when = f"on entering {later.at}" if later.at is not None else f"after {ticks_words(clock, later.after or 0)}"
    return f"{when}, if {in_words(later.when)}" if later.when is not None else when


def cause_words(it: Return) -> str:
    """Return what plants something: `keys.swipe`, `keys.swipe, outcome 2`."""
    return f"{it.scene}.{it.option.id}" + (f", outcome {it.outcome}" if it.outcome else "")


def event_words(event: Event) -> str:
    """Return when an event may happen: `on entering bags, if told, odds 40, again and again`."""
    parts = [f"on entering {event.at}" if event.at is not None else "after a choice"]
    parts += [f"if {in_words(event.when)}"] if event.when is not None else []
    parts += [f"odds {in_words(event.odds)}"] if event.odds is not None else []
    parts += [] if event.once else ["again and again"]
    return ", ".join(parts)


def ending_words(ending: Ending) -> str:
    """Return when an ending is taken: `if grip >= 50`, `otherwise`; one that is at once says so."""
    when = f"if {in_words(ending.when)}" if ending.when is not None else "otherwise"
    return f"{when}, at once" if ending.at_once else when


def doing_words(happening: Happening) -> str:
    """Return what a happening changes: `patients +3, finance -6, told is yes`."""
    effects = [f"{it.name} {_signed(in_words(it.amount))}" for it in happening.effects]
    return ", ".join([*effects, *(f"{it.name} is {value_words(it.value)}" for it in happening.settings)])


def minutes_words(words: int) -> str:
    """Return the time that so many words take: `24 s`, `3.2 min`."""
    minutes = reading_minutes(words)
    if minutes < 1:
        return f"{max(1, round(60 * minutes))} s"
    return f"{minutes:.1f} min" if minutes < 10 else f"{minutes:.0f} min"


def age_words(reading: Reading) -> str:
    """Return a reading age: `reading age 13`; empty where there is none."""
    return f"reading age {reading.age:.0f}" if reading.age is not None else ""


def counted(number: int, word: str) -> str:
    """Return a number with its word: `1 scene`, `3 scenes`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def joined(parts: Iterable[str], between: str = "; ") -> str:
    """Return what is there of some parts, as one line."""
    return between.join(part for part in parts if part)


def _signed(amount: str) -> str:
    return f"+{amount}" if amount.isdigit() else amount
