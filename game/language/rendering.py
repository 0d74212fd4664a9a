"""Diagnostics as a person reads them: the sentence, the place, the line with a mark under it, and what to do."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from game.language.diagnostics import Diagnostic, Place
from game.present.text import safe, width

_WIDEST_LINE = 100
"""A longer line is shown around its mark only."""
_MOST_SHOWN = 20


def render(diagnostics: Sequence[Diagnostic], lines: Sequence[str]) -> str:
    """Show each diagnostic, the first twenty in full, and count them."""
    shown = [render_one(it, lines) for it in diagnostics[:_MOST_SHOWN]]
    more = len(diagnostics) - _MOST_SHOWN
    if more > 0:
        shown.append(f"… and {more} more like these.")
    return "\n\n".join([*shown, count(diagnostics)])


def render_one(it: Diagnostic, lines: Sequence[str]) -> str:
    """Show one diagnostic; nothing the author typed can reach the terminal as an escape code."""
    head = f"{it.severity} {it.code}: {it.message}"
    parts = [head]
    if it.place is None:
        parts.append(f"  in {it.file}")
    else:
        where = f"   {it.where}" if it.where else ""
        parts.append(f"  in {it.file}, line {it.place.line}, column {it.place.column}{where}")
        parts += _quoted(it.place, lines)
    if it.help:
        parts.append(f"  help: {it.help}")
    if shown := replay_line(it):
        parts.append(f"  see it: {shown}")
    return "\n".join(safe(part) for part in parts)


def replay_line(it: Diagnostic) -> str:
    """Return the command that shows what was found by playing, to be pasted into a shell; empty where none does.

    Without moves, what it shows is there as the play begins.
    """
    if it.seed is None:
        return ""
    words = ["twohats", "replay", it.file, *(word for move in it.moves for word in ("--move", move))]
    words += ["--seed", str(it.seed)] if it.seed else []
    words += ["--role", it.role] if it.role else []
    return shlex.join(words)


def count(diagnostics: Sequence[Diagnostic]) -> str:
    """Say how many errors and warnings there are."""
    kinds = []
    for severity in ("error", "warning"):
        number = sum(it.severity == severity for it in diagnostics)
        if number:
            kinds.append(f"{number} {severity}{'s' if number > 1 else ''}")
    return " and ".join(kinds) + "."


def _quoted(place: Place, lines: Sequence[str]) -> list[str]:
    """Show the line with a row of marks below the place."""
    if place.line > len(lines):
        return []
    line = lines[place.line - 1].rstrip().replace("\t", " ")
    first = place.column - 1
    last = place.end_column - 1 if place.end_line == place.line else len(line)
    start = max(0, first - _WIDEST_LINE // 2) if len(line) > _WIDEST_LINE else 0
    piece = line[start : start + _WIDEST_LINE]
    marks = max(1, min(last, start + len(piece)) - first)
    number = str(place.line)
    indent = " " * len(number)
    before, after = ("…" if start else ""), ("…" if start + len(piece) < len(line) else "")
    gap = " " * (width(piece[: first - start]) + len(before))
    return [
        f"  {number} | {before}{piece}{after}",
        f"  {indent} | {gap}{'^' * max(1, width(piece[first - start : first - start + marks]))}",
    ]
