"""A page to read: who is who, where the meters stand, all the counts, the credits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from game.present.glyphs import Glyphs
from game.present.parts import Paragraph
from game.screens.page import Page
from game.screens.settings import Settings
from game.screens.widgets.column import Column


class TextPage(Page):
    """A page with a text, `#text`, that is read on with a key as long as there is more of it."""

    def action_page(self, by: int) -> None:
        """Read on or back by a page."""
        self.query_one("#text", Column).page(by)

    @on(Column.Scrolled, "#text")
    def _scrolled(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer reading on only where there is more."""
        if action == "page" and parameters == (1,):
            return not self.is_mounted or self.query_one("#text", Column).more_below
        return True


class ReadingPage(TextPage):
    """Paragraphs to read, and back again."""

    CSS_PATH = "reading.tcss"
    HELP_TEXT = "Space and the arrows read on; Esc goes back to where you were."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "back", "back"),
        Binding("space,pagedown", "page(1)", "read on"),
        Binding("pageup", "page(-1)", "read back", show=False),
        Binding("down", "line(1)", "a line down", show=False),
        Binding("up", "line(-1)", "a line up", show=False),
        Binding("home", "top", "the top", show=False),
    ]

    def __init__(
        self,
        title: str,
        paragraphs: Sequence[Paragraph],
        settings: Settings,
        glyphs: Glyphs,
        *,
        key: str = "",
        id: str | None = None,
    ) -> None:
        """Show `paragraphs` under `title`; `key`, which opened the page, closes it too."""
        super().__init__(settings, glyphs, id=id)
        self._title = title
        self._paragraphs = tuple(paragraphs)
        if key:
            self._bindings.bind(key, "back", "back", show=False)

    def compose_body(self) -> ComposeResult:
        """Give the page."""
        with Container(id="pages"):
            yield Column(self._paragraphs, id="text", glyphs=self.glyphs)

    def on_mount(self) -> None:
        """Name the page."""
        self.say_where(self._title)
        self.query_one("#text", Column).focus()

    def action_back(self) -> None:
        """Go back to the screen below."""
        self.app.pop_screen()

    def action_line(self, by: int) -> None:
        """Read on or back by a line."""
        self.query_one("#text", Column).line(by)

    def action_top(self) -> None:
        """Go to the top."""
        self.query_one("#text", Column).scroll_to(y=0, animate=False)
