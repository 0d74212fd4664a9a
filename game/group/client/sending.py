"""Sending what a participant does: one thing after the other, each until the host has it or refuses it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from game.group.client.acting import Client
from game.group.client.errors import ClientError, UnreachableError
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
    """Sends in order, and tells what became of it."""

    def __init__(self, client: Client, tell: Callable[[Sent], object]) -> None:
        """Send as a client."""
        self._client = client
        self._tell = tell
        self._waiting: asyncio.Queue[tuple[Mapping[str, Any], str]] = asyncio.Queue()

    def send(self, command: Mapping[str, Any], kept: str = "") -> None:
        """Send a command as soon as what was sent before has arrived; `kept` is what to say once it has."""
        self._waiting.put_nowait((command, kept))

    async def run(self) -> None:
        """Send until cancelled."""
        while True:
            command, kept = await self._waiting.get()
            try:
                answer = await self._until_there(command)
            except ClientError as error:
                self._tell(Sent(str(error), refused=True))
            else:
                self._tell(Sent(kept, answer=answer))

    async def _until_there(self, command: Mapping[str, Any]) -> dict[str, Any]:
        while True:
            try:
                return await self._client.act(command, PATIENCE)
            except UnreachableError:
                # Doing one of these a second time changes nothing: the last vote counts, the last words stand.
                self._tell(Sent(NOT_SENT))
