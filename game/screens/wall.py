"""The wall: the screen that everybody in the room sees. It follows the session with the wall's own token."""

from __future__ import annotations

import signal
from contextlib import closing
from time import monotonic

from game.group.client.address import Address
from game.records.store import Records, open_records
from game.screens.sitting.following import Asked, SittingApp
from game.screens.sitting.page import SittingPage
from game.screens.sitting.wall_page import WallPage
from game.screens.sitting.welcome import Invitation

LEFT = "The session is kept; to go on with it, host the same scenario again."

SURE = 10.0
"""Seconds in which leaving has to be asked for again."""


class StoppedError(Exception):
    """A signal has told the wall to stop: the server beside it is to end first, and then the program."""

    def __init__(self, stop: signal.Signals) -> None:
        """Take the signal."""
        super().__init__(stop)
        self.stop = stop


class WallApp(SittingApp):
    """The wall's app."""

    def __init__(self, records: Records, invitation: Invitation, address: Address, wall: str, desk: str) -> None:
        """Show a session; `wall` and `desk` are the tokens to see and to act with."""
        super().__init__(records, address, wall, desk)
        self._invitation = invitation
        self._leaving_at: float | None = None
        """When it was asked whether to leave, if that was the last thing that happened."""

    def first_page(self) -> SittingPage:
        """Return the wall."""
        return WallPage(self._invitation, self.settings, self.glyphs)

    def on_asked(self, message: Asked) -> None:
        """Take note that whoever does something else has stayed; `SittingApp` sends it."""
        self._leaving_at = None

    async def action_quit(self) -> None:
        """Leave the room's screen only where that is pressed again."""
        now, asked = monotonic(), self._leaving_at
        self._leaving_at = now
        if not self._in_use or (asked is not None and now - asked < SURE):
            self.exit()
        else:
            self.notify(self._leaving_words(), timeout=SURE, markup=False)

    def _leaving_words(self) -> str:
        page = self._sitting_page
        if self._invitation.rehearsed:
            return "q again ends the rehearsal."
        hands = page is not None and page.room is not None and page.room["hands"]
        return f"q again leaves the wall; everything is kept{'' if hands else ', and phones wait for you'}."

    @property
    def _in_use(self) -> bool:
        """Say whether there is a session before the room that can go on."""
        page = self._sitting_page
        if page is None or page.seen is None or page.room is None:
            return False
        return page.seen.state != "ended" and page.room["step"] != "closed"

    def end_by(self, stop: signal.Signals) -> None:
        """Let the host put everything away before the signal ends the program."""
        raise StoppedError(stop)


def run(invitation: Invitation, address: Address, wall: str, desk: str) -> int:
    """Show the wall until the facilitator leaves, and return the exit code. Raises StoppedError."""
    with closing(open_records()) as records:
        return WallApp(records, invitation, address, wall, desk).run_to_the_end(LEFT)
