"""After the end of a play: its ending, its debrief, and the doors, which are found out while the player reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.records.errors import RecordsError
from game.records.store import Records
from game.records.words import delete_words, privacy_words
from game.screens.messages import DebriefAsked, Noted, PlayDeleted
from game.screens.page import Page
from game.screens.rooms import Rooms

if TYPE_CHECKING:
    from game.paths.reaches import Doors
    from game.play.playing import Play
    from game.records.doors import DoorFinder
    from game.records.keeping import Keeping


class Afterwards(Rooms):
    """An app with the debrief of the play in it."""

    def __init__(self, records: Records) -> None:
        """Keep what is done in `records`."""
        super().__init__(records)
        self.keeping: Keeping | None = None
        self.doors: tuple[Doors, ...] | None = None
        """The doors of the play that is over, once they are found."""
        self._notes: dict[str, str] = {}
        self._finder: DoorFinder | None = None

    def _show_library(self, notice: str = "") -> None:
        raise NotImplementedError

    def on_end_reached(self) -> None:
        """Show the ending; a play that its scenario could not end goes back to the library."""
        from game.screens.ending import EndingPage

        if self.play is None or self.play.ending is None:
            self._show_library()
        else:
            self.switch_screen(EndingPage(self.play, self.settings, self.glyphs))
            self._find_doors(self.play)

    def on_debrief_asked(self, message: DebriefAsked) -> None:
        """Open the debrief."""
        if self.play is not None:
            self.switch_screen(self._debrief_page(self.play, short=message.short))

    def _page_after(self, play: Play) -> Page:
        """Return what is shown of a play that is over: its ending, or the page of the debrief that was left."""
        from game.screens.debriefing import page_left
        from game.screens.ending import EndingPage

        way, _ = page_left(self._notes)
        return self._debrief_page(play, short=way == "short") if way else EndingPage(play, self.settings, self.glyphs)

    def _debrief_page(self, play: Play, *, short: bool) -> Page:
        from game.screens.debriefing import DebriefPage

        page = DebriefPage(play, self._notes, self._kept_words(), self.settings, self.glyphs, short=short)
        page.doors = self.doors
        return page

    def on_debrief_read(self) -> None:
        """Keep that it was read to its end, however it is left then."""
        from game.screens.debriefing import PAGE

        if self.play is not None and self.keeping is not None and PAGE in self._notes:
            self.on_noted(Noted(PAGE, ""))
            trouble = self.keeping.debriefed(self.play)
            if trouble:
                self.say(trouble)

    def on_debrief_ended(self) -> None:
        """Go back to the library."""
        self.on_debrief_read()
        self._show_library()

    def on_noted(self, message: Noted) -> None:
        """Keep what is being written."""
        if message.text:
            self._notes[message.key] = message.text
        else:
            self._notes.pop(message.key, None)
        keeping = self.keeping
        if keeping is not None:
            self.attempt(lambda: keeping.records.note(keeping.kept.id, message.key, message.text))

    def on_play_deleted(self, _: PlayDeleted) -> None:
        """Delete the play with all that was written; nothing of it stays."""
        keeping, gone = self.keeping, "It is deleted, with all that you wrote."
        if keeping is not None:
            try:
                keeping.records.delete(keeping.kept.id)
                self.keeping = None
            except RecordsError as error:
                gone = str(error)
        self._show_library(gone)

    def _kept_words(self) -> str:
        id = self.keeping.id if self.keeping is not None else None
        if id is None or self.records.path is None:
            return "Nothing of this is kept, and nobody else sees it."
        where = privacy_words(self.records.path, id)
        return f"{where} To read it again or hand it on: twohats debrief {id}. {delete_words(id)}"

    # The doors

    def _find_doors(self, play: Play) -> None:
        """Begin to find the doors of a play that is over; the player waits for nothing."""
        from game.records.doors import DoorFinder

        self._leave_doors()
        records = self.keeping.records if self.keeping is not None else self.records
        try:
            finder = self._finder = DoorFinder(records, play)
        except OSError:
            return  # without a second process there are no doors; the debrief stands without them
        self.run_worker(lambda: self._wait_for_doors(finder), thread=True, group="doors", exit_on_error=False)

    def _wait_for_doors(self, finder: DoorFinder) -> None:
        doors = finder.wait()
        if doors is not None and finder is self._finder and self.is_running:
            self.call_from_thread(self._show_doors, doors)

    def _show_doors(self, doors: tuple[Doors, ...]) -> None:
        from game.screens.debriefing import DebriefPage
        from game.screens.topics import TopicPage

        self.doors = doors
        for page in list(self.screen_stack):
            if isinstance(page, DebriefPage):
                page.doors = doors
            elif isinstance(page, TopicPage):
                page.redraw()

    def _leave_doors(self) -> None:
        """Stop finding out what nobody will look at."""
        finder, self._finder, self.doors = self._finder, None, None
        if finder is not None:
            finder.stop()

    def on_unmount(self) -> None:
        """Leave nothing running behind."""
        self._leave_doors()
