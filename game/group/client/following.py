"""Following a session: a stream, where a proxy holds streams back long polls, and where it cuts those, polls."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import httpx

from game.group.client.acting import Client, asked_wait, backoff
from game.group.client.errors import passing, refused

HELLO = 3.0
"""Seconds in which a stream has to begin; later it is being held back on its way."""
SILENCE = 35.0
"""Seconds without a sign of life, which comes every 15, after which a stream is dead."""
LONG_POLL = 25
"""Seconds that a long poll waits for news."""
POLL = 3.0
"""Seconds between two polls."""

T = TypeVar("T")
Way = Literal["stream", "long poll", "poll"]
State = Literal["live", "reconnecting", "ended"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to show."""

    state: State
    view: dict[str, Any]
    """The last that was seen; empty before the first."""
    why: str = ""
    """Why it has ended: purged, removed; or what to say while reconnecting."""


class HeldBackError(Exception):
    """The way that we followed by does not work here."""


class Following:
    """One person's view of a session, kept up to date over whichever way works, reconnecting by itself."""

    def __init__(self, client: Client) -> None:
        """Follow as a client."""
        self._client = client
        self.way: Way = "stream"
        """How the news come."""
        self.seq: int | None = None
        """The number of the log that the view has reached."""
        self.view: dict[str, Any] = {}
        self.ended: str | None = None
        self._tries = 0

    async def follow(self) -> AsyncGenerator[Seen, None]:
        """Give the view whenever it changes, until the session or our part in it ends. Raises ClientError."""
        while self.ended is None:
            try:
                async with aclosing(self._once()) as seen:
                    async for it in seen:
                        self._tries = 0
                        yield it
            except HeldBackError:
                self.way = "long poll" if self.way == "stream" else "poll"
                continue
            except httpx.ConnectError:
                self.way = "stream"  # perhaps another network, or another server: the best way is tried anew
            except httpx.TransportError:
                pass
            if self.ended is None:
                yield Seen("reconnecting", self.view, "Reconnecting …")
                await asyncio.sleep(backoff(self._tries))
                self._tries += 1
        yield Seen("ended", self.view, self.ended)

    async def _once(self) -> AsyncGenerator[Seen, None]:
        """Follow by the present way until it breaks."""
        ways = {"stream": self._stream, "long poll": self._polls, "poll": self._polls}
        async with aclosing(ways[self.way]()) as seen:
            async for it in seen:
                yield it

    async def _stream(self) -> AsyncGenerator[Seen, None]:
        headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity"}
        if self.seq is not None:
            headers["Last-Event-ID"] = str(self.seq)
        path = f"/s/{self._client.address.code}/events"
        request = self._client.http.build_request(
            "GET", path, headers=headers, timeout=httpx.Timeout(SILENCE, connect=5.0)
        )
        response = await _in_time(self._client.http.send(request, stream=True))
        async with aclosing(response):
            if not await self._welcome(response):
                return
            async with aclosing(read_events(response)) as events:
                await _in_time(anext(events, None))  # hello
                if self._tries and self.view:
                    yield Seen("live", self.view)  # back, though there may be nothing new for long
                async for name, data, seq in events:
                    self._take(name, data)
                    if seq is not None:
                        self.seq = seq
                        yield Seen("live", self.view)

    async def _polls(self) -> AsyncGenerator[Seen, None]:
        failed = False
        while self.ended is None:
            long = self.way == "long poll"
            query = {"wait": LONG_POLL if long and self.seq is not None else 0}
            if self.seq is not None:
                query["after"] = self.seq
            path = f"/s/{self._client.address.code}/poll"
            try:
                response = await self._client.http.get(path, params=query, timeout=httpx.Timeout(SILENCE, connect=5.0))
            except (httpx.ReadError, httpx.ReadTimeout, httpx.RemoteProtocolError):
                if failed and long:
                    raise HeldBackError from None
                failed = True
                await asyncio.sleep(backoff(0))
                continue
            if failed and long and response.status_code in (502, 504):
                raise HeldBackError
            failed = response.status_code in (502, 504)
            if failed or not await self._welcome(response):
                await asyncio.sleep(backoff(0))
                continue
            told = response.json()
            for it in told["events"]:
                self._take(it["event"], it["data"])
            self.seq = told["id"]
            if told["events"] or (self._tries and self.view):
                yield Seen("live", self.view)
            if not long:
                await asyncio.sleep(POLL)

    async def _welcome(self, response: httpx.Response) -> bool:
        """Say whether an answer is one to read; wait where it asks us to. Raises ClientError where there is no more."""
        if response.is_success:
            return True
        await response.aread()
        error = refused(response)
        if error.code == "purged":
            self.ended = "purged"
        elif not passing(response):
            raise error
        await asyncio.sleep(asked_wait(response))
        return False

    def _take(self, name: str, data: Any) -> None:
        """Take in one event: the whole, or the parts that changed."""
        if name == "view":
            self.view = data
        elif name == "room" and self.view.get("room") is not None:
            self.view = {**self.view, "room": {**self.view["room"], **data}}
        elif name == "you":
            self.view = {**self.view, "you": data}
        elif name == "desk":
            self.view = {**self.view, "desk": {**self.view.get("desk", {}), **data}}
        elif name == "end":
            self.ended = data["reason"]


async def read_events(response: httpx.Response) -> AsyncGenerator[tuple[str, Any, int | None], None]:
    """Read an answer as server-sent events: name, data, and the number that it leads to, where it says."""
    waiting = b""
    async for piece in response.aiter_bytes():
        *whole, waiting = (waiting + piece).split(b"\n\n")
        for block in whole:
            # Not by lines of text: words in the data may hold characters that some take for line ends.
            fields = dict(line.split(b": ", 1) for line in block.split(b"\n") if b": " in line and line[:1] != b":")
            if b"data" in fields:
                seq = int(fields[b"id"]) if b"id" in fields else None
                yield fields.get(b"event", b"").decode(), json.loads(fields[b"data"]), seq


async def _in_time(awaited: Awaitable[T]) -> T:
    """Wait for the beginning of a stream. Raises HeldBackError where something on its way keeps it back."""
    try:
        async with asyncio.timeout(HELLO):
            return await awaited
    except TimeoutError:
        raise HeldBackError from None
