"""The port: whether it is free, and if not, who answers there."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from typing import TYPE_CHECKING

import httpx

from game.group.addressing import EVERYWHERE, LOOPBACK
from game.group.doctor.lines import Line
from game.group.hosting import Hosting, address_words
from game.group.keeping.store import Store

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

PORT, TRIES = 8120, 20
"""Where a session is held unless told otherwise, and how many ports after it are tried."""
_PATIENCE = 2.0
"""Seconds for whoever has the port to answer."""


def taken_up(
    store: Store, host: str, port: int | None, pages: Sequence[BaseRoute]
) -> tuple[Hosting | None, Line]:
    """Return a server at the port that a session would be held at, and what to say; None where there is no port."""
    wanted = PORT if port is None else port
    for tried in range(PORT, PORT + TRIES) if port is None else (port,):
        try:
            hosting = Hosting(store, host, tried, pages=pages)
        except OSError as error:
            last = error
        else:
            return hosting, _found_line(host, wanted, hosting.port)
    words, _, step = address_words(last, host, wanted).partition(". ")
    if last.errno == errno.EADDRINUSE:
        words = f"{words}: {who_answers(host, wanted)}"
    return None, Line("wrong", "port", f"{words}.", (step,))


def who_answers(host: str, port: int) -> str:
    """Say who has a port, by what they answer there."""
    asked = LOOPBACK if host in EVERYWHERE else host
    url = f"http://{f'[{asked}]' if ':' in asked else asked}:{port}/health"
    try:
        answer = httpx.get(url, timeout=_PATIENCE, trust_env=False)
    except httpx.ConnectError:
        return "something holds it, but does not answer"
    except (httpx.HTTPError, httpx.InvalidURL):
        return "a program that is no web server answers there"
    if answer.content == b"ok\n" and "content-security-policy" in answer.headers:
        return "a session of Two Hats, or its server, runs there already"
    name = answer.headers.get("server", "")[:40]
    return f"a web server answers there{f', {name}' if name else ''}"


def _found_line(host: str, wanted: int, found: int) -> Line:
    if found == wanted or wanted == 0:
        return Line("ok", "port", f"Port {found} is free, and this check listens there now.")
    words = f"Port {wanted} is taken: {who_answers(host, wanted)}. A session would take {found}, as this check does."
    step = f"If that is a session from before, leave it with q in its terminal. Otherwise port {found} will do."
    return Line("look", "port", words, (step,))
