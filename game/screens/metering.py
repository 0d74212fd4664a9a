"""The meters of a play under way: words come first, then the meters move, then the change stays."""

from __future__ import annotations

from textual.reactive import reactive
from textual.timer import Timer

from game.play.playing import Play
from game.present.glyphs import Glyphs
from game.present.meters import Reading, between, meter_column, meter_line, readings
from game.present.moves import last_step
from game.present.parts import Paragraph
from game.screens.page import Page
from game.screens.settings import Settings
from game.screens.widgets.column import Column

WORDS_FIRST = 0.45
"""Seconds in which only the words are new, before the meters move."""
METERS_MOVE = 0.3
"""Seconds in which the meters move."""
COLUMN_CELLS = 30
"""How wide the column of meters is drawn."""


class MeterPage(Page):
    """A page of a play, with a column or a line of meters."""

    play: reactive[Play | None] = reactive(None, init=False, repaint=False)
    """What it shows; the app sets it."""
    share: reactive[float] = reactive(1.0, init=False, repaint=False)
    """How far the meters have come on their way to their new numbers, 0 to 1."""

    def __init__(self, play: Play, settings: Settings, glyphs: Glyphs) -> None:
        """Show `play`."""
        super().__init__(settings, glyphs)
        self.set_reactive(MeterPage.play, play)
        self._waiting: Timer | None = None

    @property
    def shown(self) -> Play:
        """Return the play that is shown."""
        assert self.play is not None
        return self.play

    def watch_share(self) -> None:
        """Draw the meters on their way."""
        self.draw_meters()

    def reveal(self) -> None:
        """Words first, then the meters move, then the change stays."""
        self._stop()
        moved = any(it.change for it in self._readings())
        if not moved or self.app.animation_level == "none":
            self.draw_meters()
            return
        self.set_reactive(MeterPage.share, 0.0)
        self.draw_meters()
        self._waiting = self.set_timer(WORDS_FIRST, self._move_meters)

    def _move_meters(self) -> None:
        self._waiting = None
        # The key that brings them to rest does nothing more once they are.
        self.animate("share", 1.0, duration=METERS_MOVE, on_complete=self.refresh_bindings)

    def hurry(self) -> bool:
        """Bring the meters to where they are going; say whether they were on their way."""
        if not self._stop():
            return False
        self.draw_meters()
        self.refresh_bindings()
        return True

    def _stop(self) -> bool:
        """Let the meters be where they are going, without drawing them; say whether they were on their way."""
        if self._waiting is None and self.share >= 1.0:
            return False
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        self.app.animator.force_stop_animation(self, "share")
        self.set_reactive(MeterPage.share, 1.0)
        return True

    def _readings(self) -> tuple[Reading, ...]:
        step = last_step(self.shown)
        before = step.previous.meters if step.previous is not None else None
        return readings(step.scenario.meters.values(), step.meters, before)

    def draw_meters(self) -> None:
        """Draw the meters in the form that is in sight."""
        if not self.query("#meter-column"):
            return  # the animation ticks once more when the page has been taken away
        end = self._readings()
        now = end
        if self.share < 1.0:
            start = tuple(it._replace(value=it.before) for it in end)
            now = tuple(it._replace(before=it.value) for it in between(start, end, self.share))
        column, line = self.query_one("#meter-column", Column), self.query_one("#meter-line", Column)
        if column.display:
            column.paragraphs = meter_column(now, COLUMN_CELLS, self.glyphs)
        if line.display:
            cells = max(1, self.size.width - 5)
            line.paragraphs = (Paragraph(meter_line(now, cells, self.glyphs), whole=True),)

    def on_resize(self) -> None:
        """Fit the meters to the new width."""
        if self.is_mounted:
            self.call_after_refresh(self.draw_meters)
