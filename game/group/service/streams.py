"""Following a session: server-sent events, long polls and polls, by one cursor, the number of the log."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from game.group.keeping.tokens import FACILITATOR, PARTICIPANT, Holder
from game.group.service.frames import changed, encoded, event
from game.group.service.rooms import Room
from game.group.service.sessions import Sessions

PATIENCE = 30.0
"""Seconds that somebody's line may be stuck before they are let go; they come back by their cursor."""
AT_MOST = 16_384
"""Bytes that are sent at once, so that a slow line holds little of our memory."""
AGAIN_MS = 1000
"""Milliseconds that a browser waits before it opens a stream again."""


class Cursor:
    """How far somebody has followed, and what there is for them since."""

    def __init__(self, room: Room, holder: Holder, seq: int | None) -> None:
        """Begin where somebody was, by the last number that they have seen; None is from nothing."""
        self._room = room
        self._holder = holder
        self.seq = seq if seq is not None else 0
        # The desk has a clock in it that no entry moves, so that it always begins with the whole.
        known = seq is not None and holder.right != FACILITATOR
        self._position = room.frames.position(self.seq) if known else None
        self._own: bytes | None = None
        self._desk: Mapping[str, Any] = {}
        self.ended: str | None = None
        """Why there will be no more, once there will not."""

    def news(self) -> list[tuple[str, bytes]]:
        """Return the events since the last time, names and JSON, and move behind them."""
        room = self._room
        if room.gone:
            self.ended = "purged"
            return [("end", encoded({"reason": "purged"}))]
        behind, self.seq = self.seq, room.shown.seq
        frames = None if self._position is None else room.frames.since(self._position)
        self._position = room.frames.end
        if frames is None:
            return self._all()
        return [("room", it.data) for it in frames] + self._own_part(behind) + self._desk_part()

    def _all(self) -> list[tuple[str, bytes]]:
        room, part = self._room, b""
        if self._holder.right == FACILITATOR:
            self._desk = room.desk()
            part = encoded(self._desk)
        elif self._holder.participant:
            self._own = part = room.own(self._holder.participant)
        return [("view", room.whole(self._holder, part)), *self._removed()]

    def _own_part(self, behind: int) -> list[tuple[str, bytes]]:
        participant = self._holder.participant
        if not participant or self._room.own_changed(participant) <= behind:
            return []
        before, self._own = self._own, self._room.own(participant)
        return [("you", self._own), *self._removed()] if self._own != before else []

    def _desk_part(self) -> list[tuple[str, bytes]]:
        if self._holder.right != FACILITATOR:
            return []
        before, self._desk = self._desk, self._room.desk()
        parts = changed(before, self._desk)
        return [("desk", encoded(parts))] if parts else []

    def _removed(self) -> list[tuple[str, bytes]]:
        """Return the end, for somebody who was shut out."""
        if self._holder.right != PARTICIPANT or not self._room.removed(str(self._holder.participant)):
            return []
        self.ended = "removed"
        return [("end", encoded({"reason": "removed"}))]


class Stream(Response):
    """One answer that goes on: everything since the cursor, then everything that comes."""

    def __init__(self, sessions: Sessions, room: Room, holder: Holder, seq: int | None) -> None:
        """Stream a session to somebody who has seen it up to a number."""
        super().__init__()
        self._sessions = sessions
        self._room = room
        self._holder = holder
        self._cursor = Cursor(room, holder, seq)
        self._left = False
        self._waiting: asyncio.Future[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until they leave, the server goes, or there is nothing more to come."""
        headers = [
            (b"content-type", b"text/event-stream; charset=utf-8"),
            (b"cache-control", b"no-store, no-transform"),
            (b"x-accel-buffering", b"no"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        watch = asyncio.create_task(self._until_left(receive))
        # Whoever is stuck for long, or gone, comes back by their cursor.
        try:
            with self._room.following(self._holder), contextlib.suppress(TimeoutError):
                await self._follow(send)
        finally:
            watch.cancel()

    async def _follow(self, send: Send) -> None:
        hello = b"retry: %d\nevent: hello\ndata: {}\n\n" % AGAIN_MS
        while not self._left and not self._sessions.closing:
            self._waiting = self._room.waiter()
            for piece in _pieces(self._cursor.news(), self._cursor.seq) or [b": still here\n\n"]:
                await _send(send, hello + piece)
                hello = b""
            if self._cursor.ended:
                break
            if not self._left and not self._sessions.closing:
                await self._waiting
        if self._sessions.closing:
            await _send(send, event("closing", encoded({"reason": "restart"})))
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _until_left(self, receive: Receive) -> None:
        """See to it that the stream ends when its reader leaves."""
        while (await receive())["type"] != "http.disconnect":
            pass
        self._left = True
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(None)


async def polled(sessions: Sessions, room: Room, holder: Holder, seq: int | None, wait: float) -> bytes:
    """Return what there is since a cursor as JSON, waiting so many seconds where there is nothing yet."""
    with room.following(holder), contextlib.suppress(TimeoutError):
        async with asyncio.timeout(wait):
            while seq == room.shown.seq and not room.gone and not sessions.closing:
                await room.waiter()
    cursor = Cursor(room, holder, seq)
    events = [b'{"event":"%b","data":%b}' % (name.encode(), data) for name, data in cursor.news()]
    return b'{"id":%d,"events":[%b]}' % (cursor.seq, b",".join(events))


def _pieces(news: list[tuple[str, bytes]], seq: int) -> list[bytes]:
    """Return some events as bytes to send, few at once; the last carries the number that they lead to.

    Somebody cut off half-way comes back with the number before, and is given all of it again.
    """
    pieces, size = [bytearray()], 0
    for index, (name, data) in enumerate(news, 1):
        if size > AT_MOST:
            pieces.append(bytearray())
            size = 0
        pieces[-1] += event(name, data, seq if index == len(news) else None)
        size += len(data)
    return [bytes(it) for it in pieces if it]


async def _send(send: Send, piece: bytes) -> None:
    async with asyncio.timeout(PATIENCE):
        await send({"type": "http.response.body", "body": piece, "more_body": True})
