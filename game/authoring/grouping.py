"""What `check` found, as a person reads it: what is the same in many places is shown in three of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from game.language.diagnostics import Diagnostic
from game.language.expressions.errors import several
from game.language.rendering import count, render_one

_SHOWN: Final = 3
"""Findings of one kind that are shown whole."""
_MOST: Final = 20
"""Findings of one file that are shown whole."""

_Kind: TypeAlias = tuple[str, ...]


def render_grouped(diagnostics: Sequence[Diagnostic], lines: Sequence[str]) -> str:
    """Show the diagnostics of one file, of each kind three whole and of the rest the lines, and count them."""
    whole: list[Diagnostic] = []
    rest: dict[_Kind, list[Diagnostic]] = {}
    seen: dict[_Kind, int] = {}
    for it in diagnostics:
        kind = _kind(it)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] > _SHOWN and it.place is not None:
            rest.setdefault(kind, []).append(it)
        else:
            whole.append(it)
    shown = [render_one(it, lines) for it in whole[:_MOST]]
    if len(whole) > _MOST:
        shown.append(f"… and {len(whole) - _MOST} more, which `--format concise` names.")
    return "\n\n".join([*shown, *(_group(found) for found in rest.values()), count(diagnostics)])


def _kind(it: Diagnostic) -> _Kind:
    """Return what makes findings the same: two errors of one code may ask for different things."""
    return (it.code,) if it.severity == "warning" else (it.code, it.message, it.help)


def _group(found: Sequence[Diagnostic]) -> str:
    places = [str(it.place.line) for it in found if it.place is not None]
    where = f"line{'s' if len(places) > 1 else ''} {several(places)}"
    return f"{found[0].severity} {found[0].code}: {len(found)} more like these, in {where}"
