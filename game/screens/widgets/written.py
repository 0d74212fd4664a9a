"""A line that the player may write, with its label before it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Label


class Line(Input):
    """A line that says in the bar below what Enter does."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "go on")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Ctrl-C to the app, where it quits as it does everywhere."""
        return action != "copy"


class Written(Horizontal):
    """One line to write; it is hidden while nothing is asked for."""

    key: str = ""
    """Under which the line is kept."""

    def compose(self) -> ComposeResult:
        """Put the label before the line."""
        yield Label(markup=False)
        # What was written stays when one comes back to the line and types on.
        yield Line(max_length=1000, select_on_focus=False)

    @property
    def line(self) -> Input:
        """Return the line itself."""
        return self.query_one(Input)

    def ask(self, key: str, label: str, text: str) -> None:
        """Ask for a line, with what was written there before."""
        self.key = key
        self.query_one(Label).update(label)
        with self.prevent(Input.Changed):
            self.line.value = text
        self.display = True

    def rest(self) -> None:
        """Ask for nothing."""
        self.key = ""
        self.display = False
