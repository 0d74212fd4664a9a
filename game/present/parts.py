"""What stands on a page: paragraphs of parts, each part with the role that it plays. Plain strings underneath."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from game.present.text import Stress, runs, safe

Role: TypeAlias = Literal[
    "plain", "strong", "stress", "faint", "heading", "name", "key", "mark", "bar", "better", "worse", "lead",
    "manage", "warning",
]  # fmt: skip
"""What a part is for; a screen gives each a look, everybody else may leave it out. It never carries meaning alone."""


class Part(NamedTuple):
    """A stretch of text with one role."""

    text: str
    role: Role = "plain"


Line: TypeAlias = tuple[Part, ...]
"""Parts that stand next to each other."""


class Paragraph(NamedTuple):
    """Something to be wrapped to the width of a page."""

    parts: Line = ()
    margin: Line = ()
    """Stands before the first line, within the indent."""
    indent: int = 0
    """Cells kept free before every line."""
    gap: int = 0
    """Empty lines above."""
    key: str = ""
    """What is picked by picking this paragraph; empty where nothing is."""
    whole: bool = False
    """A line of a chart: cut at the edge and never wrapped."""
    leads: bool = False
    """A heading of what follows: never the last that is in sight."""


_ROLES: dict[Stress, Role] = {"none": "plain", "stress": "stress", "strong": "strong"}


def words(line: Iterable[Part]) -> str:
    """Return a line as plain text."""
    return "".join(part.text for part in line)


def told(text: str, role: Role = "plain") -> Line:
    """Return an author's or a player's words, harmless; what they stress keeps its stress, the rest has `role`."""
    return tuple(
        Part(safe(run.text), role if run.stress == "none" else _ROLES[run.stress]) for run in runs(text)
    )


def paragraph(text: str, role: Role = "plain", *, gap: int = 1, indent: int = 0, key: str = "") -> Paragraph:
    """Return somebody's words as a paragraph with an empty line above."""
    return Paragraph(told(text, role), indent=indent, gap=gap, key=key)


def heading(text: str, *, gap: int = 1) -> Paragraph:
    """Return a heading in words of our own or of an author's."""
    return Paragraph((Part(safe(text), "heading"),), gap=gap)


def labelled(label: str, text: str, *, indent: int = 12, gap: int = 1) -> Paragraph:
    """Return words with a label in the margin beside them."""
    return Paragraph(told(text), margin=(Part(safe(label), "faint"),), indent=indent, gap=gap)
