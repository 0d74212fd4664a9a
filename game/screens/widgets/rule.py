"""The line between the story and the choices, which says where there is more to read."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from game.present.glyphs import UNICODE, Glyphs


class Rule(Widget):
    """A line across, with a word in it where something waits below."""

    ALLOW_SELECT = False
    word: reactive[str] = reactive("")

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        """Draw with `glyphs`."""
        super().__init__(id=id)
        self.glyphs = glyphs

    def render(self) -> RenderResult:
        """Draw the line."""
        width = self.size.width
        if not self.word:
            return Content(self.glyphs.rule * width)
        word = f" {self.glyphs.more} {self.word} "
        before = max(0, width - len(word) - 2)
        return Content.assemble(self.glyphs.rule * before, (word, ".key"), self.glyphs.rule * 2)
