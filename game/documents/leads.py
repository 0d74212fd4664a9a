"""What stands under the title of every form of a debrief."""

from __future__ import annotations

from datetime import date

from game.findings.model import Debrief
from game.present.text import unmarked


def lead_words(debrief: Debrief, on: date | None) -> str:
    """Say how it ended and, where that is known, when it was played."""
    ended = f"It ended: {unmarked(debrief.ending)}." if debrief.ending else "The play is not over."
    return f"{ended} Played on {on.day} {on:%B %Y}." if on else ended
