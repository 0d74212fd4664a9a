"""An app that follows a session: it is told what is new, sets one value, and sends what the facilitator does."""

from __future__ import annotations

import time
from dataclasses import dataclass
from time import monotonic
from typing import Any

from textual import work
from textual.message import Message

from game.group.client.acting import Client
from game.group.client.address import Address
from game.group.client.errors import ClientError
from game.group.client.following import Following, Seen
from game.records.store import Records
from game.screens.rooms import Rooms
from game.screens.sitting.page import SittingPage

PATIENCE = 8.0
"""Seconds that a press of a key is sent again before the facilitator is told that it was not done."""

_ONWARD = ("next", "skip")
"""What moves the room on."""
STILL_DOING = "One thing after the other: what was asked before is still being done. Press again in a moment."
TWICE = "Pressed twice in one moment: it is done once. Press again to go on."


@dataclass
class Asked(Message):
    """The facilitator wants something done."""

    command: dict[str, Any]


@dataclass
class News(Message):
    """Something new was seen of the session."""

    seen: Seen


class SittingApp(Rooms):
    """An app with one page that shows a session."""

    rest = 0.6
    """Seconds after something was done in which the room is not moved on: a key that is held down moves it once."""

    def __init__(self, records: Records, address: Address, sees: str, does: str) -> None:
        """Follow a session with the token `sees`, and act in it with the token `does`."""
        super().__init__(records)
        self.address = address
        self._sees, self._does = sees, does
        self._busy = False
        self._asked_at = -self.rest
        self._reached = 0
        """The number of the log that what was done last has led to."""
        self._told = False
        """Whether it was said, since something was done, that a key has come too early: one held down comes often."""
        self._doubted: tuple[dict[str, Any], int] | None = None
        """What was asked about before doing it, and where the log stood."""

    def first_page(self) -> SittingPage:
        """Return the page that shows the session."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the page, and begin to follow."""
        self.push_screen(self.first_page())
        self._follow()

    @work(group="following", exit_on_error=True)
    async def _follow(self) -> None:
        """Follow until there is nothing more to follow; the page is told by a message."""
        last: dict[str, Any] = {}
        try:
            async with Client(self.address, self._sees) as client:
                async for seen in Following(client).follow():
                    last = seen.view
                    self.post_message(News(seen))
        except ClientError as error:
            self.post_message(News(Seen("ended", last, str(error))))

    def on_news(self, message: News) -> None:
        """Set the one value that the page shows."""
        for page in self.screen_stack:
            if isinstance(page, SittingPage):
                page.take(message.seen, time.time())

    def on_asked(self, message: Asked) -> None:
        """Send what the facilitator wants; nobody waits for it.

        A key that was pressed twice is pressed once: nothing is sent before what was sent last is in sight. That is
        said; and what cannot be meant is asked about once.
        """
        command = message.command
        early = self._too_early(command)
        if early:
            if not self._told:
                self.say(early)
            self._told = True
            return
        self._asked_at = monotonic()
        if self._in_doubt(command):
            return
        self._busy, self._told = True, False
        self.clear_notifications()  # whatever stood in the way has been seen to
        self._act(command)

    def _too_early(self, command: dict[str, Any]) -> str:
        """Say why something is not sent now; empty where it is."""
        if self._busy or self._seen_to < self._reached:
            return STILL_DOING
        return TWICE if command["kind"] in _ONWARD and monotonic() - self._asked_at < self.rest else ""

    def _in_doubt(self, command: dict[str, Any]) -> bool:
        """Ask the first time whether something that is in doubt is meant; the second time it is."""
        page = self._sitting_page
        doubt = page.doubt(command) if page is not None else ""
        asked = command, self._seen_to
        if not doubt or self._doubted == asked:
            self._doubted = None
            return False
        self._doubted, self._told = asked, True
        self.say(doubt)
        return True

    @property
    def _sitting_page(self) -> SittingPage | None:
        return next((it for it in self.screen_stack if isinstance(it, SittingPage)), None)

    @property
    def _seen_to(self) -> int:
        """Return the number of the log that is in sight."""
        page = self._sitting_page
        return page.room["seq"] if page is not None and page.room is not None else 0

    @work(group="acting")
    async def _act(self, command: dict[str, Any]) -> None:
        refused = None
        try:
            async with Client(self.address, self._does) as client:
                self._reached = (await client.act(command, PATIENCE))["seq"]
        except ClientError as error:
            refused = error
            self.say(str(error))
        finally:
            self._busy = False
        if self._sitting_page is not None:
            self._sitting_page.answered(command, refused)

    async def action_quit(self) -> None:
        """Leave; the session stays."""
        self.exit()
