"""The library: what can be gone on with and what can be played. Painted before any scenario is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from game.present.cards import Card, card_details, card_rows, library_end
from game.present.glyphs import Glyphs
from game.present.parts import Line, Paragraph, heading, paragraph
from game.screens.messages import CardDeleted, CardPicked
from game.screens.page import Page
from game.screens.settings import Settings
from game.screens.widgets.column import Column


class LibraryPage(Page):
    """The first screen."""

    CSS_PATH = "library.tcss"
    HELP_TEXT = (
        "Walk with the arrows and press Enter. What you can go on with stands first, "
        "and below it the last plays that are done. "
        "Typing letters leaves only what they stand in; Esc takes them away again."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open"),
        Binding("escape", "clear", "leave"),
        Binding("delete", "delete", "delete this play"),
        Binding("down", "step(1)", "next", show=False),
        Binding("up", "step(-1)", "one before", show=False),
        Binding("pagedown", "page(1)", "a page down", show=False),
        Binding("pageup", "page(-1)", "a page up", show=False),
    ]

    cards: reactive[tuple[Card, ...]] = reactive((), init=False, repaint=False)
    """What is listed; the app sets it, and again as files have been read."""
    typed: reactive[str] = reactive("", init=False, repaint=False)
    """What the player typed to filter by."""

    def __init__(self, cards: Sequence[Card], folder: str, notice: str, settings: Settings, glyphs: Glyphs) -> None:
        """List `cards`; scenarios live in `folder`; `notice` is said above the list where there is one."""
        super().__init__(settings, glyphs)
        self.set_reactive(LibraryPage.cards, tuple(cards))
        self._folder = folder
        self._notice = notice
        self._sure = ""

    def compose_body(self) -> ComposeResult:
        """Put the list and the card side by side."""
        with Container(id="shelves"):
            yield Column(id="list", glyphs=self.glyphs)
            yield Column(id="card", glyphs=self.glyphs, focusable=False)
        yield Static(id="typed", markup=False)

    def on_mount(self) -> None:
        """Show the list, with the first of it picked that is not done."""
        self.set_class(self.glyphs.name == "ascii", "-ascii")
        self.say_where("Two Hats", "the library")
        self._pick_first()
        self.query_one("#list", Column).focus()

    def watch_cards(self) -> None:
        """Show the list anew, with the same card picked."""
        if self.is_mounted:
            shown = {card.key for card in self._shown()}
            if self.query_one("#list", Column).chosen not in shown:
                self._pick_first()
            self._draw()

    def watch_typed(self) -> None:
        """Show what the letters leave."""
        self._pick_first()

    def _pick_first(self) -> None:
        shown = self._shown()
        first = next((card for card in shown if not card.done), shown[0] if shown else None)
        self.query_one("#list", Column).chosen = first.key if first else ""
        self._draw()

    def _shown(self) -> list[Card]:
        return [card for card in self.cards if card.found_by(self.typed)]

    def _picked(self) -> Card | None:
        chosen = self.query_one("#list", Column).chosen
        return next((card for card in self.cards if card.key == chosen), None)

    def _draw(self) -> None:
        column, beside = self.query_one("#list", Column), self.query_one("#card", Column)
        wide = self.has_class("-wide")
        rows = card_rows(self._shown(), column.chosen, self.glyphs, detailed=not wide)
        if not rows:
            rows = (paragraph(f"Nothing here has “{self.typed}” in it. Esc takes the letters away.", gap=0),)
        notice = (paragraph(self._notice, "warning", gap=0)._replace(indent=4),) if self._notice else ()
        rows = tuple(it._replace(gap=1) if notice and n == 0 else it for n, it in enumerate(rows))
        column.paragraphs = (*notice, *rows, *library_end(self._folder))
        beside.paragraphs = self._card()
        self.query_one("#typed", Static).update(Content(self._prompt()))
        self.refresh_bindings()

    def redraw(self) -> None:
        """Draw the list with other signs."""
        self._draw()

    def _card(self) -> tuple[Paragraph, ...]:
        card = self._picked()
        if card is None:
            return ()
        rows = (it._replace(indent=13, margin=_shorter(it)) for it in card_details(card))
        return (heading(card.title, gap=0), *(it._replace(gap=1, key="") for it in rows))

    def _prompt(self) -> str:
        if self._sure:
            return "Press delete again to delete this play with all that you wrote in it. Esc keeps it."
        return f"Only with: {self.typed}" if self.typed else "Type to filter"

    # What the player does

    def action_step(self, by: int) -> None:
        """Walk through the list."""
        self._sure = ""
        self.query_one("#list", Column).step(by)
        self._draw()

    def action_page(self, by: int) -> None:
        """Scroll a page."""
        self.query_one("#list", Column).page(by)

    def action_open(self) -> None:
        """Open what is picked."""
        card = self._picked()
        if card is not None:
            self._sure = ""
            self.post_message(CardPicked(card.key))

    @on(Column.Clicked, "#list")
    def _clicked(self, event: Column.Clicked) -> None:
        if event.column.chosen == event.key:
            self.action_open()
        else:
            event.column.chosen = event.key
            self._draw()

    def action_clear(self) -> None:
        """Take a question or the letters away, or leave where there are none."""
        if self._sure:
            self._sure = ""
            self._draw()
        elif self.typed:
            self.typed = ""
        else:
            self.app.exit()

    def action_delete(self) -> None:
        """Delete the picked play once asked twice."""
        card = self._picked()
        if card is None:
            return
        if self._sure == card.key:
            self._sure = ""
            self.post_message(CardDeleted(card.key))
        else:
            self._sure = card.key
            self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer deleting only where a kept play is picked."""
        if action == "delete":
            card = self._picked() if self.is_mounted else None
            return card is not None and bool(card.waiting) and card.key.startswith("play:")
        return True

    def on_key(self, event: events.Key) -> None:
        """Take letters as a filter."""
        if event.key == "backspace":
            self.typed = self.typed[:-1]
        elif event.character and event.is_printable and event.character != "?":
            self.typed = (self.typed + event.character).lstrip()[:40]
        else:
            return
        event.stop()

    def on_resize(self) -> None:
        """Show the card beside the list, or in it."""
        if self.is_mounted:
            self.call_after_refresh(self._draw)


def _shorter(row: Paragraph) -> Line:
    return tuple(part._replace(text=part.text.strip()) for part in row.margin)
