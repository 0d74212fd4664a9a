"""The play screen: it shows a play and posts what the player did. It decides nothing about the game."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical

from game.play.playing import Play
from game.present.glyphs import Glyphs
from game.present.moves import last_step, without_last
from game.present.parts import Paragraph
from game.present.progress import how_far
from game.present.story import passage, scene_heading
from game.screens.deciding import DecidingPage
from game.screens.messages import PlayLeft, WentBack
from game.screens.settings import Settings
from game.screens.widgets.column import Column
from game.screens.widgets.rule import Rule
from game.screens.widgets.written import Line

_DIGITS = "123456789"


class PlayPage(DecidingPage):
    """A play under way."""

    CSS_PATH = "playing.tcss"
    HELP_TEXT = (
        "Press a number, or walk with the arrows, then Enter. Space reads on where there is more. "
        "Every choice is kept before you see what comes of it; u takes the last one back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "choose"),
        Binding("space", "read_on", "read on"),
        Binding("u", "undo", "undo"),
        Binding("j", "app.journal", "journal"),
        Binding("c", "app.cast", "people"),
        Binding("escape", "drop", "back to the choices"),
        Binding("q,escape", "leave", "leave"),
        Binding("m", "app.meters", "meters"),
        Binding("down", "step(1)", "next choice", show=False),
        Binding("up", "step(-1)", "choice before", show=False),
        Binding("pagedown", "page(1)", "read on", show=False),
        Binding("pageup", "page(-1)", "read back", show=False),
        Binding("home", "to_start", "the story from its start", show=False),
        Binding("end", "to_end", "where the story is now", show=False),
        *[Binding(digit, f"number({digit})", "pick by number", show=False) for digit in _DIGITS],
    ]

    def __init__(
        self,
        play: Play,
        settings: Settings,
        glyphs: Glyphs,
        *,
        opening: tuple[Paragraph, ...] = (),
        draft: str = "",
    ) -> None:
        """Show `play`; `opening` stands before its last passage, as a recap does; `draft` is an unfinished reason."""
        super().__init__(play, settings, glyphs, draft)
        self._opening = opening

    def compose_body(self) -> ComposeResult:
        """Put the three regions together."""
        yield Column(id="meter-line", glyphs=self.glyphs, focusable=False)
        with Container(id="table"):
            with Vertical(id="left"):
                yield Column(id="story", glyphs=self.glyphs, focusable=False)
                yield Rule(self.glyphs, id="rule")
                yield Column(id="choices", glyphs=self.glyphs)
                with Container(id="answer"):
                    yield Line(id="reason", placeholder="a line, or Enter to skip", max_length=500)
            yield Column(id="meter-column", glyphs=self.glyphs, focusable=False)

    def on_mount(self) -> None:
        """Tell the story so far, and stand where the play stands."""
        self.set_class(self.glyphs.name == "ascii", "-ascii")
        self._tell_all()
        self.query_one("#choices", Column).focus()

    # What the app sets

    def watch_play(self, before: Play | None, after: Play) -> None:
        """Show what a move set off, or the whole story again where the play is another one."""
        if not self.is_mounted:
            return
        steps = _steps_between(before, after)
        if steps is None:
            self._opening = self.opening_now()
            self._tell_all()
            return
        story = self.query_one("#story", Column)
        told = len(story.paragraphs)
        new = tuple(it for step in steps for it in passage(step, self.glyphs))
        if new:
            story.past = told
            story.paragraphs = (*story.paragraphs, *new)
            story.show_from(told)
        self.ask("options")
        self._say_where()
        if new:
            self.reveal()

    def opening_now(self) -> tuple[Paragraph, ...]:
        """Return what stands before the last passage of another play than was shown before: here nothing."""
        return ()

    def redraw(self) -> None:
        """Tell the story with other signs."""
        self._tell_all()

    # The story

    def _tell_all(self) -> None:
        story = self.query_one("#story", Column)
        steps = list(self.shown.line())
        last = steps.index(last_step(self.shown))
        before = tuple(it for step in steps[:last] for it in passage(step, self.glyphs))
        now = tuple(it for step in steps[last:] for it in passage(step, self.glyphs))
        story.past = len(before)
        story.paragraphs = (*before, *self._opening, *now)
        story.show_from(len(before))
        self.ask("options")
        self._say_where()
        self.share = 1.0
        self.draw_meters()

    def _say_where(self) -> None:
        self.say_where(scene_heading(self.shown, self.glyphs), how_far(self.shown))

    @on(Column.Scrolled, "#story")
    def _story_scrolled(self) -> None:
        rule = self.query_one(Rule)
        word = "more, space" if self.query_one("#story", Column).more_below else ""
        if rule.word != word:
            rule.word = word
            self.refresh_bindings()

    # Reading and leaving

    def action_read_on(self) -> None:
        """Bring the meters to rest; then read on where there is more."""
        if not self.hurry():
            self.query_one("#story", Column).page(1)

    def action_page(self, by: int) -> None:
        """Read on or back by a page."""
        self.query_one("#story", Column).page(by)

    def action_to_start(self) -> None:
        """Go to the start of the story."""
        self.query_one("#story", Column).show_from(0)

    def action_to_end(self) -> None:
        """Go to where the story is now."""
        story = self.query_one("#story", Column)
        story.show_from(story.past)

    def action_undo(self) -> None:
        """Take the last choice or look back."""
        self.hurry()
        if self.shown.moves:
            self.post_message(WentBack(without_last(self.shown.moves)))

    def action_drop(self) -> None:
        """Go back from a question about a choice to the choices."""
        self.ask("options")

    def action_leave(self) -> None:
        """Leave; nothing is lost."""
        self.post_message(PlayLeft())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show and take only the keys that do something now."""
        if action in ("drop", "leave"):
            return self.holding == (action == "drop")
        if action == "undo":
            return bool(self.shown.moves)
        if action == "read_on":
            return not self.is_mounted or self.query_one("#story", Column).more_below or self.share < 1.0
        if action == "app.cast":
            return bool(self.shown.scenario.cast)
        return True


def _steps_between(before: Play | None, after: Play) -> list[Play] | None:
    """Return the plays after `before` up to `after`; None where `after` does not go on from `before`."""
    steps: list[Play] = []
    step: Play | None = after
    while step is not None and step is not before:
        steps.append(step)
        step = step.previous
    return steps[::-1] if step is not None and before is not None else None
