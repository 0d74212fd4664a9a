"""Sending what a participant does: one thing after the other, each until the host has it or refuses it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from game.group.client.acting import Client
from game.group.client.errors import ClientError, UnreachableError
from game.present.session import NOT_SENT

PATIENCE = 6.0
"""Seconds after which it is said that something has not been sent yet."""


class Sending:
    """Sends in order; `tell` is called with a sentence, and whether it is about something that was refused."""

    def __init__(self, client: Client, tell: Callable[[str, bool], None]) -> None:
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
                await self._until_there(command)
            except ClientError as error:
                self._tell(str(error), True)
            else:
                self._tell(kept, False)
            finally:
                self._waiting.task_done()

    async def finish(self) -> None:
        """Wait until everything has been sent."""
        await self._waiting.join()

    async def _until_there(self, command: Mapping[str, Any]) -> None:
        while True:
            try:
                await self._client.act(command, PATIENCE)
                return
            except UnreachableError:
                # Doing one of these a second time changes nothing: the last vote counts, the last words stand.
                self._tell(NOT_SENT, False)
