"""The app: a thin edge. Screens tell it what the player did; it makes the move, keeps it, and sets one value."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual import work

from game.present.cards import Card
from game.present.parts import Paragraph, Part
from game.present.text import safe
from game.records.errors import RecordsError
from game.records.store import Records
from game.records.words import changed_words, privacy_words
from game.screens import edges
from game.screens.afterwards import Afterwards
from game.screens.library import LibraryPage
from game.screens.messages import (
    Began,
    BriefLeft,
    CardDeleted,
    CardPicked,
    Moved,
    Noted,
    WentBack,
)
from game.screens.page import Page
from game.screens.shelf import FILE, PLAY, ended_card, first_cards, kept_plays, read_card

if TYPE_CHECKING:
    from game.play.playing import Play
    from game.records.keeping import Keeping
    from game.records.plays import KeptPlay
    from game.scenario.story import Scenario


FIRST = 1
"""Where the first page stands in the stack of screens: above Textual's own, which is never seen."""


class Opening(NamedTuple):
    """What to open first; the library where there is nothing else."""

    scenario: Scenario | None = None
    """A scenario to begin."""
    seed: int | None = None
    """Its luck; another each time where it is None."""
    role: str | None = None
    file: Path | None = None
    """The scenario's file, if not in the library."""
    kept: tuple[KeptPlay, Play] | None = None
    """A kept play to go on with, as it is kept and as it stands."""


