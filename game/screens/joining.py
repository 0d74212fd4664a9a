"""A participant's screen: it follows a session, shows what stands before them, and posts what they do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.message import Message

from game.group.answers import CHANGE, forms, ticks
from game.present import session as words
from game.present.glyphs import Glyphs
from game.present.meters import meter_column, meter_line
from game.present.parts import Paragraph, Part
from game.present.session import Json
from game.present.session_pages import (
    seat_rows,
)
from game.present.text import safe
from game.screens.answering import Answered, AnsweringPage
from game.screens.joining_rows import own_seat_rows, page_rows
from game.screens.reading import ReadingPage
from game.screens.settings import Settings
from game.screens.sitting.debriefs import phase_words
from game.screens.sitting.story import meter_readings
from game.screens.widgets.column import Column
from game.screens.widgets.rule import Rule
from game.screens.widgets.written import Line

_DIGITS = "123456789"
_SIDE = 30
"""Cells that the meters are drawn in beside the story."""


@dataclass
class RecordAsked(Message):
    """The participant wants their own record as a file."""

    lines: list[str]


class JoinPage(AnsweringPage):
    """One participant's session."""

    CSS_PATH = "joining.tcss"
    HELP_TEXT = (
        "Everything goes at the facilitator's pace: the page follows by itself. Press a number, or walk with the "
        "arrows, then Enter; a vote can be changed until it closes. Space reads on. Leaving loses nothing: joining "
        "again is coming back as the same person."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "choose"),
        Binding("t", "tick('t')", "I have told the room"),
        Binding("d", "tick('d')", "otherwise"),
        Binding("space", "read_on", "read on"),
        Binding("s", "seat", "your seat"),
        Binding("w", "write", "keep your record"),
        Binding("n", "name", "another name"),
        Binding("escape", "drop", "back"),
        Binding("q,escape", "leave", "leave"),
        Binding("down", "step(1)", "next choice", show=False),
        Binding("up", "step(-1)", "choice before", show=False),
        Binding("pagedown", "page(1)", "read on", show=False),
        Binding("pageup", "page(-1)", "read back", show=False),
        Binding("home", "to_start", "the top", show=False),
        *[Binding(digit, f"number({digit})", "pick by number", show=False) for digit in _DIGITS],
    ]

    def __init__(self, settings: Settings, glyphs: Glyphs) -> None:
        """Show nothing yet."""
        super().__init__(settings, glyphs)
        self._place: tuple[Any, ...] = ()
        """Step, decision, phase and turn that are shown: with another one the page is read from its top."""
        self._said_last = ""
        """What was said last of something done."""

    def compose_body(self) -> ComposeResult:
        """Put the story above what is asked, with seat and meters beside it where there is room."""
        yield Column(id="meter-line", glyphs=self.glyphs, focusable=False)
        with Horizontal(id="table"):
            with Vertical(id="left"):
                yield Column(id="story", glyphs=self.glyphs, focusable=False)
                yield Rule(self.glyphs, id="rule")
                yield Column(id="ask", glyphs=self.glyphs)
                with Container(id="answer"):
                    yield Line(id="line", select_on_focus=False)
            yield Column(id="side", glyphs=self.glyphs, focusable=False)
        yield Column(id="status", glyphs=self.glyphs, focusable=False)

    def on_mount(self) -> None:
        """Show that there is nothing yet."""
        self.set_class(self.glyphs.name == "ascii", "-ascii")
        self.redraw()

    def on_resize(self) -> None:
        """Move the seat beside the story, or under it."""
        if self.is_mounted:
            self.call_after_refresh(self._tell)

    @property
    def you(self) -> Json | None:
        """Return one's own part; None before anything is seen, and for somebody who was taken out."""
        own = self.view.get("you")
        return own if own and own.get("joined") else None

    # What is shown

    def redraw(self) -> None:
        """Show the session as it is now."""
        if not self.query("#status"):
            return  # news came as the page was being taken away
        over = self.seen is not None and self.seen.state == "ended"
        if self.room is not None and self.you is not None:
            self._place_bars(self.room)
            self._tell()
            self.offer(() if over else forms(self.room, self.you))
        else:
            self.offer(())
        self.say_status()
        self.refresh_bindings()

    def tick(self) -> None:
        """Let the clock run."""
        if self.room is not None and self.query("#status"):
            self._place_bars(self.room)

    def _place_bars(self, room: Json) -> None:
        page, story = room["debrief"], room["story"]
        told_now = story if room["step"] not in ("ending", "closed") else None
        where = phase_words(page) if page else told_now["title"] or told_now["when"] if told_now else ""
        parts = [safe(it) for it in (room["title"], where) if it]
        self.say_where(f" {self.glyphs.dot} ".join(parts), self.clock_words())

    def _tell(self) -> None:
        room, you = self.room, self.you
        if room is None or you is None or not self.query("#status"):
            return
        self._tell_beside(room, you)
        story = self.query_one("#story", Column)
        # By the classes that put it there: the styles themselves follow them only later.
        beside = self.has_class("-wide") and self.has_class("-beside")
        rows = page_rows(room, you, self.glyphs, beside=beside)
        page, decision = room["debrief"], room["decision"]
        place = (room["step"], decision and decision["number"], page and page["phase"], page and page["number"],
                 bool(room["what_if"]))  # fmt: skip
        if rows != story.paragraphs:
            story.paragraphs = rows
        if place != self._place:
            self._place, self._said_last = place, ""
            story.show_from(0)

    def _tell_beside(self, room: Json, you: Json) -> None:
        """Draw the meters, and the seat where there is room beside the story."""
        side, line = self.query_one("#side", Column), self.query_one("#meter-line", Column)
        past = room["debrief"] or room["step"] == "closed"
        readings = meter_readings(room["story"]["meters"]) if room["story"] and not past else ()
        self.set_class(bool(readings), "-meters")
        self.set_class(bool(readings or seat_rows(room, you)), "-beside")
        side.paragraphs = (*meter_column(readings, _SIDE, self.glyphs), *own_seat_rows(room, you, self.glyphs))
        line.paragraphs = (Paragraph(meter_line(readings, max(1, self.size.width - 5), self.glyphs), whole=True),)

    def trouble(self) -> str:
        """Say plainly what is wrong; empty where nothing is."""
        if self.seen is None:
            return "Connecting …"
        if self.seen.state == "live":
            return ""
        return words.RECONNECTING if self.seen.state == "reconnecting" else words.ended_words(self.seen.why)

    def say_status(self, said: str | None = None) -> None:
        """Say how it stands, in the line above the keys: what is wrong, else what was done, else who is here."""
        if said is not None:
            self._said_last = said
        if not self.query("#status"):
            return
        wrong = self.trouble()
        said_below = self.says_kept and self._said_last.endswith(CHANGE)
        done = "" if said_below else self._said_last or self.missed()
        who, marks = "", []
        if self.room and self.you:
            who = words.who_words(self.room, self.you)
            marks = [f"Marked: {it.label}." for it in ticks(self.room, self.you).values() if it.on]
        stands = safe(" ".join(it for it in (done, who, *marks) if it))
        part = Part(wrong, "warning") if wrong else Part(stands, "faint")
        self.query_one("#status", Column).paragraphs = (Paragraph((part,)),)

    def said_words(self) -> str:
        """Return that one's vote is in, over the vote."""
        voting = self.form is not None and self.form.key.startswith("vote-")
        return words.voted_words(self.room, self.you) if voting and self.room and self.you else ""

    @on(Column.Scrolled, "#story")
    def _scrolled(self) -> None:
        self.query_one(Rule).word = "more, space" if self.query_one("#story", Column).more_below else ""
        self.refresh_bindings()

    # What can be done beside answering

    def action_tick(self, key: str) -> None:
        """Mark something, or take the mark away."""
        found = ticks(self.room, self.you).get(key) if self.room and self.you else None
        if found is not None:
            self.post_message(Answered(found.command))

    def action_seat(self) -> None:
        """Open one's seat to read."""
        if self.room is not None and self.you is not None:
            rows = seat_rows(self.room, self.you)
            self.app.push_screen(ReadingPage("Your seat", rows, self.settings, self.glyphs, key="s"))

    def action_name(self) -> None:
        """Ask for another name."""
        self.open("name")

    def action_step(self, by: int) -> None:
        """Walk through what can be picked; where nothing can, through the story."""
        picks = self.query_one("#ask", Column)
        if picks.pickable() and not self.writing:
            picks.step(by)
        else:
            story = self.query_one("#story", Column)
            story.scroll_to(y=story.scroll_offset.y + by, animate=False)

    def action_read_on(self) -> None:
        """Read on where there is more."""
        self.action_page(1)

    def action_page(self, by: int) -> None:
        """Read on or back by a page."""
        self.query_one("#story", Column).page(by)

    def action_to_start(self) -> None:
        """Go to the top."""
        self.query_one("#story", Column).show_from(0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show and take only the keys that do something now."""
        room, you = self.room, self.you
        if action in ("drop", "leave"):
            back = self.question is not None and (self._at != 0 or self.writing)
            return back == (action == "drop")
        if action == "choose":
            return self.form is not None
        if action == "read_on":
            return self.is_mounted and self.query_one("#story", Column).more_below
        if action in ("tick", "seat", "write", "name") and (room is None or you is None or self.trouble()):
            return action in ("seat", "write") and room is not None and you is not None and bool(you["record"])
        if room is None or you is None:
            return True
        if action == "tick":
            return str(parameters[0]) in ticks(room, you)
        return {"seat": bool(seat_rows(room, you)), "write": bool(you["record"]),
                "name": "rename" in you["may"]}.get(action, True)  # fmt: skip

    def action_write(self) -> None:
        """Write one's own record to a file."""
        if self.room is not None and self.you is not None:
            self.post_message(RecordAsked(words.record_lines(self.room, self.you)))

    async def action_leave(self) -> None:
        """Leave; joining again is coming back."""
        await self.app.run_action("quit")
