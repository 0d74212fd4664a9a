"""What the wall shows at each step: where the room is, what is told, what can be chosen."""

from __future__ import annotations

from typing import Any

from game.present.glyphs import Glyphs
from game.present.parts import Paragraph, paragraph
from game.screens.sitting.debriefs import debrief_rows, phase_words
from game.screens.sitting.page import place_of
from game.screens.sitting.story import prebrief_rows, story_rows
from game.screens.sitting.votes import decided_rows, option_rows, passed_rows


def where(room: dict[str, Any], glyphs: Glyphs) -> str:
    """Return where the room is, for the line at the top."""
    if room["debrief"]:
        return phase_words(room["debrief"])
    story = room["story"]
    if story is None or room["step"] in ("ending", "closed"):
        return room["title"]  # type: ignore[no-any-return]
    return f"{story['when']} {glyphs.dot} {story['title'] or room['title']}"


def page_read(room: dict[str, Any]) -> tuple[object, ...]:
    """Return the page that is read: while one decision stands before the room the story stays where it was read to."""
    step, *rest = place_of(room)
    return ("scene" if step in _SAME else step, *rest)


_SAME = ("scene", "framing", "first", "talk", "second", "deciding", "dissent")
"""The steps of one decision."""


def rows_of(
    room: dict[str, Any], glyphs: Glyphs, cells: int
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Return what is told and what can be chosen at this step."""
    match room["step"]:
        case "prebrief":
            return prebrief_rows(room), ()
        case "debrief":
            return debrief_rows(room, glyphs, cells), ()
        case "closed":
            return (paragraph("This session is closed. Thank you for taking part.", "strong", gap=0),), ()
        case "ending" | "consequence":
            decided_now = decided_rows(room["decision"]) if room["decision"] else ()
            return (*decided_now, *story_rows(room, glyphs)), ()
    return story_rows(room, glyphs), (*option_rows(room, glyphs, cells), *passed_rows(room))
