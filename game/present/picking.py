"""Picks: something that the player may say of their own play by turning through a few answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from game.findings.positions import POSITIONS
from game.play.playing import Play
from game.present.glyphs import Glyphs
from game.present.parts import Paragraph, Part, heading, labelled, told
from game.present.text import unmarked
from game.present.words import times
from game.scenario.acts import ACTS, Act

UNSAID = ("", "not said")
"""What every pick may stay at."""

_OFTEN: dict[Act, str] = {
    "lead": "I asked people, or set a direction",
    "manage": "I organised a known fix",
    "command": "I told people what to do",
    "avoid": "I left it",
}
_CELLS = 40
"""Cells before the answers of the picks."""


class Pick(NamedTuple):
    """Something that the player may pick about their own play."""

    key: str
    """Under which it is kept."""
    label: str
    values: tuple[tuple[str, str], ...]
    """What is kept, empty for not said, with how it reads."""


def view_picks(play: Play) -> tuple[Pick, ...]:
    """Return the closed picks of a player's own view: two decisions, and how often they did each act."""
    decisions = tuple((str(it.number), f"{it.number}. {_title(play, it.scene, it.choice)}") for it in play.decisions)
    often = tuple((str(count), times(count)) for count in range(len(decisions) + 1))
    return (
        Pick("view-same", "I would play this the same again", (UNSAID, *decisions)),
        Pick("view-change", "I would change this one", (UNSAID, *decisions)),
        *(Pick(f"view-{act}", _OFTEN[act], (UNSAID, *often)) for act in ACTS),
    )


def position_picks() -> tuple[Pick, ...]:
    """Return a pick for each question on which the sources disagree; its sides are numbered as they are shown."""
    return tuple(
        Pick(
            f"position-{it.id}",
            "I stand with",
            (UNSAID, *((side.id, f"side {number}") for number, side in enumerate(it.sides, 1))),
        )
        for it in POSITIONS
    )


def picked(pick: Pick, notes: Mapping[str, str]) -> str:
    """Return how what was picked reads."""
    return dict(pick.values).get(notes.get(pick.key, ""), pick.values[0][1])


def neighbour(pick: Pick, notes: Mapping[str, str], by: int) -> str:
    """Return what stands after (1) or before (-1) what is picked, going round."""
    known = [value for value, _ in pick.values]
    at = known.index(notes.get(pick.key, "")) if notes.get(pick.key, "") in known else 0
    return known[(at + by) % len(known)]


def pick_row(pick: Pick, notes: Mapping[str, str], glyphs: Glyphs, *, gap: int = 0) -> Paragraph:
    """Return a pick as a line to walk to; its key is the pick's."""
    value = picked(pick, notes)
    answer = (Part(f"{glyphs.left} ", "faint"), *told(value, "strong"), Part(f" {glyphs.right}", "faint"))
    return Paragraph(answer, (Part(f"    {pick.label}"),), _CELLS, gap, key=pick.key)


def position_rows(notes: Mapping[str, str], glyphs: Glyphs) -> tuple[Paragraph, ...]:
    """Return each question with its sides, and under them the line on which to take one."""
    rows: list[Paragraph] = []
    for position, pick in zip(POSITIONS, position_picks(), strict=True):
        rows.append(heading(position.question, gap=2 if rows else 1))
        for number, side in enumerate(position.sides, 1):
            rows.append(labelled(f"Side {number}", f"{side.claim} ({side.cite})"))
        rows.append(pick_row(pick, notes, glyphs, gap=1))
    return tuple(rows)


def _title(play: Play, scene: str, choice: str) -> str:
    return unmarked(play.scenario.scenes[scene].title) or choice
