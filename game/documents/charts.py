"""Meters as lines over the decisions, as inline SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from game.findings.model import Movement
from game.present.text import unmarked

_WIDTH, _HEIGHT, _LEFT, _TOP, _LABELS, _BELOW = 640, 240, 34, 12, 150, 14
_LINES = (("#0b5cad", ""), ("#b34700", "7 4"), ("#4b4b4b", "2 3"), ("#6b2fa0", "10 3 2 3"), ("#00695c", "4 2"))
"""Colour and dashes of each line in turn: told apart by the dashes alone where colours are not."""


def meters_svg(movements: Sequence[Movement], lowest: int = 0, highest: int = 100) -> str:
    """Return a chart of meters on one fixed axis, with their names at the ends of their lines."""
    steps = max((len(it.by_decision) for it in movements), default=0)
    summary = "; ".join(f"{unmarked(it.name)} from {it.start} to {it.end}" for it in movements)
    body = [_axis(value, lowest, highest) for value in (lowest, (lowest + highest) // 2, highest)]
    body += [_moment(step, steps) for step in range(steps + 1)]
    ends = _spread([_y(it.end, lowest, highest) for it in movements])
    for number, (it, label_y) in enumerate(zip(movements, ends, strict=True)):
        body.append(_line(it, number, steps, label_y, lowest, highest))
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT + _BELOW}" role="img" aria-labelledby="meters-title meters-desc">'
        f'<title id="meters-title">Meters over the decisions</title><desc id="meters-desc">{escape(summary)}</desc>'
        f"{''.join(body)}</svg>"
    )


def _line(it: Movement, number: int, steps: int, label_y: float, lowest: int, highest: int) -> str:
    colour, dashes = _LINES[number % len(_LINES)]
    values = (it.start, *it.by_decision)
    points = " ".join(f"{_x(step, steps):.1f},{_y(value, lowest, highest):.1f}" for step, value in enumerate(values))
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    name = escape(f"{unmarked(it.name)} {it.end}")
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"{dash}/>'
        f'<text x="{_WIDTH - _LABELS + 8}" y="{label_y + 4:.1f}" fill="{colour}" font-size="13">{name}</text>'
    )


def _axis(value: int, lowest: int, highest: int) -> str:
    y = _y(value, lowest, highest)
    return (
        f'<line x1="{_LEFT}" x2="{_WIDTH - _LABELS}" y1="{y:.1f}" y2="{y:.1f}" stroke="#8a8a8a" stroke-width="0.7"/>'
        f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" font-size="12" fill="#4b4b4b">{value}</text>'
    )


def _moment(step: int, steps: int) -> str:
    """Number a decision under the lines; the first place is the start."""
    return (
        f'<text x="{_x(step, steps):.1f}" y="{_HEIGHT + _BELOW - 6}" text-anchor="middle" font-size="12" '
        f'fill="#4b4b4b">{step or "start"}</text>'
    )


def _x(step: int, steps: int) -> float:
    return _LEFT + (_WIDTH - _LABELS - _LEFT) * (step / steps if steps else 0)


def _y(value: int, lowest: int, highest: int) -> float:
    return _TOP + (_HEIGHT - 2 * _TOP) * (1 - (value - lowest) / (highest - lowest))


def _spread(heights: Sequence[float], apart: float = 16) -> list[float]:
    """Move labels that would lie over each other apart, in their order."""
    placed = list(heights)
    last = -apart
    for place in sorted(range(len(placed)), key=lambda it: placed[it]):
        last = placed[place] = max(placed[place], last + apart)
    return placed
