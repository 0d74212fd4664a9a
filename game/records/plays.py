"""A kept play as a value, and its rows in the database."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from game.records.errors import RecordsError

if TYPE_CHECKING:
    from game.play.playing import Play

DebriefState: TypeAlias = Literal["none", "waiting", "done"]
"""`none` until the play is over; `done` when it was read to its end, or where there is none to read."""

_LETTERS = "cdfhjkmnpqrtvwxy"
_SIGNS = _LETTERS + "34679"
"""Without look-alikes and without vowels, so that no id looks like a number or reads as a word."""

_COLUMNS = (
    "id, scenario, title, edition, file, seed, role, started, touched, ending, debrief, branched_from, branched_at"
)


@dataclass(frozen=True, slots=True)
class KeptPlay:
    """A play as it is kept: all that it takes to play it again, and what was typed."""

    id: str
    """Short and typeable, such as `k7mw`."""
    scenario: str
    title: str
    """The scenario's, as the author typed it."""
    edition: str
    """The scenario's edition that it began with and goes on in."""
    seed: int
    role: str | None
    moves: tuple[str, ...]
    started: datetime
    """In UTC."""
    touched: datetime
    """When something was last kept of it, in UTC."""
    ending: str | None
    """The ending's id once it is over; None then too where the scenario itself could not go on."""
    debrief: DebriefState
    branched_from: tuple[str, int] | None
    """Another kept play, and how many of its moves this one began with; None where that one was deleted."""
    notes: Mapping[str, str]
    """What was typed, by key: `reason` (a draft), `reactions`, `commitment-1`."""
    file: str | None = None
    """Where the scenario's file stood, if not in the library."""

    @property
    def over(self) -> bool:
        """Say whether no move is left to make."""
        return self.debrief != "none"

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the choices among the moves."""
        return tuple(move for move in self.moves if not move.startswith(("look:", "frame:", "reason:")))

    @property
    def choices(self) -> int:
        """Count the choices among the moves."""
        return len(self.chosen)


def kept_from(play: Play, id: str, now: datetime) -> KeptPlay:
    """Return what is to be kept of a play."""
    debrief: DebriefState = "waiting" if play.ending else "done" if play.over else "none"
    return KeptPlay(
        id=id,
        scenario=play.scenario.id,
        title=play.scenario.title,
        edition=play.scenario.edition,
        seed=play.seed,
        role=play.role,
        moves=play.moves,
        started=now,
        touched=now,
        ending=play.ending.id if play.ending else None,
        debrief=debrief,
        branched_from=None,
        notes=MappingProxyType({}),
    )


def read_plays(connection: sqlite3.Connection) -> list[KeptPlay]:
    """Read every kept play, last touched first."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM plays ORDER BY touched DESC, number DESC").fetchall()
    moves: dict[str, list[str]] = {}
    for play, move in connection.execute("SELECT play, move FROM moves ORDER BY play, number"):
        moves.setdefault(play, []).append(move)
    notes: dict[str, dict[str, str]] = {}
    for play, key, text in connection.execute("SELECT play, key, text FROM notes"):
        notes.setdefault(play, {})[key] = text
    return [_kept(row, moves.get(row[0], ()), notes.get(row[0], {})) for row in rows]


def read_play(connection: sqlite3.Connection, id: str) -> KeptPlay:
    """Read one kept play. Raises RecordsError where there is none of this id."""
    wanted = id.strip().casefold()
    row = connection.execute(f"SELECT {_COLUMNS} FROM plays WHERE id = ?", (wanted,)).fetchone()
    if row is None:
        raise _unknown(id, [found for (found,) in connection.execute("SELECT id FROM plays")])
    moves = [move for (move,) in connection.execute("SELECT move FROM moves WHERE play = ? ORDER BY number", (wanted,))]
    notes = dict(connection.execute("SELECT key, text FROM notes WHERE play = ?", (wanted,)).fetchall())
    return _kept(row, moves, notes)


def write_play(connection: sqlite3.Connection, play: KeptPlay) -> None:
    """Write a play that is not there yet; its edition has to be there."""
    branched_from, branched_at = play.branched_from or (None, None)
    connection.execute(
        f"INSERT INTO plays ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            play.id, play.scenario, writable(play.title), play.edition, play.file and writable(play.file),
            str(play.seed), play.role, _stamp(play.started), _stamp(play.touched), play.ending, play.debrief,
            branched_from, branched_at,
        ),
    )  # fmt: skip
    write_moves(connection, play.id, 0, play.moves)
    for key, text in play.notes.items():
        connection.execute("INSERT INTO notes VALUES (?, ?, ?)", (play.id, writable(key), writable(text)))


def write_moves(connection: sqlite3.Connection, id: str, after: int, moves: Iterable[str]) -> None:
    """Write the moves that follow a play's first `after` moves."""
    rows = [(id, number, writable(move)) for number, move in enumerate(moves, after + 1)]
    connection.executemany("INSERT INTO moves VALUES (?, ?, ?)", rows)


def free_id(connection: sqlite3.Connection, pick: Callable[[str], str] = secrets.choice) -> str:
    """Return an id that no kept play has: four signs, more where those are taken."""
    length = 3
    while True:
        for _ in range(8):
            id = pick(_LETTERS) + "".join(pick(_SIGNS) for _ in range(length))
            if not connection.execute("SELECT 1 FROM plays WHERE id = ?", (id,)).fetchone():
                return id
        length += 1


def writable(text: str) -> str:
    """Return a text with a question mark for each half of a character, which no file takes.

    A terminal that is not set to UTF-8 hands those over where somebody types an accent.
    """
    return text.encode(errors="replace").decode()


def touch(connection: sqlite3.Connection, id: str) -> None:
    """Mark a play as touched now."""
    connection.execute("UPDATE plays SET touched = ? WHERE id = ?", (_stamp(datetime.now(UTC)), id))


def _stamp(moment: datetime) -> str:
    """Return a moment as text that sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _kept(row: sqlite3.Row, moves: Iterable[str], notes: dict[str, str]) -> KeptPlay:
    return KeptPlay(
        id=row["id"],
        scenario=row["scenario"],
        title=row["title"],
        edition=row["edition"],
        file=row["file"],
        seed=int(row["seed"]),
        role=row["role"],
        moves=tuple(moves),
        started=datetime.fromisoformat(row["started"]),
        touched=datetime.fromisoformat(row["touched"]),
        ending=row["ending"],
        debrief=row["debrief"],
        branched_from=(row["branched_from"], row["branched_at"]) if row["branched_from"] else None,
        notes=MappingProxyType(notes),
    )


def _unknown(id: str, known: list[str]) -> RecordsError:
    if not known:
        return RecordsError(f'There is no kept play "{id}": none is kept yet. Start one with: twohats play')
    from game.language.expressions.names import nearest

    meant = nearest(id, known)
    guess = f' Did you mean "{meant}"?' if meant else ""
    return RecordsError(f'There is no kept play "{id}".{guess} twohats plays lists them.')
