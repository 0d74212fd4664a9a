"""What is said of kept plays, in both front ends."""

from __future__ import annotations

from datetime import datetime
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


def day_words(kept: KeptPlay, now: datetime) -> str:
    """Say in few words when a play was last touched, by this computer's clock: `today 04:23`, `22 Nov`."""
    local, today = kept.touched.astimezone(), now.astimezone()
    if local.date() == today.date():
        return f"today {local:%H:%M}"
    return f"{local.day} {local:%b}" + (f" {local:%Y}" if local.year != today.year else "")


def changed_words(gone: bool) -> str:
    """Say that a kept play goes on in its own edition: its file has changed, or it cannot be read any more."""
    what = "cannot be read now" if gone else "has changed since"
    return f"The scenario's file {what}. This play goes on in the edition that it began with."


def waits(kept: KeptPlay, ending: str = "") -> str:
    """Say that a play can be gone on with, or that its debrief waits to be read; `ending` is how it ended."""
    title = f"“{unmarked(kept.title)}”"
    if not kept.over:
        return f"Go on with {title}, {_progress(kept)}: twohats resume {kept.id}"
    ended = f", which ended with “{unmarked(ending)}”," if ending else ""
    return f"Your debrief of {title}{ended} is waiting: twohats resume {kept.id}"


def _progress(kept: KeptPlay) -> str:
    made = kept.choices
    return f"{made} choice{'' if made == 1 else 's'} made" if made else "just begun"
