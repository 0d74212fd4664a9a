"""A session served over loopback by the real server, and people who take part in it by the real client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from game.group.client.acting import Client
from game.group.client.address import Address
from game.group.hosting import Hosting
from game.group.keeping.entries import Kept
from game.group.keeping.store import Store
from game.group.keeping.tokens import FACILITATOR, WALL
from game.group.service.sessions import create, let_in
from game.group.session.asking import Refusal, opening
from game.language.library import find_scenario
from game.language.loading import load

SCENARIO = load(find_scenario("first-shift"))
SERVER_KEY = "a-key-for-the-tests"


@dataclass
class Served:
    """A session on a server that runs."""

    store: Store
    kept: Kept
    url: str
    desk_token: str
    wall_token: str

    @property
    def address(self) -> Address:
        """Return where people find it."""
        return Address(self.url, self.kept.code)

    @property
    def path(self) -> str:
        """Return the session's path on the server."""
        return f"/s/{self.kept.code}"

    def desk(self) -> Client:
        """Return a client with the facilitator's token."""
        return Client(self.address, self.desk_token)

    def browser(self, token: str | None = None) -> httpx.AsyncClient:
        """Return something that speaks plain HTTP to the server and keeps its cookies."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.AsyncClient(base_url=self.url, headers=headers, trust_env=False, timeout=30)


def new_session(store: Store) -> Kept:
    """Open a session of the scenario that the tests play."""
    opened = opening(SCENARIO, minutes=60)
    assert not isinstance(opened, Refusal)
    return create(store, SCENARIO, opened)


@contextmanager
def served(database: str, kept: Kept | None = None) -> Iterator[Served]:
    """Serve a new session, or one that is kept in the database already."""
    with closing(Store.open(database)) as store:
        kept = kept or new_session(store)
        tokens = let_in(store, kept, FACILITATOR), let_in(store, kept, WALL)
        with Hosting(store, "127.0.0.1", 0, SERVER_KEY) as hosting:
            yield Served(store, kept, hosting.url, *tokens)


@asynccontextmanager
async def people(address: Address, number: int) -> AsyncIterator[list[Client]]:
    """Have some people join."""
    clients = [Client(address) for _ in range(number)]
    for client in clients:
        await client.join()
    try:
        yield clients
    finally:
        for client in clients:
            await client.http.aclose()


async def view_of(client: Client) -> dict[str, Any]:
    """Return all that somebody sees now."""
    [event] = (await client.http.get(f"/s/{client.address.code}/poll")).json()["events"]
    assert event["event"] == "view"
    seen: dict[str, Any] = event["data"]
    return seen


async def open_a_vote(desk: Client) -> dict[str, Any]:
    """Lead the room to its first vote, and return the decision as the room sees it."""
    for _ in range(10):
        room = (await view_of(desk))["room"]
        if room["step"] == "first":
            decision: dict[str, Any] = room["decision"]
            return decision
        await desk.act({"kind": "next"})
    raise AssertionError("no vote was opened")


def a_vote(decision: dict[str, Any], choice: int = 0) -> dict[str, Any]:
    """Return a vote for one of the choices of a decision."""
    choices = [it["id"] for it in decision["options"] if it["kind"] == "choice" and it["open"]]
    return {"kind": "vote", "decision": decision["number"], "round": "first", "choice": choices[choice], "sureness": 2}
