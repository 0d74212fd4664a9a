"""The kept plays, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from game.plain.console import Console
from game.present.text import unmarked
from game.records.errors import RecordsError
from game.records.plays import KeptPlay
from game.records.store import Records
from game.records.words import debrief_waits, play_waits, standing_words, when_words


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
    """Return what to say of a debrief and a play that wait to be gone on with, or why nothing is kept."""
    if records.why:
        return [records.why]
    try:
        plays = records.plays()
    except RecordsError as error:
        return [str(error)]
    return [line for line in (debrief_waits(plays), play_waits(plays)) if line]


def _origin(kept: KeptPlay) -> str:
    return f" Another way on from {kept.branched_from[0]}." if kept.branched_from else ""
