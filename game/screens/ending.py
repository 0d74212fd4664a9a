"""The ending: its words alone, a pause, then the debrief: 4 or 12 minutes, now or later."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from game.play.playing import Play
from game.present.ending import next_rows, pause_row
from game.present.glyphs import Glyphs
from game.present.meters import meter_line, readings
from game.present.parts import Paragraph
from game.present.story import ending_words
from game.screens.messages import DebriefAsked, JournalAsked, PlayLeft
from game.screens.page import Page
from game.screens.settings import Settings
from game.screens.widgets.column import Column
from game.screens.widgets.numbers import Typed
from game.screens.widgets.rule import Rule


class EndingPage(Page):
    """How a play ended."""

    CSS_PATH = "ending.tcss"
    HELP_TEXT = "Take the time you need. The debrief may be now or another day: it waits for you."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "go on"),
        Binding("space", "go_on", "read on", show=False),
        Binding("j", "app.journal", "journal"),
        Binding("q,escape", "leave", "leave"),
        Binding("down", "step(1)", "next", show=False),
        Binding("up", "step(-1)", "one before", show=False),
        *[Binding(digit, f"number({digit})", "pick by number", show=False) for digit in "1234"],
    ]

    def __init__(self, play: Play, settings: Settings, glyphs: Glyphs) -> None:
        """Show how `play` ended."""
        super().__init__(settings, glyphs)
        self.shown = play
        self._paused = True
        self._number = Typed()

    def compose_body(self) -> ComposeResult:
        """Put the words above what comes next."""
        with Container(id="pages"):
            yield Column(ending_words(self.shown), id="text", glyphs=self.glyphs, focusable=False)
            yield Rule(self.glyphs, id="rule")
            yield Column((pause_row(),), id="next", glyphs=self.glyphs)

    def on_mount(self) -> None:
        """Show the words alone."""
        self.say_where(self.shown.scenario.title, "the end")
        self.query_one("#next", Column).focus()

    @on(Column.Scrolled, "#text")
    def _scrolled(self) -> None:
        self.query_one(Rule).word = "more, space" if self.query_one("#text", Column).more_below else ""

    def action_go_on(self) -> None:
        """Read on; where all is read, go on."""
        text = self.query_one("#text", Column)
        if text.more_below:
            text.page(1)
        elif self._paused:
            self._end_pause()

    def _end_pause(self) -> None:
        self._paused = False
        column = self.query_one("#next", Column)
        scenario, meters = self.shown.scenario, self.shown.scenario.meters
        start = {id: meter.start for id, meter in meters.items()}
        stand = meter_line(readings(meters.values(), self.shown.meters, start), column.size.width, self.glyphs)
        column.paragraphs = (Paragraph(stand, whole=True), *next_rows(scenario))
        column.chosen = "debrief"

    def action_choose(self) -> None:
        """End the pause, or take what is picked."""
        if self._paused:
            self._end_pause()
        else:
            self._take(self.query_one("#next", Column).chosen)

    def action_number(self, digit: int) -> None:
        """Pick by number; with one-key choosing it is taken at once."""
        column = self.query_one("#next", Column)
        if not self._paused and self._number.pick(column, digit) and self.settings.choosing == "one":
            self._take(column.chosen)

    def action_step(self, by: int) -> None:
        """Walk through what can come next."""
        self.query_one("#next", Column).step(by)

    @on(Column.Clicked, "#next")
    def _clicked(self, event: Column.Clicked) -> None:
        if event.key == "pause":
            self._end_pause()
        elif event.column.chosen == event.key:
            self._take(event.key)
        else:
            event.column.chosen = event.key

    def _take(self, key: str) -> None:
        if key in ("debrief", "short"):
            self.post_message(DebriefAsked(short=key == "short"))
        elif key == "journal":
            self.post_message(JournalAsked())
        elif key:
            self.post_message(PlayLeft())

    def action_leave(self) -> None:
        """Leave; the debrief waits."""
        self.post_message(PlayLeft())
