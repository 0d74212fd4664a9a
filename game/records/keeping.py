"""Following one play, so that a front end has one thing to do: say where the play stands before showing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from game.play.playing import Play
from game.records.errors import MovedOnError, RecordsError
from game.records.plays import KeptPlay
from game.records.store import Records, Unkept

GOING_ON = "You can go on playing, but from here nothing is kept."
"""Said after the reason why."""


class Keeping:
    """A play under way, and where it is kept.

    Whatever fails, the play goes on: each method returns None where all went as it should, else what to tell the
    player, once.
    """

    def __init__(self, records: Records, kept: KeptPlay) -> None:
        """Follow a play that is kept as `kept` in `records`."""
        self.records = records
        """An `Unkept` from the moment that something could not be kept."""
        self.kept = kept
        """As it was when it was begun, branched or taken up here."""
        self._moves: Sequence[str] = kept.moves

    @classmethod
    def begin(cls, records: Records, play: Play, file: Path | None = None) -> Keeping:
        """Begin to keep a play; where that fails, `records.why` says why. `file` is its own, if not the library's."""
        try:
            return cls(records, records.begin(play, file))
        except RecordsError as error:
            unkept = Unkept(str(error))
            return cls(unkept, unkept.begin(play, file))

    @property
    def id(self) -> str | None:
        """Return the id under which the play is kept on disk; None where it is not."""
        return None if self.records.why else self.kept.id

    def keep(self, play: Play) -> str | None:
        """Keep a play's moves before what came of the last is shown.

        A play that has gone back and on in another way is kept as a branch, and the original stays.
        """
        return self._try(play, lambda: self._keep(play))

    def settle(self, play: Play) -> str | None:
        """Keep that a play stands at an earlier place, where it has gone back; for when the player leaves."""
        return self._try(play, lambda: self._settle(play))

    def note(self, play: Play, key: str, text: str) -> str | None:
        """Keep what the player wrote or picked, beside the moves."""
        return self._try(play, lambda: self.records.note(self.kept.id, key, text))

    def debriefed(self, play: Play) -> str | None:
        """Keep that the debrief was read to its end."""
        return self._try(play, lambda: self.records.mark_debrief(self.kept.id, "done"))

    def _try(self, play: Play, step: Callable[[], str | None]) -> str | None:
        try:
            return step()
        except RecordsError as error:
            unkept = Unkept(str(error))
            file = self.kept.file
            self._follow(unkept, unkept.begin(play, Path(file) if file else None))
            return f"{error} {GOING_ON}"

    def _keep(self, play: Play) -> str | None:
        made, told = play.moves, None
        shared = _shared(self._moves, made)
        if shared < len(made):
            if shared < len(self._moves):
                self._branch(shared)
            try:
                self.records.append_all(self.kept.id, made[shared:])
            except MovedOnError:
                told = f"The play {self.kept.id} has gone on in another window."
                self._branch(shared)
                self.records.append_all(self.kept.id, made[shared:])
                told = f"{told} What you do here is kept as a play of its own, {self.kept.id}."
            self._moves = made
        if play.over:
            self.records.finish(self.kept.id, play.ending.id if play.ending else None)
        return told

    def _settle(self, play: Play) -> None:
        if len(play.moves) < len(self._moves):
            self._branch(len(play.moves))

    def _branch(self, moves: int) -> None:
        self._follow(self.records, self.records.branch(self.kept.id, moves))

    def _follow(self, records: Records, kept: KeptPlay) -> None:
        self.records, self.kept, self._moves = records, kept, kept.moves


def _shared(kept: Sequence[str], made: Sequence[str]) -> int:
    """Return how many moves two plays of one beginning share."""
    for place, (one, other) in enumerate(zip(kept, made, strict=False)):
        if one != other:
            return place
    return min(len(kept), len(made))
