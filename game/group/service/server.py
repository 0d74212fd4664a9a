"""The server: uvicorn, with streams that are told to end before it waits for them."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

from game.group.service.sessions import Sessions

GRACE = 2
"""Seconds that requests under way have when the server ends; streams have ended by then."""
BACKLOG = 2048
"""Connections that may wait to be taken: a room opens the page in the same moment."""
HEADERS = 16_384
"""Bytes of a request before its body."""


class Server(uvicorn.Server):
    """Serves some sessions on a socket until it is told to end, which it does within seconds."""

    def __init__(self, app: ASGIApp, sessions: Sessions) -> None:
        """Serve an application; its sessions are started and stopped with the server."""
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            lifespan="off",
            server_header=False,
            # Whoever claims to be forwarded is not believed: nothing here hangs on an address.
            proxy_headers=False,
            backlog=BACKLOG,
            timeout_graceful_shutdown=GRACE,
            timeout_keep_alive=30,
            h11_max_incomplete_event_size=HEADERS,
            http="h11",
            ws="none",
        )
        super().__init__(config)
        self._sessions = sessions

    async def run_on(self, sockets: list[socket.socket]) -> None:
        """Serve on sockets that listen, until `should_exit` is set."""
        await self._sessions.start()
        try:
            await self.serve(sockets)
        finally:
            await self._sessions.stop()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams first: uvicorn would wait for them, and they for it."""
        self._sessions.end_streams()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to whoever runs the server, so that SIGTERM is an end like any other and exits 0."""
        yield


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 is any that is free. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, or asyncio would leave Nagle's wait on, and every answer on a line kept open would take 40 ms more.
    opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # After a crash the same port is free at once.
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen(BACKLOG)
    except BaseException:
        opened.close()
        raise
    return opened
