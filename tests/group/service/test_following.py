import asyncio
import json
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

import httpx
import pytest
from serving import SCENARIO, a_vote, open_a_vote, people, served, view_of

from game.group.client.acting import Client
from game.group.client.following import Following, Seen, read_events
from game.group.service.turns import event_of
from game.group.session.asking import Who
from game.group.session.folding import fold
from game.group.session.views import view

PATIENCE = 60.0


# What somebody sees once it is as wished.
async def _until(client: Client, wished: Callable[[Seen], bool]) -> dict[str, Any]:
    async with asyncio.timeout(PATIENCE), aclosing(Following(client).follow()) as seen:
        async for it in seen:
            if wished(it):
                return it.view
    raise AssertionError("it ended before")


def _voted(seen: Seen) -> int:
    decision = seen.view["room"]["decision"]
    return decision["votes"]["first"]["voted"] if decision and "first" in decision["votes"] else 0


# The first events of a stream; `begun` is set when the first that has a number is here.
async def _raw(
    client: Client, number: int, begun: asyncio.Event | None = None, after: str | None = None
) -> list[tuple[str, Any, int | None]]:
    path = f"/s/{client.address.code}/events"
    headers = {"Last-Event-ID": after} if after else {}
    async with asyncio.timeout(PATIENCE), client.http.stream("GET", path, headers=headers, timeout=None) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        got = []
        async with aclosing(read_events(response)) as events:
            async for event in events:
                got.append(event)
                if begun and event[2] is not None:
                    begun.set()
                if len(got) == number:
                    break
        return got


def _revealed(seen: Seen) -> bool:
    decision = seen.view["room"]["decision"]
    return bool(decision and decision["votes"].get("first", {}).get("revealed"))


async def test_first_the_whole_then_what_changed_each_with_the_number_of_the_log(database: str) -> None:
    with served(database) as it:
        async with people(it.address, 1) as [ann], it.desk() as desk:
            begun = asyncio.Event()
            reading = asyncio.create_task(_raw(ann, 4, begun))
            await begun.wait()
            await desk.act({"kind": "next"})
            hello, whole, room, you = await reading
            assert hello[0] == "hello"
            assert (whole[0], whole[2], set(whole[1])) == ("view", 2, {"right", "now", "room", "you"})
            assert (room[0], room[1]["step"], room[1]["seq"]) == ("room", "prebrief", 3)
            assert "title" not in room[1]
            assert (you[0], you[2]) == ("you", 3)
            events = it.store.entries(it.kept.id)
            assert events[-1].seq == 3
            [again] = await _raw(ann, 1, after="3")
            assert again[0] == "hello"


async def test_whoever_merges_the_changes_sees_what_the_fold_says(database: str) -> None:
    with served(database) as it:
        async with people(it.address, 3) as crowd, it.desk() as desk:
            watching = [asyncio.create_task(_until(one, _revealed)) for one in (*crowd, desk)]
            decision = await open_a_vote(desk)
            await asyncio.gather(*(one.act(a_vote(decision)) for one in crowd))
            await desk.act({"kind": "close"})
            await desk.act({"kind": "reveal", "round": "first"})
            seen = await asyncio.gather(*watching)
            whole = [await view_of(one) for one in (*crowd, desk)]
            for one in (*seen, *whole):
                one.get("desk", {}).pop("budget", None)  # seconds that run
            for part in ("room", "you", "desk"):
                assert [it.get(part) for it in seen] == [it.get(part) for it in whole]
    assert len({json.dumps(it["room"], sort_keys=True) for it in seen}) == 1


async def test_no_tally_reaches_a_phone_or_the_wall_before_it_is_revealed(database: str) -> None:
    with served(database) as it:
        async with people(it.address, 3) as crowd, it.desk() as desk, Client(it.address, it.wall_token) as wall:
            decision = await open_a_vote(desk)
            for one in crowd:
                await one.act({**a_vote(decision, 1), "reason": "Because of the bridge"})
            for one in (crowd[0], wall):
                room = (await _until(one, lambda it: _voted(it) == 3))["room"]
                first = room["decision"]["votes"]["first"]
                assert (first["of"], first["tally"]) == (3, None)
                assert "bridge" not in json.dumps(room)
            assert (await view_of(desk))["desk"]["votes"]["first"]["tally"]
            await desk.act({"kind": "close"})
            await desk.act({"kind": "reveal", "round": "first"})
            for one in (crowd[0], wall):
                assert (await view_of(one))["room"]["decision"]["votes"]["first"]["tally"]


