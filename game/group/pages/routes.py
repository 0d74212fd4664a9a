"""Where the pages are found: `/` asks for a code, `/s/CODE` is a phone's, `/s/CODE/desk` the facilitator's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from game.group.keeping.tokens import as_code, is_code

_KINDS: Final = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def pages() -> list[BaseRoute]:
    """Return the routes of every page and its files."""
    return [
        Route("/", _page("enter.html"), methods=["GET"]),
        Route("/s/{code}", _page("phone.html"), methods=["GET"]),
        Route("/s/{code}/desk", _page("desk.html"), methods=["GET"]),
        Route("/page/{name}", _file, methods=["GET"]),
        Route("/{code}", _by_code_alone, methods=["GET"]),
    ]


@cache
def _contents() -> dict[str, bytes]:
    """Return every file that a page is made of, by its name: nothing else in the folder, or beside it, is served."""
    folder = files("game.group.pages") / "files"
    return {it.name: it.read_bytes() for it in folder.iterdir() if PurePosixPath(it.name).suffix in _KINDS}


def _page(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def page(request: Request) -> Response:
        typed = request.path_params.get("code", "")
        code = as_code(typed)
        # One address for one session, however its code was typed: what a browser keeps is kept by the address.
        if code != typed and is_code(code):
            return RedirectResponse(f"/s/{code}{'/desk' if name == 'desk.html' else ''}")
        return _answer(name)

    return page


async def _by_code_alone(request: Request) -> Response:
    """Lead on who typed the code right behind the host's name."""
    code = as_code(request.path_params["code"])
    return RedirectResponse(f"/s/{code}") if is_code(code) else _answer("enter.html", 404)


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    return _answer(name) if name in _contents() and not name.endswith(".html") else Response(status_code=404)


def _answer(name: str, status: int = 200) -> Response:
    # Kept by nobody on the way: a host that is brought up to date is so for every phone at once.
    return Response(_contents()[name], status, media_type=_KINDS[PurePosixPath(name).suffix])
