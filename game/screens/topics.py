"""What stands behind the findings: a list of topics, each one key away, and where the player stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from game.present.behind import STANDING, Topic
from game.present.glyphs import Glyphs
from game.present.parts import Paragraph, Part, paragraph
from game.present.phases import section_rows
from game.present.picking import neighbour, position_picks, position_rows
from game.present.sections import Section
from game.present.text import safe
from game.screens.page import Page
from game.screens.reading import ReadingPage, TextPage
from game.screens.settings import Settings
from game.screens.widgets.column import Column
from game.screens.widgets.numbers import DIGITS, Typed

MANY = 3
"""Sections beyond which a topic is a list of its own."""


class ListPage(Page):
    """A list to pick from, and back again."""

    CSS_PATH = "reading.tcss"
    HELP_TEXT = "The arrows or a number pick, Enter opens; Esc goes back to where you were."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open"),
        Binding("escape,q", "back", "back"),
        Binding("down", "step(1)", "next", show=False),
        Binding("up", "step(-1)", "one before", show=False),
        Binding("space,pagedown", "page(1)", "read on", show=False),
        Binding("pageup", "page(-1)", "read back", show=False),
        *[Binding(digit, f"number({digit})", "pick by number", show=False) for digit in DIGITS],
    ]

    def __init__(
        self, title: str, above: Sequence[Paragraph], names: Sequence[str], settings: Settings, glyphs: Glyphs,
        *, key: str = "",
    ) -> None:  # fmt: skip
        """List `names` below `above`; `key`, which opened the page, closes it too."""
        super().__init__(settings, glyphs)
        self._title, self._above, self._names = title, tuple(above), tuple(names)
        self._number = Typed()
        if key:
            self._bindings.bind(key, "back", "back", show=False)

    def compose_body(self) -> ComposeResult:
        """Give the list."""
        rows = [
            Paragraph((Part(safe(name)),), (Part(f"  {number:>2} ", "key"),), 5, 1 if number == 1 else 0, str(number))
            for number, name in enumerate(self._names, 1)
        ]
        with Container(id="pages"):
            yield Column((*self._above, *rows), id="text", glyphs=self.glyphs)

    def on_mount(self) -> None:
        """Name the page and pick the first."""
        self.say_where(self._title)
        column = self.query_one("#text", Column)
        column.chosen = "1" if self._names else ""
        column.focus()

    def action_back(self) -> None:
        """Go back to the screen below."""
        self.app.pop_screen()

    def action_step(self, by: int) -> None:
        """Pick the next, or the one before."""
        self.query_one("#text", Column).step(by)

    def action_page(self, by: int) -> None:
        """Read on or back by a page."""
        self.query_one("#text", Column).page(by)

    def action_number(self, digit: int) -> None:
        """Pick by number; with one-key choosing it is opened at once."""
        if self._number.pick(self.query_one("#text", Column), digit) and self.settings.choosing == "one":
            self.action_open()

    @on(Column.Clicked, "#text")
    def _clicked(self, event: Column.Clicked) -> None:
        event.column.chosen = event.key
        self.action_open()

    def action_open(self) -> None:
        """Open what is picked."""
        chosen = self.query_one("#text", Column).chosen
        self._number.forget()
        if chosen:
            self.open(int(chosen) - 1)

    def open(self, number: int) -> None:
        """Open the entry of a number, from 0."""


class TopicsPage(ListPage):
    """Every topic behind the findings."""

    def __init__(
        self,
        above: Sequence[Paragraph],
        topics: Callable[[], tuple[Topic, ...]],
        notes: Mapping[str, str],
        note: Callable[[str, str], None],
        settings: Settings,
        glyphs: Glyphs,
    ) -> None:
        """List what `topics` gives, asked again at each opening: the doors may have come meanwhile."""
        super().__init__("All the counts", above, [it.title for it in topics()], settings, glyphs, key="c")
        self._topics, self._notes, self._note = topics, notes, note

    def open(self, number: int) -> None:
        """Open a topic."""
        topic = self._topics()[number]
        if topic.key == "positions":
            self.app.push_screen(PositionsPage(self._notes, self._note, self.settings, self.glyphs))
        elif len(topic.sections) > MANY:
            self.app.push_screen(SectionsPage(topic, self.settings, self.glyphs))
        else:
            self.app.push_screen(TopicPage(lambda: self._topics()[number], self.settings, self.glyphs))


class TopicPage(ReadingPage):
    """One topic, read anew whenever more is known of it."""

    def __init__(self, topic: Callable[[], Topic], settings: Settings, glyphs: Glyphs) -> None:
        """Show what `topic` gives, asked again when the page is drawn anew."""
        self._topic = topic
        now = topic()
        super().__init__(now.title, _rows(now.about, now.sections), settings, glyphs)

    def redraw(self) -> None:
        """Show what is known now; what has become long gives way to its list."""
        topic = self._topic()
        if len(topic.sections) > MANY and self.is_current:
            self.app.switch_screen(SectionsPage(topic, self.settings, self.glyphs))
        else:
            self.query_one("#text", Column).paragraphs = tuple(_rows(topic.about, topic.sections))


class SectionsPage(ListPage):
    """The sections of one topic."""

    def __init__(self, topic: Topic, settings: Settings, glyphs: Glyphs) -> None:
        """List the sections of `topic`."""
        above = (paragraph(topic.about, gap=0),) if topic.about else ()
        super().__init__(topic.title, above, [it.title for it in topic.sections], settings, glyphs)
        self._topic = topic

    def open(self, number: int) -> None:
        """Open a section."""
        rows = _rows("", self._topic.sections[number : number + 1])
        self.app.push_screen(ReadingPage(self._topic.title, rows, self.settings, self.glyphs))


class PositionsPage(TextPage):
    """Where the sources disagree, and where the player stands: said once, or passed over."""

    CSS_PATH = "reading.tcss"
    HELP_TEXT = "The arrows up and down walk from question to question; left and right take a side or none."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "back", "back"),
        Binding("right", "turn(1)", "take a side"),
        Binding("left", "turn(-1)", "change it back", show=False),
        Binding("down", "step(1)", "next", show=False),
        Binding("up", "step(-1)", "one before", show=False),
        Binding("space,pagedown", "page(1)", "read on"),
        Binding("pageup", "page(-1)", "read back", show=False),
    ]

    def __init__(
        self, notes: Mapping[str, str], note: Callable[[str, str], None], settings: Settings, glyphs: Glyphs
    ) -> None:
        """Show what is in `notes`; `note` keeps what is picked."""
        super().__init__(settings, glyphs)
        self._notes, self._note = notes, note

    def compose_body(self) -> ComposeResult:
        """Give the questions."""
        with Container(id="pages"):
            yield Column(self._page(), id="text", glyphs=self.glyphs)

    def on_mount(self) -> None:
        """Name the page; nothing is picked until the player walks to it."""
        self.say_where("Where the sources disagree")
        column = self.query_one("#text", Column)
        column.focus()

    def _page(self) -> tuple[Paragraph, ...]:
        return (paragraph(STANDING, gap=0), *position_rows(self._notes, self.glyphs))

    def action_step(self, by: int) -> None:
        """Walk to the next question, or the one before."""
        self.query_one("#text", Column).step(by)

    def action_turn(self, by: int) -> None:
        """Take the next side of the question that is picked."""
        column = self.query_one("#text", Column)
        if not column.chosen:
            column.step(1)
        pick = next(it for it in position_picks() if it.key == column.chosen)
        self._note(pick.key, neighbour(pick, self._notes, by))
        column.paragraphs = self._page()

    @on(Column.Clicked, "#text")
    def _clicked(self, event: Column.Clicked) -> None:
        if event.column.chosen == event.key:
            self.action_turn(1)
        else:
            event.column.chosen = event.key

    def action_back(self) -> None:
        """Go back to the screen below."""
        self.app.pop_screen()


def _rows(about: str, sections: Sequence[Section]) -> list[Paragraph]:
    rows = [paragraph(about, gap=0)] if about else []
    for section in sections:
        rows += section_rows(section, gap=2 if rows else 0)
    return rows
