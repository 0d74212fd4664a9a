"""The moves made so far, made again in another edition: which no longer fits, and where the play first differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os.path import commonprefix

from game.authoring.watching.beginning import Beginning, begin, scene_name, shown, value_name
from game.play.playing import MoveError, Play
from game.present.beats import beat_words
from game.present.clocks import clock_words
from game.present.moves import decisions_made
from game.present.story import move_option
from game.present.text import safe, unmarked
from game.scenario.expressions import Value
from game.scenario.meters import Fact, Meter
from game.scenario.story import Scenario

_BEFORE, _QUOTED = 24, 72
"""Characters of a text that are quoted before the first that differs, and in all."""


@dataclass(frozen=True)
class Difference:
    """Where two plays of the same moves differ for the first time in some way, and how."""

    where: str
    """Such as: after decision 1, “Book an agency nurse”."""
    what: tuple[str, ...]
    """A sentence for each thing that differs there."""


@dataclass(frozen=True)
class Replayed:
    """What became of some moves in another edition."""

    play: Play
    """As far as the moves go."""
    made: int
    """How many of them fit."""
    left: tuple[str, ...]
    """The moves from the first that does not fit on."""
    why: str
    """Why that one does not; empty where all fit."""
    differences: tuple[Difference, ...]
    """Where words, numbers and options each first differ, as far as the moves fit."""


def play_again(before: Play, scenario: Scenario, beginning: Beginning) -> Replayed:
    """Make the moves of a play in another edition, from a beginning that fits it."""
    play = begin(scenario, beginning)
    moves, why = before.moves, ""
    for move in moves:
        try:
            play = play.make(move)
        except MoveError as error:
            why = safe(str(error))
            break
    made = len(play.moves)
    return Replayed(play, made, moves[made:], why, tuple(_first_differences(before, play)))


def _first_differences(before: Play, after: Play) -> Iterator[Difference]:
    """Give where two plays differ first, each way of differing once: a mended word must not hide a moved meter."""
    ways = [_stands_otherwise, _told_otherwise, _offered_otherwise]
    for old, new in zip(before.line(), after.line(), strict=False):
        found = [(way, sentences) for way in ways if (sentences := tuple(way(old, new)))]
        if found:
            yield Difference(_where(old), tuple(it for _, sentences in found for it in sentences))
            ways = [way for way in ways if way not in dict(found)]


def _stands_otherwise(before: Play, after: Play) -> Iterator[str]:
    yield from _ends(before, after)
    here, there = before.scene.id, after.scene.id
    if here != there:
        was = scene_name(before.scenario, here)
        yield f"The story is now at {scene_name(after.scenario, there)}, and was at {was}."
    times = [clock_words(it.scenario.clock, it.now) for it in (before, after)]
    if times[0] != times[1]:
        yield f"It is now {times[1]}, and was {times[0]}."
    yield from _values(before.scenario.meters, before.meters, after.scenario.meters, after.meters)
    yield from _values(before.scenario.facts, before.facts, after.scenario.facts, after.facts)

def _where(step: Play) -> str:
    option = move_option(step)
    if option is None:
        return "as the play begins" if step.move is None else "where the moment is named"
    number = decisions_made(step) + (option.kind == "look")
    return f"{'at' if option.kind == 'look' else 'after'} decision {number}, “{unmarked(option.text)}”"


def _ends(before: Play, after: Play) -> Iterator[str]:
    if after.fault is not None and before.fault is None:
        yield safe(str(after.fault))
    elif before.over and not after.over:
        yield "The play goes on here, and did not before."
    elif after.ending is not None and (before.ending is None or before.ending.id != after.ending.id):
        was = f', and did with "{before.ending.id}"' if before.ending else ", and went on before"
        yield f'It now ends here with "{after.ending.id}"{was}.'


def _told_otherwise(before: Play, after: Play) -> Iterator[str]:
    old, new = ([beat_words(beat) for beat in play.beats] for play in (before, after))
    if old == new:
        return
    place = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    pair = [_quoted(texts, place, old, new) for texts in (new, old)]
    yield f"What is told is now {pair[0]} and was {pair[1]}"


def _quoted(texts: list[str], place: int, old: list[str], new: list[str]) -> str:
    """Quote a beat around its first letter that differs."""
    if place >= len(texts):
        return "nothing more"
    same = len(commonprefix([old[place], new[place]])) if place < min(len(old), len(new)) else 0
    text = texts[place]
    start = text.rfind(" ", 0, max(0, same - _BEFORE)) + 1
    end = start + _QUOTED
    return f"“{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}”"


def _values(
    old: Mapping[str, Meter] | Mapping[str, Fact],
    before: Mapping[str, Value],
    new: Mapping[str, Meter] | Mapping[str, Fact],
    after: Mapping[str, Value],
) -> Iterator[str]:
    for id, it in new.items():
        if id not in old:
            yield f"{value_name(it)} is new, and stands at {shown(after[id])}."
        elif before[id] != after[id]:
            yield f"{value_name(it)} is now {shown(after[id])} and was {shown(before[id])}."
    yield from (f"{value_name(it)} is gone." for id, it in old.items() if id not in new)


def _offered_otherwise(before: Play, after: Play) -> Iterator[str]:
    if before.scene.id != after.scene.id or before.over or after.over:
        return  # another scene has other options, and a play that is over has none
    old, new = ({(it.kind, it.id): it for it in play.options} for play in (before, after))
    for key, it in new.items():
        was, words = old.get(key), f"“{unmarked(it.text)}”"
        if was is None:
            yield f'The {it.kind} "{it.id}", {words}, is new here.'
        elif was.open != it.open:
            yield f"The {it.kind} {words} is now {'open' if it.open else 'closed'}."
        elif (was.text, was.locked, was.takes) != (it.text, it.locked, it.takes):
            yield f'The {it.kind} "{it.id}" reads or takes otherwise: now {words}'
    for it in (it for key, it in old.items() if key not in new):
        yield f'The {it.kind} "{it.id}", “{unmarked(it.text)}”, is not here any more.'
    if old.keys() == new.keys() and list(old) != list(new):
        yield "The choices stand in another order."
