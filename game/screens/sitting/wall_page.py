"""The page that everybody in the room sees, and the few keys that lead the room from it."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Input, Static

from game.group.client.following import Seen
from game.group.offers import Offer, TypedError, filled
from game.group.qr import half_blocks
from game.present.glyphs import Glyphs
from game.present.meters import Reading, between, meter_column, meter_line
from game.present.parts import Paragraph, Part
from game.screens.metering import COLUMN_CELLS, METERS_MOVE, WORDS_FIRST
from game.screens.settings import Settings
from game.screens.sitting.following import Asked
from game.screens.sitting.page import SittingPage
from game.screens.sitting.story import meter_readings, what_if_rows
from game.screens.sitting.wall_keys import decided, offered
from game.screens.sitting.wall_rows import page_read, rows_of, where
from game.screens.sitting.welcome import Invitation, welcome_rows
from game.screens.widgets.column import Column
from game.screens.widgets.rule import Rule
from game.screens.widgets.written import Written


class WallPage(SittingPage):
    """What the room sees."""

    CSS_PATH = "../wall.tcss"
    AUTO_FOCUS = ""
    HELP_TEXT = (
        "This is what the room sees. Notes, prompts and words waiting are on the desk, which is opened by its private "
        "link on another screen. A decision against most votes needs a reason: its number, a space, and why."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "offer('next')", "next"),
        Binding("c", "offer('count')", "count hands"),
        Binding("d", "offer('decide')", "decide"),
        Binding("r", "offer('reveal')", "split"),
        Binding("right", "offer('turn-on')", "next one"),
        Binding("left", "offer('turn-back')", "one before"),
        Binding("j", "offer('judge')", "our view"),
        Binding("p", "offer('pause')", "pause"),
        Binding("b", "offer('blank')", "blank"),
        Binding("f", "offer('finish')", "close"),
        Binding("q", "app.quit", "leave"),
        Binding("escape", "drop", "leave it", show=False),
        Binding("space,pagedown", "page(1)", "read on", show=False),
        Binding("pageup", "page(-1)", "read back", show=False),
        Binding("down", "line(1)", "a line down", show=False),
        Binding("up", "line(-1)", "a line up", show=False),
    ]

    share: reactive[float] = reactive(1.0, init=False, repaint=False)
    """How far the meters have come on their way to their new numbers, 0 to 1."""

    def __init__(self, invitation: Invitation, settings: Settings, glyphs: Glyphs) -> None:
        """Invite people to a session."""
        super().__init__(settings, glyphs)
        self.invitation = invitation
        self._asking: Offer | None = None
        self._place: tuple[Any, ...] = ()
        """Step, decision, phase and turn that are shown: with another one the page is read from its top."""
        self._waiting: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """Give the lobby, the story with the choices below it, and the meters beside it."""
        with Horizontal(id="lobby"):
            yield Column(id="welcome", glyphs=self.glyphs, focusable=False)
            yield Static(id="qr", markup=False)
        with Horizontal(id="table"):
            with Vertical(id="left"):
                yield Column(id="story", glyphs=self.glyphs, focusable=False)
                yield Rule(self.glyphs, id="rule")
                yield Column(id="choices", glyphs=self.glyphs, focusable=False)
            yield Column(id="beside", glyphs=self.glyphs, focusable=False)
            yield Column(id="meter-column", glyphs=self.glyphs, focusable=False)
        yield Column(id="meter-line", glyphs=self.glyphs, focusable=False)
        yield Written(id="answer")
        yield Column(id="status", glyphs=self.glyphs, focusable=False)

    def on_mount(self) -> None:
        """Draw the way in, and say that nothing is known yet."""
        self.query_one(Written).rest()
        self.redraw()

    # Drawing

    def watch_seen(self, before: Seen | None = None, seen: Seen | None = None) -> None:
        """Show what is new; a consequence tells first and moves the meters then."""
        super().watch_seen()
        was = (before.view.get("room") or {}).get("step") if before is not None else None
        if self.room is not None and self.room["step"] == "consequence" and was not in (None, "consequence"):
            self._move_meters()

    def redraw(self) -> None:
        """Draw everything anew."""
        self.draw_status()
        room = self.room
        self.set_class(room is None or room["step"] == "lobby", "-lobby")
        self.set_class(room is not None and room["blank"], "-blank")
        self.set_class(room is not None and room["what_if"] is not None, "-beside")
        self.set_class(self.glyphs.name == "ascii", "-ascii")
        if room is None:
            return
        # A blank wall says nothing of the session, not even where it is.
        place = "" if room["blank"] else where(room, self.glyphs)
        self.say_where(place, "" if room["hands"] or room["blank"] else self.invitation.typed)
        if room["step"] == "lobby":
            self._draw_lobby(room)
        else:
            self._draw_room(room)
        self.refresh_bindings()

    def _draw_lobby(self, room: dict[str, Any]) -> None:
        welcome, qr = self.query_one("#welcome", Column), self.query_one("#qr", Static)
        welcome.paragraphs = welcome_rows(room, self.invitation, self.glyphs, welcome.size.width - 6)
        shown = self.glyphs.name == "unicode" and not room["hands"] and not self.invitation.alone
        qr.display = shown
        if shown:
            qr.update(Content("\n".join(half_blocks(self.invitation.address.url))))

    def _draw_room(self, room: dict[str, Any]) -> None:
        story, choices, beside = (self.query_one(it, Column) for it in ("#story", "#choices", "#beside"))
        cells = max(20, story.size.width - 8)
        before = story.paragraphs
        if room["what_if"] is not None:
            what_if = room["what_if"]
            title = f"Decision {what_if['decision']}, {what_if['title']}"
            story.paragraphs = what_if_rows(what_if["real"], f"{title}: what was done", self.glyphs, cells)
            beside.paragraphs = what_if_rows(what_if["other"], "What if", self.glyphs, cells)
            choices.paragraphs = ()
        else:
            story.paragraphs, choices.paragraphs = rows_of(room, self.glyphs, cells)
        choices.display = bool(choices.paragraphs)
        votes = room["decision"]["votes"].values() if room["decision"] else ()
        self.set_class(any(it["tally"] for it in votes), "-split")
        self._scroll(story, before, page_read(room))
        self.draw_meters()
        self._draw_rule()

    def _scroll(self, story: Column, before: tuple[Paragraph, ...], place: tuple[Any, ...]) -> None:
        """Show a new page from its top, and what was added to the old one from its first word."""
        if place != self._place:
            self._place = place
            story.show_from(0)
        elif len(story.paragraphs) > len(before) and story.paragraphs[: len(before)] == before:
            story.show_from(len(before))

    @on(Column.Scrolled, "#story")
    def _draw_rule(self) -> None:
        story = self.query_one("#story", Column)
        self.query_one(Rule).word = "more" if story.more_below else ""

    def draw_status(self) -> None:
        """Say who is here and how the time stands, or what is wrong."""
        room, trouble = self.room, self.trouble()
        parts: list[Part] = []
        if trouble:
            parts.append(Part(trouble, "warning"))
        elif room is not None:
            present = room["people"]["present"]
            words = [] if room["hands"] or room["step"] == "lobby" else [f"{present} here"]
            words += [it for it in (self.clock_words() or ("paused" if room["paused"] else ""),) if it]
            parts.append(Part(f" {self.glyphs.dot} ".join(words), "strong"))
        self.query_one("#status", Column).paragraphs = (Paragraph(tuple(parts), whole=True),)

    def tick(self) -> None:
        """Let the clock run."""
        self.draw_status()

    def on_resize(self) -> None:
        """Fit bars, letters and meters to the new width."""
        if self.is_mounted:
            self.call_after_refresh(self.redraw)

    # The meters

    def _readings(self) -> tuple[Reading, ...]:
        story = self.room["story"] if self.room is not None else None
        return meter_readings(story["meters"]) if story else ()

    def draw_meters(self) -> None:
        """Draw the meters in the form that is in sight, perhaps on their way."""
        if not self.query("#meter-column"):
            return  # the animation ticks once more when the page has been taken away
        now = end = self._readings()
        if self.share < 1.0:
            start = tuple(it._replace(value=it.before) for it in end)
            now = tuple(it._replace(before=it.value) for it in between(start, end, self.share))
        self.query_one("#meter-column", Column).paragraphs = meter_column(now, COLUMN_CELLS, self.glyphs)
        line = self.query_one("#meter-line", Column)
        line.paragraphs = (Paragraph(meter_line(now, max(1, self.size.width - 5), self.glyphs), whole=True),)

    def watch_share(self) -> None:
        """Draw the meters on their way."""
        self.draw_meters()

    def _move_meters(self) -> None:
        if self.app.animation_level == "none":
            return
        self.set_reactive(WallPage.share, 0.0)
        self.draw_meters()
        self._waiting = self.set_timer(WORDS_FIRST, lambda: self.animate("share", 1.0, duration=METERS_MOVE))

    # What the facilitator does

    def action_offer(self, key: str) -> None:
        """Do what a key stands for now; some of it has to be typed first."""
        offer = offered(key, self.room) if self.room is not None else None
        if offer is None:
            return
        if offer.ask is None:
            self.post_message(Asked(dict(offer.command or {})))
            return
        self._asking = offer
        written = self.query_one(Written)
        written.ask(offer.key, offer.ask.label, "")
        written.line.focus()

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        offer, room = self._asking, self.room
        if offer is None or room is None:
            return
        try:
            command = _command(offer, room, event.value)
        except TypedError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.action_drop()
        if command is not None:
            self.post_message(Asked(command))

    def action_drop(self) -> None:
        """Leave what was to be typed."""
        self._asking = None
        self.set_focus(None)
        self.query_one(Written).rest()

    def action_page(self, by: int) -> None:
        """Read on or back by a page: the story to its end, then the choices where they have more."""
        story, choices = self.query_one("#story", Column), self.query_one("#choices", Column)
        at_choices = not story.more_below if by > 0 else choices.scroll_offset.y > 0
        (choices if at_choices else story).page(by)

    def action_line(self, by: int) -> None:
        """Read on or back by a line."""
        story = self.query_one("#story", Column)
        story.scroll_to(y=story.scroll_offset.y + by, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show and take only the keys that do something now."""
        if action == "offer":
            return self.room is not None and offered(str(parameters[0]), self.room) is not None
        return True


def _command(offer: Offer, room: dict[str, Any], typed: str) -> dict[str, Any] | None:
    """Return the command that was typed; None where the facilitator thought better of it. Raises TypedError."""
    if offer.key == "decide":
        return decided(room, typed)
    if offer.key == "finish":
        return dict(offer.command or {}) if typed.strip().lower() in ("yes", "y") else None
    return filled(offer, typed)
