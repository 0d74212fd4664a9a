"""What holds for every request and answer: where it may come from, how much it may hold, what a page of it may do."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""A page loads nothing from elsewhere, runs no script but our files, and stands in nobody's frame."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
MOST_HEADERS = 16_384
"""Bytes of the headers of a request; uvicorn bounds each line, not all."""
SAFE = ("GET", "HEAD")
"""Methods that change nothing."""


class Guard:
    """Turns away what comes from another site's page, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                # What is said in a session is nobody's to keep on the way.
                headers.setdefault("Cache-Control", "no-store, no-transform")
            await send(message)

        if sum(len(name) + len(value) for name, value in scope["headers"]) > MOST_HEADERS:
            await JSONResponse({"code": "too-long", "reason": "Too many headers."}, 431)(scope, receive, guarded)
            return
        if scope["method"] not in SAFE and not from_here(Headers(scope=scope)):
            refusal = JSONResponse({"code": "origin", "reason": "This was sent from a page of another site."}, 403)
            await refusal(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)


def from_here(headers: Headers) -> bool:
    """Say whether a request was made by our own page, or by no page at all, as a terminal's."""
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower() != ""
