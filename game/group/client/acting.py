"""One person in a session: joining, acting, each thing once however often it has to be sent."""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Mapping
from types import TracebackType
from typing import Any

import httpx

from game.group.client.address import Address
from game.group.client.errors import ClientError, UnreachableError, passing, refused
from game.group.keeping.tokens import new_token

PATIENCE = 60.0
"""Seconds that something is sent again before it is given up."""
FIRST_WAIT = 0.5
LONGEST_WAIT = 3.0
"""Seconds between two tries: doubled each time, and drawn, so that a room does not come back in one instant."""
_TIMEOUT = httpx.Timeout(10.0, connect=5.0)


class Client:
    """Takes part in one session; use it in an `async with` block."""

    def __init__(self, address: Address, token: str | None = None) -> None:
        """Speak to a session, as whoever holds the token: the address's own unless given, else a new person."""
        self.address = address
        self.token = token or address.token or new_token()
        """What lets us in, and back in; keep it to come back."""
        self.http = httpx.AsyncClient(
            base_url=address.host, timeout=_TIMEOUT, headers={"Authorization": f"Bearer {self.token}"}, trust_env=False
        )

    async def __aenter__(self) -> Client:
        """Be ready to speak."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the connections."""
        await self.http.aclose()

    async def door(self, patience: float = PATIENCE) -> dict[str, Any]:
        """Return what to know before joining: `title`, `touches`, `own_names`, `hands`, `over`. Raises ClientError."""
        return await self._sent("GET", "door", {}, None, patience)

    async def join(self, name: str | None = None, patience: float = PATIENCE) -> dict[str, Any]:
        """Come in, or back in, and return the answer: `participant`, `you`, `seq`. Raises ClientError.

        The token is ours before the host knows it, so that joining again where an answer was lost makes nobody twice.
        """
        return await self._sent("POST", "join", {}, {"name": name}, patience)

    async def act(
        self, command: Mapping[str, Any], patience: float = PATIENCE, key: str | None = None
    ) -> dict[str, Any]:
        """Do something, once, and return the answer: `seq`, and a participant's `you`. Raises ClientError.

        What is sent again later, after an answer that did not come, is known again by the `key` it had before.
        """
        headers = {"Idempotency-Key": key or secrets.token_urlsafe(16)}
        return await self._sent("POST", "act", headers, command, patience)

    async def _sent(
        self,
        method: str,
        what: str,
        headers: dict[str, str],
        body: Mapping[str, Any] | None = None,
        patience: float = PATIENCE,
    ) -> dict[str, Any]:
        tries, url = 0, f"/s/{self.address.code}/{what}"
        until = asyncio.get_running_loop().time() + patience
        while True:
            asked = 0.0
            try:
                response = await self.http.request(method, url, headers=headers, json=body and dict(body))
            except httpx.TransportError:
                error: ClientError = UnreachableError(self.address.host)
            else:
                if response.is_success:
                    answer: dict[str, Any] = response.json()
                    return answer
                error = refused(response)
                if not passing(response):
                    raise error
                asked = asked_wait(response)
            wait = max(asked, backoff(tries))
            if asyncio.get_running_loop().time() + wait > until:
                raise error
            await asyncio.sleep(wait)
            tries += 1


def backoff(tries: int) -> float:
    """Return the seconds to wait after so many tries that failed."""
    # No secret hangs on this draw.
    return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(tries, 10)) * random.uniform(0.5, 1.0)


def asked_wait(response: httpx.Response) -> float:
    """Return the seconds that an answer asks us to wait."""
    stated = response.headers.get("retry-after", "")
    return min(float(stated), PATIENCE) if stated.isdecimal() else 0.0
