"""Reading what comes in: sizes bounded, forms strict, and whom a token lets into which session."""

from __future__ import annotations

import json
import math
import re
import secrets
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from game.group.keeping.tokens import Holder, as_code
from game.group.service.rooms import Room
from game.group.service.sessions import Sessions
from game.group.service.slowing import Slowing

BODY = 16_384
"""Bytes that somebody may post."""
BROWSER = "twohats-browser"
"""The cookie that tells a browser from others, before it is in a session; it says nothing else."""
TOKEN = "twohats"
"""The cookie that holds a participant's token; sent to their session alone."""
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
"""An idempotency key."""
OWN_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,128}")
"""A token that a client has made for itself, of 192 random bits or more."""


class Refused(Exception):
    """A request that is not carried out; it becomes the answer."""

    def __init__(self, status: HTTPStatus, code: str, reason: str, wait: float = 0.0) -> None:
        """Take the status, a code for programs, a sentence for people, and the seconds to wait if any."""
        super().__init__(reason)
        self.status = status
        self.code = code
        self.reason = reason
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Entrance:
    """What stands between a request and a session."""

    sessions: Sessions
    slowing: Slowing

    async def insider(self, request: Request) -> tuple[Room, Holder]:
        """Return the session that a request is for and who sent it. Raises Refused."""
        token = token_of(request)
        room = await self.room(request, token)
        holder = await self.sessions.holder(room, token) if token else None
        if holder is None:
            if token:
                self.slowing.wrong(browser_of(request), room.kept.code)
            raise Refused(HTTPStatus.UNAUTHORIZED, "no-token", "Join the session first.")
        return room, holder

    async def room(self, request: Request, token: str | None) -> Room:
        """Return the session of the code that a request names. Raises Refused, and slows who guesses."""
        code, browser = as_code(request.path_params["code"])[:32], browser_of(request)
        admitted = await self.sessions.admitted(code, token) if token else None
        if admitted is not None:
            return admitted
        wait = self.slowing.wait(browser, code)
        if wait:
            seconds = math.ceil(wait)
            reason = f"Too many wrong codes. Try again in {seconds} second{'s' if seconds > 1 else ''}."
            raise Refused(HTTPStatus.TOO_MANY_REQUESTS, "slow", reason, wait)
        room = await self.sessions.room(code)
        if room is None:
            self.slowing.wrong(browser, code)
            raise Refused(HTTPStatus.NOT_FOUND, "no-session", "No session has this code. Look at the wall again.")
        return room


def token_of(request: Request) -> str | None:
    """Return the token that a request carries, in its header or its cookie; None where it carries none."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return (token.strip() if kind.lower() == "bearer" else request.cookies.get(TOKEN)) or None


def browser_of(request: Request) -> str:
    """Return what tells the browser of a request from others; empty where it does not say."""
    return request.cookies.get(BROWSER, "")[:64]


def named(request: Request, response: Response) -> Response:
    """Give a browser that has none the cookie that tells it from others."""
    if not browser_of(request):
        response.set_cookie(BROWSER, secrets.token_urlsafe(16), httponly=True, samesite="lax", max_age=86_400)
    return response


def refusal(refused: Refused) -> JSONResponse:
    """Return a refusal as an answer."""
    headers = {"Retry-After": str(math.ceil(refused.wait))} if refused.wait else None
    return JSONResponse({"code": refused.code, "reason": refused.reason}, refused.status, headers)


async def body_of(request: Request, most: int = BODY) -> bytes:
    """Return what was posted. Raises Refused where it is too much."""
    too_much = Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-long", f"That is more than {most // 1024} KB.")
    stated = request.headers.get("content-length", "0")
    if not stated.isdecimal() or int(stated) > most:
        raise too_much
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise too_much
    return bytes(body)


def json_of(body: bytes) -> dict[str, Any]:
    """Return a JSON object. Raises Refused where it is anything else."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise Refused(HTTPStatus.BAD_REQUEST, "wrong", "That is no JSON object.")
    return value


def number_of(text: str | None, most: int) -> int | None:
    """Return a whole number of a query or header; None where it is none, or too large to be one of ours."""
    if text is None or not (text.isascii() and text.isdecimal()) or len(text) > 16:
        return None
    return int(text) if int(text) <= most else None
