"""What can be opened from every page: the journal, the people, the meters, help, credits, settings, every command."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from game.present.parts import Paragraph
from game.records.store import Records
from game.screens.frame import Frame
from game.screens.messages import JournalAsked, SettingChanged
from game.screens.page import Page
from game.screens.settings import SETTINGS

if TYPE_CHECKING:
    from game.play.playing import Play
    from game.scenario.story import Scenario


class Rooms(Frame):
    """An app with a play in it, and the pages that can be opened beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "help"),
        Binding("f2", "settings", "settings", show=False),
        Binding("f3", "credits", "credits", show=False),
        Binding("ctrl+q,ctrl+c", "quit", "quit; everything is kept", show=False),
        Binding("ctrl+z", "suspend_process", "suspend", show=False),
        Binding("ctrl+p", "command_palette", "every command", show=False),
    ]

    def __init__(self, records: Records) -> None:
        """Keep what is done in `records`; no play is under way yet."""
        super().__init__(records)
        self.play: Play | None = None
        self.scenario: Scenario | None = None
        """What is being played, or about to be."""

    def on_journal_asked(self, _: JournalAsked) -> None:
        """Open the journal."""
        self.action_journal()

    def action_journal(self) -> None:
        """Open the journal of the play."""
        from game.screens.journal import JournalPage

        if self.play is not None:
            self.push_screen(JournalPage(self.play, self.settings, self.glyphs))

    def action_cast(self) -> None:
        """Say who is who."""
        from game.present.people import cast_rows

        if self.play is not None:
            self.read("Who is who", cast_rows(self.play), "c")

    def action_meters(self) -> None:
        """Say where every meter stands, and what its words mean."""
        from game.present.people import meter_pages

        if self.play is not None:
            self.read("Where it stands", meter_pages(self.play, self.glyphs), "m")

    def action_help(self) -> None:
        """Say what can be pressed."""
        from game.screens.helping import help_rows

        if isinstance(self.screen, Page) and self.screen.id != "help":
            self.read("Help", help_rows(self.screen), "question_mark", id="help")

    def action_credits(self) -> None:
        """Say who made this."""
        from game.screens.helping import credit_rows

        if isinstance(self.screen, Page) and self.screen.id != "credits":
            self.read("Credits", credit_rows(self.scenario), "f3", id="credits")

    def action_settings(self) -> None:
        """Open the settings."""
        from game.screens.settings_page import SettingsPage

        if isinstance(self.screen, Page) and not isinstance(self.screen, SettingsPage):
            self.push_screen(SettingsPage(self.settings, self.glyphs))

    def read(self, title: str, rows: Iterable[Paragraph], key: str, id: str | None = None) -> None:
        """Open a page to read; `key`, which opened it, closes it too."""
        from game.screens.reading import ReadingPage

        self.push_screen(ReadingPage(title, tuple(rows), self.settings, self.glyphs, key=key, id=id))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Name every command for the palette, from the bindings of the screen and a few of our own."""
        seen = set()
        for node, binding, enabled, _ in screen.active_bindings.values():
            if enabled and binding.description and binding.action not in seen and "(" not in binding.action:
                seen.add(binding.action)
                if binding.action != "command_palette":
                    yield SystemCommand(
                        binding.description.capitalize(),
                        "",
                        lambda action=binding.action, node=node: self.run_action(action, node),
                    )
        for theme, name in SETTINGS[0].values:
            yield SystemCommand(f"Colours: {name}", "", lambda theme=theme: self._set("theme", theme))

    def _set(self, key: str, value: str) -> None:
        self.on_setting_changed(SettingChanged(key, value))
