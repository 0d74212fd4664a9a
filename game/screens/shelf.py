"""What stands in the library: kept plays first, then a card for each file, read one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.language.library import library_files
from game.present.cards import Card, broken_card, last_line, scenario_card, unread_card
from game.present.glyphs import Glyphs
from game.present.parts import Line
from game.present.text import unmarked
from game.records.errors import RecordsError
from game.records.plays import KeptPlay
from game.records.store import Records
from game.records.words import when_words

if TYPE_CHECKING:
    from game.scenario.story import Scenario

PLAY, FILE = "play:", "file:"
"""What the keys of cards begin with."""
SHOWN = 3
"""The most kept plays of a kind that are listed; `twohats plays` lists them all."""


def kept_plays(records: Records) -> list[KeptPlay]:
    """Return every kept play, last touched first; none where they cannot be read."""
    try:
        return records.plays()
    except RecordsError:
        return []


def first_cards(plays: Sequence[KeptPlay]) -> tuple[Card, ...]:
    """Return the cards as they stand before any file is read."""
    going = [it for it in plays if it.debrief == "none"][:SHOWN]
    waiting = [it for it in plays if it.debrief == "waiting"][:SHOWN]
    first = [*(_kept_card(it, "Go on") for it in going), *(_kept_card(it, "Your debrief is waiting") for it in waiting)]
    return (*first, *(unread_card(f"{FILE}{file}", file.stem) for file in library_files()))


def read_card(file: Path, plays: Iterable[KeptPlay], glyphs: Glyphs, *, newcomer: bool) -> Card:
    """Read a file and return its card; a file that cannot be played stays, with the line of its first mistake."""
    from game.language.loading import ScenarioError, load

    key = f"{FILE}{file}"
    try:
        scenario = load(file)
    except ScenarioError as error:
        first = error.diagnostics[0]
        line = f"line {first.place.line}: " if first.place else ""
        return broken_card(key, file.name, f"{line}{first.message}. twohats check {file.stem} says more.")
    own = [it for it in plays if it.scenario == scenario.id and it.ending]
    card = scenario_card(key, scenario, [it.ending or "" for it in own], _last(scenario, own, glyphs))
    if newcomer and scenario.id == "first-shift":
        card = card._replace(beside=f"{card.beside}, start here".removeprefix(", "))
    return card


def _kept_card(kept: KeptPlay, waiting: str) -> Card:
    choices = f"{kept.choices} choice{'' if kept.choices == 1 else 's'} made, " if waiting == "Go on" else ""
    return Card(f"{PLAY}{kept.id}", unmarked(kept.title), waiting=waiting, beside=f"{choices}{when_words(kept)}")


def _last(scenario: Scenario, own: Sequence[KeptPlay], glyphs: Glyphs) -> Line:
    """Return how the last finished play left the meters; only a play of this edition can be played again from it."""
    from game.play.playing import MoveError, replay

    last = next((it for it in own if it.edition == scenario.edition), None)
    if last is None:
        return ()
    try:
        play = replay(scenario, last.seed, last.role, last.moves)
    except MoveError:
        return ()
    return last_line(scenario, dict(play.meters), glyphs)
