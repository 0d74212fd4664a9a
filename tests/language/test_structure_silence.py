from __future__ import annotations

from pathlib import Path

import pytest

from game.language.library import library_files
from game.language.loading import examine, load
from game.language.reading.reader import read_file
from game.play.playing import start

TESTS = Path(__file__).parents[1]
ODD = sorted((TESTS / "language" / "gallery" / "silent").glob("*.yaml"))
"""Odd, and nothing wrong with it."""
GOOD = [*ODD, *library_files(), *sorted((TESTS / "conformance").glob("*/scenario.yaml"))]


def name_of(file: Path) -> str:
    return file.parent.name if file.stem == "scenario" else file.stem


@pytest.mark.parametrize("file", GOOD, ids=name_of)
def test_nothing_is_said_about_a_good_file(file: Path) -> None:
    document = read_file(file)
    scenario, found = examine(document, file.stem)
    assert found == []
    assert scenario is not None


@pytest.mark.parametrize("file", [*ODD, *library_files()], ids=name_of)
def test_a_good_file_starts_and_its_first_options_lead_on(file: Path) -> None:
    scenario = load(file)
    for role in scenario.roles or [None]:
        play = start(scenario, seed=1, role=role)
        for option in play.options:
            if option.open:
                move = play.choose if option.kind == "choice" else play.look
                assert move(option.id).moves == (f"look:{option.id}" if option.kind == "look" else option.id,)


def test_what_one_puts_where_text_is_due_stays_as_typed() -> None:
    scenario = load(next(file for file in ODD if file.stem.startswith("words-that")))
    assert (scenario.title, scenario.summary) == ("No", "12:30")
    assert scenario.authors == ("on", "off", "null", "~", "yes", "1e3", "0x1F")
    assert scenario.meters["y"].bands == ((-5, "off"), (0, "on"), (5, "Yes"))
    assert scenario.facts["off"].words == ("null", "on", "off2")
