"""A page that shows a session: what was seen of it, and a line that says how it stands and how the time is."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from textual.reactive import reactive

from game.group.client.errors import ClientError
from game.group.client.following import Seen
from game.present.glyphs import Glyphs
from game.screens.page import Page
from game.screens.settings import Settings
from game.screens.sitting.clocks import time_left

ENDED = {"purged": "This session has been removed.", "removed": "This session is closed to you."}
"""Why there is nothing more to follow, in words."""


def place_of(room: Mapping[str, Any]) -> tuple[object, ...]:
    """Return where a room is: step, decision, phase, turn, and whether a what-if is open."""
    debrief, decision = room["debrief"] or {}, room["decision"] or {}
    return room["step"], decision.get("number"), debrief.get("phase"), debrief.get("number"), bool(room["what_if"])


class SittingPage(Page):
    """One session, as it is now."""

    seen: reactive[Seen | None] = reactive(None, init=False, repaint=False)
    """What it shows; the app sets it."""

    def __init__(self, settings: Settings, glyphs: Glyphs) -> None:
        """Show nothing yet."""
        super().__init__(settings, glyphs)
        self._ahead = 0.0
        """Seconds that the host's clock is ahead of ours."""
        self._stamped: float | None = None

    def on_mount(self) -> None:
        """Let the clock run."""
        self.set_interval(1.0, self.tick)

    def take(self, seen: Seen, now: float) -> None:
        """Take what was seen; `now` is our own clock, which may be wrong."""
        stamped = seen.view.get("now")
        if stamped is not None and stamped != self._stamped:
            self._stamped, self._ahead = stamped, stamped - now
        self.seen = seen

    def watch_seen(self) -> None:
        """Draw what there is to show."""
        if self.is_mounted:
            self.redraw()

    def tick(self) -> None:
        """Draw what changes with the time alone."""

    def doubt(self, command: dict[str, Any]) -> str:
        """Return what to ask before something is done; empty where it is simply done."""
        return ""

    def answered(self, command: dict[str, Any], error: ClientError | None) -> None:
        """Take in what became of something: done, or refused; why it was refused has been said."""

    @property
    def view(self) -> dict[str, Any]:
        """Return the view; empty before the first."""
        return self.seen.view if self.seen is not None else {}

    @property
    def room(self) -> dict[str, Any] | None:
        """Return what everyone may see; None before anything is."""
        return self.view.get("room")

    @property
    def now(self) -> float:
        """Return the host's time, in seconds since 1970."""
        return time.time() + self._ahead

    def clock_words(self) -> str:
        """Return how much time the step has left; empty where it has no clock."""
        return time_left(self.room["clock"], self.now) if self.room is not None else ""

    def trouble(self) -> str:
        """Say plainly what is wrong; empty where nothing is."""
        if self.seen is None:
            return "Connecting …"
        if self.seen.state == "live":
            return ""
        return self.seen.why if self.seen.state == "reconnecting" else ENDED.get(self.seen.why, self.seen.why)
