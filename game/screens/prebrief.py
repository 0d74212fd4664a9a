"""The prebrief: who you are, what it touches, what is kept; then the chair to play from."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from game.present.glyphs import Glyphs
from game.present.prebrief import prebrief, role_rows
from game.scenario.story import Scenario
from game.screens.messages import Began, BriefLeft
from game.screens.reading import TextPage
from game.screens.settings import Settings
from game.screens.widgets.column import Column
from game.screens.widgets.numbers import DIGITS, Typed
from game.screens.widgets.rule import Rule


class PrebriefPage(TextPage):
    """What is said before a play."""

    CSS_PATH = "prebrief.tcss"
    HELP_TEXT = "Enter begins the play. Esc goes back to the library; nothing has begun yet."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "begin"),
        Binding("space,pagedown", "page(1)", "read on"),
        Binding("escape,q", "back", "back"),
        Binding("down", "step(1)", "next chair", show=False),
        Binding("up", "step(-1)", "chair before", show=False),
        Binding("pageup", "page(-1)", "read back", show=False),
        *[Binding(digit, f"number({digit})", "pick by number", show=False) for digit in DIGITS],
    ]

    def __init__(
        self, scenario: Scenario, role: str | None, kept: str, settings: Settings, glyphs: Glyphs
    ) -> None:
        """Brief for `scenario` from the chair `role`, where one was asked for; `kept` says what is kept."""
        super().__init__(settings, glyphs)
        self._scenario = scenario
        self._role = role or next(iter(scenario.roles), None)
        self._kept = kept
        self._number = Typed()

    def compose_body(self) -> ComposeResult:
        """Put the words above the chairs."""
        with Container(id="pages"):
            yield Column(
                prebrief(self._scenario, self._role, self._kept), id="text", glyphs=self.glyphs, focusable=False
            )
            yield Rule(self.glyphs, id="rule")
            yield Column(role_rows(self._scenario), id="chairs", glyphs=self.glyphs)

    def on_mount(self) -> None:
        """Stand on the first chair."""
        self.say_where("Before you begin")
        chairs = self.query_one("#chairs", Column)
        chairs.chosen = self._role if self._role in chairs.pickable() else chairs.pickable()[0]
        chairs.focus()

    @on(Column.Scrolled, "#text")
    def _say_whether_more(self) -> None:
        self.query_one(Rule).word = "more, space" if self.query_one("#text", Column).more_below else ""

    def action_step(self, by: int) -> None:
        """Walk through the chairs."""
        self.query_one("#chairs", Column).step(by)

    def action_number(self, digit: int) -> None:
        """Take a chair by its number; with one-key choosing that begins."""
        if self._number.pick(self.query_one("#chairs", Column), digit) and self.settings.choosing == "one":
            self.action_begin()

    @on(Column.Clicked, "#chairs")
    def _clicked(self, event: Column.Clicked) -> None:
        if event.column.chosen == event.key:
            self.action_begin()
        else:
            event.column.chosen = event.key

    def action_begin(self) -> None:
        """Begin from the picked chair."""
        chosen = self.query_one("#chairs", Column).chosen
        self.post_message(Began(chosen if chosen in self._scenario.roles else self._role))

    def action_back(self) -> None:
        """Go back to the library."""
        self.post_message(BriefLeft())
