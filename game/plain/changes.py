"""A session told line by line: of what stands before a participant only what is new, part by part."""

from __future__ import annotations

from collections.abc import Iterable

from game.group.answers import ticks
from game.plain.console import Console
from game.present import session as words
from game.present.parts import Paragraph
from game.present.session import Json
from game.present.session_debrief import debrief_rows
from game.present.session_pages import (
    decided_rows,
    meter_rows,
    passed_rows,
    record_rows,
    seat_rows,
    story_rows,
    what_if_rows,
)


class Changes:
    """Tells a session at a console, and knows what it has told."""

    def __init__(self, console: Console) -> None:
        """Tell at a console; nothing has been told yet."""
        self._console = console
        self._told: dict[str, list[str]] = {}
        self.sending = False
        """Whether something is on its way: until it is there nothing is said of one's vote and one's record."""

    def forget(self, *parts: str) -> None:
        """Tell these parts again when next they are there; all of them where none is named."""
        for it in parts or tuple(self._told):
            self._told.pop(it, None)

    def tell(self, room: Json, you: Json) -> None:
        """Tell what is new, part by part."""
        self._part("you", [words.name_words(you)])
        self._part("now", [words.now_words(room)] if words.now_words(room) else [])
        over = room["step"] == "closed"
        self._part("story", lines_of(story_rows(room)) if not over else [])
        self._part("decided", lines_of(decided_rows(room)))
        self._part("what if", lines_of(what_if_rows(room)))
        self._part("meters", lines_of(meter_rows(room)) if not room["debrief"] and not over else [])
        self._part("seat", lines_of(seat_rows(room, you)) if not over else [])
        self._part("passed", lines_of(passed_rows(room)))
        self._part("debrief", lines_of(debrief_rows(room)))
        record = lines_of(record_rows(room, you))
        if record:
            record.append("w writes this to a file.")
        if not self.sending:
            # At the close the record stands once more below what is said of it.
            self._part("record at the close" if over else "record", record)
            self._part("voted", [words.voted_words(room, you)] if words.voted_words(room, you) else [])
        self._part("ticks", [
            f"Marked: {it.label}. {key} takes the mark away." if it.on else f"{key} marks: {it.label}."
            for key, it in ticks(room, you).items()
        ])  # fmt: skip

    def _part(self, name: str, lines: list[str]) -> None:
        if self._told.get(name) != lines:
            self._told[name] = lines
            if lines:
                self._console.say()
            for it in lines:
                self._console.say(it)


def lines_of(rows: Iterable[Paragraph]) -> list[str]:
    """Return paragraphs as lines, each with what stands in its margin before it."""
    return [it for it in map(_line, rows) if it]


def _line(row: Paragraph) -> str:
    said = "".join(f"{it.text}:" if it.role == "name" else it.text for it in row.parts)
    margin = "".join(it.text for it in row.margin).strip()
    joint = ": " if margin[-1:].isalpha() else " "
    return " ".join(f"{margin}{joint if margin else ''}{said}".split())
