"""The service as an application: every address that it answers at.

    POST /sessions                  a new session; needs the server's key
    GET  /s/CODE/door               what to know before coming in
    POST /s/CODE/join               come in, or come back: {"name": TEXT | null}
    POST /s/CODE/act                do something, with an Idempotency-Key: a command of `session.commands`
    GET  /s/CODE/events             follow: server-sent events, from Last-Event-ID or ?after=
    GET  /s/CODE/poll?after=&wait=  the same by long polls, or with wait=0 by polls
    GET  /health                    whether it is there

A token goes in `Authorization: Bearer`; a participant's also in the cookie that joining sets.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import logging
import secrets
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from game.group.keeping.errors import KeepingError
from game.group.keeping.tokens import PARTICIPANT, Holder, hashed, new_token
from game.group.service.creating import created
from game.group.service.frames import encoded
from game.group.service.guarding import Guard
from game.group.service.posts import Accepted, Gone
from game.group.service.requests import (
    KEY,
    OWN_TOKEN,
    TOKEN,
    Entrance,
    Refused,
    body_of,
    json_of,
    named,
    number_of,
    refusal,
    token_of,
)
from game.group.service.rooms import Room, who_is
from game.group.service.sessions import Busy, Sessions, UnreadableError
from game.group.service.slowing import Slowing
from game.group.service.streams import Stream, polled
from game.group.session.asking import Refusal, Who
from game.group.session.commands import Command, Join, command_from_json

LOG = logging.getLogger("twohats")
"""What the host should hear of: a database that takes nothing more."""
STREAMS_EACH = 6
"""Streams that one person may hold at once: a phone, a laptop and some forgotten tabs."""
STREAMS = 6000
"""Streams that one server holds."""
LONGEST = 30
"""Seconds that a long poll waits at most."""
_LAST = 2**53
_STATUS = {
    "not-allowed": HTTPStatus.FORBIDDEN,
    "removed": HTTPStatus.FORBIDDEN,
    "wrong": HTTPStatus.BAD_REQUEST,
    "too-long": HTTPStatus.BAD_REQUEST,
    "empty": HTTPStatus.BAD_REQUEST,
}
"""What a refusal by the session is in HTTP, where it is not a conflict with how things stand."""


class Service:
    """The answers."""

    def __init__(self, sessions: Sessions, server_key: str | None) -> None:
        """Answer for some sessions; without a key nobody makes new ones over HTTP."""
        self._sessions = sessions
        self._server_key = server_key
        self._entrance = Entrance(sessions, Slowing())

    async def door(self, request: Request) -> Response:
        """Tell somebody at the door what they come in to."""
        room = await self._entrance.room(request, token_of(request))
        return named(request, JSONResponse(room.door()))

    async def join(self, request: Request) -> Response:
        """Let somebody in, or back in by their token."""
        body = json_of(await body_of(request))
        token = token_of(request)
        room = await self._entrance.room(request, token)
        holder = await self._sessions.holder(room, token) if token else None
        if holder is None and token is not None and not OWN_TOKEN.fullmatch(token):
            raise Refused(HTTPStatus.BAD_REQUEST, "wrong", "A token of your own has 32 to 128 letters and digits.")
        if holder is not None and holder.right != PARTICIPANT:
            raise Refused(HTTPStatus.FORBIDDEN, "not-allowed", "This link is for the desk or the wall, not for a seat.")
        token = token or new_token()
        who = who_is(holder) if holder else Who(PARTICIPANT, secrets.token_hex(8))
        command = _command({**body, "kind": "join"})
        accepted = await self._post(room, who, command, token=hashed(token))
        room.holders[hashed(token)] = Holder(room.kept.id, PARTICIPANT, accepted.who.id)
        told = {"token": token, "participant": accepted.who.id}
        response = self._answer(room, accepted, told)
        path = f"/s/{room.kept.code}"
        response.set_cookie(TOKEN, token, httponly=True, samesite="strict", max_age=30 * 86_400, path=path)
        return named(request, response)

    async def act(self, request: Request) -> Response:
        """Do what somebody asks, once."""
        room, holder = await self._entrance.insider(request)
        body = await body_of(request)
        key = request.headers.get("idempotency-key", "")
        if not KEY.fullmatch(key):
            reason = "Send an Idempotency-Key of 8 to 64 letters and digits, a new one for each act."
            raise Refused(HTTPStatus.BAD_REQUEST, "wrong", reason)
        command = _command(json_of(body))
        if isinstance(command, Join):
            raise Refused(HTTPStatus.BAD_REQUEST, "wrong", "Joining has an address of its own: /join.")
        self._paced(room, holder)
        accepted = await self._post(room, who_is(holder), command, key, hashlib.sha256(body).digest())
        return self._answer(room, accepted, {})

    async def poll(self, request: Request) -> Response:
        """Tell somebody what there is since their cursor."""
        room, holder = await self._entrance.insider(request)
        await self._taken_up(room, holder)
        query = request.query_params
        wait = number_of(query.get("wait"), LONGEST) or 0
        told = await polled(self._sessions, room, holder, number_of(query.get("after"), _LAST), wait)
        return Response(told, media_type="application/json")

    async def events(self, request: Request) -> Response:
        """Let somebody follow."""
        room, holder = await self._entrance.insider(request)
        await self._taken_up(room, holder)
        last = request.headers.get("last-event-id") or request.query_params.get("after")
        return Stream(self._sessions, room, holder, number_of(last, _LAST))

    async def create(self, request: Request) -> Response:
        """Make a session for somebody who holds the server's key."""
        given, key = token_of(request) or "", self._server_key
        if key is None or not hmac.compare_digest(hashed(given), hashed(key)):
            raise Refused(HTTPStatus.UNAUTHORIZED, "no-key", "New sessions need the key that the server was given.")
        return JSONResponse(await created(self._sessions.store, request), HTTPStatus.CREATED)

    async def health(self, _request: Request) -> Response:
        """Say that it is there."""
        return Response(b"ok\n", media_type="text/plain")

    async def _post(
        self, room: Room, who: Who, command: Command, key: str = "", asked: bytes = b"", token: bytes | None = None
    ) -> Accepted:
        try:
            outcome = await self._sessions.post(room, who, command, key, asked, token)
        except Busy:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "busy", "Too much at once. Try again.", 1) from None
        if isinstance(outcome, Accepted):
            return outcome
        if isinstance(outcome, Refusal):
            raise Refused(_STATUS.get(outcome.code, HTTPStatus.CONFLICT), outcome.code, outcome.reason)
        if isinstance(outcome, Gone):
            raise Refused(HTTPStatus.GONE, "purged", "This session has been deleted by who held it.")
        raise outcome

    def _answer(self, room: Room, accepted: Accepted, told: dict[str, Any]) -> Response:
        """Return an answer with the number reached, and a participant's own part with what they just did in it."""
        body = encoded({"seq": accepted.seq, **told})
        if accepted.who.right == PARTICIPANT:
            body = b'%b,"you":%b}' % (body[:-1], room.own(accepted.who.id, latest=True))
        return Response(body, media_type="application/json")

    def _paced(self, room: Room, holder: Holder) -> None:
        room.hear(holder)
        wait = room.pacing.wait(holder.participant or holder.right)
        if wait:
            raise Refused(HTTPStatus.TOO_MANY_REQUESTS, "slow", "Not so fast: try again in a second.", wait)

    async def _taken_up(self, room: Room, holder: Holder) -> None:
        """Let somebody follow where there is a place, and count them as there again where they did not."""
        if room.clients[holder] >= STREAMS_EACH:
            raise Refused(HTTPStatus.TOO_MANY_REQUESTS, "streams", "This session is open too often. Close a tab.", 5)
        if self._sessions.clients >= STREAMS:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "busy", "This server is full. Try again in a moment.", 5)
        if holder.participant in room.let_go:
            room.let_go.discard(holder.participant)
            with contextlib.suppress(Refused):  # shut out or closed meanwhile: they may look all the same
                await self._post(room, who_is(holder), Join())


