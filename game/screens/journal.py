"""The journal: what was decided so far. Arrows walk it; from any decision one can try again."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from game.play.playing import Play
from game.present.glyphs import Glyphs
from game.present.journal import journal
from game.present.moves import before_decision
from game.present.parts import paragraph
from game.screens.messages import WentBack
from game.screens.page import Page
from game.screens.settings import Settings
from game.screens.widgets.column import Column


class JournalPage(Page):
    """The decisions of a play."""

    CSS_PATH = "journal.tcss"
    HELP_TEXT = (
        "The arrows walk from decision to decision. t tries again from the one that is open: "
        "a new play begins there, and this one stays kept as it is."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,j,q", "back", "back"),
        Binding("down", "step(1)", "later"),
        Binding("up", "step(-1)", "earlier"),
        Binding("t", "try_again", "try again from here"),
        Binding("space,pagedown", "page(1)", "a page down", show=False),
        Binding("pageup", "page(-1)", "a page up", show=False),
    ]

    def __init__(self, play: Play, settings: Settings, glyphs: Glyphs) -> None:
        """Show the decisions of `play`, the last one opened."""
        super().__init__(settings, glyphs)
        self.shown = play

    def compose_body(self) -> ComposeResult:
        """Give the entries."""
        with Container(id="pages"):
            yield Column(id="entries", glyphs=self.glyphs)

    def on_mount(self) -> None:
        """Open the last decision."""
        made = len(self.shown.decisions)
        self.say_where("Journal", f"{made} decision{'' if made == 1 else 's'}")
        self._open(str(made) if made else "")
        self.query_one("#entries", Column).focus()

    def _open(self, number: str) -> None:
        column = self.query_one("#entries", Column)
        rows = journal(self.shown, self.glyphs, number)
        column.paragraphs = rows or (paragraph("You have decided nothing yet.", gap=0),)
        column.chosen = ""
        column.chosen = number
        self.refresh_bindings()

    def action_step(self, by: int) -> None:
        """Open the next decision, or the one before."""
        made = len(self.shown.decisions)
        chosen = self.query_one("#entries", Column).chosen
        if made:
            self._open(str((int(chosen or 1) - 1 + by) % made + 1))

    @on(Column.Clicked, "#entries")
    def _clicked(self, event: Column.Clicked) -> None:
        self._open(event.key)

    def action_try_again(self) -> None:
        """Begin a play of its own from the open decision."""
        chosen = self.query_one("#entries", Column).chosen
        if chosen:
            self.post_message(WentBack(before_decision(self.shown.moves, int(chosen))))

    def action_page(self, by: int) -> None:
        """Scroll a page."""
        self.query_one("#entries", Column).page(by)

    def action_back(self) -> None:
        """Go back to the screen below."""
        self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer trying again only where something was decided."""
        return bool(self.shown.moves) if action in ("try_again", "step") else True
