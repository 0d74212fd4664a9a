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

        A key that was pressed twice is pressed once: nothing is sent before what was sent last is in sight.
        """
        held = message.command["kind"] in _ONWARD and monotonic() - self._asked_at < self.rest
        if not (self._busy or held) and self._seen_to >= self._reached:
            self._busy = True
            self._asked_at = monotonic()
            self._act(message.command)

    @property
    def _seen_to(self) -> int:
        """Return the number of the log that is in sight."""
        page = next((it for it in self.screen_stack if isinstance(it, SittingPage)), None)
        return page.room["seq"] if page is not None and page.room is not None else 0

    @work(group="acting")
    async def _act(self, command: dict[str, Any]) -> None:
        try:
            async with Client(self.address, self._does) as client:
                self._reached = (await client.act(command, PATIENCE))["seq"]
        except ClientError as error:
            self.say(str(error))
        finally:
            self._busy = False

    async def action_quit(self) -> None:
        """Leave; the session stays."""
        self.exit()
