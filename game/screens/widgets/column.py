"""A column of paragraphs: it wraps them, scrolls them, and lets one of them be picked. All pages are made of it.

It draws line by line, so that a long story costs no more than the lines in sight; it is given new paragraphs and
never recomposed; and it lives through any width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions
from textual.widget import Widget

from game.present.glyphs import UNICODE, Glyphs
from game.present.parts import Line, Paragraph
from game.present.text import width as cells_of

_END = -1
"""What is aimed at where it is no paragraph but the end."""
_NARROWEST = 8
"""Cells below which nothing is indented and text is simply cut; the page says by then that it is too small."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One line of the column."""

    content: Content
    key: str
    paragraph: int
    """Which paragraph it belongs to; its gap above too."""
    leads: bool = False
    """Whether it is nothing without the line below it."""


def content_of(parts: Line) -> Content:
    """Return parts as Textual's content. Nothing in them is read as markup."""
    return Content.assemble(*((part.text, f".{part.role}") for part in parts))


class Column(ScrollView, can_focus=True, inherit_bindings=False):
    """Paragraphs, one below the other, some of which can be picked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"chosen", "hovered", "past"}
    """The roles of parts are the page's."""

    paragraphs: reactive[tuple[Paragraph, ...]] = reactive((), init=False, repaint=False)
    """What it shows."""
    chosen: reactive[str] = reactive("", init=False, repaint=False)
    """The key of the picked paragraph; empty where none is."""
    hovered: reactive[str] = reactive("", init=False, repaint=False)
    """The key of the paragraph under the mouse."""
    past: reactive[int] = reactive(0, init=False, repaint=False)
    """How many of the first paragraphs have been read before: they step back."""

    @dataclass
    class Clicked(Message):
        """A paragraph that can be picked was clicked."""

        column: Column
        key: str

        @property
        def control(self) -> Column:
            """Return the column, so that handlers can select by its id."""
            return self.column

    @dataclass
    class Scrolled(Message):
        """Another part of the column is in sight."""

        column: Column

        @property
        def control(self) -> Column:
            """Return the column, so that handlers can select by its id."""
            return self.column

    def __init__(
        self,
        paragraphs: Sequence[Paragraph] = (),
        *,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,
        classes: str | None = None,
        focusable: bool = True,
    ) -> None:
        """Show `paragraphs`; `focusable` says whether keys may go to it."""
        super().__init__(id=id, classes=classes)
        self.can_focus = focusable
        self.glyphs = glyphs
        self._lines: list[_Drawn] = []
        self._wrapped: dict[tuple[Paragraph, int], list[Content]] = {}
        self._strips: dict[tuple[int, bool, bool, bool], Strip] = {}
        self._laid_out: tuple[tuple[Paragraph, ...], int] = ((), -1)
        self._aim: int | None = None
        self.set_reactive(Column.paragraphs, tuple(paragraphs))

    # What is asked of it

    def pickable(self) -> tuple[str, ...]:
        """Return the keys of what can be picked, from the top."""
        return tuple(dict.fromkeys(it.key for it in self.paragraphs if it.key))

    def step(self, by: int) -> None:
        """Pick the next (1) or the one before (-1), going round at the ends."""
        keys = self.pickable()
        if not keys:
            return
        if self.chosen in keys:
            self.chosen = keys[(keys.index(self.chosen) + by) % len(keys)]
        else:
            self.chosen = keys[0 if by > 0 else -1]

    def show_from(self, paragraph: int) -> None:
        """Scroll so that a paragraph stands at the top, or as near as the end allows; kept so until scrolled."""
        self._aim = paragraph
        self._take_aim()

    def show_end(self) -> None:
        """Scroll to the last line; kept so until scrolled."""
        self._aim = _END
        self._take_aim()

    def lines_from(self, paragraph: int) -> int:
        """Return how many lines there are from a paragraph to the end."""
        return sum(it.paragraph >= paragraph for it in self._lines)

    @property
    def lines_below(self) -> int:
        """Return how many lines below are out of sight."""
        return max(0, len(self._lines) - self.scroll_offset.y - self.scrollable_content_region.height)

    @property
    def more_below(self) -> bool:
        """Say whether lines below are out of sight."""
        return self.lines_below > 0

    def page(self, by: int) -> None:
        """Scroll a page less two lines down (1) or up (-1)."""
        self._aim = None
        self.scroll_to(y=self.scroll_offset.y + by * max(1, self.size.height - 2), animate=False)

    def line(self, by: int) -> None:
        """Scroll some lines down, or up where `by` is below 0."""
        self._aim = None
        self.scroll_to(y=self.scroll_offset.y + by, animate=False)

    # Laying out

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the paragraphs need at a width."""
        bar = self.styles.scrollbar_size_vertical if self.styles.scrollbar_gutter == "stable" else 0
        return max(1, len(self._lay_out(max(1, width - bar))))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take the width that there is."""
        return container.width

    def watch_paragraphs(self) -> None:
        """Lay the new paragraphs out; the page is arranged anew only where that makes the column higher or lower."""
        before = len(self._lines)
        self._arrange()
        if len(self._lines) != before and self.styles.is_auto_height:
            self.refresh(layout=True)

    def watch_chosen(self, _: str, chosen: str) -> None:
        """Bring what is picked into sight."""
        place = next((n for n, it in enumerate(self.paragraphs) if chosen and it.key == chosen), None)
        if place is not None:
            self._bring_into_sight(place)
        self.refresh()

    def watch_hovered(self) -> None:
        """Draw the mark of the mouse."""
        self.refresh()

    def watch_past(self) -> None:
        """Let what was read before step back."""
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that another part is in sight."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled(self))

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self._arrange()

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        super().notify_style_update()
        self._strips.clear()

    def _arrange(self) -> None:
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        self._lines = self._lay_out(width)
        self._strips.clear()
        # Set outright, `virtual_size` has the whole page arranged anew, which no column of a fixed height needs.
        size = Size(width, len(self._lines))
        self.set_reactive(Widget.virtual_size, size)
        self._scroll_update(size)
        self._take_aim()
        self.refresh()
        self.post_message(self.Scrolled(self))

    def _lay_out(self, width: int) -> list[_Drawn]:
        if self._laid_out == (self.paragraphs, width):
            return self._lines
        lines: list[_Drawn] = []
        room = width - 1 if self.styles.scrollbar_gutter == "stable" else width  # text does not touch the bar
        for place, paragraph in enumerate(self.paragraphs):
            gap = paragraph.gap if lines else 0
            lines += [_Drawn(Content(""), "", place)] * gap
            lines += [_Drawn(line, paragraph.key, place, paragraph.leads) for line in self._wrap(paragraph, room)]
        self._lines, self._laid_out = lines, (self.paragraphs, width)
        self._strips.clear()
        return lines

    def _wrap(self, paragraph: Paragraph, width: int) -> list[Content]:
        key = (paragraph, width)
        if key not in self._wrapped:
            self._wrapped[key] = _wrap(paragraph, width)
        return self._wrapped[key]

    # Scrolling

    def _take_aim(self) -> None:
        if self._aim == _END:
            self.scroll_to(y=len(self._lines), animate=False, force=True)
        elif self._aim is not None:
            line = next((n for n, it in enumerate(self._lines) if it.paragraph >= self._aim and it.content), 0)
            self.scroll_to(y=line, animate=False, force=True)

    def _bring_into_sight(self, place: int) -> None:
        spots = [n for n, it in enumerate(self._lines) if it.paragraph == place]
        if spots:
            region = Region(0, spots[0], 1, len(spots))
            self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def on_mouse_scroll_down(self) -> None:
        """Let the mouse have its way from here on."""
        self._aim = None

    def on_mouse_scroll_up(self) -> None:
        """Let the mouse have its way from here on."""
        self._aim = None

    # The mouse

    def _key_at(self, y: int) -> str:
        line = y + self.scroll_offset.y
        return self._lines[line].key if 0 <= line < len(self._lines) else ""

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark what is under the mouse."""
        offset = event.get_content_offset(self)
        self.hovered = "" if offset is None else self._key_at(offset.y)

    def on_leave(self) -> None:
        """The mouse has gone."""
        self.hovered = ""

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        offset = event.get_content_offset(self)
        key = "" if offset is None else self._key_at(offset.y)
        if key:
            event.stop()
            self.post_message(self.Clicked(self, key))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line in sight."""
        width = self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[number]
        if line.leads and y == self.scrollable_content_region.height - 1 and self.more_below:
            return Strip.blank(width, self.rich_style)
        state = (number, bool(line.key) and line.key == self.chosen, bool(line.key) and line.key == self.hovered,
                 line.paragraph < self.past)  # fmt: skip
        if state not in self._strips:
            self._strips[state] = self._draw(line, width, *state[1:])
        return self._strips[state]

    def _draw(self, line: _Drawn, width: int, chosen: bool, hovered: bool, past: bool) -> Strip:
        content = line.content
        if chosen:
            content = self._with_caret(content, line)
        state = "chosen" if chosen else "hovered" if hovered else "past" if past else ""
        style = self.get_visual_style(state) if state else self.visual_style
        if past:
            content = Content(content.plain)
        strips = content.render_strips(max(1, width), 1, style, RenderOptions(self._get_style, {"text_wrap": "nowrap"}))
        strip = strips[0] if strips else Strip([])
        return strip.adjust_cell_length(width, (style + Style(reverse=False)).rich_style)

    def _with_caret(self, content: Content, line: _Drawn) -> Content:
        """Put the caret into the margin of the first line of what is picked."""
        first = next(it for it in self._lines if it.key == line.key)
        if first is not line or not content.plain.startswith(" "):
            return content
        return Content.assemble((self.glyphs.caret, ".key"), content[1:])


def _wrap(paragraph: Paragraph, width: int) -> list[Content]:
    """Return the lines of a paragraph, each with its margin, none wider than `width`."""
    width = max(1, width)
    indent = paragraph.indent if width - paragraph.indent >= _NARROWEST else 0
    content = content_of(paragraph.parts)
    lines = [content] if paragraph.whole else content.wrap(max(2, width - indent))
    lines = [line.rstrip() for line in lines] or [Content("")]
    if not indent:
        return lines
    margin = content_of(paragraph.margin) if paragraph.margin else Content("")
    space = max(0, indent - cells_of(margin.plain))
    first = Content.assemble(margin, " " * space, lines[0])
    return [first, *(Content.assemble(" " * indent, line) for line in lines[1:])]
