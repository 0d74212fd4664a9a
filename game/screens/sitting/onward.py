"""Why the room cannot simply go on, in words that name what leads on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

Json: TypeAlias = Mapping[str, Any]


def stuck_words(room: Json, decides: str, closes: str) -> str:
    """Return why there is no next step; `decides` and `closes` say what decides and what closes the session."""
    if room["step"] == "closed":
        return "This session is closed: there is nothing after it."
    if room["paused"]:
        return "The session is paused: p lets it go on."
    if room["debrief"]:
        return f"This is the last phase of the debrief: {closes}."
    decision = room["decision"]
    if room["step"] == "scene" and decision is not None and not decision["live"]:
        return f"This decision is made in passing, without a vote: {decides}."
    return f"Nothing is decided yet: {decides}."


def no_hands(room: Json, command: Json) -> bool:
    """Say whether a command would close a vote by show of hands that nobody has counted yet."""
    if not room["hands"] or command["kind"] not in ("next", "skip", "close"):
        return False
    votes = room["decision"]["votes"].values() if room["decision"] else ()
    return any(it["open"] and not it["voted"] for it in votes)
