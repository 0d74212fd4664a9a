"""Who is still there: somebody whose phone has been silent for long no longer counts among those who can vote.

They lose nothing: their votes stay, and whatever they do next brings them back.
"""

from __future__ import annotations

from game.group.keeping.tokens import PARTICIPANT, Holder
from game.group.service.rooms import Room

SILENT = 180.0
"""Seconds without a stream, a poll or an act. A phone in a pocket for a moment is still there."""


def parted(room: Room, now: float) -> list[str]:
    """Return the participants who count as present and have been silent for too long, by the monotonic clock."""
    if room.latest.step == "closed" or now - room.opened < SILENT:
        # After a restart everyone needs a moment to come back.
        return []
    return [
        id
        for id, person in room.latest.people.items()
        if person.present
        and not room.clients[Holder(room.kept.id, PARTICIPANT, id)]
        and now - room.heard.get(id, room.opened) > SILENT
    ]
