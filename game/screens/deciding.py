"""What is asked where the choices stand: which one; or what kind of moment this is; or why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal, TypeAlias

from textual import on
from textual.timer import Timer
from textual.widgets import Input

from game.play.history import Option
from game.play.playing import Play
from game.present.asking import frame_after, frame_first, framed, reason_asked
from game.present.glyphs import Glyphs
from game.present.moves import decisions_made
from game.present.options import demand_rows, numbered, option_key, option_rows, picked_rows
from game.present.parts import Paragraph, Part
from game.screens.messages import EndReached, Moved, Noted
from game.screens.metering import MeterPage
from game.screens.settings import Settings
from game.screens.widgets.column import Column
from game.screens.widgets.numbers import Typed

DRAFT = "reason"
"""Under which a reason is kept while it is being typed."""

Question: TypeAlias = Literal["options", "frame", "reason"]


class DecidingPage(MeterPage):
    """A page on which a player decides. A choice is held until what is asked about it is answered or skipped."""

    AFTER_FAULT: ClassVar[str] = "Back to the library"
    """What can be done where the scenario could not go on."""

    def __init__(self, play: Play, settings: Settings, glyphs: Glyphs, draft: str) -> None:
        """Ask about `play`; `draft` is a reason that was being typed."""
        super().__init__(play, settings, glyphs)
        self._draft = draft
        self._held: str | None = None
        self._frame: str | None = None
        self._unframed: set[int] = set()
        self._asked: Question = "options"
        self._typing: Timer | None = None
        self._number = Typed()

    @property
    def holding(self) -> bool:
        """Say whether a choice is held while something is asked about it."""
        return self._held is not None

    def ask(self, what: Question) -> None:
        """Show one question where the choices stand: options, frame or reason."""
        if what == "options":
            self._held = self._frame = None
            if self._frame_due():
                what = "frame"
        self._asked = what
        self._number.forget()
        choices = self.query_one("#choices", Column)
        self.set_class(what == "reason", "-reason")
        choices.chosen = ""
        choices.paragraphs = self._rows()
        if what != "reason" and self.focused is not choices:
            choices.focus()
        self.refresh_bindings()

    def _rows(self) -> tuple[Paragraph, ...]:
        play = self.shown
        if play.over:
            word = "How it ends" if play.ending is not None else self.AFTER_FAULT
            return (Paragraph((Part(word, "strong"),), (Part("  1 ", "key"),), 4, key="end"),)
        held = self._held_option()
        above = picked_rows(held) if held else ()
        if self._asked == "frame":
            return (*above, *demand_rows(), Paragraph((Part("Enter skips this", "faint"),), indent=4))
        if self._asked == "reason":
            return (*above, Paragraph((Part("Why this?", "strong"),), indent=4))
        return option_rows(play, self.glyphs)

    def _held_option(self) -> Option | None:
        return next((it for it in numbered(self.shown) if option_key(it) == self._held), None)

    def _frame_due(self) -> bool:
        play = self.shown
        if play.over or play.scene.decision is None or decisions_made(play) in self._unframed:
            return False
        return frame_first(play.scene.decision) and not framed(play)

    # What the player does

    def action_number(self, digit: int) -> None:
        """Pick by number; with one-key choosing it is chosen at once."""
        choices = self.query_one("#choices", Column)
        if self._number.pick(choices, digit) and self.settings.choosing == "one":
            self._commit(choices.chosen)

    def action_step(self, by: int) -> None:
        """Walk through the choices."""
        self.query_one("#choices", Column).step(by)

    def action_choose(self) -> None:
        """Choose what is picked; where nothing is, skip what may be skipped."""
        key = self.query_one("#choices", Column).chosen
        if key or self.shown.over:
            self._commit(key or "end")
        elif self._asked == "frame":
            self._commit("")

    @on(Column.Clicked, "#choices")
    def _clicked(self, event: Column.Clicked) -> None:
        if self.settings.choosing == "one" or event.column.chosen == event.key:
            self._commit(event.key)
        else:
            event.column.chosen = event.key

    def _commit(self, key: str) -> None:
        """Take an answer to what is asked; the empty answer skips."""
        if self.shown.over:
            self.post_message(EndReached())
        elif self._asked == "frame":
            self._frame_given(key)
        elif key.startswith("look:"):
            self.post_message(Moved((key,)))
        else:
            self._hold(key)

    def _frame_given(self, frame: str) -> None:
        if self._held is not None:
            self._frame = frame or None
            self._ask_why()
        elif frame:
            self.post_message(Moved((frame,)))
        else:
            self._unframed.add(decisions_made(self.shown))
            self.ask("options")

    def _hold(self, key: str) -> None:
        """Hold a choice until what is asked about it is answered or skipped."""
        decision = self.shown.scene.decision
        self._held = key
        if decision is not None and frame_after(decision) and not framed(self.shown):
            self.ask("frame")
        else:
            self._ask_why()

    def _ask_why(self) -> None:
        decision = self.shown.scene.decision
        if decision is None or not reason_asked(decision) or self.settings.reasons == "skip":
            self._make(None)
            return
        self.ask("reason")
        line = self.query_one("#reason", Input)
        line.value = self._draft
        line.focus()

    @on(Input.Submitted, "#reason")
    def _reason_given(self, event: Input.Submitted) -> None:
        event.stop()
        self._make(event.value.strip() or None)

    def _make(self, reason: str | None) -> None:
        """Post what was held, with what was said about it."""
        held = self._held
        if held is None:
            return
        said = [self._frame] if self._frame else []
        said += [f"reason:{reason}"] if reason else []
        self._drop_draft()
        self.post_message(Moved((*said, held)))

    # Typing is kept each second

    @on(Input.Changed, "#reason")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._draft = event.value
        if self._typing is None:
            self._typing = self.set_timer(1.0, self._keep_draft)

    def _keep_draft(self) -> None:
        self._typing = None
        self.post_message(Noted(DRAFT, self._draft))

    def unkept(self) -> Mapping[str, str]:
        """Return the reason that is being typed, where its second is not over yet."""
        return {DRAFT: self._draft} if self._typing is not None else {}

    def _drop_draft(self) -> None:
        if self._typing is not None:
            self._typing.stop()
            self._typing = None
        if self._draft:
            self._draft = ""
            self.post_message(Noted(DRAFT, ""))
