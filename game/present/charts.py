"""Meters over time as lines on one fixed axis, drawn with plain signs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from game.present.glyphs import Glyphs
from game.present.parts import Line, Part

_AXIS = 6
"""Cells of the axis with its numbers."""


class Series(NamedTuple):
    """One meter over time."""

    name: str
    sign: str
    """One cell; it stands at each point."""
    values: tuple[int, ...]
    """One for each moment, the start first."""
    lowest: int = 0
    highest: int = 100


def over_time(series: Sequence[Series], cells: int, lines: int, glyphs: Glyphs) -> list[Line]:
    """Return a chart `cells` wide with `lines` lines of drawing, and a line of moments under it.

    All meters stand on one axis from their lowest to their highest, 0 to 100 unless they say otherwise; they are
    never stretched to fill it. Where two meet they stand side by side.
    """
    moments = max((len(it.values) for it in series), default=0)
    width = max(1, cells - _AXIS)
    grid: list[list[str]] = [[" "] * width for _ in range(lines)]
    for draw in (_draw_ways, _draw_points):
        for it in series:
            draw(grid, it, _columns(moments, width), glyphs)
    drawn = [_axis(number, lines, glyphs) + _parts(row, series) for number, row in enumerate(grid)]
    foot = (Part(f"    {glyphs.corner}{glyphs.rule * width}", "faint"),)
    return [*drawn, foot, (Part(_moments(moments, width), "faint"),)]


def legend(series: Sequence[Series]) -> list[Line]:
    """Return for each meter its sign, its name, and its numbers from the start to the end."""
    return [
        (Part(f"    {it.sign} ", "mark"), Part(f"{it.name}  "), Part(" ".join(map(str, it.values)), "faint"))
        for it in series
    ]


def _columns(moments: int, width: int) -> list[int]:
    """Return the column of each moment, from the left; the last leaves room for points side by side."""
    if moments < 2:
        return [0] * moments
    last = max(0, width - 5)
    return [min(last, 1 + round(it * max(0, last - 1) / (moments - 1))) for it in range(moments)]


def _draw_ways(grid: list[list[str]], series: Series, columns: Sequence[int], glyphs: Glyphs) -> None:
    """Draw the ways between the points."""
    points = list(zip(columns, _heights(series, len(grid)), strict=False))
    for (left, start), (right, end) in pairwise(points):
        for column in range(left + 1, right):
            grid[round(start + (end - start) * (column - left) / (right - left))][column] = glyphs.dot


def _draw_points(grid: list[list[str]], series: Series, columns: Sequence[int], glyphs: Glyphs) -> None:
    """Draw the points; one that another meter's point stands on goes beside it."""
    for column, row in zip(columns, _heights(series, len(grid)), strict=False):
        free = next((it for it in range(column, len(grid[0])) if grid[row][it] in (" ", glyphs.dot)), column)
        grid[row][free] = series.sign


def _heights(series: Series, lines: int) -> list[int]:
    return [_height(value, series, lines) for value in series.values]


def _height(value: int, series: Series, lines: int) -> int:
    """Return the line of a value, counted from the top."""
    reach = max(1, series.highest - series.lowest)
    share = min(1.0, max(0.0, (value - series.lowest) / reach))
    return round((1 - share) * (lines - 1))


def _axis(number: int, lines: int, glyphs: Glyphs) -> tuple[Part, ...]:
    label = {0: "100", (lines - 1) // 2: " 50", lines - 1: "  0"}.get(number, "   ")
    return (Part(f"{label} {glyphs.upright}", "faint"),)


def _parts(row: Sequence[str], series: Sequence[Series]) -> tuple[Part, ...]:
    signs = {it.sign for it in series}
    return tuple(Part(sign, "mark" if sign in signs else "faint") for sign in row)


def _moments(moments: int, width: int) -> str:
    """Return the numbers of the decisions under their points; `start` under the first, where there is room."""
    line = [" "] * (width + _AXIS)
    for number, column in enumerate(_columns(moments, width)):
        label = str(number) if number else "start"
        place = column + 5 if number else 4
        if all(sign == " " for sign in line[max(0, place - 1) : place + len(label) + 1]):
            line[place : place + len(label)] = label
    return "".join(line).rstrip()
