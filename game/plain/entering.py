"""Coming to a session line by line: what is to know before one joins, then in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from game.group.client.acting import Client
from game.group.client.address import Address
from game.group.client.entering import Door, come_to, enter
from game.plain.console import LEAVING, Console
from game.plain.joining import HELP, PlainJoin
from game.plain.lines import listen
from game.present import session as words
from game.present.text import safe
from game.present.words import listed


def run(console: Console, address: Address, name: str | None, file: int) -> None:
    """Take part in a session; lines are read from an open file by its number. Raises ClientError."""
    with suppress(KeyboardInterrupt):
        asyncio.run(_take_part(console, address, name, file))


async def _take_part(console: Console, address: Address, name: str | None, file: int) -> None:
    door = await come_to(address)
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    taker: list[Callable[[str | None], object]] = [lines.put_nowait]
    listen(file, lambda line: taker[0](line))
    if not door.been and not await _wants_in(console, door, lines):
        return
    token = await enter(door.address, name)

    def listening(take: Callable[[str | None], object]) -> None:
        while not lines.empty():
            take(lines.get_nowait())
        taker[0] = take

    async with Client(door.address, token) as client:
        await PlainJoin(console, door, client).run(listening)


async def _wants_in(console: Console, door: Door, lines: asyncio.Queue[str | None]) -> bool:
    """Say what one joins and what is kept, and wait for Enter."""
    console.say(f"Join session {door.address.code}: {safe(door.facts['title'])}")
    if door.facts["touches"]:
        console.say(f"It touches on: {listed(safe(it) for it in door.facts['touches'])}.")
    if shut := words.shut_words(door.facts):
        console.say(shut)
        return False
    console.say(words.door_words(door.facts["own_names"]))
    console.say("Enter joins, q leaves; ? lists what you can type, at any time.")
    console.flush()
    while (line := await lines.get()) == "?":
        console.say(HELP)
        console.flush()
    return line is not None and line.casefold() not in LEAVING
