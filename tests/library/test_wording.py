# How the library is written: options of like length, no slogans, scenes that can be read at once.

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_balance import FILES, WHOLE, decisions, scenario

from game.authoring.advice.words import LABEL_WIDTH, MOST_LABEL_LINES, MOST_WORDS
from game.documents.maps.making import map_of
from game.present.text import unmarked
from game.scenario.prose import as_typed

SLOGANS = [
    line.strip()
    for line in (Path(__file__).parent / "slogans.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
AGES = (12, 16)


def labels(name: str) -> list[list[str]]:
    return [[unmarked(as_typed(choice.label)) for choice in scene.choices] for scene in decisions(name)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_options_of_a_decision_are_of_like_length(file: Path) -> None:
    apart = [1 - min(map(len, options)) / max(map(len, options)) for options in labels(file.stem)]
    assert sum(apart) / len(apart) < 1 / 3


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_option_is_a_slogan(file: Path) -> None:
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, SLOGANS))})\b", re.IGNORECASE)
    assert [label for options in labels(file.stem) for label in options if pattern.search(label)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_option_fits_two_lines_of_a_terminal_of_eighty_columns(file: Path) -> None:
    most = LABEL_WIDTH * MOST_LABEL_LINES - 10
    assert [label for options in labels(file.stem) for label in options if len(label) > most] == []


@pytest.mark.parametrize("file", WHOLE, ids=lambda file: file.stem)
def test_scenes_are_read_at_once_and_at_the_age_of_a_leaflet(file: Path) -> None:
    found = map_of(scenario(file.stem)).places.values()
    ages = [it.entering.age for it in found if it.entering.age is not None]
    assert all(it.entering.words <= MOST_WORDS for it in found)
    assert sum(AGES[0] <= age <= AGES[1] for age in ages) > 0.8 * len(ages)
