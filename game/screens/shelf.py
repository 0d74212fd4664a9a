"""What stands in the library: kept plays first, then a card for each file, read one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from game.language.library import library_files
from game.present.cards import START_HERE, Card, broken_card, last_line, scenario_card, unread_card
from game.present.glyphs import Glyphs
from game.present.parts import Line
from game.present.text import unmarked
from game.records.errors import RecordsError
from game.records.offering import to_go_on_with
from game.records.plays import KeptPlay
from game.records.store import Records
from game.records.words import day_words

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
    """Return the cards as they stand before any file is read: what waits, the last used first, then what is done."""
    waiting = to_go_on_with(plays)
    some = {it.id for over in (False, True) for it in [it for it in waiting if it.over == over][:SHOWN]}
    done = [it for it in plays if it.debrief == "done" and it.ending][:SHOWN]
    first = [_kept_card(it) for it in (*(it for it in waiting if it.id in some), *done)]
    return (*first, *(unread_card(f"{FILE}{file}", file.stem) for file in library_files()))


def ended_card(card: Card, plays: Iterable[KeptPlay], records: Records) -> Card:
    """Return the card of a kept play with how it ended; as it is where it has not, or nothing says so any more."""
    kept = next((it for it in plays if card.key == f"{PLAY}{it.id}"), None)
    if kept is None or not kept.over:
        return card
    try:
        return _kept_card(kept, records.ending_title(kept))
    except RecordsError:
        return card


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
    if newcomer and scenario.id == START_HERE:
        card = card._replace(beside=f"{card.beside}, start here".removeprefix(", "))
    return card


def _kept_card(kept: KeptPlay, ending: str = "") -> Card:
    about = f"{kept.choices} choice{'' if kept.choices == 1 else 's'} made, " if not kept.over else ""
    if ending:
        about = f"“{unmarked(ending)}”, "
    waiting = {"none": "Go on", "waiting": "Your debrief is waiting", "done": "Played before"}[kept.debrief]
    beside = f"{about}{day_words(kept, datetime.now(UTC))}"
    return Card(f"{PLAY}{kept.id}", unmarked(kept.title), waiting=waiting, beside=beside, done=kept.debrief == "done")


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
