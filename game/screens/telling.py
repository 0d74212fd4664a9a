"""The story of a play, told to its end before it is asked what to do: no choice stands beside text not yet read."""

from __future__ import annotations

from typing import ClassVar

from textual import on

from game.play.playing import Play
from game.present.glyphs import Glyphs
from game.present.moves import last_step
from game.present.parts import Paragraph
from game.present.story import passage
from game.screens.deciding import DecidingPage, Question
from game.screens.settings import Settings
from game.screens.widgets.column import Column
from game.screens.widgets.rule import Rule

MORE, THEN = "more, space", "your choice, space"
"""Said where there is more to read, and where all is read but there was no room yet for what can be done."""

ANSWER_LINES = 2
"""Lines of the field for a reason."""


class TellingPage(DecidingPage):
    """A page that tells a play, and asks what to do once the end of what is new has been in sight."""

    ASKS_AT_ONCE: ClassVar[bool] = False
    """Whether what can be done stands beside text that was not read yet: for somebody who wrote it."""

    def __init__(
        self, play: Play, settings: Settings, glyphs: Glyphs, draft: str, opening: tuple[Paragraph, ...]
    ) -> None:
        """Tell `play`; `opening` stands before its last passage; `draft` is an unfinished reason."""
        super().__init__(play, settings, glyphs, draft)
        self._opening = opening
        self._new = 0
        """The first paragraph of what is new."""
        self._read: set[tuple[str, ...]] = set()
        """The moves whose passages were read to their end here."""
        self.reading = True
        """Whether there is text to read before it is asked what to do."""

    @property
    def story(self) -> Column:
        """Return the column of the story."""
        return self.query_one("#story", Column)

    @property
    def choices(self) -> Column:
        """Return the column of what can be done."""
        return self.query_one("#choices", Column)

    # Telling

    def tell_all(self) -> None:
        """Tell the whole story, with the last passage as what is new."""
        steps = list(self.shown.line())
        last = steps.index(last_step(self.shown))
        before = tuple(it for step in steps[:last] for it in passage(step, self.glyphs))
        now = tuple(it for step in steps[last:] for it in passage(step, self.glyphs))
        self._tell((*before, *self._opening, *now), len(before))

    def tell_on(self, steps: list[Play]) -> bool:
        """Tell what some more moves set off; say whether that was anything."""
        new = tuple(it for step in steps for it in passage(step, self.glyphs))
        if new:
            self._tell((*self.story.paragraphs, *new), len(self.story.paragraphs))
        else:
            self.ask("options")
        return bool(new)

    def _tell(self, paragraphs: tuple[Paragraph, ...], new: int) -> None:
        story = self.story
        self._new = story.past = new
        story.paragraphs = paragraphs
        story.show_from(new)
        self.reading = not self.ASKS_AT_ONCE and last_step(self.shown).moves not in self._read
        self.ask("options")
        self._unfold()

    # What can be done comes when the end of the story is in sight

    def ask(self, what: Question) -> None:
        """Show a question below the end of the story, or below all that is new where there is room for it."""
        super().ask(what)
        if not self.reading and not self.ASKS_AT_ONCE:
            self._stand()

    def _stand(self) -> None:
        if self.story.lines_from(self._new) > self._room():
            self.story.show_end()
        else:
            self.story.show_from(self._new)

    def _unfold(self) -> None:
        """Ask what to do where all that is new has its place beside the question, or has been read."""
        if self.reading and self.story.size.height and self.story.lines_from(self._new) <= self._room():
            self._begin_asking()
        self.set_class(self.reading, "-reading")
        self._say_more()

    def _room(self) -> int:
        """Return the lines that are left for the story beside what can be done."""
        left, choices = self.query_one("#left"), self.choices
        lines = choices.get_content_height(left.size, self.size, left.size.width - choices.styles.gutter.width)
        most = choices.styles.max_height
        if most is not None:
            lines = min(lines, int(most.resolve(left.size, self.size)))
        return left.size.height - lines - 1 - (ANSWER_LINES if self.has_class("-reason") else 0)

    def _begin_asking(self) -> None:
        """Put what can be done below the end of the story."""
        self.reading = False
        self._read.add(last_step(self.shown).moves)
        self._stand()
        self.set_class(False, "-reading")
        self._say_more()
        self.call_after_refresh(self.choices.focus)

    def _read_further(self) -> None:
        """Show the next page of what is new; where the rest has its place beside the question, ask."""
        if self.story.lines_below <= self._room():
            self._begin_asking()
        else:
            self.story.page(1)

    @on(Column.Scrolled, "#story")
    def _story_scrolled(self) -> None:
        self._unfold()

    @on(Column.Scrolled, "#choices")
    def _choices_scrolled(self) -> None:
        self._say_more()

    def _say_more(self) -> None:
        """Say on the lines below the story and below the choices whether there is more of them."""
        rule, foot = self.query_one("#rule", Rule), self.query_one("#foot", Rule)
        above = MORE if self.story.more_below else THEN if self.reading else ""
        below = MORE if not self.reading and self.choices.more_below else ""
        self.set_class(bool(below), "-more")
        if (rule.word, foot.word) != (above, below):
            rule.word, foot.word = above, below
            self.refresh_bindings()

    # Reading

    def action_read_on(self) -> None:
        """Bring the meters to rest; then read on where there is more, of the story or of what can be done."""
        if not self.hurry():
            self.action_page(1)

    def action_page(self, by: int) -> None:
        """Read on or back by a page."""
        if by > 0 and self.reading:
            self._read_further()
        elif by > 0 and not self.story.more_below or by < 0 and self.choices.scroll_offset.y:
            self.choices.page(by)
        else:
            self.story.page(by)

    def action_step(self, by: int) -> None:
        """Walk through the choices; while there is text to read, through its lines."""
        if not self.reading:
            super().action_step(by)
        elif by > 0 and not self.story.more_below:
            self._begin_asking()
        else:
            self.story.line(by)

    def action_to_start(self) -> None:
        """Go to the start of the story."""
        self.story.show_from(0)

    def action_to_end(self) -> None:
        """Go to where the story is now."""
        self.story.show_from(self._new)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take only the keys that do something now."""
        if not self.is_mounted:
            return True
        if action == "read_on":
            # As the lines say, so that the bar below changes with them.
            said = any(it.word for it in self.query(Rule))
            return self.reading or said or self.share < 1.0
        if action in ("choose", "number"):
            return not self.reading
        return True
