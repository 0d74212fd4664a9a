"""What is said of kept plays, in both front ends."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from game.present.text import safe, unmarked
from game.records.plays import KeptPlay


def privacy_words(path: Path | None, id: str | None) -> str:
    """Say what is kept of a play, where, and who sees it; for the prebrief."""
    if path is None or id is None:
        return "Nothing of this play is kept, and nobody else sees it."
    return (
        "Your moves and what you type are kept on this computer and nowhere else, in "
        f"{safe(str(path.parent))}, where whoever uses your account can read them."
    )


def delete_words(id: str) -> str:
    """Say how to delete a play."""
    return f"To delete this play: twohats plays --delete {id}"


def standing_words(kept: KeptPlay) -> str:
    """Say where a kept play stands: `under way, 4 choices made`."""
    if not kept.over:
        return f"under way, {_progress(kept)}"
    if kept.ending is None:
        return "stopped by a mistake in its scenario"
    debrief = "its debrief is waiting" if kept.debrief == "waiting" else "its debrief is read"
    return f"over ({safe(kept.ending)}), {debrief}"


def when_words(kept: KeptPlay) -> str:
    """Say when a play was last touched, by this computer's clock: `22 Nov 2026, 04:23`."""
    local = kept.touched.astimezone()
    return f"{local.day} {local:%b %Y, %H:%M}"


def changed_words(gone: bool) -> str:
    """Say that a kept play goes on in its own edition: its file has changed, or it cannot be read any more."""
    what = "cannot be read now" if gone else "has changed since"
    return f"The scenario's file {what}. This play goes on in the edition that it began with."


def debrief_waits(plays: Iterable[KeptPlay]) -> str | None:
    """Say that the debrief of the last play that is over waits to be read, if it does."""
    kept = next((it for it in plays if it.debrief == "waiting"), None)
    if kept is None:
        return None
    return f"Your debrief of “{unmarked(kept.title)}” is waiting: twohats resume {kept.id}"


def play_waits(plays: Iterable[KeptPlay]) -> str | None:
    """Say that the last play under way can be gone on with, if there is one."""
    kept = next((it for it in plays if not it.over), None)
    if kept is None:
        return None
    return f"Go on with “{unmarked(kept.title)}”, {_progress(kept)}: twohats resume {kept.id}"


def _progress(kept: KeptPlay) -> str:
    made = kept.choices
    return f"{made} choice{'' if made == 1 else 's'} made" if made else "just begun"
