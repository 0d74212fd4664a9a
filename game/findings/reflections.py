"""What a player said about their own play: kept beside the moves, never computed, never scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.findings.model import View
from game.scenario.acts import ACTS, Act

MOST_COMMITMENTS = 3


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something to do: what, by when, and who will notice."""

    what: str
    when: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Reflections:
    """Everything that the player picked or typed in a debrief. All of it may be left out."""

    reactions: str = ""
    """How it was, in a word."""
    view: View = field(default_factory=View)
    """The closed picks."""
    keep: str = ""
    """What to keep."""
    change: str = ""
    """What to change."""
    otherwise: tuple[int, ...] = ()
    """The findings that the player sees otherwise, counted from 1."""
    positions: Mapping[str, str] = field(default_factory=dict)
    """Where the player stands, by the id of the position: the id of a side."""
    commitments: tuple[Commitment, ...] = ()


def from_notes(notes: Mapping[str, str]) -> Reflections:
    """Return the reflections that notes hold; what is damaged counts as not said."""
    counts: dict[Act, int] = {act: number for act in ACTS if (number := _number(notes.get(f"view-{act}"))) is not None}
    commitments = []
    for number in range(1, MOST_COMMITMENTS + 1):
        what, when, who = (notes.get(f"commitment-{number}-{part}", "") for part in ("what", "when", "who"))
        if what or when or who:
            commitments.append(Commitment(what, when, who))
    otherwise = (_number(part) for part in notes.get("otherwise", "").split(","))
    return Reflections(
        reactions=notes.get("reactions", ""),
        view=View(_number(notes.get("view-same")), _number(notes.get("view-change")), counts or None),
        keep=notes.get("keep", ""),
        change=notes.get("change", ""),
        otherwise=tuple(number for number in otherwise if number is not None),
        positions={
            key.removeprefix("position-"): side for key, side in notes.items() if key.startswith("position-")
        },
        commitments=tuple(commitments),
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 4 else None
