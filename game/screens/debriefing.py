"""The debrief, one step at a time: it shows what `present.phases` gives and posts what the player wrote and picked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Input

from game.findings.debriefing import debrief
from game.findings.reflections import from_notes
from game.paths.reaches import Doors
from game.play.playing import Play
from game.present.behind import Topic, topics
from game.present.glyphs import Glyphs
from game.present.parts import Paragraph, Part
from game.present.phases import Step, hats, steps
from game.present.picking import neighbour, pick_row
from game.screens.messages import DebriefEnded, DebriefRead, JournalAsked, Noted, PlayDeleted, PlayLeft
from game.screens.page import Page
from game.screens.settings import Settings
from game.screens.topics import TopicsPage
from game.screens.widgets.column import Column
from game.screens.widgets.rule import Rule
from game.screens.widgets.written import Written

PAGE = "debrief-page"
"""Under which it is kept which page is in sight: the way, long or short, and a number from 1."""
FIELDS = 3
"""The most lines that one step asks for."""
CHART_CELLS = 64
"""The widest that a chart is drawn."""


class DebriefPage(Page):
    """The debrief of one play."""

    CSS_PATH = "debriefing.tcss"
    HELP_TEXT = (
        "Enter goes on, b goes back. Esc leaves; what you wrote is kept, and the debrief waits for you at this page. "
        "In a line that you write, Esc leaves the line first. "
        "d marks that you see a finding otherwise; c opens all that stands behind what is said: every count, the "
        "doors, what if, what was hidden, where the sources disagree. On the last page t tries again from a decision "
        "and x deletes the play, asked twice."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "go on"),
        Binding("space,pagedown", "page(1)", "read on"),
        Binding("b", "before", "back"),
        Binding("d", "otherwise", "otherwise"),
        Binding("c", "counts", "counts"),
        Binding("t", "try_again", "try again"),
        Binding("x", "delete", "delete"),
        Binding("escape", "rest", "leave the line"),
        Binding("escape,q", "leave", "later"),
        Binding("pageup", "page(-1)", "read back", show=False),
        Binding("right", "turn(1)", "change the answer", show=False),
        Binding("left", "turn(-1)", "change it back", show=False),
        Binding("down", "step(1)", "down", show=False),
        Binding("up", "step(-1)", "up", show=False),
        Binding("tab", "app.focus_next", "the next line", show=False),
        Binding("shift+tab", "app.focus_previous", "the line before", show=False),
    ]

    doors: reactive[tuple[Doors, ...] | None] = reactive(None, init=False, repaint=False)
    """The doors of the play, once they are found; the app sets them."""

    def __init__(
        self, play: Play, notes: Mapping[str, str], kept: str, settings: Settings, glyphs: Glyphs, *, short: bool
    ) -> None:
        """Debrief `play`; `notes` is what was written and picked before; `kept` says where it is kept."""
        super().__init__(settings, glyphs)
        self.shown = play
        self.notes = dict(notes)
        self._kept = kept
        self._short = short
        self._at = 0
        self._way = "short" if short else "long"
        self._debrief = debrief(play)
        self._steps: tuple[Step, ...] = ()
        self._cells = 0
        self._unkept: set[str] = set()
        self._typing: Timer | None = None
        self._deleting = False
        """Whether the player has asked once for the play to be deleted."""

    def compose_body(self) -> ComposeResult:
        """Put the words above what may be picked or written."""
        with Container(id="pages"):
            yield Column(id="text", glyphs=self.glyphs)
            yield Rule(self.glyphs, id="rule")
            yield Column(id="picks", glyphs=self.glyphs)
            with Vertical(id="fields"):
                for _ in range(FIELDS):
                    yield Written()

    def on_mount(self) -> None:
        """Begin at the first step, or go on at the one that was left."""
        self._work_out()
        way, number = page_left(self.notes)
        self._show(min(number, len(self._steps) - 1) if way == self._way else 0)

    def on_resize(self) -> None:
        """Fit the chart to the width."""
        if self.is_mounted and self._cells != self._chart_cells():
            self._work_out()
            self.query_one("#text", Column).paragraphs = self._page()

    @property
    def step(self) -> Step:
        """Return the step in sight."""
        return self._steps[self._at]

    # The steps

    def _chart_cells(self) -> int:
        return max(20, min(CHART_CELLS, self.size.width - 8))

    def _work_out(self) -> None:
        """Compute the debrief: the player's own view is a part of it."""
        self._cells = self._chart_cells()
        view = from_notes(self.notes).view
        found = debrief(self.shown, view, self.doors)
        if self._steps and self.step.phase in ("Analysis", "Summary"):
            # Doors that come late stand behind the counts; what is being read stays as it is.
            found = replace(found, findings=self._debrief.findings)
        self._debrief = found
        self._steps = steps(
            self.shown, found, self.notes, view, self.glyphs, cells=self._cells, short=self._short, kept=self._kept
        )
        self._at = min(self._at, len(self._steps) - 1)

    def watch_doors(self) -> None:
        """Take in the doors, wherever the player is."""
        if self._steps:
            self._work_out()

    def _show(self, number: int) -> None:
        self._at = number
        self._deleting = False
        self._note(PAGE, f"{self._way} {number + 1}")
        step = self.step
        # How many there are hangs on what is still to be written, so that is not said.
        self.say_where(f"Debrief {self.glyphs.dot} {step.phase}", f"page {number + 1}")
        text, picks = self.query_one("#text", Column), self.query_one("#picks", Column)
        text.focus()
        self.set_class(bool(step.picks), "-picks")
        self.set_class(bool(step.fields), "-fields")
        self.set_class(len(step.fields) == 1, "-alone")
        text.paragraphs = self._page()
        text.show_from(0)
        if step.picks:
            picks.paragraphs = self._pick_rows()
            picks.chosen = step.picks[0].key
            picks.focus()
        self._show_fields(step)
        self.refresh_bindings()

    def _page(self) -> tuple[Paragraph, ...]:
        step = self.step
        if step.finding in from_notes(self.notes).otherwise:
            otherwise = Paragraph((Part("You see this otherwise. It is kept beside the finding.", "warning"),), gap=1)
            return (*step.paragraphs, otherwise)
        return step.paragraphs

    def _pick_rows(self) -> tuple[Paragraph, ...]:
        return tuple(pick_row(pick, self.notes, self.glyphs) for pick in self.step.picks)

    def _show_fields(self, step: Step) -> None:
        lines = list(self.query(Written))
        for line, asked in zip_longest(lines, step.fields[:FIELDS]):
            if asked is None:
                line.rest()
            else:
                line.ask(asked.key, asked.label, self.notes.get(asked.key, ""))
        if step.fields:
            lines[0].line.focus()

    @on(Column.Scrolled, "#text")
    def _scrolled(self) -> None:
        text, rule = self.query_one("#text", Column), self.query_one(Rule)
        word = "more, space" if text.more_below else ""
        if rule.word != word:
            rule.word = word
            self.refresh_bindings()
        if self._steps and self.step.last and text.size.height and not text.more_below:
            self.post_message(DebriefRead())

    # What the player does

    def action_next(self) -> None:
        """Go on to the next step; the last one ends the debrief."""
        self._keep_typed()
        if self.step.fields:
            self._work_out()  # what was written may ask for another step
        if self._at + 1 < len(self._steps):
            self._show(self._at + 1)
        else:
            self.post_message(DebriefEnded())

    def action_before(self) -> None:
        """Go back to the step before."""
        self._keep_typed()
        if self._at:
            self._show(self._at - 1)

    def action_page(self, by: int) -> None:
        """Read on or back."""
        self.query_one("#text", Column).page(by)

    def action_step(self, by: int) -> None:
        """Walk through the picks, or through the words where there are none."""
        if self.step.picks:
            self.query_one("#picks", Column).step(by)
        elif self.step.fields:
            (self.focus_next if by > 0 else self.focus_previous)(Input)
        else:
            self.query_one("#text", Column).line(by)

    def action_turn(self, by: int) -> None:
        """Change what is picked."""
        picks = self.query_one("#picks", Column)
        pick = next((it for it in self.step.picks if it.key == picks.chosen), None)
        if pick is not None:
            self._note(pick.key, neighbour(pick, self.notes, by))
            self._work_out()
            picks.paragraphs = self._pick_rows()

    @on(Column.Clicked, "#picks")
    def _clicked(self, event: Column.Clicked) -> None:
        if event.column.chosen == event.key:
            self.action_turn(1)
        else:
            event.column.chosen = event.key

    def action_otherwise(self) -> None:
        """Mark that the player sees this finding otherwise, or take the mark away."""
        seen = set(from_notes(self.notes).otherwise) ^ {self.step.finding}
        self._note("otherwise", ",".join(str(number) for number in sorted(it for it in seen if it)))
        self.query_one("#text", Column).paragraphs = self._page()

    def action_counts(self) -> None:
        """Open all that stands behind what is said."""
        page = TopicsPage(
            hats(self._debrief, self.glyphs), self._topics, self.notes, self._note, self.settings, self.glyphs
        )
        self.app.push_screen(page)

    def _topics(self) -> tuple[Topic, ...]:
        return topics(self._debrief, self.shown.scenario, from_notes(self.notes))

    def action_try_again(self) -> None:
        """Open the journal, from which one tries again at any decision."""
        self.post_message(JournalAsked())

    def action_delete(self) -> None:
        """Delete the play, the second time that it is asked for."""
        if self._deleting:
            self.post_message(PlayDeleted())
            return
        self._deleting = True
        warning = Part("x once more deletes this play and all that you wrote; nothing brings it back.", "warning")
        self.query_one("#text", Column).paragraphs = (*self._page(), Paragraph((warning,), gap=1))
        self.query_one("#text", Column).page(1)

    def action_rest(self) -> None:
        """Leave the line that is being written; what stands in it is kept."""
        self._keep_typed()
        self.query_one("#text", Column).focus()

    def action_leave(self) -> None:
        """Leave; the debrief waits."""
        self._keep_typed()
        self.post_message(PlayLeft())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave letters to the lines that are being written, and offer only what does something."""
        writing = isinstance(self.focused, Input)
        if action in ("rest", "leave"):
            return writing == (action == "rest")
        if action == "page" and parameters == (1,):
            return not self.is_mounted or bool(self.query_one(Rule).word)
        if action == "otherwise":
            return bool(self._steps) and self.step.finding is not None
        if action in ("try_again", "delete"):
            return bool(self._steps) and self.step.last
        if action in ("before", "counts"):
            return not writing and (action == "counts" or self._at > 0)
        return True

    # What is written is kept each second

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        key = _line_of(event.input).key
        if key:
            self.notes[key] = event.value
            self._unkept.add(key)
            if self._typing is None:
                self._typing = self.set_timer(1.0, self._keep_typed)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        asked = [line for line in self.query(Written) if line.key]
        after = asked.index(_line_of(event.input)) + 1
        if after < len(asked):
            asked[after].line.focus()
        else:
            self.action_next()

    def _keep_typed(self) -> None:
        if self._typing is not None:
            self._typing.stop()
            self._typing = None
        for key in sorted(self._unkept):
            self.post_message(Noted(key, self.notes[key]))
        self._unkept.clear()

    def unkept(self) -> Mapping[str, str]:
        """Return what was typed since the last second that was kept."""
        return {key: self.notes[key] for key in sorted(self._unkept)}

    def _note(self, key: str, text: str) -> None:
        self.notes[key] = text
        self.post_message(Noted(key, text))


def page_left(notes: Mapping[str, str]) -> tuple[str, int]:
    """Return the way on which a debrief was left, and its page, from 0; no way where it was not left on a page."""
    way, _, number = notes.get(PAGE, "").partition(" ")
    return (way, int(number) - 1) if way in ("long", "short") and number.isdecimal() and int(number) else ("", 0)


def _line_of(line: Input) -> Written:
    written = line.parent
    assert isinstance(written, Written)
    return written
