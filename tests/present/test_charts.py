from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from game.present.charts import Series, legend, over_time
from game.present.glyphs import ASCII, UNICODE
from game.present.parts import words


def drawn(*series: Series, cells: int = 41, lines: int = 9) -> list[str]:
    return [words(line).rstrip() for line in over_time(series, cells, lines, ASCII)]


def test_two_meters_on_one_axis_from_0_to_100() -> None:
    chart = drawn(Series("Patient outcomes", "o", (40, 60, 10)), Series("Staff wellbeing", "#", (40, 60, 80)))
    assert chart[0].startswith("100 |") and chart[4].startswith(" 50 |") and chart[8].startswith("  0 |")
    assert chart[5].startswith("    | o#") and "o#" in chart[3]
    assert chart[2].endswith("#") and chart[7].endswith("o")
    assert chart[-1].split() == ["start", "1", "2"]


def test_a_meter_is_never_stretched_to_the_axis() -> None:
    low = drawn(Series("Low", "o", (40, 42)))
    assert [number for number, line in enumerate(low) if "o" in line] == [5]


def test_points_that_meet_stand_side_by_side() -> None:
    chart = drawn(Series("One", "o", (50, 50)), Series("Two", "#", (50, 50)))
    assert chart[4].count("o#") == 2


def test_the_legend_has_the_numbers() -> None:
    lines = legend([Series("Staff wellbeing", "■", (48, 52, 50))])
    assert [words(line) for line in lines] == ["    ■ Staff wellbeing  48 52 50"]


@settings(deadline=None, max_examples=60)
@given(
    values=st.lists(st.lists(st.integers(-20, 120), min_size=1, max_size=15), max_size=4),
    cells=st.integers(1, 80),
    lines=st.integers(2, 14),
)
def test_any_numbers_fit_any_chart(values: list[list[int]], cells: int, lines: int) -> None:
    series = [Series(str(number), UNICODE.marks[number], tuple(it)) for number, it in enumerate(values)]
    chart = over_time(series, cells, lines, UNICODE)
    assert len(chart) == lines + 2
    assert all(len(words(line)) <= max(cells, 7) for line in chart[:lines])