class TwoHats(Afterwards):
    """The whole app."""

    def __init__(self, records: Records, opening: Opening | None = None) -> None:
        """Keep what is done in `records`; open `opening` first."""
        super().__init__(records)
        self.opening = opening or Opening()
        self._file: Path | None = None
        self._left: tuple[Play, Keeping] | None = None
        """The play that was left last for the library."""

    def ways_back(self) -> tuple[str, ...]:
        """Return the lines that lead back to the play in sight, or to the one that was left last; for the end."""
        from game.records.leaving import leaving_lines

        last = (self.play, self.keeping) if self.play is not None and self.keeping is not None else self._left
        return tuple(it.text for it in leaving_lines(*last)) if last is not None else ()

    def on_mount(self) -> None:
        """Open what is to be opened first."""
        self.push_screen(self._first_page())
        self.call_after_refresh(self._read_library)

    def _first_page(self) -> Page:
        opening = self.opening
        if opening.kept is not None:
            return self._resumed_page(*opening.kept)
        if opening.scenario is not None:
            return self._prebrief_page(opening.scenario, opening.file, opening.role)
        return self._library_page()

    async def action_quit(self) -> None:
        """Leave; nothing is lost."""
        for page in self.screen_stack:
            for key, text in page.unkept().items() if isinstance(page, Page) else ():
                self.on_noted(Noted(key, text))
        self._settle()
        self.exit()

    # The library

    def _library_page(self, notice: str = "") -> LibraryPage:
        from game.language.library import library_folder

        why = self.records.why
        said = notice or (f"{why} You can play, but nothing of it is kept." if why else "")
        cards = first_cards(kept_plays(self.records))
        return LibraryPage(cards, str(library_folder()), said, self.settings, self.glyphs)

    @work(thread=True, exclusive=True, group="library")
    def _read_library(self) -> None:
        """Read the files one after the other and show each card as it is read."""
        plays = kept_plays(self.records)
        page = next((it for it in self.screen_stack if isinstance(it, LibraryPage)), None)
        if page is None:
            return
        # Files first: how kept plays ended stands in their own editions, each of which is read as well.
        for card in sorted(page.cards, key=lambda it: not it.key.startswith(FILE)):
            if card.key.startswith(FILE):
                read = read_card(Path(card.key.removeprefix(FILE)), plays, self.glyphs, newcomer=not plays)
            else:
                read = ended_card(card, plays, self.records)
            self.call_from_thread(_replace_card, page, read)

    def _show_library(self, notice: str = "") -> None:
        self._leave_doors()
        if self.play is not None and self.keeping is not None:
            self._left = self.play, self.keeping
        self.play = self.keeping = self.scenario = None
        self.opening = Opening()
        while len(self.screen_stack) > FIRST + 1:
            self.pop_screen()
        self.switch_screen(self._library_page(notice))
        self.call_after_refresh(self._read_library)

    def on_card_picked(self, message: CardPicked) -> None:
        """Open what was picked; reading it must not hold the screen up."""
        if message.key.startswith(PLAY):
            self._take_up(message.key.removeprefix(PLAY))
        else:
            self._open(Path(message.key.removeprefix(FILE)))

    @work(thread=True, exclusive=True, group="opening")
    def _open(self, file: Path) -> None:
        from game.language.loading import ScenarioError, load
        from game.records.editions import own_file

        try:
            scenario = load(file)
        except ScenarioError as error:
            rows = [Paragraph((Part(safe(line)),)) for line in str(error).splitlines()]
            self.call_from_thread(self.read, f"{file.name} cannot be played", rows, "q")
            return
        self.call_from_thread(self._brief, scenario, own_file(file))

    def _brief(self, scenario: Scenario, file: Path | None) -> None:
        self.push_screen(self._prebrief_page(scenario, file, None))

    @work(thread=True, exclusive=True, group="opening")
    def _take_up(self, id: str) -> None:
        try:
            kept = self.records.play(id)
            play = self.records.resume(kept)
        except RecordsError as error:
            self.call_from_thread(self.say, str(error))
            return
        self.call_from_thread(self._resume, kept, play)

    def _resume(self, kept: KeptPlay, play: Play) -> None:
        self.push_screen(self._resumed_page(kept, play))

    def on_card_deleted(self, message: CardDeleted) -> None:
        """Delete a kept play."""
        id = message.key.removeprefix(PLAY)
        if self._left is not None and self._left[1].kept.id == id:
            self._left = None
        self.attempt(lambda: self.records.delete(id))
        self._show_library()

    # A play

    def _prebrief_page(self, scenario: Scenario, file: Path | None, role: str | None) -> Page:
        from game.screens.prebrief import PrebriefPage

        self.scenario, self._file = scenario, file
        kept = privacy_words(self.records.path, "kept" if self.records.path else None)
        if self.records.path:
            kept += " The library deletes it with the delete key."
        return PrebriefPage(scenario, role, kept, self.settings, self.glyphs)

    def _resumed_page(self, kept: KeptPlay, play: Play) -> Page:
        from game.present.recap import recap
        from game.records.editions import scenario_now
        from game.records.keeping import Keeping
        from game.screens.deciding import DRAFT
        from game.screens.playing import PlayPage

        self.play = play
        self.keeping, self._notes = Keeping(self.records, kept), dict(kept.notes)
        self.scenario = play.scenario
        if self.play.ending is not None:
            self._find_doors(self.play)
            return self._page_after(self.play)
        now = scenario_now(kept)
        changed = changed_words(gone=now is None) if self.records.changed_since(kept, now) else ""
        opening = recap(play, changed=changed)
        draft = self._notes.get(DRAFT, "")
        return PlayPage(self.play, self.settings, self.glyphs, opening=opening, draft=draft)

    def on_brief_left(self, _: BriefLeft) -> None:
        """Go back to the library, which is not there yet where a scenario was named on the command line."""
        if len(self.screen_stack) > FIRST + 1:
            self.pop_screen()
        else:
            self._show_library()

    def on_began(self, message: Began) -> None:
        """Begin a play and keep it from its first moment."""
        from game.play.playing import start
        from game.records.keeping import Keeping
        from game.screens.playing import PlayPage

        assert self.scenario is not None
        seed = self.opening.seed if self.opening.seed is not None else secrets.randbelow(1_000_000)
        self.opening = Opening()
        self.play = start(self.scenario, seed, message.role)
        self.keeping, self._notes = Keeping.begin(self.records, self.play, self._file), {}
        if self.keeping.records.why and not self.records.why:
            self.say(f"{self.keeping.records.why} You can play, but nothing of it is kept.")
        self.switch_screen(PlayPage(self.play, self.settings, self.glyphs))

    def on_moved(self, message: Moved) -> None:
        """Make the moves, keep them, and only then show what came of them."""
        from game.play.playing import MoveError

        if self.play is None:
            return
        play = self.play
        try:
            for move in message.moves:
                play = play.make(move)
        except MoveError as error:
            self.say(str(error))
            return
        self._keep(play)
        self._show(play)

    def on_went_back(self, message: WentBack) -> None:
        """Stand where only the first moves were made; going on from there is kept as a play of its own."""
        from game.screens.playing import PlayPage

        if self.play is None:
            return
        back = next((step for step in self.play.line() if step.moves == message.moves), None)
        if back is None:
            return
        self._leave_doors()
        self._notes = {}
        while len(self.screen_stack) > FIRST + 1 and not isinstance(self.screen, PlayPage):
            self.pop_screen()
        if isinstance(self.screen, PlayPage):
            self._show(back)
        else:
            self.play = back
            self.switch_screen(PlayPage(back, self.settings, self.glyphs))

    def _keep(self, play: Play) -> None:
        if self.keeping is not None:
            trouble = self.keeping.keep(play)
            if trouble:
                self.say(trouble)

    def _show(self, play: Play) -> None:
        """Set the one value that every page of a play shows."""
        from game.screens.playing import PlayPage

        self.play = play
        for page in self.screen_stack:
            if isinstance(page, PlayPage):
                page.play = play

    def on_play_left(self) -> None:
        """Go back to the library; where the player has gone back in the play, it stands there when taken up again."""
        self._settle()
        self._show_library()

    def _settle(self) -> None:
        if self.play is not None and self.keeping is not None and not self.play.over:
            trouble = self.keeping.settle(self.play)
            if trouble:
                self.say(trouble)


def _replace_card(page: LibraryPage, read: Card) -> None:
    """Put a card that was read in the place of what stood there."""
    page.cards = tuple(read if card.key == read.key else card for card in page.cards)


def run(records: Records, opening: Opening | None = None) -> int:
    """Run the app and return the exit code: 0, or 3 for a fault of our own. A signal ends it as a signal does.

    The lines that lead back to the play that was left are printed at the end.
    """
    app = TwoHats(records, opening)
    code = app.run_to_the_end("Nothing is lost; to go on: twohats resume")
    if code == 0:
        edges.say(app.ways_back(), sys.stdout)
    return code
