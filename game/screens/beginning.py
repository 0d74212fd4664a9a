"""Where a watched play is to begin: at which scene, and with which meters, facts, chair and luck."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from game.authoring.watching.beginning import Beginning, goes_back, scene_name, shown
from game.authoring.watching.values import StartValue, beginning_with, start_values
from game.authoring.watching.watch import Watch
from game.present.glyphs import Glyphs
from game.present.meters import clipped
from game.present.parts import Paragraph, Part, paragraph
from game.screens.messages import BeginningPicked
from game.screens.page import Page
from game.screens.settings import Settings
from game.screens.topics import ListPage
from game.screens.widgets.column import Column

_NAME_CELLS = 24
_LONGEST = 8
"""Signs of a number that is typed."""


class ScenesPage(ListPage):
    """Every scene, to begin at."""

    def __init__(self, watched: Watch, settings: Settings, glyphs: Glyphs) -> None:
        """List the scenes of the edition that is played."""
        assert watched.scenario is not None
        scenario, self._beginning = watched.scenario, watched.beginning
        self._scenes = tuple(scenario.scenes)
        names = [f"As the file says: {scene_name(scenario, scenario.start)}"]
        for id in self._scenes:
            event = ", an event's" if goes_back(scenario, id) else ""
            names.append(f"{scene_name(scenario, id)} ({id}{event})")
        about = "The play begins anew there, with the meters and facts that you have set; the first line forgets those."
        super().__init__("Begin at a scene", (paragraph(about, gap=0),), names, settings, glyphs, key="s")

    def open(self, number: int) -> None:
        """Begin at a scene."""
        own = Beginning(role=self._beginning.role, seed=self._beginning.seed)
        there = replace(self._beginning, scene=self._scenes[number - 1])
        self.post_message(BeginningPicked(there if number else own))


class ValuesPage(Page):
    """Meters, facts, the chair and the luck, to begin with."""

    CSS_PATH = "beginning.tcss"
    HELP_TEXT = (
        "Up and down walk, left and right change by one, page up and page down by ten, digits write a number, and "
        "backspace puts back what the file says. Enter begins a play with all of it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "begin with these"),
        Binding("right,space", "turn(1)", "change"),
        Binding("left", "turn(-1)", "change back", show=False),
        Binding("pageup", "turn(10)", "ten more", show=False),
        Binding("pagedown", "turn(-10)", "ten less", show=False),
        Binding("backspace,delete", "usual", "as the file says"),
        Binding("down", "step(1)", "next", show=False),
        Binding("up", "step(-1)", "one before", show=False),
        Binding("escape,q,m", "back", "back"),
    ]

    def __init__(self, watched: Watch, settings: Settings, glyphs: Glyphs) -> None:
        """Show the values as the play stands."""
        super().__init__(settings, glyphs)
        assert watched.scenario is not None and watched.play is not None
        self._scenario = watched.scenario
        scene = watched.play.scene.id
        self._scene = scene if scene in watched.scenario.scenes else watched.scenario.start
        values = start_values(watched.scenario, watched.play, watched.beginning)
        self._values = {it.key: it for it in values}
        self._typed = self._limits = ""

    def compose_body(self) -> ComposeResult:
        """Give the lines."""
        with Container(id="pages"):
            yield Column(id="lines", glyphs=self.glyphs)

    def on_mount(self) -> None:
        """Stand on the first line."""
        self.say_where("Meters and facts")
        column = self.query_one("#lines", Column)
        self.redraw()
        column.chosen = next(iter(self._values))
        column.focus()

    def redraw(self) -> None:
        """Draw the lines."""
        where = scene_name(self._scenario, self._scene)
        about = (
            f"As the play stands. Enter begins anew at {where} with these; what was chosen before, and what is on its "
            "way back, is not part of that."
        )
        rows = [self._row(it, place == 0) for place, it in enumerate(self._values.values())]
        self.query_one("#lines", Column).paragraphs = (paragraph(about, gap=0, indent=2), *rows)

    def _row(self, it: StartValue, first: bool) -> Paragraph:
        name = clipped(it.name, _NAME_CELLS - 4, self.glyphs)
        other = "" if it.value == it.usual else f"   {shown(it.usual)} in the file"
        hidden = "   hidden" if it.hidden else ""
        limits = f"   {self._limits}" if self._limits and it is self._picked else ""
        value = f"{self.glyphs.left} {shown(it.value)} {self.glyphs.right}"
        return Paragraph(
            (Part(value, "strong"), Part(f"{other}{hidden}", "faint"), Part(limits, "warning")), (Part(f"  {name}"),),
            _NAME_CELLS, 1 if first else 0, it.key,
        )  # fmt: skip

    def _change(self, it: StartValue, limits: str = "") -> None:
        self._values[it.key], self._limits = it, limits
        self.redraw()

    @property
    def _picked(self) -> StartValue:
        return self._values[self.query_one("#lines", Column).chosen]

    def action_step(self, by: int) -> None:
        """Walk through the lines."""
        self._typed = ""
        if self._limits:
            self._change(self._picked)
        self.query_one("#lines", Column).step(by)

    def action_turn(self, by: int) -> None:
        """Change the picked value."""
        self._typed = ""
        self._change(self._picked.stepped(by))

    def action_usual(self) -> None:
        """Put back what the file says."""
        self._typed = ""
        self._change(replace(self._picked, value=self._picked.usual))

    def on_key(self, event: events.Key) -> None:
        """Take a number as it is typed."""
        sign = event.character or ""
        if len(self._typed) < _LONGEST and (sign in set("0123456789") or (sign == "-" and not self._typed)):
            event.stop()
            self._typed += sign
            if self._typed != "-":
                number = int(self._typed)
                self._change(self._picked.numbered(number), self._picked.limits(number))

    @on(Column.Clicked, "#lines")
    def _clicked(self, event: Column.Clicked) -> None:
        if event.column.chosen == event.key:
            self.action_turn(1)
        else:
            event.column.chosen = event.key

    def action_begin(self) -> None:
        """Begin with what is shown."""
        self.post_message(BeginningPicked(beginning_with(self._scenario, self._scene, self._values.values())))

    def action_back(self) -> None:
        """Go back, with nothing changed."""
        self.app.pop_screen()
