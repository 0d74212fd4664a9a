from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.present.text import Run, runs, safe, unmarked, width


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("plain", [Run("plain")]),
        ("", [Run("")]),
        ("a *quiet* night", [Run("a "), Run("quiet", "stress"), Run(" night")]),
        ("**now** and *then*", [Run("now", "strong"), Run(" and "), Run("then", "stress")]),
        ("2 * 3 * 4", [Run("2 * 3 * 4")]),
        ("a star* alone", [Run("a star* alone")]),
        ("* one\n* two", [Run("* one\n* two")]),
        ("[b]not markup[/b]", [Run("[b]not markup[/b]")]),
    ],
)
def test_stress_is_read_and_nothing_else_is(text: str, cut: list[Run]) -> None:
    assert runs(text) == cut


@given(st.text())
def test_cutting_at_stress_loses_only_the_marks(text: str) -> None:
    assert "".join(run.text for run in runs(text)).replace("*", "") == text.replace("*", "")


@given(st.text())
def test_nothing_safe_can_act_on_a_terminal(text: str) -> None:
    for character in safe(text):
        category = unicodedata.category(character)
        assert character == "\n" or character in "\u200c\u200d" or category not in ("Cc", "Cf", "Cs", "Zl", "Zp")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("\x9b31m", "<U+009B>31m"),
        ("\u202eback", "<U+202E>back"),
        ("tab\there", "tab here"),
        ("👩‍⚕️ – ok", "👩‍⚕️ – ok"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_control_and_direction_characters_are_shown_by_their_numbers(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_unmarked_is_safe_and_has_no_marks() -> None:
    assert unmarked("a *very* \x1b[2Jbad **idea**") == "a very <U+001B>[2Jbad idea"


@pytest.mark.parametrize(("text", "cells"), [("abc", 3), ("病棟", 4), ("é", 1), ("e\u0301", 1), ("", 0)])
def test_width_counts_cells(text: str, cells: int) -> None:
    assert width(text) == cells
