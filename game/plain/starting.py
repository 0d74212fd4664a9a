"""Beginning a play line by line, and taking one up again."""

from __future__ import annotations

from pathlib import Path

from game.plain.console import Console
from game.plain.kept import debrief_waiting
from game.plain.playing import PlainGame
from game.plain.telling import Teller
from game.play.playing import Play, start
from game.present.text import unmarked
from game.records.editions import scenario_now
from game.records.keeping import Keeping
from game.records.plays import KeptPlay
from game.records.store import Records
from game.records.words import changed_words, delete_words, privacy_words, when_words
from game.scenario.story import Scenario


def play_scenario(
    scenario: Scenario, seed: int, role: str | None, console: Console, records: Records, file: Path | None = None
) -> Play:
    """Play a scenario to its debrief, or until the player or the input leaves; return the play as it stands.

    The play is kept in `records`; `file` is the scenario's, if not in the library. Raises MoveError for a role that
    the scenario does not have.
    """
    play = start(scenario, seed, role)
    waiting = debrief_waiting(records)
    keeping = Keeping.begin(records, play, file)
    if keeping.records.why:
        console.say(f"{keeping.records.why} You can play, but nothing of it is kept.")
        console.say()
    elif waiting:
        console.say(waiting)
        console.say()
    teller = Teller(console, scenario)
    teller.prebrief(play, privacy_words(keeping.records.path, keeping.id))
    if keeping.id:
        console.say_whole(delete_words(keeping.id))
    teller.move(play)
    return PlainGame(console, play, keeping).run()


def resume_play(records: Records, kept: KeptPlay, console: Console) -> Play:
    """Go on with a kept play, or with its debrief. Raises RecordsError where it cannot be played again."""
    play = records.resume(kept)
    console.say(f"{unmarked(kept.title)}, as you left it on {when_words(kept)}.")
    now = scenario_now(kept)
    if records.changed_since(kept, now):
        console.say(changed_words(gone=now is None))
    console.say()
    Teller(console, play.scenario).recap(play)
    return PlainGame(console, play, Keeping(records, kept)).run()
