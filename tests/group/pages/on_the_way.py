"""What may stand between a phone and the host, a proxy that holds streams back, and the host as a process."""

from __future__ import annotations

import re
import select
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any, Literal

import httpx
from running import TwoHats

PATIENCE = 60.0
_HOP = ("connection", "transfer-encoding", "keep-alive", "date", "server")


class Proxy(ThreadingHTTPServer):
    """Passes everything on to `target`, and keeps every byte that went to the browsers."""

    daemon_threads = False

    def __init__(self, holds: Literal["", "answers", "bodies", "polls"]) -> None:
        """`holds`: of streams nothing, all of their answers, or what comes after the headers.

        With "polls" it holds streams, and cuts what waits for an answer as well.
        """
        super().__init__(("127.0.0.1", 0), _Passing)
        self.holds = holds
        self.target = ""
        self.seen = bytearray()
        self.over = Event()
        self.streams: list[socket.socket] = []

    def cut(self) -> None:
        """Break every stream that passes, as Wi-Fi does."""
        while self.streams:
            with suppress(OSError):  # it has ended by itself
                self.streams.pop().shutdown(socket.SHUT_RDWR)

    @property
    def url(self) -> str:
        """Return what browsers open."""
        return f"http://127.0.0.1:{self.server_port}"


class _Passing(BaseHTTPRequestHandler):
    server: Proxy

    def do_GET(self) -> None:
        self._pass(b"")

    def do_POST(self) -> None:
        self._pass(self.rfile.read(int(self.headers["Content-Length"])))

    def _pass(self, body: bytes) -> None:
        proxy = self.server
        held = proxy.holds.replace("polls", "answers") if "/events" in self.path else ""
        if "/events" in self.path:
            proxy.streams.append(self.connection)
        if held == "answers":
            proxy.over.wait()
            return
        if proxy.holds == "polls" and re.search(r"/poll\?.*wait=[1-9]", self.path):
            self.close_connection = True
            return
        headers = dict(self.headers) | {"Accept-Encoding": "identity"}
        with (
            httpx.Client(trust_env=False, timeout=None) as client,
            client.stream(self.command, proxy.target + self.path, headers=headers, content=body) as answer,
        ):
            self.send_response_only(answer.status_code)
            for name, value in answer.headers.multi_items():
                if name not in _HOP:
                    self.send_header(name, value)
            self.end_headers()
            if held == "bodies":
                proxy.over.wait()
                return
            try:
                for piece in answer.iter_raw():
                    proxy.seen += piece
                    self.wfile.write(piece)
            except (ConnectionError, httpx.TransportError):
                self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def proxy(holds: Literal["", "answers", "bodies", "polls"] = "") -> Iterator[Proxy]:
    """Run a proxy; open it before the host, so that the host ends the streams that pass through it."""
    with Proxy(holds) as it:
        thread = Thread(target=it.serve_forever)
        thread.start()
        try:
            yield it
        finally:
            it.over.set()
            it.shutdown()
            thread.join()


@contextmanager
def host_process(home: Path, database: str, port: int = 0) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run `twohats serve` in a process of its own; it listens when this gives it, with its port."""
    twohats = TwoHats(home)
    words = twohats.command("serve", "--host", "127.0.0.1", "--port", str(port), "--database", database)
    with subprocess.Popen(words, env=twohats.environment, cwd=home, stderr=subprocess.PIPE) as process:
        try:
            assert process.stderr is not None
            assert select.select([process.stderr], [], [], PATIENCE)[0]
            said = process.stderr.readline().decode()
            found = re.search(r"http://127\.0\.0\.1:(\d+)", said)
            assert found, said
            yield process, int(found[1])
        finally:
            process.send_signal(signal.SIGKILL)
