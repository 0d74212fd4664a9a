"""Watching a file: the play of it, what there is to mend, and, after each save, where the play now differs."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive

from game.authoring.watching.watch import Watch
from game.authoring.watching.words import beginning_rows, status
from game.present.glyphs import Glyphs
from game.present.parts import Paragraph
from game.screens.messages import BeginningPicked, FindingPicked
from game.screens.playing import PlayPage
from game.screens.settings import Settings
from game.screens.waiting import Findings
from game.screens.widgets.column import Column

_DIGITS = "123456789"

class WatchPage(PlayPage, inherit_bindings=False):
    """A watched file that can be played."""

    CSS_PATH = ["playing.tcss", "watching.tcss"]  # type: ignore[assignment]  # a page may have several
    AFTER_FAULT = "Again from where it began"
    ASKS_AT_ONCE = True
    HELP_TEXT = (
        "The file is read again whenever it is saved, and the moves made so far are made again in it. Tab goes to "
        "what there is to mend and back; p there plays to what only playing shows. s begins at any scene, m with any "
        "meters and facts, r again where this play began. Nothing that is played here is kept."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "choose"),
        Binding("enter", "finding_picked", "show it whole"),
        Binding("p", "play_to", "play to it"),
        Binding("tab", "list", "findings"),
        Binding("s", "app.scenes", "scenes"),
        Binding("m", "app.values", "meters"),
        Binding("r", "again", "again"),
        Binding("q", "leave", "leave"),
        Binding("escape", "drop", "back to the choices"),
        Binding("u", "undo", "undo"),
        Binding("e", "finding", "a finding whole"),
        Binding("space", "read_on", "read on", show=False),
        Binding("j", "app.journal", "journal", show=False),
        Binding("c", "app.cast", "people", show=False),
        Binding("down", "step(1)", "next", show=False),
        Binding("up", "step(-1)", "one before", show=False),
        Binding("pagedown", "page(1)", "read on", show=False),
        Binding("pageup", "page(-1)", "read back", show=False),
        Binding("home", "to_start", "the story from its start", show=False),
        Binding("end", "to_end", "where the story is now", show=False),
        *[Binding(digit, f"number({digit})", "pick by number", show=False) for digit in _DIGITS],
    ]

    watched: reactive[Watch | None] = reactive(None, init=False, repaint=False)
    """What it shows; the app sets it."""
    listing: reactive[bool] = reactive(False, init=False, repaint=False)
    """The keys go to the findings; where there is no room for both, they stand in the place of the play."""

    def __init__(self, watched: Watch, settings: Settings, glyphs: Glyphs) -> None:
        """Show what is `watched`, which has a play."""
        assert watched.play is not None
        super().__init__(watched.play, settings, glyphs, opening=beginning_rows(watched))
        self.set_reactive(WatchPage.watched, watched)

    def compose_body(self) -> ComposeResult:
        """Put the play and the findings side by side, below a line that says how the file stands."""
        yield Column(id="status", glyphs=self.glyphs, focusable=False)
        with Horizontal(id="desk"):
            with Vertical(id="bench"):
                yield from super().compose_body()
            yield Findings(id="findings", glyphs=self.glyphs, focusable=False)

    def on_mount(self) -> None:
        """Show how the file stands."""
        self._draw_file()

    # What the app sets

    def watch_watched(self, before: Watch | None, watched: Watch) -> None:
        """Show the file as it is now, and the play of it; the play comes to the front when the author moves."""
        if self.is_mounted:
            self._draw_file()
            if before is not None and watched.saved == before.saved and watched.play is not before.play:
                self.listing = False
            self.play = watched.play

    def watch_listing(self) -> None:
        """Let the keys go to the findings, or back to the choices."""
        findings = self._findings
        self.set_class(self.listing, "-listing")
        findings.chosen = (findings.pickable() or ("",))[0] if self.listing else ""
        self.refresh_bindings()

    def opening_now(self) -> tuple[Paragraph, ...]:
        """Return where this play begins, and what became of the moves after a save."""
        return beginning_rows(self.watched) if self.watched is not None else ()

    def redraw(self) -> None:
        """Draw everything with other signs."""
        super().redraw()
        self._draw_file()

    @property
    def _findings(self) -> Findings:
        return self.query_one("#findings", Findings)

    def _draw_file(self) -> None:
        assert self.watched is not None
        self.query_one("#status", Column).paragraphs = (status(self.watched, self.glyphs),)
        self._findings.show(self.watched)

    # What the author does

    def action_list(self) -> None:
        """Go to the findings, or back to the play."""
        self.listing = not self.listing

    def action_again(self) -> None:
        """Begin the play again, where it began."""
        assert self.watched is not None
        self.post_message(BeginningPicked(self.watched.beginning))

    def action_finding(self) -> None:
        """Show the picked finding whole."""
        wish = self._findings.wish()
        if wish is not None:
            self.post_message(wish)

    def action_finding_picked(self) -> None:
        """Show the finding that the keys have gone to."""
        self.action_finding()

    def action_play_to(self) -> None:
        """Play the moves that show the picked finding."""
        wish = self._findings.wish(played=True)
        self.listing = False
        if wish is not None:
            self.post_message(wish)

    def action_step(self, by: int) -> None:
        """Walk through the choices or the findings."""
        if self.listing:
            self._findings.step(by)
            self.refresh_bindings()
        else:
            super().action_step(by)

    def action_number(self, number: int) -> None:
        """Pick a choice by its number."""
        if not self.listing:
            super().action_number(number)

    def action_page(self, by: int) -> None:
        """Read on or back by a page."""
        if self.listing:
            self._findings.page(by)
        else:
            super().action_page(by)

    def action_read_on(self) -> None:
        """Read on where there is more."""
        if self.listing:
            self._findings.page(1)
        else:
            super().action_read_on()

    def action_drop(self) -> None:
        """Go back to the choices."""
        if self.listing:
            self.listing = False
        else:
            super().action_drop()

    def _moves_picked(self) -> bool:
        """Say whether the picked finding can be seen in the play."""
        wish = self._findings.wish() if self.watched is not None and not self.watched.behind else None
        return wish is not None and self.watched is not None and bool(self.watched.findings[wish.place].moves)

    @on(Column.Clicked, "#findings")
    def _finding_clicked(self, event: Column.Clicked) -> None:
        self.post_message(FindingPicked(int(event.key)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show and take only the keys that do something now."""
        if action == "leave":
            return True
        found = self.watched is not None and bool(self.watched.findings)
        if action in ("choose", "undo", "again") and self.listing:
            return False
        if action == "drop":
            return self.listing or self.holding
        if action in ("finding", "finding_picked"):
            return found and (self.listing or action == "finding")
        if action == "play_to":
            return self.listing and self._moves_picked()
        if action == "read_on" and self.listing:
            return True
        return super().check_action(action, parameters)
