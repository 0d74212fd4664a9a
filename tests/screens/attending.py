# A participant's screens against the real server, with the facilitator at the other end.

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from driving import lines, records
from leading import lead_to
from serving import Served, served
from textual.pilot import Pilot

from game.group.client.acting import Client
from game.group.client.address import Address
from game.group.client.entering import come_to, enter
from game.screens.joining import JoinPage
from game.screens.joining_app import JoinApp

PATIENCE = 60.0


@dataclass
class Attending:
    pilot: Pilot[None]
    desk: Client
    served: Served

    @property
    def page(self) -> JoinPage:
        page = self.pilot.app.screen
        assert isinstance(page, JoinPage), page
        return page

    @property
    def text(self) -> str:
        return "\n".join(lines(self.pilot)) + "\n"

    # Wait until something is so; whatever is not so in time is shown as it is.
    async def until(self, so: Callable[[], bool]) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while not so():
                    await self.pilot.pause(0.01)
        except TimeoutError:
            raise AssertionError(self.text) from None
        await self.pilot.pause()

    async def sees(self, *words: str) -> None:
        await self.until(lambda: all(it in " ".join(self.text.split()) for it in words))

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def write(self, text: str) -> None:
        await self.press(*("space" if sign == " " else sign for sign in text))

    # Have the facilitator do something, and wait until it is in sight.
    async def led(self, **command: Any) -> dict[str, Any]:
        answer = await self.desk.act(command)
        await self.until(lambda: self.page.room is not None and self.page.room["seq"] >= answer["seq"])
        return answer

    # Have the facilitator lead to a step, and wait until it is in sight.
    async def lead_to(self, *steps: str) -> None:
        room = (await lead_to(self.desk, *steps))["room"]
        await self.until(lambda: self.page.room is not None and self.page.room["seq"] >= room["seq"])


# Somebody who stands at the door; or, unless told otherwise, has joined.
@asynccontextmanager
async def attending(
    folder: Path, size: tuple[int, int] = (80, 24), *, joined: bool = True, **settings: str
) -> AsyncIterator[Attending]:
    with served(f"sqlite:///{folder / 'sessions.sqlite'}") as it:
        async with it.desk() as desk, joining(it.address, size, joined=joined, **settings) as pilot:
            attended = Attending(pilot, desk, it)
            if joined:
                await attended.until(lambda: attended.page.room is not None)
            yield attended


@asynccontextmanager
async def joining(
    address: Address, size: tuple[int, int] = (80, 24), *, joined: bool = True, **settings: str
) -> AsyncIterator[Pilot[None]]:
    door = await come_to(address)
    token = await enter(address) if joined else None
    app = JoinApp(records(**settings), door, None, token)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield pilot
