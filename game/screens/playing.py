"""The play screen: it shows a play and posts what the player did. It decides nothing about the game."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical

from game.play.playing import Play
from game.present.glyphs import Glyphs
from game.present.moves import without_last
from game.present.parts import Paragraph
from game.present.progress import how_far
from game.present.story import scene_heading
from game.screens.messages import PlayLeft, WentBack
from game.screens.settings import Settings
from game.screens.telling import TellingPage
from game.screens.widgets.column import Column
from game.screens.widgets.numbers import DIGITS
from game.screens.widgets.rule import Rule
from game.screens.widgets.written import Line


class PlayPage(TellingPage):
    """A play under way."""

    CSS_PATH = "playing.tcss"
    HELP_TEXT = (
        "Press a number, or walk with the arrows, then Enter. Space reads on where there is more; what you can do "
        "comes when the end of the text is in sight. Every choice is kept before you see what comes of it; u takes "
        "the last one back."
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
        *[Binding(digit, f"number({digit})", "pick by number", show=False) for digit in DIGITS],
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
        super().__init__(play, settings, glyphs, draft, opening)

    def compose_body(self) -> ComposeResult:
        """Put the three regions together."""
        yield Column(id="meter-line", glyphs=self.glyphs, focusable=False)
        with Container(id="table"):
            with Vertical(id="left"):
                yield Column(id="story", glyphs=self.glyphs, focusable=False)
                yield Rule(self.glyphs, id="rule")
                yield Column(id="choices", glyphs=self.glyphs)
                yield Rule(self.glyphs, id="foot")
                with Container(id="answer"):
                    yield Line(
                        id="reason", placeholder="a line, or Enter to skip", max_length=500, select_on_focus=False
                    )
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
        new = self.tell_on(steps)
        self._say_where()
        if new:
            self.reveal()

    def opening_now(self) -> tuple[Paragraph, ...]:
        """Return what stands before the last passage of another play than was shown before: here nothing."""
        return ()

    def redraw(self) -> None:
        """Tell the story with other signs."""
        self._tell_all()

    def _tell_all(self) -> None:
        self.tell_all()
        self._say_where()
        self.share = 1.0
        self.draw_meters()

    def _say_where(self) -> None:
        self.say_where(scene_heading(self.shown, self.glyphs), how_far(self.shown))

    # Going back and leaving

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
        if action == "app.cast":
            return bool(self.shown.scenario.cast)
        return super().check_action(action, parameters)


def _steps_between(before: Play | None, after: Play) -> list[Play] | None:
    """Return the plays after `before` up to `after`; None where `after` does not go on from `before`."""
    steps: list[Play] = []
    step: Play | None = after
    while step is not None and step is not before:
        steps.append(step)
        step = step.previous
    return steps[::-1] if step is not None and before is not None else None
