"""What can be done, as numbered lines."""

from __future__ import annotations

from collections.abc import Sequence

from game.play.history import Option
from game.play.playing import Play
from game.present.clocks import ticks_words
from game.present.glyphs import Glyphs
from game.present.parts import Paragraph, Part, told
from game.present.words import demand_title
from game.scenario.acts import DEMANDS
from game.scenario.story import Clock


def numbered(play: Play) -> tuple[Option, ...]:
    """Return what can be done now, choices before looks, in the order of their numbers from 1."""
    can = [option for option in play.options if option.open]
    return tuple([it for it in can if it.kind == "choice"] + [it for it in can if it.kind == "look"])


def option_key(option: Option) -> str:
    """Return the move that takes an option."""
    return option.id if option.kind == "choice" else f"look:{option.id}"


def option_rows(play: Play, glyphs: Glyphs) -> tuple[Paragraph, ...]:
    """Return choices, closed choices with their reasons, then looks with their costs. Keys are moves."""
    clock = play.scenario.clock
    numbers = {option_key(it): number for number, it in enumerate(numbered(play), 1)}
    rows: list[Paragraph] = []
    for kind in ("choice", "look"):
        these = [it for it in play.options if it.kind == kind]
        if kind == "look" and these:
            rows.append(Paragraph((Part("Or look first", "faint"),), indent=4, leads=True))
        rows += [_row(it, numbers[option_key(it)], clock) for it in these if it.open]
        rows += [_closed(it, glyphs) for it in these if not it.open]
    return tuple(rows)


def picked_rows(option: Option) -> tuple[Paragraph, ...]:
    """Return what the player has picked, while a question about it stands open."""
    return (Paragraph((Part("You chose: ", "faint"), *told(option.text, "strong")), indent=4),)


def demand_rows() -> tuple[Paragraph, ...]:
    """Return the question about the kind of moment, with its answers. Keys are moves."""
    question = Paragraph((Part("What kind of moment is this? ", "strong"), Part("It changes nothing in the play.")))
    answers = [
        Paragraph((Part(demand_title(demand)),), _number(number), 4, key=f"frame:{demand}")
        for number, demand in enumerate(DEMANDS, 1)
    ]
    return question._replace(indent=4), *answers


def keys(rows: Sequence[Paragraph]) -> tuple[str, ...]:
    """Return the keys of what can be picked, in the order of their numbers."""
    return tuple(row.key for row in rows if row.key)


def _row(option: Option, number: int, clock: Clock) -> Paragraph:
    cost: tuple[Part, ...] = ()
    if option.kind == "look":
        cost = (Part(f"  ({ticks_words(clock, option.takes) if option.takes else 'takes no time'})", "faint"),)
    return Paragraph((*told(option.text), *cost), _number(number), 4, key=option_key(option))


def _closed(option: Option, glyphs: Glyphs) -> Paragraph:
    reason = (Part(" "), *told(option.locked, "faint")) if option.locked else ()
    words = (Part("Closed: ", "faint"), *told(option.text, "faint"), *reason)
    return Paragraph(words, (Part(f"  {glyphs.closed} "),), 4)


def _number(number: int) -> tuple[Part, ...]:
    return Part(f"{number:>3} ", "key"),
