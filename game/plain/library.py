"""The library, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from game.language.library import library_files, library_folder
from game.language.loading import ScenarioError, load
from game.plain.console import LEAVING, Console
from game.present.text import unmarked


def tell_library(console: Console, waiting: Sequence[str] = ()) -> list[Path]:
    """List the scenarios; one that cannot be read stays in the list with its first mistake.

    What is `waiting` to be gone on with is said first.
    """
    files = library_files()
    for line in waiting:
        console.say(line)
    if waiting:
        console.say()
    console.say("The library. Play one with: twohats play NAME")
    for number, file in enumerate(files, 1):
        console.say()
        try:
            scenario = load(file)
        except ScenarioError as error:
            first = error.diagnostics[0]
            line = f", line {first.place.line}" if first.place else ""
            console.say(f"{number}. {file.stem}: cannot be played{line}: {first.message}.", hang="   ")
            continue
        minutes = f" {scenario.play_minutes} minutes." if scenario.play_minutes else ""
        console.say(f"{number}. {file.stem}: {unmarked(scenario.title)}.{minutes}", hang="   ")
        console.say(f"   {unmarked(scenario.summary)}", hang="   ")
    console.say()
    console.say(f"They live in {library_folder()}. A file of your own: twohats play PATH")
    return files


def pick_scenario(console: Console, waiting: Sequence[str] = ()) -> str | None:
    """Ask which scenario to play; None where the input ends or the answer is q."""
    files = tell_library(console, waiting)
    while True:
        answer = console.ask(f"Which, 1 to {len(files)}? q leaves:")
        if answer is None or answer.casefold() in LEAVING:
            return None
        if answer.isdecimal() and 1 <= int(answer) <= len(files):
            return files[int(answer) - 1].stem
        console.say(f"Type a number from 1 to {len(files)}, or q.")
