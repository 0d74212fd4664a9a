import asyncio
import json
import secrets

import httpx
import pytest
from hostile import SHOWN
from serving import SCENARIO, SERVER_KEY, a_vote, new_session, open_a_vote, people, served, view_of

from game.group.client.acting import Client
from game.group.client.address import Address
from game.group.client.errors import ClientError
from game.group.keeping.tokens import hashed


def _key() -> dict[str, str]:
    return {"Idempotency-Key": secrets.token_urlsafe(12)}


async def test_a_vote_is_on_disk_when_it_is_answered(database: str) -> None:
    with served(database) as it:
        async with it.desk() as desk, people(it.address, 1) as [ann]:
            decision = await open_a_vote(desk)
            answer = await ann.act(a_vote(decision))
            assert it.store.entries(it.kept.id)[-1].seq == answer["seq"]
            assert it.store.votes(it.kept.id) == 1
            assert answer["you"]["vote"]["choice"] == a_vote(decision)["choice"]


async def test_the_last_vote_before_the_close_counts_and_after_it_none(database: str) -> None:
    with served(database) as it:
        async with it.desk() as desk, people(it.address, 2) as [ann, ben]:
            decision = await open_a_vote(desk)
            for choice in (0, 1, 1):
                await ann.act(a_vote(decision, choice))
            await ben.act(a_vote(decision, 1))
            await desk.act({"kind": "close"})
            with pytest.raises(ClientError) as told:
                await ann.act(a_vote(decision, 0))
            assert told.value.code == "closed"
            tally = (await view_of(desk))["desk"]["votes"]["first"]["tally"]
            assert tally[a_vote(decision, 1)["choice"]] == 2
            assert sum(tally.values()) == it.store.votes(it.kept.id) == 2


async def test_the_open_vote_of_somebody_shut_out_no_longer_counts(database: str) -> None:
    with served(database) as it:
        async with it.desk() as desk, people(it.address, 2) as [ann, ben]:
            decision = await open_a_vote(desk)
            for one in (ann, ben):
                await one.act(a_vote(decision))
            await desk.act({"kind": "remove", "participant": (await view_of(ann))["you"]["id"]})
            assert sum((await view_of(desk))["desk"]["votes"]["first"]["tally"].values()) == 1
            assert it.store.votes(it.kept.id) == 1


async def test_the_same_post_sent_again_and_at_once_is_done_once(database: str) -> None:
    with served(database) as it:
        async with it.desk() as desk, people(it.address, 1) as [ann]:
            decision = await open_a_vote(desk)
            before = len(it.store.entries(it.kept.id))
            headers = _key()
            posts = [ann.http.post(f"{it.path}/act", json=a_vote(decision), headers=headers) for _ in range(20)]
            answers = await asyncio.gather(*posts)
            assert {answer.status_code for answer in answers} == {200}
            assert {answer.json()["seq"] for answer in answers} == {before + 1}
            assert len(it.store.entries(it.kept.id)) == before + 1
            other = await ann.http.post(f"{it.path}/act", json=a_vote(decision, 1), headers=headers)
            assert (other.status_code, other.json()["code"]) == (400, "wrong")


async def test_the_door_says_what_somebody_comes_in_to_and_lets_nobody_in(database: str) -> None:
    with served(database) as it:
        async with Client(it.address) as ann, it.desk() as desk:
            told = await ann.door()
            assert told == {
                "title": SCENARIO.title, "own_names": False, "hands": False, "over": False,
                "touches": ["a patient with dementia goes missing and is found"],
            }  # fmt: skip
            await desk.act({"kind": "names", "own": True})
            assert (await ann.door())["own_names"]
            assert (await view_of(desk))["room"]["people"]["joined"] == 0


async def test_joining_again_by_the_same_token_makes_nobody_twice(database: str) -> None:
    with served(database) as it:
        async with Client(it.address) as ann:
            first, *more = await asyncio.gather(*(ann.join() for _ in range(8)))
            assert {answer["participant"] for answer in more} == {first["participant"]}
        async with Client(it.address, ann.token) as again, it.desk() as desk:
            assert (await again.join())["you"] == first["you"]
            assert (await view_of(desk))["room"]["people"] == {"present": 1, "joined": 1}