async def test_polls_tell_by_the_same_cursor_what_the_stream_does(database: str) -> None:
    with served(database) as it:
        async with people(it.address, 1) as [ann], it.desk() as desk:
            path = f"{it.path}/poll"
            whole = (await ann.http.get(path)).json()
            assert [event["event"] for event in whole["events"]] == ["view"]
            nothing = (await ann.http.get(path, params={"after": whole["id"]})).json()
            assert nothing == {"id": whole["id"], "events": []}
            waiting = asyncio.create_task(ann.http.get(path, params={"after": whole["id"], "wait": 30}, timeout=60))
            await asyncio.sleep(0)
            seq = (await desk.act({"kind": "next"}))["seq"]
            told = (await waiting).json()
            assert (told["id"], [event["event"] for event in told["events"]]) == (seq, ["room", "you"])
            missed = (await ann.http.get(path, params={"after": 1})).json()
            assert [event["event"] for event in missed["events"]] == ["room", "room", "you"]
            unknown = (await ann.http.get(path, params={"after": 999})).json()
            assert [event["event"] for event in unknown["events"]] == ["view"]


@pytest.mark.parametrize("after", ["-1", "x", "99999999999999999999", "٣", "1.5", ""])
async def test_a_cursor_that_is_none_gives_the_whole(tmp_path: object, after: str) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        async with people(it.address, 1) as [ann]:
            told = (await ann.http.get(f"{it.path}/poll", params={"after": after, "wait": after})).json()
            assert [event["event"] for event in told["events"]] == ["view"]


async def test_what_somebody_sees_is_the_view_of_the_session(tmp_path: object) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        async with people(it.address, 1) as [ann], it.desk() as desk:
            await open_a_vote(desk)
            session = fold(SCENARIO, [event_of(entry) for entry in it.store.entries(it.kept.id)])
            for client, who in ((ann, Who("participant", next(iter(session.people)))), (desk, Who("facilitator"))):
                seen = await view_of(client)
                wanted = view(session, who, seen["now"])
                assert {**seen, "desk": None} == {**json.loads(json.dumps(wanted)), "desk": None}


async def test_somebody_who_was_shut_out_sees_nothing_of_the_room(database: str) -> None:
    with served(database) as it:
        async with people(it.address, 2) as [ann, ben], it.desk() as desk:
            watching = asyncio.create_task(_until(ann, lambda it: (it.state, it.why) == ("ended", "removed")))
            await desk.act({"kind": "remove", "participant": (await view_of(ann))["you"]["id"]})
            await watching
            assert (await ann.http.get(f"{it.path}/poll")).json()["events"][0]["data"]["room"] is None
            assert (await view_of(ben))["room"]


async def test_followers_of_a_purged_session_are_told(database: str) -> None:
    with served(database) as it:
        async with people(it.address, 1) as [ann]:
            following = Following(ann)
            seen: list[Seen] = []
            async with asyncio.timeout(PATIENCE), aclosing(following.follow()) as follow:
                async for one in follow:
                    seen.append(one)
                    if len(seen) == 1:
                        it.store.purge(it.kept.code)
            assert (seen[-1].state, seen[-1].why) == ("ended", "purged")


async def test_one_person_may_not_hold_any_number_of_streams(tmp_path: object) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        async with people(it.address, 2) as [ann, ben]:
            open_ones = []
            for _ in range(6):
                request = ann.http.build_request("GET", f"{it.path}/events", timeout=httpx.Timeout(30))
                response = await ann.http.send(request, stream=True)
                assert response.status_code == 200
                open_ones.append(response)
            assert (await ann.http.get(f"{it.path}/events")).status_code == 429
            await _raw(ben, 1)
            for response in open_ones:
                await response.aclose()
