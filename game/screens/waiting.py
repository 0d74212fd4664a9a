"""The list of what there is to mend in a watched file, alone on a page while the file cannot be played."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.reactive import reactive

from game.authoring.watching.watch import Watch
from game.authoring.watching.words import findings_rows
from game.present.glyphs import Glyphs
from game.screens.messages import FindingPicked, PlayLeft
from game.screens.page import Page
from game.screens.settings import Settings
from game.screens.widgets.column import Column


class Findings(Column):
    """The list of what there is to say about the file."""

    def show(self, watched: Watch) -> None:
        """List it, with the same place picked where there still is one."""
        self.paragraphs = findings_rows(watched, self.glyphs)
        if self.chosen not in self.pickable():
            self.chosen = ""

    def wish(self, *, played: bool = False) -> FindingPicked | None:
        """Return the wish to see what is picked, or the first where nothing is; None where there is none."""
        keys = self.pickable()
        return FindingPicked(int(self.chosen or keys[0]), played) if keys else None


class WaitingPage(Page):
    """A watched file that cannot be played yet: what there is to mend before it can."""

    CSS_PATH = "watching.tcss"
    HELP_TEXT = "The file is read again whenever it is saved; once nothing is wrong with it, it can be played here."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "finding", "a finding whole"),
        Binding("e", "finding", "a finding whole", show=False),
        Binding("q", "leave", "leave"),
        Binding("down", "step(1)", "next"),
        Binding("up", "step(-1)", "one before", show=False),
        Binding("space,pagedown", "page(1)", "read on", show=False),
        Binding("pageup", "page(-1)", "read back", show=False),
    ]

    watched: reactive[Watch | None] = reactive(None, init=False, repaint=False)
    """What it shows; the app sets it."""

    def __init__(self, watched: Watch, settings: Settings, glyphs: Glyphs) -> None:
        """Show what is wrong with the file that is `watched`."""
        super().__init__(settings, glyphs)
        self.set_reactive(WaitingPage.watched, watched)

    def compose_body(self) -> ComposeResult:
        """Give the list."""
        with Horizontal(id="desk"):
            yield Findings(id="findings", glyphs=self.glyphs)

    def on_mount(self) -> None:
        """List what is wrong."""
        self.say_where("Watching", "nothing to play yet")
        self._findings.focus()
        self.redraw()

    def watch_watched(self) -> None:
        """List what is wrong now."""
        if self.is_mounted:
            self.redraw()

    def redraw(self) -> None:
        """Draw the list anew."""
        assert self.watched is not None
        self._findings.show(self.watched)
        if not self._findings.chosen:
            self._findings.step(1)

    @property
    def _findings(self) -> Findings:
        return self.query_one("#findings", Findings)

    def action_finding(self) -> None:
        """Show the picked finding whole."""
        wish = self._findings.wish()
        if wish is not None:
            self.post_message(wish)

    def action_step(self, by: int) -> None:
        """Walk through the list."""
        self._findings.step(by)

    def action_page(self, by: int) -> None:
        """Read on or back by a page."""
        self._findings.page(by)

    def action_leave(self) -> None:
        """Leave."""
        self.post_message(PlayLeft())

    @on(Column.Clicked, "#findings")
    def _finding_clicked(self, event: Column.Clicked) -> None:
        self.post_message(FindingPicked(int(event.key)))