async def test_a_browser_is_let_back_in_by_its_cookie(database: str) -> None:
    with served(database) as it:
        async with it.browser() as phone:
            joined = (await phone.post(f"{it.path}/join", json={"name": None})).json()
            seen = (await phone.get(f"{it.path}/poll")).json()["events"][0]["data"]
            assert seen["you"]["id"] == joined["participant"]
            [cookie] = [it for it in phone.cookies.jar if it.name == "twohats"]
            assert cookie.path == it.path
            assert cookie.has_nonstandard_attr("HttpOnly")


async def test_no_token_is_kept_as_it_is(database: str) -> None:
    with served(database) as it:
        async with Client(it.address) as ann:
            await ann.join()
            assert it.store.holder(it.kept.code, hashed(ann.token)) is not None
            with it.store._reading() as connection:
                rows = connection.exec_driver_sql("SELECT hash FROM tokens").all()
        kept = {bytes(hash) for (hash,) in rows}
        assert kept == {hashed(token) for token in (ann.token, it.desk_token, it.wall_token)}


async def test_each_token_has_its_own_rights(database: str) -> None:
    with served(database) as it:
        async with people(it.address, 1) as [ann], Client(it.address, it.wall_token) as wall:
            assert set(await view_of(ann)) == {"right", "now", "room", "you"}
            assert set(await view_of(wall)) == {"right", "now", "room"}
            for client in (ann, wall):
                with pytest.raises(ClientError) as told:
                    await client.act({"kind": "next"})
                assert told.value.code == "not-allowed"
            with pytest.raises(ClientError):
                await wall.join()
        async with it.browser("x" * 32) as stranger:
            assert (await stranger.get(f"{it.path}/poll")).status_code == 401
            assert (await stranger.post(f"{it.path}/act", json={"kind": "next"}, headers=_key())).status_code == 401


async def test_a_token_of_one_session_opens_no_other(database: str) -> None:
    with served(database) as it:
        async with it.browser(SERVER_KEY) as host:
            made = await host.post("/sessions", json={"name": "first-shift", "scenario": SCENARIO.text})
            assert made.status_code == 201
        other = made.json()
        async with Client(it.address) as ann, it.browser() as browser:
            await ann.join()
            for token in (ann.token, it.desk_token):
                headers = {"Authorization": f"Bearer {token}"}
                assert (await browser.get(f"/s/{other['code']}/poll", headers=headers)).status_code == 401
            headers = {"Authorization": f"Bearer {other['facilitator']}"}
            seen = (await browser.get(f"/s/{other['code']}/poll", headers=headers)).json()["events"][0]["data"]
            assert seen["room"]["people"]["joined"] == 0


async def test_somebody_may_come_to_two_sessions_with_one_token_of_their_own(database: str) -> None:
    with served(database) as it:
        other = new_session(it.store)
        async with Client(it.address) as here, Client(Address(it.url, other.code), here.token) as there:
            ids = [(await one.join())["participant"] for one in (here, there, here, there)]
            assert ids[:2] == ids[2:]
            assert ids[0] != ids[1]
            assert (await view_of(there))["you"]["id"] == ids[1]
        for kept in (it.kept, other):
            assert it.store.holder(kept.code, hashed(here.token)) is not None


async def test_only_the_servers_key_makes_sessions(database: str) -> None:
    with served(database) as it:
        body = {"name": "first-shift", "scenario": SCENARIO.text}
        for key in (None, "another", it.desk_token):
            async with it.browser(key) as browser:
                assert (await browser.post("/sessions", json=body)).status_code == 401
        async with it.browser(SERVER_KEY) as host:
            for wrong in (
                {**body, "scenario": "two_hats: ["},
                {**body, "name": "../x"},
                {**body, "minutes": 0},
                {**body, "more": 1},
                {**body, "role": "nobody"},
            ):
                answer = await host.post("/sessions", json=wrong)
                assert answer.status_code == 400
                assert answer.json()["reason"]
        assert len(it.store.sessions()) == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b'{"kind": "nonsense"}', b'{"kind": "vote"}', b"\xff", b"[" * 10_000, b'{"kind": "join"}'],
    ids=["nothing", "list", "cut", "unknown", "incomplete", "no text", "deep", "join"],
)
async def test_what_is_no_command_is_refused_with_a_sentence(tmp_path: object, body: bytes) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        async with people(it.address, 1) as [ann]:
            answer = await ann.http.post(f"{it.path}/act", content=body, headers=_key())
            assert answer.status_code == 400
            assert answer.json()["reason"].endswith(".")


