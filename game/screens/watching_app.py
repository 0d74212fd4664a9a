"""The app in which an author watches a file: it looks at the file, reads it when it is saved, and sets one value."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.timer import Timer

from game.authoring.checking import Checked, check
from game.authoring.watching.file import WatchedFile
from game.authoring.watching.watch import Watch
from game.authoring.watching.words import UNKEPT, finding_rows
from game.language.reading.reader import read_bytes, read_file
from game.present.parts import paragraph
from game.records.store import Records
from game.screens.messages import BeginningPicked, FindingPicked, Moved, WentBack
from game.screens.page import Page
from game.screens.rooms import Rooms
from game.screens.waiting import WaitingPage
from game.screens.watching import WatchPage

if TYPE_CHECKING:
    from game.authoring.watching.walking import Found, Walk
    from game.play.playing import Play

FIRST = 1
"""Where the first page stands in the stack of screens: above Textual's own, which is never seen."""
EVERY = 0.3
"""Seconds between two looks at the file."""
PAUSE = 1.0
"""Seconds without a save before every path is walked."""


class WatchApp(Rooms):
    """One file, watched."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # In every other room of this kind what is played is kept, and its words say so.
        Binding("ctrl+q,ctrl+c", "quit", "quit; what is played here is not kept", show=False),
    ]

    def __init__(
        self, records: Records, path: Path, name: str, every: float = EVERY, pause: float = PAUSE
    ) -> None:
        """Watch the file at `path`, called `name`; `records` are for the settings alone."""
        super().__init__(records)
        self.file = WatchedFile(path)
        data = self.file.first()
        document = read_file(path, name) if data is None else read_bytes(data, name)
        self.watched = Watch.of(name, check(document, path.stem))
        self._every, self._pause = every, pause
        self._saves = 0
        self._walk: Walk | None = None
        self._resting: Timer | None = None

    def on_mount(self) -> None:
        """Show the file, and begin to look at it."""
        self._take_play()
        self.push_screen(self._first_page())
        self.set_interval(self._every, self._look)
        self._walk_after_a_pause()

    def _first_page(self) -> Page:
        page = WaitingPage if self.watched.play is None else WatchPage
        return page(self.watched, self.settings, self.glyphs)

    def _take_play(self) -> None:
        """Let the pages that stand beside every play know of this one."""
        self.play, self.scenario = self.watched.play, self.watched.scenario

    def _show(self, watched: Watch) -> None:
        """Set the one value that the pages show."""
        self.watched = watched
        self._take_play()
        for page in self.screen_stack:
            if isinstance(page, WaitingPage) and watched.play is not None:
                self._back_to_the_first()
                self.switch_screen(self._first_page())
                return
            if isinstance(page, WatchPage | WaitingPage):
                page.watched = watched

    def _back_to_the_first(self) -> None:
        while len(self.screen_stack) > FIRST + 1:
            self.pop_screen()

    # The file

    def _look(self) -> None:
        """Look whether the file was saved."""
        data = self.file.look()
        if self.file.gone != self.watched.gone:
            self._show(replace(self.watched, gone=self.file.gone))
        if data is not None:
            self._saves += 1
            self._stop_walk()
            self._read(data, self._saves)

    @work(thread=True, group="reading")
    def _read(self, data: bytes, save: int) -> None:
        checked = check(read_bytes(data, self.watched.name), self.file.path.stem)
        self.call_from_thread(self._take, checked, save)

    def _take(self, checked: Checked, save: int) -> None:
        """Show what was saved, unless it was saved again meanwhile."""
        if save == self._saves:
            self._show(self.watched.read(checked))
            self._walk_after_a_pause()

    # Every path, walked beside it

    def _walk_after_a_pause(self) -> None:
        self._stop_walk()
        if not self.watched.behind:
            self._resting = self.set_timer(self._pause, self.walk)

    def walk(self) -> None:
        """Begin to walk every path of the file as it was read last; nobody waits for that."""
        from game.authoring.watching.walking import Walk

        self._stop_walk()
        scenario = self.watched.checked.examined.scenario
        if scenario is None:
            return
        try:
            walk = self._walk = Walk(scenario, self.watched.name)
        except OSError:
            return  # without a second process nothing is walked; `check` can still be run
        self.run_worker(lambda: self._wait(walk), thread=True, group="walking", exit_on_error=False)

    def _wait(self, walk: Walk) -> None:
        found = walk.wait()
        if found is not None and self.is_running:
            self.call_from_thread(self._walked, walk, found)

    def _walked(self, walk: Walk, found: Found) -> None:
        if walk is self._walk:
            self._show(self.watched.walk(found.diagnostics, found.words))

    def _stop_walk(self) -> None:
        """Stop walking what is not the file any more."""
        if self._resting is not None:
            self._resting.stop()
        walk, self._walk, self._resting = self._walk, None, None
        if walk is not None:
            walk.stop()

    def on_unmount(self) -> None:
        """Leave nothing running behind."""
        self._stop_walk()

    # What the author does

    def on_moved(self, message: Moved) -> None:
        """Make the moves."""
        from game.play.playing import MoveError

        play = self.watched.play
        if play is None:
            return
        try:
            for move in message.moves:
                play = play.make(move)
        except MoveError as error:
            self.say(str(error))
            return
        self._show(self.watched.stand(play))

    def on_went_back(self, message: WentBack) -> None:
        """Stand where only the first moves were made."""
        play = self.watched.play
        back = next((it for it in play.line() if it.moves == message.moves), None) if play is not None else None
        if back is not None:
            self._back_to_the_first()
            self._show(self.watched.stand(back))

    def on_end_reached(self) -> None:
        """Show how it ends; a play that could not go on begins again."""
        play = self.watched.play
        if play is None or play.ending is None:
            self._show(self.watched.begin(self.watched.beginning))
        else:
            self._read_ending(play)

    def _read_ending(self, play: Play) -> None:
        from game.present.story import ending_words

        after = f"r plays again from where this play began, u takes the last choice back. {UNKEPT}"
        self.read("How it ends", (*ending_words(play), paragraph(after, "faint", gap=2)), "")

    def action_scenes(self) -> None:
        """Ask at which scene to begin."""
        from game.screens.beginning import ScenesPage

        self.push_screen(ScenesPage(self.watched, self.settings, self.glyphs))

    def action_values(self) -> None:
        """Ask with which meters and facts to begin."""
        from game.screens.beginning import ValuesPage

        self.push_screen(ValuesPage(self.watched, self.settings, self.glyphs))

    def on_beginning_picked(self, message: BeginningPicked) -> None:
        """Begin there."""
        self._back_to_the_first()
        self._show(self.watched.begin(message.beginning))

    def on_finding_picked(self, message: FindingPicked) -> None:
        """Show a finding whole, with the page of its code, or where the play comes to it."""
        findings, lines = self.watched.findings, self.watched.checked.document.lines
        if message.place >= len(findings):
            return
        it = findings[message.place]
        if message.played:
            self._show(self.watched.show(it))
        else:
            self.read(f"{it.severity.capitalize()} {it.code}", finding_rows(it, lines), "e")

    def on_play_left(self) -> None:
        """Leave."""
        self.exit()


def watch_file(records: Records, path: Path, name: str) -> int:
    """Watch a file until the author leaves, and return the exit code."""
    return WatchApp(records, path, name).run_to_the_end(UNKEPT, kept=False)
