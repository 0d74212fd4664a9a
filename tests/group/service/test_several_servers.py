import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import aclosing

import psycopg
import pytest
from serving import a_vote, open_a_vote, people, served, view_of

from game.group.client.acting import Client
from game.group.client.following import Following
from game.group.keeping.store import Store
from game.group.service import sessions

PATIENCE = 60.0


async def _voted(client: Client, number: int) -> str:
    async with asyncio.timeout(PATIENCE), aclosing(Following(client).follow()) as seen:
        async for it in seen:
            room = it.view["room"] if it.state == "live" else {}
            if room.get("decision") and room["decision"]["votes"].get("first", {}).get("voted") == number:
                return json.dumps(room, sort_keys=True)
    raise AssertionError("it ended before")


async def test_two_servers_on_one_database_hold_one_session(postgres: str) -> None:
    with served(postgres) as one, served(postgres, one.kept) as other:
        async with people(one.address, 5) as here, people(other.address, 5) as there, one.desk() as desk:
            decision = await open_a_vote(desk)
            watching = [asyncio.create_task(_voted(client, 10)) for client in (here[0], there[0])]
            await asyncio.gather(*(client.act(a_vote(decision)) for client in (*here, *there)))
            rooms = await asyncio.gather(*watching)
            assert rooms[0] == rooms[1]
            assert one.store.votes(one.kept.id) == 10
            numbers = [it.seq for it in one.store.entries(one.kept.id)]
            assert numbers == list(range(1, len(numbers) + 1))
            await desk.act({"kind": "close"})
            async with Client(other.address, one.desk_token) as from_there:
                assert sum((await view_of(from_there))["desk"]["votes"]["first"]["tally"].values()) == 10


async def _deaf(_store: Store, _heard: Callable[[str], None], _began: Callable[[], Awaitable[None]]) -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize("kept", ["wake-up", "safety read"])
async def test_what_another_server_wrote_is_heard_of_by_either_way(
    postgres: str, monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    if kept == "wake-up":
        monkeypatch.setattr(sessions, "SAFETY", 1000.0)
    else:
        monkeypatch.setattr(sessions, "listen", _deaf)
    with served(postgres) as one, served(postgres, one.kept) as other:
        async with people(one.address, 1) as [ann], one.desk() as desk, Client(other.address, one.desk_token) as far:
            assert (await view_of(far))["room"]["step"] == "lobby"
            decision = await open_a_vote(desk)
            watching = asyncio.create_task(_voted(far, 1))
            await ann.act(a_vote(decision))
            await watching


async def test_a_database_that_lets_go_of_every_connection_loses_nothing(postgres: str) -> None:
    with served(postgres) as it:
        async with people(it.address, 3) as crowd, it.desk() as desk:
            decision = await open_a_vote(desk)
            watching = asyncio.create_task(_voted(desk, 3))
            for one in crowd:
                with psycopg.connect(postgres, autocommit=True) as connection:
                    connection.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'twohats'"
                    )
                await one.act(a_vote(decision))
            await watching
            assert it.store.votes(it.kept.id) == 3


async def test_a_server_that_hangs_holds_a_session_for_a_while_and_not_for_ever(postgres: str) -> None:
    with served(postgres) as it:
        with it.store._reading() as connection:
            lock = connection.exec_driver_sql("SHOW lock_timeout").scalar()
            idle = connection.exec_driver_sql("SHOW idle_in_transaction_session_timeout").scalar()
        assert (lock, idle) == ("10s", "15s")
