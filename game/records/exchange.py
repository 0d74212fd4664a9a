"""A kept play as a file of its own, to carry to another computer or to somebody else."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from game.documents.data import to_json
from game.play.playing import MoveError, Play, replay
from game.records.editions import EditionError, scenario_of
from game.records.errors import RecordsError
from game.records.plays import DebriefState, KeptPlay

MOST_BYTES = 8_000_000
"""A file of this kind has some ten thousand; a scenario's text may have two million."""
MOST_MOVES = 10_000
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""No play began before."""

_Word = Annotated[str, Field(max_length=10_000)]
_Id = Annotated[str, Field(pattern=r"^[^/\\\x00-\x1f]{1,200}$")]


class PortablePlay(BaseModel):
    """What the file holds. It can be played again from this alone."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    two_hats_play: Literal[1] = 1
    """The version of this form."""
    scenario: _Id
    edition: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """The SHA-256 of `text`, in hexadecimal."""
    seed: int
    role: _Id | None
    moves: Annotated[list[_Word], Field(max_length=MOST_MOVES)]
    started: AwareDatetime
    touched: AwareDatetime
    debrief: DebriefState
    notes: Annotated[dict[_Word, _Word], Field(max_length=1_000)]
    """What was typed beside the moves."""
    text: str
    """The scenario's file as it was when the play began."""


def write(kept: KeptPlay, text: str, file: Path) -> None:
    """Write a play as a file, for this account's eyes. Raises RecordsError where the file is there or will not be."""
    portable = PortablePlay.model_construct(
        scenario=kept.scenario,
        edition=kept.edition,
        seed=kept.seed,
        role=kept.role,
        moves=list(kept.moves),
        started=kept.started,
        touched=kept.touched,
        debrief=kept.debrief,
        notes=dict(kept.notes),
        text=text,
    )
    content = to_json(portable.model_dump(mode="json")).encode()
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise RecordsError(f"{file} is there already, and was left as it is. Give another name.") from None
    except OSError as error:
        raise _unwritable(file, error) from error
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
    except OSError as error:
        file.unlink(missing_ok=True)
        raise _unwritable(file, error) from error


def read(file: Path) -> tuple[PortablePlay, Play]:
    """Read a file that `write` made, and play it. Raises RecordsError where anything about it is odd."""
    portable = _portable(file, _content(file))
    if hashlib.sha256(portable.text.encode()).hexdigest() != portable.edition:
        raise RecordsError(f"The scenario inside {file} was changed after the play, so it was not taken in.")
    try:
        scenario = scenario_of(portable.text, portable.scenario, portable.edition)
        return portable, replay(scenario, portable.seed, portable.role, portable.moves)
    except (EditionError, MoveError) as error:
        raise RecordsError(f"The play in {file} cannot be played, so it was not taken in. {error}") from error


def _content(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise RecordsError(f"There is no file {file}. Give one that twohats plays --export wrote.")
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is no file's name"
        raise RecordsError(f"{file} could not be read: {reason.lower()}.") from error
    if len(content) > MOST_BYTES:
        raise RecordsError(f"{file} is larger than a play can be, so it was not taken in.")
    return content


def _portable(file: Path, content: bytes) -> PortablePlay:
    try:
        return PortablePlay.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        if first["loc"] == ("two_hats_play",) and first["type"] == "literal_error":
            sentence = f"{file} was written by another version of Two Hats. Bring Two Hats up to date."
        elif not first["loc"]:
            sentence = f"{file} is not a play that twohats plays --export wrote."
        else:
            where = " ".join(str(part) for part in first["loc"])
            sentence = f"{file} is not a play as twohats plays --export writes it: look at “{where}” in it."
        raise RecordsError(sentence) from error


def _unwritable(file: Path, error: OSError) -> RecordsError:
    return RecordsError(f"{file} could not be written: {(error.strerror or str(error)).lower()}. Name another place.")
