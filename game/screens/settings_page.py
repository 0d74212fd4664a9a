"""The settings: a line each; a change is kept at once."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from game.present.parts import Paragraph, Part
from game.screens.messages import SettingChanged
from game.screens.page import Page
from game.screens.settings import SETTINGS, neighbour
from game.screens.widgets.column import Column


class SettingsPage(Page):
    """What can be set."""

    CSS_PATH = "settings_page.tcss"
    HELP_TEXT = "Up and down walk, left and right change. A change counts at once and is kept."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,enter,space", "turn(1)", "change"),
        Binding("left", "turn(-1)", "change back", show=False),
        Binding("down", "step(1)", "next", show=False),
        Binding("up", "step(-1)", "one before", show=False),
        Binding("escape,q,f2", "back", "back"),
    ]

    def compose_body(self) -> ComposeResult:
        """Give the lines."""
        with Container(id="pages"):
            yield Column(id="lines", glyphs=self.glyphs)

    def on_mount(self) -> None:
        """Stand on the first line."""
        self.say_where("Settings")
        column = self.query_one("#lines", Column)
        column.chosen = SETTINGS[0].key
        column.focus()
        self._draw()

    def redraw(self) -> None:
        """Draw the lines with other signs."""
        self._draw()

    def watch_settings(self) -> None:
        """Show what was changed."""
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        column = self.query_one("#lines", Column)
        rows: list[Paragraph] = []
        for setting in SETTINGS:
            value = dict(setting.values)[getattr(self.settings, setting.key)]
            parts = (
                Part(f"{self.glyphs.left} ", "faint"), Part(value, "strong"), Part(f" {self.glyphs.right}", "faint"),
            )  # fmt: skip
            rows.append(Paragraph(parts, (Part(f"    {setting.label}"),), 16, 1 if rows else 0, setting.key))
            rows.append(Paragraph((Part(setting.about, "faint"),), indent=16, key=setting.key))
        column.paragraphs = tuple(rows)

    def action_step(self, by: int) -> None:
        """Walk through the lines."""
        self.query_one("#lines", Column).step(by)

    def action_turn(self, by: int) -> None:
        """Change what is picked."""
        key = self.query_one("#lines", Column).chosen
        if key:
            self.post_message(SettingChanged(key, neighbour(self.settings, key, by)))

    @on(Column.Clicked, "#lines")
    def _clicked(self, event: Column.Clicked) -> None:
        if event.column.chosen == event.key:
            self.action_turn(1)
        else:
            event.column.chosen = event.key

    def action_back(self) -> None:
        """Go back to the screen below."""
        self.app.pop_screen()
