"""This computer as a participant at one of its own addresses: news by a stream, by a long poll, by a poll."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from time import perf_counter

import httpx

from game.group.client.acting import Client
from game.group.client.address import Address
from game.group.client.errors import ClientError
from game.group.client.following import HELLO, read_events
from game.group.doctor.found import Found

_LONG = 20
"""Seconds that a long poll may wait, as a phone's does."""
_AHEAD = 0.2
"""Seconds that a long poll has to be on its way before there is something to tell it."""


def fetched(address: Address) -> Found:
    """Join the session at an address and say what comes of it by each way."""
    return asyncio.run(_fetched(address))


async def _fetched(address: Address) -> Found:
    async with Client(address) as client:
        if await _timed(lambda: client.join(patience=0)) is None:
            return Found()
        poll, long_poll = await _timed(lambda: _poll(client)), await _timed(lambda: _long_poll(client))
        if long_poll is not None:
            long_poll -= int(_AHEAD * 1000)
        return Found(await _timed(lambda: _stream(client)), long_poll, poll)


async def _timed(work: Callable[[], Awaitable[object]]) -> int | None:
    """Return the milliseconds that something took, rounded up; None where it failed, or took too long."""
    began = perf_counter()
    try:
        async with asyncio.timeout(HELLO):
            await work()
    except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, ClientError, ValueError, LookupError):
        return None
    return int((perf_counter() - began) * 1000) + 1


async def _poll(client: Client, **query: int) -> int:
    """Ask for news, and return the number of the log that they lead to."""
    answer = await client.http.get(f"/s/{client.address.code}/poll", params=query)
    return int(answer.raise_for_status().json()["id"])


async def _stream(client: Client) -> None:
    """Wait for a stream's first word, then do something, and wait until the stream tells it."""
    async with (
        client.http.stream("GET", f"/s/{client.address.code}/events") as response,
        aclosing(read_events(response.raise_for_status())) as events,
    ):
        async for name, _, _ in events:
            if name == "view":
                await _do_something(client)
            elif name == "you":
                return
    raise TimeoutError


async def _long_poll(client: Client) -> None:
    """Wait for news before there are any, then do something, and wait until the answer tells it."""
    seen = await _poll(client)
    waiting = asyncio.create_task(_poll(client, after=seen, wait=_LONG))
    try:
        await asyncio.sleep(_AHEAD)
        await _do_something(client)
        if await waiting == seen:
            raise TimeoutError
    finally:
        waiting.cancel()


async def _do_something(client: Client) -> None:
    await client.act({"kind": "rename", "name": f"Check {secrets.token_hex(4)}"}, patience=0)
