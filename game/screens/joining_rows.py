"""What stands on a participant's page, from its top."""

from __future__ import annotations

from game.group.answers import ticks
from game.present.glyphs import Glyphs
from game.present.parts import Paragraph, Part
from game.present.session import Json, now_words
from game.present.session_debrief import debrief_rows
from game.present.session_pages import Rows, decided_rows, passed_rows, record_rows, seat_rows, story_rows, what_if_rows


def page_rows(room: Json, you: Json, glyphs: Glyphs, *, beside: bool) -> Rows:
    """Return the page; `beside` says that the own seat stands beside it, and not on it."""
    now = now_words(room)
    top = (Paragraph((Part(now, "strong"),)),) if now else ()
    if room["step"] == "closed":
        return (*top, *record_rows(room, you))
    told = (*decided_rows(room), *passed_rows(room), *what_if_rows(room), *story_rows(room))
    seat = () if beside else own_seat_rows(room, you, glyphs)
    return (*top, *told, *seat, *debrief_rows(room), *_tick_rows(room, you, "d", glyphs), *record_rows(room, you))


def own_seat_rows(room: Json, you: Json, glyphs: Glyphs) -> Rows:
    """Return the own seat, with the mark for having told the room."""
    rows = seat_rows(room, you)
    return (*rows, *_tick_rows(room, you, "t", glyphs)) if rows else ()


def _tick_rows(room: Json, you: Json, key: str, glyphs: Glyphs) -> Rows:
    found = ticks(room, you).get(key)
    if found is None:
        return ()
    mark = (Part(f"{glyphs.done} ", "better"),) if found.on else (Part(f"{key} ", "key"),)
    after = (Part(f"  {key} takes the mark away", "faint"),) if found.on else ()
    return (Paragraph((Part(found.label, "strong" if found.on else "plain"), *after), mark, 2, 1),)
