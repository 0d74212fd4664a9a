"""The check page: what a phone opens to try this network, and what it tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from importlib.resources import files
from queue import SimpleQueue
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from game.group.doctor.found import Found, Visit
from game.group.service.requests import Refused, body_of, refusal

MOST = 500
"""Devices that are counted; more are answered and not told of."""
_BYTES = 1024
_MS = Annotated[int, Field(ge=0, le=60_000)]
_DEVICES: Final = ("iPhone", "iPad", "Android", "Macintosh", "Windows", "CrOS", "Linux")
"""What browsers name themselves by, the more telling first."""
_NAMES: Final = {"Macintosh": "Mac", "CrOS": "Chromebook"}
_FILES: Final = {"doctor.html": "text/html", "doctor.js": "text/javascript"}


class Told(BaseModel):
    """What a phone sends: a mark of its own for this visit, and milliseconds by each way."""

    model_config = ConfigDict(extra="forbid", strict=True)

    device: Annotated[str, Field(pattern=r"^[0-9a-f]{16,64}$")]
    stream: _MS | None
    long_poll: _MS | None
    poll: _MS | None


class Phones:
    """The phones that came. The server's thread fills it, the terminal's reads it."""

    def __init__(self, code: str, own: Iterable[str]) -> None:
        """Try phones in the session of a code; `own` are the addresses of this computer."""
        self.visits: SimpleQueue[Visit] = SimpleQueue()
        self.opened = 0
        """How often the page was opened from elsewhere."""
        self._code = code
        self._own = frozenset(own)
        self._numbers: dict[str, int] = {}

    def routes(self) -> list[BaseRoute]:
        """Return where the page and its parts are found."""
        return [
            Route("/doctor", self._page, methods=["GET"]),
            Route("/doctor/doctor.js", self._script, methods=["GET"]),
            Route("/doctor/begin", self._begin, methods=["POST"]),
            Route("/doctor/found", self._found, methods=["POST"]),
        ]

    async def _page(self, request: Request) -> Response:
        self.opened += not self._is_own(request)
        return _file("doctor.html")

    async def _script(self, _request: Request) -> Response:
        return _file("doctor.js")

    async def _begin(self, _request: Request) -> Response:
        return JSONResponse({"code": self._code})

    async def _found(self, request: Request) -> Response:
        """Take down what a phone found, and tell it what that means."""
        try:
            told = Told.model_validate_json(await body_of(request, _BYTES))
        except ValidationError:
            return refusal(Refused(HTTPStatus.BAD_REQUEST, "wrong", "That is not what this page sends."))
        except Refused as refused:
            return refusal(refused)
        found = Found(told.stream, told.long_poll, told.poll)
        if told.device in self._numbers or len(self._numbers) < MOST:
            number = self._numbers.setdefault(told.device, len(self._numbers) + 1)
            device = device_name(request.headers.get("user-agent", ""))
            self.visits.put(Visit(number, device, self._is_own(request), found))
        words = f"{found.words[0].upper()}{found.words[1:]}."
        return JSONResponse({"mark": found.mark, "words": words})

    def _is_own(self, request: Request) -> bool:
        client = request.client.host if request.client else ""
        return client in self._own or client.startswith("127.")


def device_name(agent: str) -> str:
    """Return what a browser's name for itself says of the device."""
    found = next((it for it in _DEVICES if re.search(rf"\b{it}\b", agent)), "")
    return _NAMES.get(found, found) or "a device"


def _file(name: str) -> Response:
    content = (files("game.group.doctor") / "files" / name).read_bytes()
    return Response(content, media_type=_FILES[name])
