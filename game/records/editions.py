"""The editions that kept plays were played in: each text once, by the hash of it."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from game.language.library import NotFoundError, find_scenario, library_folder
from game.records.errors import RecordsError

if TYPE_CHECKING:
    from game.records.plays import KeptPlay
    from game.scenario.story import Scenario


class EditionError(ValueError):
    """A kept text is not the scenario that was played. The message is a sentence."""


def write(connection: sqlite3.Connection, scenario: Scenario) -> None:
    """Keep a scenario's text, once."""
    connection.execute("INSERT OR IGNORE INTO editions VALUES (?, ?)", (scenario.edition, scenario.text))


def read(connection: sqlite3.Connection, edition: str) -> str:
    """Return the text of an edition, whatever became of it. Raises RecordsError where it is not there."""
    query = "SELECT CAST(text AS BLOB) FROM editions WHERE edition = ?"
    row = connection.execute(query, (edition,)).fetchone()
    if row is None:
        raise RecordsError("The text of the scenario that was played is missing. Other plays are not touched by that.")
    # A damaged text costs the plays that need it and no others; its hash will tell.
    return bytes(row[0]).decode(errors="replace")


def drop_unused(connection: sqlite3.Connection) -> None:
    """Delete the texts that no kept play needs."""
    connection.execute("DELETE FROM editions WHERE edition NOT IN (SELECT edition FROM plays)")


@lru_cache(maxsize=4)
def scenario_of(text: str, id: str, edition: str) -> Scenario:
    """Read the scenario of a kept text. Raises EditionError where it is not this edition or cannot be read."""
    # The language is imported when a scenario is read, so that listing what is kept does not wait for it.
    from game.language.loading import ScenarioError, loads

    try:
        scenario = loads(text.encode(), f"{id}.yaml")
    except ScenarioError as error:
        first = error.diagnostics[0]
        line = f" line {first.place.line}:" if first.place else ""
        raise EditionError(f"This version of Two Hats cannot read its scenario;{line} {first.message}.") from error
    if scenario.edition != edition:
        raise EditionError("The text of its scenario is not the one that was played.")
    return scenario


def own_file(path: Path) -> Path | None:
    """Return the place of a scenario file of the player's own; None for one of the library, which may move."""
    whole = path.resolve()
    return None if whole.parent == library_folder().resolve() else whole


def scenario_now(kept: KeptPlay) -> Scenario | None:
    """Return what a kept play's file holds today; None where it is gone or cannot be read."""
    from game.language.loading import ScenarioError, load

    try:
        return load(Path(kept.file) if kept.file else find_scenario(kept.scenario))
    except (NotFoundError, ScenarioError):
        return None
