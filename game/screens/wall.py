"""The wall: the screen that everybody in the room sees. It follows the session with the wall's own token."""

from __future__ import annotations

import signal
from contextlib import closing

from game.group.client.address import Address
from game.records.store import Records, open_records
from game.screens.sitting.following import SittingApp
from game.screens.sitting.page import SittingPage
from game.screens.sitting.wall_page import WallPage
from game.screens.sitting.welcome import Invitation

LEFT = "The session is kept; to go on with it, host the same scenario again."


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

    def first_page(self) -> SittingPage:
        """Return the wall."""
        return WallPage(self._invitation, self.settings, self.glyphs)

    def end_by(self, stop: signal.Signals) -> None:
        """Let the host put everything away before the signal ends the program."""
        raise StoppedError(stop)


def run(invitation: Invitation, address: Address, wall: str, desk: str) -> int:
    """Show the wall until the facilitator leaves, and return the exit code. Raises StoppedError."""
    with closing(open_records()) as records:
        return WallApp(records, invitation, address, wall, desk).run_to_the_end(LEFT)
