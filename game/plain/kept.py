"""The kept plays, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from game.plain.console import Console
from game.present.text import unmarked
from game.records.errors import RecordsError
from game.records.offering import to_go_on_with
from game.records.plays import KeptPlay
from game.records.store import Records
from game.records.words import standing_words, waits, when_words


def tell_plays(plays: Sequence[KeptPlay], path: Path | None, console: Console) -> None:
    """List kept plays, and where they are kept."""
    say = console.say
    if not plays:
        say("No play is kept yet. Start one with: twohats play")
        return
    say("Your plays, the last first. Go on with one: twohats resume PLAY")
    say()
    for kept in plays:
        say(
            f"{kept.id}: {unmarked(kept.title)}. {when_words(kept)}, {standing_words(kept)}.{_origin(kept)}", hang="   "
        )
    say()
    console.say_whole(f"They are kept in {path}")
    say("To delete one: twohats plays --delete PLAY")
    say("To delete all: twohats plays --delete --all")


def lines_waiting(records: Records) -> list[str]:
    """Return what to say of a play and a debrief that wait to be gone on with, the last first, or why none is kept."""
    if records.why:
        return [records.why]
    try:
        plays = to_go_on_with(records.plays())
        first = [next((it for it in plays if it.over == over), None) for over in (False, True)]
        shown = [it for it in plays if it in first]
        return [waits(it, records.ending_title(it) if it.over else "") for it in shown]
    except RecordsError as error:
        return [str(error)]


def debrief_waiting(records: Records) -> str | None:
    """Say that the debrief of the last play that is over waits to be read, if it does."""
    try:
        kept = next((it for it in records.plays() if it.debrief == "waiting"), None)
        return waits(kept, records.ending_title(kept)) if kept is not None else None
    except RecordsError:
        return None  # what is wrong with the records is said where the play is to be kept


def _origin(kept: KeptPlay) -> str:
    return f" Another way on from {kept.branched_from[0]}." if kept.branched_from else ""
