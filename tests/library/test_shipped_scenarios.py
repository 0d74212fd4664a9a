# What is said of every scenario that travels with the program.

from __future__ import annotations

from pathlib import Path

import pytest
from running import TwoHats

import game
from game.language.library import library_files
from game.paths.promises import judge
from game.paths.tests import run

FILES = library_files()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_strict_check_finds_nothing_to_mend(file: Path, tmp_path: Path) -> None:
    ran = TwoHats(tmp_path)("check", "--strict", "--limit", "1", str(file))
    assert (ran.code, ran.err) == (0, ""), ran.out


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_its_authors_tests_hold_on_every_draw(file: Path) -> None:
    scenario = game.load(file)
    assert scenario.tests
    assert [(it.name, it.why) for it in run(scenario) if not it.passed] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_its_promises_hold_on_every_path(file: Path) -> None:
    scenario = game.load(file)
    assert scenario.promises
    assert [(it.text, it.verdict, it.why) for it in judge(scenario) if it.verdict != "kept"] == []
