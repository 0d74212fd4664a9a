"""Many people at once, each with lines of their own, on as little of this machine as can be."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Person:
    """Somebody with one line to act on and one to follow by."""

    host: str
    port: int
    code: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    acting: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    following: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    seen: bytearray = field(default_factory=bytearray)
    """What came on the second line and has not been looked at yet."""

    async def post(self, what: str, body: dict[str, Any], key: str = "") -> tuple[int, dict[str, Any]]:
        """Post something, and return the status and the answer."""
        if self.acting is None:
            self.acting = await asyncio.open_connection(self.host, self.port)
        reader, writer = self.acting
        data = json.dumps(body).encode()
        head = self._head("POST", what) + f"Idempotency-Key: {key or secrets.token_hex(8)}\r\n"
        writer.write(f"{head}Content-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data)
        status, headers = await _answer(reader)
        return status, json.loads(await reader.readexactly(int(headers["content-length"])))

    async def follow(self, after: int | None = None) -> None:
        """Open the stream, up to the head of its answer."""
        reader, writer = self.following = await asyncio.open_connection(self.host, self.port)
        last = "" if after is None else f"Last-Event-ID: {after}\r\n"
        writer.write((self._head("GET", "events") + f"{last}\r\n").encode())
        status, _ = await _answer(reader)
        assert status == 200, status

    async def see(self, words: bytes) -> None:
        """Read the stream until some words come by."""
        assert self.following is not None
        while (at := self.seen.find(words)) < 0:
            piece = await self.following[0].read(65_536)
            assert piece, "the stream has ended"
            del self.seen[: max(0, len(self.seen) - len(words))]
            self.seen += piece
        del self.seen[: at + len(words)]

    async def end(self) -> bytes:
        """Read the stream to its end, and return the last of it."""
        assert self.following is not None
        return bytes(self.seen) + await self.following[0].read()

    def close(self) -> None:
        """Leave, without a word."""
        for line in (self.acting, self.following):
            if line:
                line[1].close()

    def _head(self, method: str, what: str) -> str:
        where = f"{method} /s/{self.code}/{what} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n"
        return f"{where}Authorization: Bearer {self.token}\r\n"


async def all_of(people: list[Person], do: Callable[[Person], Awaitable[Any]], at_once: int = 100) -> list[Any]:
    """Have everyone do something, so many at a time."""
    turns = asyncio.Semaphore(at_once)

    async def one(person: Person) -> Any:
        async with turns:
            return await do(person)

    return await asyncio.gather(*(one(person) for person in people))


async def _answer(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    return int(lines[0].split()[1]), headers
