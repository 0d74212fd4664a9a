"""Sending what a participant does: one thing after the other, each until the host has it or refuses it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from game.group.client.acting import Client
from game.group.client.errors import ClientError, UnreachableError
from game.group.client.unsent import Item, Unsent
from game.present.session import NOT_SENT

PATIENCE = 6.0
"""Seconds after which it is said that something has not been sent yet."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of something that was to be sent."""

    words: str
    """What to say; empty where the view says it."""
    refused: bool = False
    answer: dict[str, Any] | None = None
    """The host's, once it has it."""


class Sending:
    """Sends in order, first of all what was left unsent the last time, and tells what became of it."""

    def __init__(self, client: Client, tell: Callable[[Sent], object]) -> None:
        """Send as a client."""
        self._client = client
        self._tell = tell
        self._unsent = Unsent(client.address)
        self._waiting: asyncio.Queue[Item] = asyncio.Queue()
        for it in self._unsent.items:
            self._waiting.put_nowait(it)

    @property
    def left(self) -> int:
        """Return how many things the host does not have yet."""
        return len(self._unsent.items)

    def send(self, command: Mapping[str, Any], kept: str = "") -> None:
        """Send a command as soon as what was sent before has arrived; `kept` is what to say once it has."""
        item = Item(command, kept)
        self._unsent.add(item)
        self._waiting.put_nowait(item)

    async def run(self) -> None:
        """Send until cancelled."""
        while True:
            item = await self._waiting.get()
            try:
                answer = await self._until_there(item)
            except ClientError as error:
                sent = Sent(str(error), refused=True)
            else:
                sent = Sent(item.kept, answer=answer)
            self._unsent.done(item)
            self._tell(sent)

    async def _until_there(self, item: Item) -> dict[str, Any]:
        while True:
            try:
                return await self._client.act(item.command, PATIENCE, item.key)
            except UnreachableError:
                self._tell(Sent(NOT_SENT))
