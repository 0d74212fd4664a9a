"""Running the service: in a thread beside a screen, or alone until it is told to end."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import resource
import signal
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_log_dir

from game.group.keeping.store import Store
from game.group.keeping.tokens import new_token
from game.group.service.app import application
from game.group.service.server import Server, listening
from game.group.service.sessions import Sessions

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

LINES = 16_384
"""Open lines that a server can do with."""


class Hosting:
    """A server in a thread of its own; use it in a `with` block. Raises OSError where the port is taken."""

    def __init__(
        self, store: Store, host: str, port: int, server_key: str | None = None, pages: Sequence[BaseRoute] = ()
    ) -> None:
        """Listen at an address, so that its port is known; serve once the block is entered."""
        self._sessions = Sessions(store)
        self._server = Server(application(self._sessions, server_key, pages), self._sessions)
        allow_lines()
        log_to_file()
        self._socket = listening(host, port)
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._run, name="twohats-server", daemon=True)
        self._fault: BaseException | None = None

    @property
    def url(self) -> str:
        """Return the address on this computer."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Hosting:
        """Begin to serve; connections are taken when this returns, since the socket listens already."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End the streams, write what waits, and end. Raises what the server died of, if it did."""
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()
        if self._fault is not None:
            raise self._fault

    def _run(self) -> None:
        try:
            asyncio.run(self._server.run_on([self._socket]))
        except BaseException as error:
            self._fault = error


def serve_sessions(
    store: Store,
    host: str,
    port: int,
    server_key: str | None,
    tell: Callable[[str], None],
    pages: Sequence[BaseRoute] = (),
) -> None:
    """Serve until SIGTERM or Ctrl-C; `tell` is given lines for whoever runs it. Raises OSError."""
    allow_lines()
    key = server_key or new_token()
    sessions = Sessions(store)
    server = Server(application(sessions, key, pages), sessions)
    with listening(host, port) as opened:
        shown = f"[{host}]" if ":" in host else host
        tell(f"Serving sessions at http://{shown}:{opened.getsockname()[1]}, kept in {store.place}. Ctrl-C ends it.")
        if server_key is None:
            tell(f"Who makes a session here needs this key, in TWOHATS_SERVER_KEY: {key}")

        async def run() -> None:
            for kind in (signal.SIGTERM, signal.SIGINT):
                asyncio.get_running_loop().add_signal_handler(kind, _end, server)
            await server.run_on([opened])

        asyncio.run(run())


def allow_lines() -> None:
    """Allow this process as many open lines as the system lets it: many begin with 1,024, a full room needs more."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    wanted = LINES if most == resource.RLIM_INFINITY else min(most, LINES)
    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def log_to_file() -> None:
    """Write what goes wrong in the server to the log file, since there is a screen where it would be written."""
    folder = Path(user_log_dir("twohats", appauthor=False))
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(folder / "twohats.log", encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))
        for name in ("uvicorn", "twohats"):
            logger = logging.getLogger(name)
            for old in logger.handlers[:]:
                logger.removeHandler(old)
                old.close()
            logger.addHandler(handler)
            logger.propagate = False


def address_words(error: OSError, host: str, port: int) -> str:
    """Return what to say where an address cannot be listened at."""
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Name another: --port {port + 1 if port < 65535 else port - 1}"
    reason = (error.strerror or str(error)).lower()
    return f"{host} port {port} cannot be listened at: {reason}. Name another with --host and --port."


def _end(server: Server) -> None:
    server.should_exit = True