async def test_sizes_are_bounded(tmp_path: object) -> None:
    async def endless() -> object:
        for _ in range(1000):
            yield b" " * 1024

    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        async with people(it.address, 1) as [ann]:
            long = await ann.http.post(f"{it.path}/act", content=b" " * 20_000, headers=_key())
            assert long.status_code == 413
            unsaid = await ann.http.post(f"{it.path}/act", content=endless(), headers=_key())  # type: ignore[arg-type]
            assert unsaid.status_code == 413
            headers = {"Idempotency-Key": "x" * 65}
            assert (await ann.http.post(f"{it.path}/act", json={}, headers=headers)).status_code == 400
            many = await ann.http.get(f"{it.path}/poll", headers={"X-Long": "x" * 20_000})
            assert many.status_code in (400, 431)
        async with it.browser("short") as browser:
            assert (await browser.post(f"{it.path}/join", json={})).status_code == 400


async def test_words_come_back_as_data_and_nothing_else(tmp_path: object) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        async with it.desk() as desk, people(it.address, 1) as [ann]:
            decision = await open_a_vote(desk)
            for words in SHOWN:
                body = {**a_vote(decision), "reason": words[:200]}
                answer = await ann.http.post(f"{it.path}/act", json=body, headers=_key())
                assert answer.status_code in (200, 400)
                assert answer.headers["content-type"] == "application/json"
                assert (await desk.http.get(f"{it.path}/poll")).json()["id"] >= 1


@pytest.mark.parametrize(
    "code", ["%00", "A%00DEFG", "%F0%9F%8F%A5", "%ED%A0%80", "'%20OR%201=1", "x" * 5000, "..%2F.."]
)
async def test_a_code_that_cannot_be_one_is_nobodys(database: str, code: str) -> None:
    with served(database) as it:
        async with it.browser(it.desk_token) as browser:
            assert (await browser.get(f"/s/{code}/poll")).status_code == 404


async def test_half_characters_and_nothing_characters_do_no_harm(database: str) -> None:
    with served(database) as it:
        async with it.desk() as desk, people(it.address, 1) as [ann]:
            vote = a_vote(await open_a_vote(desk))
            for words in ("\\ud800", "\\u0000", "a\\udfffb"):
                content = json.dumps({**vote, "reason": "HERE"}).replace("HERE", words)
                answer = await ann.http.post(f"{it.path}/act", content=content, headers=_key())
                assert answer.status_code in (200, 400)
            seen = [await view_of(one) for one in (ann, desk)]
            assert all("\ud800" not in json.dumps(it, ensure_ascii=False) for it in seen)


async def test_a_session_that_is_purged_is_gone_for_everybody(database: str) -> None:
    with served(database) as it:
        async with people(it.address, 1) as [ann], it.desk() as desk:
            it.store.purge(it.kept.code)
            for client in (ann, desk):
                with pytest.raises(ClientError) as told:
                    await client.act({"kind": "leave"})
                assert told.value.code in ("purged", "no-session")


async def test_every_answer_carries_the_headers_that_keep_pages_safe(tmp_path: object) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        async with it.browser() as browser:
            for answer in (
                await browser.get("/health"),
                await browser.get("/nothing/here"),
                await browser.post(f"{it.path}/join", json={}, headers={"Origin": "http://evil.example"}),
            ):
                assert "script-src 'self'" in answer.headers["content-security-policy"]
                assert "unsafe" not in answer.headers["content-security-policy"]
                assert answer.headers["x-content-type-options"] == "nosniff"
                assert answer.headers["referrer-policy"] == "no-referrer"
                assert "server" not in answer.headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "SELF"}, 200),
        ({"Origin": "SELF", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "SELF"}, 403),
    ],
)
async def test_another_sites_page_can_do_nothing(tmp_path: object, headers: dict[str, str], status: int) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        sent = {name: it.url if value == "SELF" else value for name, value in headers.items()}
        async with httpx.AsyncClient(base_url=it.url, trust_env=False) as browser:
            assert (await browser.post(f"{it.path}/join", json={}, headers=sent)).status_code == status
