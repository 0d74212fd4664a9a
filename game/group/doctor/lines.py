"""What was looked at, a line each: how it stands in a word, what was found, what to do next."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from game.present.text import safe

Mark: TypeAlias = Literal["ok", "look", "wrong"]
_INDENT = 7
"""Cells before the words of a line: the longest mark, and air."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at."""

    mark: Mark
    """`look` can be lived with, `wrong` cannot."""
    about: str
    """What was looked at, in a word for programs: python, data, database, address, port, fetch, phone …"""
    words: str
    """What was found, in a sentence or two."""
    steps: tuple[str, ...] = ()
    """What to do next, the likeliest first."""


def line_text(line: Line, width: int) -> str:
    """Return a line as text no wider than `width` cells, its steps under it."""
    found = [_wrapped(line.mark.ljust(_INDENT), line.words, width)]
    several = len(line.steps) > 1
    for number, step in enumerate(line.steps, 1):
        lead = f"{number}. " if several else "Next: "
        found.append(_wrapped(" " * _INDENT + lead, step, width))
    return "\n".join(found)


def line_data(line: Line) -> dict[str, Any]:
    """Return a line as data: `mark`, `about`, `words`, `steps`."""
    return {"mark": line.mark, "about": line.about, "words": line.words, "steps": list(line.steps)}


def all_well(lines: Sequence[Line]) -> bool:
    """Say whether nothing is wrong."""
    return all(it.mark != "wrong" for it in lines)


def _wrapped(lead: str, words: str, width: int) -> str:
    # Addresses and commands are kept whole, however narrow the window: they are there to be copied.
    return textwrap.fill(
        safe(words), max(width, 40), initial_indent=lead, subsequent_indent=" " * len(lead),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
