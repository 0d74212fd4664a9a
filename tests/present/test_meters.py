from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.present.glyphs import ASCII, UNICODE, glyphs_for
from game.present.meters import bar, between, change, clipped, meter_column, meter_line, readings, short_names
from game.present.parts import words
from game.present.text import width
from game.scenario.meters import Meter, default_bands

BANDS = default_bands(0, 100, "high")
PATIENTS = Meter("patients", "Patient outcomes", 60, bands=BANDS)
STAFF = Meter("staff", "Staff wellbeing", 48, bands=BANDS)
LOAD = Meter("load", "Workload", 50, better="low", bands=default_bands(0, 100, "low"))
TRUST = Meter("trust", "Trust", 50, hidden=True, bands=BANDS)
BEFORE = {"patients": 60, "staff": 48, "load": 50, "trust": 50}
NOW = {"patients": 64, "staff": 42, "load": 50, "trust": 9}


def now() -> list[str]:
    line = meter_line(readings([PATIENTS, STAFF, LOAD, TRUST], NOW, BEFORE), 80, UNICODE)
    return words(line).split("   ")


def test_a_line_has_mark_name_number_word_and_change() -> None:
    assert now() == ["● Patient 64 steady ▲ +4", "■ Staff 42 strained ▼ -6", "◆ Workload 50 strained"]


def test_a_hidden_meter_is_not_there() -> None:
    assert "Trust" not in " ".join(now())


def test_a_line_keeps_the_word_of_what_has_moved_as_long_as_there_is_room() -> None:
    seen = readings([PATIENTS, STAFF, LOAD], {**NOW, "patients": 60}, BEFORE)
    assert words(meter_line(seen, 66, UNICODE)) == "● Patient 60 steady ■ Staff 42 strained ▼-6 ◆ Workload 50 strained"
    assert words(meter_line(seen, 55, UNICODE)) == "● Patient 60   ■ Staff 42 strained ▼ -6   ◆ Workload 50"


def test_a_line_gives_up_words_then_names_and_never_numbers_or_changes() -> None:
    seen = readings([PATIENTS, STAFF], NOW, BEFORE)
    assert words(meter_line(seen, 45, UNICODE)) == "● Patient 64 ▲ +4   ■ Staff 42 ▼ -6"
    assert words(meter_line(seen, 20, UNICODE)) == "● 64 ▲+4  ■ 42 ▼-6"
    assert words(meter_line(seen, 1, ASCII)) == "o 64 ^+4  # 42 v-6"


def test_a_column_has_a_bar_and_a_word_under_each_name() -> None:
    rows = [words(row.parts) for row in meter_column(readings([STAFF], NOW, BEFORE), 30, UNICODE)]
    assert rows == ["■ Staff wellbeing     42  ▼ -6".replace("■", "●"), "━━━━━━━──────────  strained"]


def test_less_is_better_where_the_author_says_so() -> None:
    up = readings([LOAD], {"load": 60}, {"load": 50})[0]
    down = readings([LOAD], {"load": 40}, {"load": 50})[0]
    assert [it.role for it in (change(up, UNICODE), change(down, UNICODE)) if it] == ["worse", "better"]
    assert change(readings([LOAD], {"load": 50})[0], UNICODE) is None


@settings(deadline=None, max_examples=60)
@given(value=st.integers(-50, 150), cells=st.integers(1, 40))
def test_a_bar_fills_its_cells_and_grows_with_its_value(value: int, cells: int) -> None:
    for glyphs in (UNICODE, ASCII):
        reached, still = bar(value, 0, 100, cells, glyphs)
        assert len(reached) + len(still) == cells
        more, _ = bar(value + 1, 0, 100, cells, glyphs)
        assert len(more) >= len(reached)
    assert bar(0, 0, 100, cells, ASCII) == ("", "." * cells) and bar(100, 0, 100, cells, ASCII) == ("#" * cells, "")


@settings(deadline=None, max_examples=40)
@given(share=st.floats(0, 1))
def test_on_its_way_a_meter_stays_between_where_it_was_and_where_it_goes(share: float) -> None:
    start, end = readings([STAFF], BEFORE), readings([STAFF], NOW, BEFORE)
    assert 42 <= between(start, end, share)[0].value <= 48
    assert between(start, end, 1.0)[0].value == 42 and between(start, end, 0.0)[0].value == 48


def test_names_that_begin_alike_stay_whole() -> None:
    names = ["Staff wellbeing", "Staff numbers", "Finance now"]
    assert short_names(names) == ["Staff wellbeing", "Staff numbers", "Finance"]


@settings(deadline=None, max_examples=60)
@given(text=st.text(max_size=30), cells=st.integers(0, 12))
def test_a_clipped_text_is_never_wider_than_its_cells(text: str, cells: int) -> None:
    for glyphs in (UNICODE, ASCII):
        assert width(clipped(text, cells, glyphs)) <= max(cells, 0)


@pytest.mark.parametrize(
    "setting, encoding, term, name",
    [
        ("auto", "utf-8", "xterm", "unicode"), ("auto", "ascii", "xterm", "ascii"),
        ("auto", "latin-1", "xterm", "ascii"),
        ("auto", "utf-8", "linux", "ascii"), ("auto", None, "xterm", "ascii"), ("auto", "no-such", "xterm", "ascii"),
        ("unicode", "ascii", "linux", "unicode"), ("ascii", "utf-8", "xterm", "ascii"),
    ],
)  # fmt: skip
def test_signs_are_chosen_as_the_player_says_else_as_the_terminal_can(
    setting: str, encoding: str | None, term: str, name: str
) -> None:
    assert glyphs_for(setting, encoding, term).name == name


def test_the_ascii_set_is_ascii() -> None:
    assert "".join(ASCII).isascii()
