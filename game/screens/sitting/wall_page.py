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
from textual.widgets import Static

from game.group.client.errors import ClientError
from game.group.client.following import Seen
from game.group.offers import Command, Offer
from game.group.qr import half_blocks
from game.present.glyphs import Glyphs
from game.present.meters import Reading, between, meter_column, meter_line
from game.present.parts import Paragraph, Part
from game.screens.metering import COLUMN_CELLS, METERS_MOVE, WORDS_FIRST
from game.screens.settings import Settings
from game.screens.sitting.asking import AskingPage
from game.screens.sitting.onward import no_hands, stuck_words
from game.screens.sitting.story import meter_readings, what_if_rows
from game.screens.sitting.wall_keys import decided, offered
from game.screens.sitting.wall_rows import page_read, rows_of, where
from game.screens.sitting.welcome import Invitation, welcome_rows
from game.screens.widgets.column import Column
from game.screens.widgets.rule import Rule
from game.screens.widgets.written import Written


class WallPage(AskingPage):
    """What the room sees."""

    CSS_PATH = "../wall.tcss"
    AUTO_FOCUS = ""
    HELP_TEXT = (
        "This is what the room sees. Notes, prompts and words waiting are on the desk, which is opened by its private "
        "link on another screen. A decision against most votes needs a reason: its number, a space, and why."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "offer('next')", "next"),
        Binding("n", "stuck", "why there is no next", show=False),
        Binding("c", "offer('count')", "count hands"),
        Binding("d", "offer('decide')", "decide"),
        Binding("r", "offer('reveal')", "split"),
        Binding("right", "offer('turn-on')", "next one", show=False),
        Binding("left", "offer('turn-back')", "one before"),
        Binding("j", "offer('judge')", "the program's view"),
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
        if not self.query("#status"):
            return  # news came as the page was being taken away
        self.draw_status()
        room = self.room
        self.set_class(room is None or room["step"] == "lobby", "-lobby")
        self.set_class(room is not None and room["blank"], "-blank")
        beside = room is not None and room["what_if"] is not None
        self.set_class(beside, "-beside")
        self.set_class(bool(self._readings()) and not beside and not self.has_class("-blank"), "-meters")
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
        qr = self.query_one("#qr", Static)
        shown = self.glyphs.name == "unicode" and not room["hands"] and not self.invitation.alone
        qr.display = shown
        if shown:
            qr.update(Content("\n".join(half_blocks(self.invitation.address.url))))
        self._draw_welcome()

    @on(Column.Scrolled, "#welcome")
    def _draw_welcome(self) -> None:
        """Say how to come in, in letters as big as there is room for once the code to scan has taken its own."""
        welcome = self.query_one("#welcome", Column)
        if self.room is not None and self.room["step"] == "lobby":
            cells = welcome.scrollable_content_region.width - 1  # text does not touch the bar
            welcome.paragraphs = welcome_rows(self.room, self.invitation, self.glyphs, cells)

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
    @on(Column.Scrolled, "#choices")
    def _draw_rule(self) -> None:
        story, choices = self.query_one("#story", Column), self.query_one("#choices", Column)
        self.query_one(Rule).word = "more" if story.more_below or (choices.display and choices.more_below) else ""

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
        """Return where the meters stand; in the debrief it is not about the last decision any more."""
        room = self.room
        if room is None or room["story"] is None or room["debrief"] or room["step"] == "closed":
            return ()
        return meter_readings(room["story"]["meters"])

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
        if offer.ask is not None:
            self.ask(offer)
        else:
            self.do(dict(offer.command or {}))

    def action_stuck(self) -> None:
        """Say why there is no next step, and which key leads on."""
        if self.room is not None:
            self.notify(stuck_words(self.room, "d decides", "f closes the session"), markup=False)

    def action_drop(self) -> None:
        """Leave what was to be typed."""
        self.drop()

    def doubt(self, command: Command) -> str:
        """Ask whether a vote is to be closed of which no hands were counted."""
        if self.room is None or not no_hands(self.room, command):
            return ""
        return "No hands are counted yet: c takes the counts. n again closes the vote without any."

    def command_of(self, offer: Offer, typed: str) -> Command | None:
        """Return the command that was typed; None where the facilitator thought better of it. Raises TypedError."""
        if offer.key == "decide" and self.room is not None:
            return decided(self.room, typed)
        if offer.key == "finish":
            return dict(offer.command or {}) if typed.strip().lower() in ("yes", "y") else None
        return super().command_of(offer, typed)

    def still_asked(self, offer: Offer) -> bool:
        """Say whether the key that asked still stands for something."""
        return self.room is not None and offered(offer.key, self.room) is not None

    def answered(self, command: Command, error: ClientError | None) -> None:
        """Say of counted hands that they are kept: nothing else on the wall has changed much."""
        super().answered(command, error)
        if error is None and command["kind"] == "count":
            many = sum(command["counts"].values())
            self.notify(f"Counted: {many} {'hand' if many == 1 else 'hands'}. n closes the vote.", markup=False)

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
        if action == "stuck":
            return self.room is not None and offered("next", self.room) is None
        if action == "offer":
            return self.room is not None and offered(str(parameters[0]), self.room) is not None
        return True

