"""What all screens share: a line at the top, a body, the keys at the bottom, and a plain line where it is too small."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from game.present.glyphs import Glyphs
from game.screens.settings import Settings
from game.screens.widgets.bars import KeyBar, TopBar

LEAST_WIDTH, LEAST_HEIGHT = 40, 12
"""Cells below which there is only the line that says so."""

TOO_SMALL = f"Two Hats needs a window of {LEAST_WIDTH} by {LEAST_HEIGHT}. Nothing is lost."


class Page(Screen[None], inherit_bindings=False):
    """One screen of the game."""

    HELP_TEXT: ClassVar[str] = ""
    """What the help screen says about this page, above its keys."""
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (LEAST_WIDTH, "-slim"), (60, "-narrow"), (80, "-normal"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST_HEIGHT, "-low"), (30, "-high")]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "plain", "strong", "stress", "faint", "heading", "name", "key", "mark", "bar", "better", "worse", "lead",
        "manage", "warning",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = []

    settings: reactive[Settings] = reactive(Settings, init=False, repaint=False)
    """As the player has set them; the app sets it."""

    def __init__(self, settings: Settings, glyphs: Glyphs, *, id: str | None = None) -> None:
        """Draw with `glyphs`, as `settings` say."""
        super().__init__(id=id)
        self.set_reactive(Page.settings, settings)
        self.glyphs = glyphs

    def compose(self) -> ComposeResult:
        """Put the parts together."""
        yield TopBar(self.glyphs)
        with Vertical(id="body"):
            yield from self.compose_body()
        yield KeyBar()
        yield Static(Content(TOO_SMALL), id="too-small")

    def compose_body(self) -> ComposeResult:
        """Give what stands between the two lines."""
        yield from ()

    def use(self, glyphs: Glyphs) -> None:
        """Draw with other signs from now on."""
        self.glyphs = glyphs
        for widget in self.query("TopBar, Rule, Column"):
            widget.glyphs = glyphs  # type: ignore[attr-defined]  # these three have it, and no class in common
            widget.notify_style_update()
            widget.refresh()
        self.redraw()

    def redraw(self) -> None:
        """Draw anew what was drawn with signs; for pages that have any."""

    def unkept(self) -> Mapping[str, str]:
        """Return what was typed here and not handed over yet, by the key under which it is kept."""
        return {}

    def say_where(self, left: str, right: str = "") -> None:
        """Write the line at the top."""
        bar = self.query_one(TopBar)
        bar.left, bar.right = left, right