def application(sessions: Sessions, server_key: str | None = None, pages: Sequence[BaseRoute] = ()) -> Starlette:
    """Return the application for some sessions, with the pages that phones and desks open."""
    service = Service(sessions, server_key)
    routes = [
        Route("/sessions", service.create, methods=["POST"]),
        Route("/s/{code}/door", service.door, methods=["GET"]),
        Route("/s/{code}/join", service.join, methods=["POST"]),
        Route("/s/{code}/act", service.act, methods=["POST"]),
        Route("/s/{code}/poll", service.poll, methods=["GET"]),
        Route("/s/{code}/events", service.events, methods=["GET"]),
        Route("/health", service.health, methods=["GET"]),
    ]
    handlers: dict[Any, Any] = {
        Refused: _refused,
        KeepingError: _not_kept,
        UnreadableError: _unreadable,
        HTTPException: _not_here,
    }
    return Starlette(
        routes=[*routes, *pages], middleware=[Middleware(Guard)], exception_handlers=handlers
    )


def _command(body: dict[str, Any]) -> Command:
    command = command_from_json(body)
    if isinstance(command, Refusal):
        raise Refused(HTTPStatus.BAD_REQUEST, command.code, command.reason)
    return command


async def _refused(request: Request, refused: Refused) -> Response:
    return named(request, refusal(refused))


async def _not_kept(_request: Request, error: KeepingError) -> Response:
    LOG.error("%s", error)
    return refusal(Refused(HTTPStatus.SERVICE_UNAVAILABLE, "not-kept", "That could not be kept. Try again.", 1))


async def _unreadable(_request: Request, error: UnreadableError) -> Response:
    LOG.error("%s", error, exc_info=error)
    return refusal(Refused(HTTPStatus.INTERNAL_SERVER_ERROR, "unreadable", str(error)))


async def _not_here(_request: Request, error: HTTPException) -> Response:
    return refusal(Refused(HTTPStatus(error.status_code), "not-here", HTTPStatus(error.status_code).phrase + "."))
