"""The frame of the app: where it keeps things, its signs and colours, what stops it, and how it says what is wrong."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Sequence

from textual.app import App
from textual.filter import LineFilter

from game.present.glyphs import Glyphs, glyphs_for
from game.records.errors import RecordsError
from game.records.store import Records
from game.screens import edges
from game.screens.messages import SettingChanged
from game.screens.page import Page
from game.screens.settings import SETTINGS, Settings, changed
from game.screens.themes import PREFIX, THEMES


class Frame(App[None]):
    """An app with records and settings that leaves the terminal as it found it."""

    TITLE = "Two Hats"
    CSS_PATH = "app.tcss"

    def __init__(self, records: Records) -> None:
        """Keep what is done in `records`."""
        edges.honour_no_color()
        super().__init__()
        self.records = records
        self.settings = self._read_settings()
        self.encoding = edges.stream_encoding()
        self.fault: BaseException | None = None
        """What went wrong inside, where something did."""
        self.stopped: signal.Signals | None = None
        """The signal that ended it, where one did."""
        self._filter = edges.Showable(self.encoding)
        for theme in THEMES:
            self.register_theme(theme)
        self._apply_settings()

    @property
    def glyphs(self) -> Glyphs:
        """Return the signs to draw with."""
        return glyphs_for(self.settings.glyphs, self.encoding, os.environ.get("TERM", ""))

    def on_mount(self) -> None:
        """Listen for the signals that end it."""
        loop = asyncio.get_running_loop()
        for stop in edges.STOPS:
            loop.add_signal_handler(stop, self._stop, stop)

    def _stop(self, stop: signal.Signals) -> None:
        self.stopped = stop
        edges.leave_in_time(stop)
        self.exit()

    def run_to_the_end(self, stopped: str, *, kept: bool = True) -> int:
        """Run and return the exit code: 0, or 3 for a fault of our own. A signal ends it as a signal does.

        `stopped` is what else to say where a signal ended it; `kept` says whether what is played is kept.
        """
        self.run()
        if self.stopped is not None:
            edges.say([f"Two Hats was told to stop. {stopped}"])
            self.end_by(self.stopped)
        if self.fault is not None or self.return_code:
            fault = self.fault or RuntimeError("the screen was left with an error")
            edges.say([edges.write_log(fault, kept=kept)])
            return edges.OURS
        return 0

    def end_by(self, stop: signal.Signals) -> None:
        """End as the signal would have ended the program, with what is kept put away."""
        self.records.close()
        edges.end_by(stop)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let nothing through that the stream cannot carry."""
        filters = super().get_line_filters()
        return filters if self.encoding.lower().replace("_", "-") == "utf-8" else [*filters, self._filter]

    def _handle_exception(self, error: Exception) -> None:
        # Textual's own way to leave after a fault; the fault is taken note of for `run`.
        self.fault = self.fault or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        # Textual would print a traceback with everybody's values in it; `run` writes the log and says one line.
        self._close_messages_no_wait()

    # Settings

    def _read_settings(self) -> Settings:
        settings = Settings()
        for setting in SETTINGS:
            try:
                kept = self.records.setting(setting.key, getattr(settings, setting.key))
            except RecordsError:
                continue
            settings = changed(settings, setting.key, kept)
        return settings

    def _apply_settings(self) -> None:
        self.theme = PREFIX + self.settings.theme
        if self.settings.motion == "off":
            self.animation_level = "none"
        elif self.animation_level == "none" and os.environ.get("TEXTUAL_ANIMATIONS", "") != "none":
            self.animation_level = "full"

    def on_setting_changed(self, message: SettingChanged) -> None:
        """Keep a setting and let every page know."""
        self.settings = changed(self.settings, message.key, message.value)
        self._apply_settings()
        self.attempt(lambda: self.records.set_setting(message.key, message.value))
        for page in self.screen_stack:
            if isinstance(page, Page):
                page.settings = self.settings
                if page.glyphs is not self.glyphs:
                    page.use(self.glyphs)

    # Saying what went wrong

    def attempt(self, step: Callable[[], object]) -> None:
        """Keep something; where that cannot be, say why and go on."""
        try:
            step()
        except RecordsError as error:
            self.say(str(error))

    def say(self, sentence: str) -> None:
        """Tell the player something that is wrong."""
        self.notify(sentence, severity="warning", timeout=12, markup=False)
