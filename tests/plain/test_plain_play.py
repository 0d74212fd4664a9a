from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from game.cli import cli

STEM = "play", "first-shift", "--seed", "7"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWOHATS_DATA", str(tmp_path / "data"))


def told(*words: str, typed: str) -> str:
    done = CliRunner().invoke(cli, list(words), input=typed, catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_the_number_of_the_decision_is_said() -> None:
    said = told(*STEM, typed="\n1\n\n1\n\nq\n")
    assert re.search(r"\nDecision 1 of about \d\. You can choose:\n", said)
    assert re.search(r"\nDecision 2 of about \d\. You can choose:\n", said)


def test_kinds_of_moment_are_sentences() -> None:
    assert "\n1. Needs an answer now.\n2. Has a known fix.\n3. Nobody has the answer yet.\n" in told(*STEM, typed="q\n")


def test_meters_are_said_once_when_a_play_is_taken_up() -> None:
    told(*STEM, typed="\n1\n\nq\n")
    said = told("resume", "--plain", typed="q\n")
    assert said.count("Finance 45, down 5, strained.") == 1 == said.count("Finance 45")
    assert said.count("Patient outcomes 60") == 1


def test_who_is_who_names_only_those_met() -> None:
    said = told(*STEM, typed="\nc\nq\n")
    assert "Liza Santos, night nurse in charge." in said
    assert "Callum Reid" not in said


def test_what_was_used_last_is_offered_first_with_how_it_ended() -> None:
    told(*STEM, typed="\n1\n\nq\n")
    told(*STEM, typed="\n1\n\n3\n\n1\n\nq\n")
    said = told(typed="")
    assert re.match(r"Your debrief of “First shift”,\s+which\s+ended\s+with\s+“[^”]+”,\s+is\s+waiting:", said)
    assert said.index("is waiting") < said.index("Go on with")
