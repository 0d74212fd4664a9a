"""Everything that is kept on this computer, behind one object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from game.records import editions, reaches, settings
from game.records.database import Database
from game.records.errors import MovedOnError, RecordsError
from game.records.places import store_file
from game.records.plays import (
    DebriefState,
    KeptPlay,
    free_id,
    kept_from,
    read_play,
    read_plays,
    touch,
    writable,
    write_moves,
    write_play,
)
from game.records.settings import Setting

if TYPE_CHECKING:
    from game.paths.reaches import Reach
    from game.play.playing import Play
    from game.scenario.story import Scenario

S = TypeVar("S", bool, int, str)


class Records:
    """The kept plays with their editions, and the settings. Every method may raise RecordsError.

    What a method has kept is on disk when it returns. Several programs may use one store at once: a move is only
    ever kept behind the one that it was made after (see `append`).
    """

    why: str | None = None
    """Why nothing is kept on disk, in a sentence; None where it is."""

    def __init__(self, database: Database) -> None:
        """Keep things in a database that is open; use `open` or `open_records`."""
        self._database = database
        self._reached: dict[str, int] = {}
        """How many moves each play has had here: begun, branched or taken up here, and then made here."""

    @classmethod
    def open(cls, path: Path | None = None) -> Records:
        """Open the store at `path`, the account's own unless said; it is made where there is none."""
        return cls(Database((path or store_file()).absolute()))

    @property
    def path(self) -> Path | None:
        """Return the file that things are kept in; None in memory."""
        return self._database.path

    # One play

    def begin(self, play: Play, file: Path | None = None) -> KeptPlay:
        """Keep a play from where it stands, and its edition; `file` is its scenario's, if not in the library."""
        with self._database.changing() as connection:
            editions.write(connection, play.scenario)
            kept = replace(kept_from(play, free_id(connection), datetime.now(UTC)), file=str(file) if file else None)
            write_play(connection, kept)
        self._reached[kept.id] = len(kept.moves)
        return kept

    def append(self, id: str, move: str) -> None:
        """Keep a move before its consequence is shown. Raises MovedOnError where the play has gone on elsewhere."""
        self.append_all(id, [move])

    def append_all(self, id: str, moves: Iterable[str]) -> None:
        """Keep several moves, all of them or none, as `append` does one."""
        made = list(moves)
        with self._database.changing() as connection:
            kept = read_play(connection, id)
            reached = self._reached.get(kept.id, len(kept.moves))
            if reached != len(kept.moves):
                raise MovedOnError(
                    f"The play {kept.id} has gone on in another window. "
                    f"To go on from there, leave and type: twohats resume {kept.id}"
                )
            write_moves(connection, kept.id, reached, made)
            touch(connection, kept.id)
        self._reached[kept.id] = reached + len(made)

    def finish(self, id: str, ending: str | None) -> None:
        """Keep that a play is over; without an ending the scenario could not go on, and there is no debrief."""
        with self._database.changing() as connection:
            kept = read_play(connection, id)
            if not kept.over:
                state: DebriefState = "waiting" if ending else "done"
                connection.execute("UPDATE plays SET ending = ?, debrief = ? WHERE id = ?", (ending, state, kept.id))
                touch(connection, kept.id)

    def mark_debrief(self, id: str, state: DebriefState) -> None:
        """Keep where the debrief of a play stands."""
        with self._database.changing() as connection:
            kept = read_play(connection, id)
            connection.execute("UPDATE plays SET debrief = ? WHERE id = ?", (state, kept.id))
            touch(connection, kept.id)

    def note(self, id: str, key: str, text: str) -> None:
        """Keep what is being typed, in place of what stood there; an empty text removes it."""
        with self._database.changing() as connection:
            kept = read_play(connection, id)
            if text:
                connection.execute(
                    "INSERT INTO notes VALUES (?, ?, ?) ON CONFLICT (play, key) DO UPDATE SET text = excluded.text",
                    (kept.id, writable(key), writable(text)),
                )
            else:
                connection.execute("DELETE FROM notes WHERE play = ? AND key = ?", (kept.id, writable(key)))
            touch(connection, kept.id)

    def branch(self, id: str, moves: int) -> KeptPlay:
        """Keep another play with the first `moves` moves of this one, which stays as it is; notes stay with it."""
        now = datetime.now(UTC)
        with self._database.changing() as connection:
            kept = read_play(connection, id)
            if not 0 <= moves <= len(kept.moves):
                raise RecordsError(
                    f"The play {kept.id} has {len(kept.moves)} moves, so none can be taken up at {moves}."
                )
            whole = moves == len(kept.moves)
            branch = replace(
                kept,
                id=free_id(connection),
                moves=kept.moves[:moves],
                started=now,
                touched=now,
                ending=kept.ending if whole else None,
                debrief=kept.debrief if whole else "none",
                branched_from=(kept.id, moves),
                notes=MappingProxyType({}),
            )
            write_play(connection, branch)
        self._reached[branch.id] = moves
        return branch

    # Finding and going on

    def plays(self) -> list[KeptPlay]:
        """Return every kept play, last touched first."""
        with self._database.reading() as connection:
            return read_plays(connection)

    def play(self, id: str) -> KeptPlay:
        """Return a kept play. Raises RecordsError, with the nearest id, where there is none."""
        with self._database.reading() as connection:
            return read_play(connection, id)

    def resume(self, kept: KeptPlay) -> Play:
        """Play a kept play again to where it stood, in the edition that it began with, never in the file of today."""
        # The engine is imported when a play is taken up, so that opening the library does not wait for it.
        from game.play.playing import MoveError, replay

        with self._database.reading() as connection:
            text = editions.read(connection, kept.edition)
        try:
            scenario = editions.scenario_of(text, kept.scenario, kept.edition)
            play = replay(scenario, kept.seed, kept.role, kept.moves)
        except (editions.EditionError, MoveError) as error:
            raise RecordsError(
                f"The play {kept.id} cannot be played again. {error} "
                f"It stays kept as it is; to have it as a file: twohats plays --export {kept.id} FILE"
            ) from error
        self._reached[kept.id] = len(kept.moves)
        return play

    def ending_title(self, kept: KeptPlay) -> str:
        """Return how a kept play ended, in its edition's words; empty where it has not, or nothing says so any more."""
        with self._database.reading() as connection:
            text = editions.read(connection, kept.edition)
        try:
            endings = editions.scenario_of(text, kept.scenario, kept.edition).endings
        except editions.EditionError:
            return ""
        return next((it.title for it in endings if it.id == kept.ending), "")

    def changed_since(self, kept: KeptPlay, now: Scenario | None) -> bool:
        """Say whether a scenario, as it can be read now (None where it cannot), is not the edition played."""
        return now is None or now.edition != kept.edition

    # What can still come of points of an edition

    def reaches(self, edition: str) -> dict[str, Reach]:
        """Return what is known of points of an edition, by their keys."""
        with self._database.reading() as connection:
            return reaches.read(connection, edition)

    def keep_reaches(self, edition: str, found: Mapping[str, Reach]) -> None:
        """Keep what was found out of points of an edition; nothing where no kept play was played in it."""
        with self._database.changing() as connection:
            reaches.write(connection, edition, found)

    # Deleting

    def delete(self, id: str) -> None:
        """Delete a kept play with all that was typed, so that no byte of it stays in the folder."""
        with self._database.changing() as connection:
            kept = read_play(connection, id)
            connection.execute("DELETE FROM plays WHERE id = ?", (kept.id,))
            # The points that were looked at are those of somebody's play.
            reaches.forget(connection, kept.edition)
            editions.drop_unused(connection)
        self._wipe(f"The play {kept.id} is deleted")

    def delete_all(self) -> None:
        """Delete every kept play, as `delete` does one. Settings stay."""
        with self._database.changing() as connection:
            connection.execute("DELETE FROM plays")
            editions.drop_unused(connection)
        self._wipe("Every play is deleted")

    def _wipe(self, done: str) -> None:
        if not self._database.wipe():
            raise RecordsError(f"{done}, but another window is reading it yet; it is gone from the disk with that one.")

    # One play as a file

    def export(self, id: str, file: Path) -> None:
        """Write a kept play with its edition and all that was typed as a file that is not there yet."""
        # Imported here, and below, so that nobody else waits for pydantic.
        from game.records import exchange

        with self._database.reading() as connection:
            kept = read_play(connection, id)
            text = editions.read(connection, kept.edition)
        exchange.write(kept, text, file)

    def import_play(self, file: Path) -> KeptPlay:
        """Keep a play that was exported, under an id of its own; a file with anything odd is refused."""
        from game.records import exchange

        portable, play = exchange.read(file)
        now = datetime.now(UTC)
        with self._database.changing() as connection:
            editions.write(connection, play.scenario)
            kept = kept_from(play, free_id(connection), now)
            read = portable.debrief == "done" and play.over
            kept = replace(
                kept,
                started=max(exchange.EARLIEST, min(portable.started, now)),
                debrief="done" if read else kept.debrief,
                notes=MappingProxyType(portable.notes),
            )
            write_play(connection, kept)
        self._reached[kept.id] = len(kept.moves)
        return kept

    # Settings

    def setting(self, key: str, default: S) -> S:
        """Return a setting; the default where it was never set, or to another kind of value."""
        with self._database.reading() as connection:
            value = settings.read(connection).get(key)
        return value if type(value) is type(default) else default

    def set_setting(self, key: str, value: Setting) -> None:
        """Keep a setting."""
        with self._database.changing() as connection:
            settings.write(connection, key, value)

    def settings(self) -> dict[str, Setting]:
        """Return everything that was set."""
        with self._database.reading() as connection:
            return settings.read(connection)

    def close(self) -> None:
        """Leave the store; nothing is pending."""
        self._database.close()


class Unkept(Records):
    """The same in memory, for playing on where nothing can be kept. It is gone when the program is left."""

    why: str
    """Why nothing is kept on disk, in a sentence for the player."""

    def __init__(self, why: str) -> None:
        """Keep nothing, for the reason given."""
        super().__init__(Database(None))
        self.why = why


def open_records(path: Path | None = None) -> Records:
    """Open the store at `path`, the account's own unless said; an `Unkept` where that cannot be. Never raises."""
    try:
        return Records.open(path)
    except RecordsError as error:
        return Unkept(str(error))
