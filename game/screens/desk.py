"""The desk: the facilitator's own screen, opened by its private link. What is offered is a list; Enter does it."""

from __future__ import annotations

from contextlib import closing
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from game.group.client.address import Address
from game.group.offering import offers
from game.group.offers import Command, Offer, found_at, walk
from game.present.glyphs import Glyphs
from game.present.parts import Paragraph, Part, told
from game.records.store import Records, open_records
from game.screens.settings import Settings
from game.screens.sitting.asking import AskingPage
from game.screens.sitting.desk_rows import desk_rows, status_rows
from game.screens.sitting.following import SittingApp
from game.screens.sitting.onward import no_hands, stuck_words
from game.screens.sitting.page import SittingPage, place_of
from game.screens.widgets.column import Column
from game.screens.widgets.rule import Rule
from game.screens.widgets.written import Written

LEFT = "The session goes on; the same link opens the desk again."
_DIGITS = "123456789"
_SHARE = 55
"""Hundredths of the height that a list below what there is to read may take; the styles say the same."""


class DeskPage(AskingPage):
    """What the facilitator sees, and nobody else."""

    CSS_PATH = "desk.tcss"
    AUTO_FOCUS = ""
    HELP_TEXT = (
        "Everything that can be done now is in the list; Enter does what is picked, or opens what is behind it. Tab "
        "goes to what there is to read and back. Nothing here reaches the wall unless you pass it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "do it"),
        Binding("escape,left", "back", "back"),
        Binding("n", "next", "next"),
        Binding("n", "stuck", "why there is no next", show=False),
        Binding("s", "do('skip')", "skip", show=False),
        Binding("r", "split", "split", show=False),
        Binding("p", "clock", "pause"),
        Binding("b", "do('blank')", "blank"),
        Binding("space,pagedown", "page(1)", "read on"),
        Binding("q", "app.quit", "leave"),
        Binding("pageup", "page(-1)", "read back", show=False),
        Binding("down", "step(1)", "next in the list", show=False),
        Binding("up", "step(-1)", "one before", show=False),
        *[Binding(digit, f"number({digit})", "pick by number", show=False) for digit in _DIGITS],
    ]

    def __init__(self, settings: Settings, glyphs: Glyphs) -> None:
        """Show nothing yet."""
        super().__init__(settings, glyphs)
        self._path: tuple[str, ...] = ()
        """The lists that were opened, one behind the other."""
        self._place: tuple[object, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Give how it stands, what there is to read, and what can be done."""
        yield Column(id="status", glyphs=self.glyphs, focusable=False)
        with Horizontal(id="table"):
            with Vertical(id="reading"):
                yield Column(id="told", glyphs=self.glyphs, focusable=False)
                yield Rule(self.glyphs, id="rule")
            with Vertical(id="doing"):
                yield Column(id="offers", glyphs=self.glyphs, focusable=False)
                yield Rule(self.glyphs, id="more-offers")
                yield Written(id="answer")

    def on_mount(self) -> None:
        """Ask for nothing yet."""
        self.query_one(Written).rest()
        self.say_where("The desk")
        self.redraw()

    # Drawing

    def redraw(self) -> None:
        """Draw everything anew."""
        if not self.query("#status"):
            return  # news came as the page was being taken away
        self.draw_status()
        self.set_class(self.glyphs.name == "ascii", "-ascii")
        if self.room is None:
            return
        self.say_where(f"The desk {self.glyphs.dot} {self.room['title']}", self._here(self.room))
        told_now = self.query_one("#told", Column)
        told_now.paragraphs = desk_rows(self.view, self.glyphs, max(24, told_now.size.width - 8))
        if self._place != place_of(self.room):
            self._place = place_of(self.room)
            self._path = ()
            told_now.show_from(0)
            self.query_one("#offers", Column).chosen = ""
        self._draw_offers()
        self._draw_rule()
        self.refresh_bindings()

    def _here(self, room: dict[str, Any]) -> str:
        return "by show of hands" if room["hands"] else f"{room['people']['present']} here"

    def draw_status(self) -> None:
        """Say how the room and the time stand, or what is wrong."""
        trouble = self.trouble()
        rows = status_rows(self.view, self.now, self.glyphs) if self.room is not None else ()
        if trouble:
            rows = (Paragraph((Part(trouble, "warning"),)), *rows[1:])
        self.query_one("#status", Column).paragraphs = rows

    def tick(self) -> None:
        """Let the clock run."""
        self.draw_status()

    def on_resize(self) -> None:
        """Fit the bars to the new width."""
        if self.is_mounted:
            self.call_after_refresh(self.redraw)

    @on(Column.Scrolled, "#told")
    def _draw_rule(self) -> None:
        self.query_one("#rule", Rule).word = "more to read" if self.query_one("#told", Column).more_below else ""

    @on(Column.Scrolled, "#offers")
    def _draw_more_offers(self) -> None:
        """Say below a list that is longer than its room that it goes on."""
        column, room = self.query_one("#offers", Column), self.query_one("#table").size.height
        room = room if self.has_class("-wide") else room * _SHARE // 100
        self.set_class(column.virtual_size.height > room - self.query_one(Written).display, "-cut")
        self.query_one("#more-offers", Rule).word = "more to do" if column.more_below else ""

    def _offers(self) -> tuple[Offer, ...]:
        """Return what is offered in the list that is open; a list that has gone is closed."""
        if self.room is None:
            return ()
        found = offers(self.view)
        while self._path:
            opened = found_at(found, self._path)
            if opened is not None and opened.more:
                return opened.more
            self._path = self._path[:-1]
        return found

    def _draw_offers(self) -> None:
        """Draw the list; what was picked stays picked while it is there."""
        column = self.query_one("#offers", Column)
        found, keys = self._offers(), column.pickable()
        at = keys.index(column.chosen) if column.chosen in keys else 0
        opened = found_at(offers(self.view), self._path) if self._path else None
        above = (Paragraph(told(opened.label.removesuffix(" …"), "heading"), indent=2),) if opened is not None else ()
        column.paragraphs = above + tuple(
            Paragraph(told(it.label), (Part(f"  {place}." if place < 10 else "   ", "key"),), 5, key=it.key)
            for place, it in enumerate(found, 1)
        )
        if column.chosen not in column.pickable():
            # Of words passed one after the other the next one is picked, and not whatever stands first.
            column.chosen = found[min(at, len(found) - 1)].key if found else ""

    # What the facilitator does

    def action_step(self, by: int) -> None:
        """Walk through the list."""
        self.query_one("#offers", Column).step(by)

    def action_number(self, number: int) -> None:
        """Walk to an offer by its number; Enter does it."""
        found = self._offers()
        if number <= len(found):
            self.query_one("#offers", Column).chosen = found[number - 1].key

    def action_pick(self) -> None:
        """Do what is picked."""
        self._take(self.query_one("#offers", Column).chosen)

    @on(Column.Clicked, "#offers")
    def _clicked(self, event: Column.Clicked) -> None:
        self._take(event.key)

    def _take(self, key: str) -> None:
        offer = next((it for it in self._offers() if it.key == key), None)
        if offer is None:
            return
        if offer.more:
            self._path = (*self._path, offer.key)
            self.query_one("#offers", Column).chosen = ""
            self._draw_offers()
            self.refresh_bindings()
        elif offer.ask is not None:
            self.ask(offer)
        else:
            self.do(dict(offer.command or {}))

    def do(self, command: Command) -> None:
        """Have it done; the list is at its beginning again, but for words, of which several are passed in a row."""
        if command["kind"] not in ("pass", "withdraw"):
            self._path = ()
        super().do(command)
        self._draw_offers()
        self.refresh_bindings()

    def action_do(self, key: str) -> None:
        """Do an offer by its key, whichever list it is in."""
        offer = self._offered(key)
        if offer is not None and offer.command is not None:
            self.do(dict(offer.command))

    def action_next(self) -> None:
        """Go on: to the next decision or finding where there is one, else to the next step."""
        self.action_do("turn-on" if self._offered("turn-on") else "next")

    def action_stuck(self) -> None:
        """Say why there is no next step, and what leads on."""
        if self.room is not None:
            words = stuck_words(self.room, "“Decide …” in the list does that", "“Close the session …” in the list does")
            self.notify(words, markup=False)

    def doubt(self, command: dict[str, Any]) -> str:
        """Ask whether a vote is to be closed of which no hands were counted."""
        if self.room is None or not no_hands(self.room, command):
            return ""
        return "No hands are counted yet: “Type the hands counted” in the list takes them. Again closes it without any."

    def action_clock(self) -> None:
        """Pause, or go on."""
        self.action_do("pause" if self._offered("pause") else "resume")

    def action_split(self) -> None:
        """Show the room the split of the last vote, or hide it."""
        for name in ("second", "first", "frame"):
            if self._offered(f"split-{name}") is not None:
                self.action_do(f"split-{name}")
                return

    def _offered(self, key: str) -> Offer | None:
        return next((it for it in walk(offers(self.view)) if it.key == key), None) if self.room is not None else None

    def action_back(self) -> None:
        """Leave the line or the list for the one before."""
        if self._asking is not None:
            self.drop()
        elif self._path:
            key, self._path = self._path[-1], self._path[:-1]
            self._draw_offers()
            self.query_one("#offers", Column).chosen = key
            self.refresh_bindings()

    def action_page(self, by: int) -> None:
        """Read on or back by a page."""
        self.query_one("#told", Column).page(by)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show and take only the keys that do something now."""
        if action == "do":
            return self._offered(str(parameters[0])) is not None
        if action in ("next", "stuck"):
            on = self._offered("turn-on") is not None or self._offered("next") is not None
            return on == (action == "next")
        if action == "clock":
            return self._offered("pause") is not None or self._offered("resume") is not None
        if action == "pick":
            return bool(self._offers())
        if action == "back":
            return self._asking is not None or bool(self._path)
        return True


class DeskApp(SittingApp):
    """The desk's app."""

    def __init__(self, records: Records, address: Address, token: str) -> None:
        """Lead a session with the facilitator's token."""
        super().__init__(records, address, token, token)

    def first_page(self) -> SittingPage:
        """Return the desk."""
        return DeskPage(self.settings, self.glyphs)


def run(address: Address, token: str) -> int:
    """Show the desk until the facilitator leaves, and return the exit code."""
    with closing(open_records()) as records:
        return DeskApp(records, address, token).run_to_the_end(LEFT)
