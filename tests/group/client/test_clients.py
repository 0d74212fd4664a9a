import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import Literal, TypeAlias, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from serving import people, served, view_of

from game.group.client import acting, following
from game.group.client.acting import Client, backoff
from game.group.client.address import Address
from game.group.client.errors import ClientError, UnreachableError
from game.group.client.following import Following, Seen

PATIENCE = 60.0
Meddle: TypeAlias = Callable[[bytes, asyncio.StreamWriter], Awaitable[Literal["pass", "answered", "lose"]]]


# A proxy that hands every request on, unless `meddle` has answered it itself, or wants its answer to be lost.
@asynccontextmanager
async def _proxy(url: str, meddle: Meddle) -> AsyncIterator[str]:
    host, _, port = url.removeprefix("http://").rpartition(":")

    going: set[asyncio.Task[None]] = set()

    async def hand_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        going.add(me := cast("asyncio.Task[None]", asyncio.current_task()))
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            what = await meddle(head, writer)
            if what != "answered":
                await pass_on(head, reader, writer, what == "pass")
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()
            going.discard(me)

    async def pass_on(
        head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answered: bool
    ) -> None:
        length = next((int(it[15:]) for it in head.lower().split(b"\r\n") if it[:15] == b"content-length:"), 0)
        body = await reader.readexactly(length)
        there_reader, there = await asyncio.open_connection(host, int(port))
        try:
            there.write(head.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n") + body)
            while piece := await there_reader.read(65_536):
                if answered:
                    writer.write(piece)
        finally:
            there.close()
            await there.wait_closed()

    server = await asyncio.start_server(hand_on, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in list(going):
            task.cancel()
        await asyncio.gather(*going, return_exceptions=True)


async def _step(follower: Following, step: str, reached: asyncio.Event | None = None) -> Seen:
    async with asyncio.timeout(PATIENCE), aclosing(follower.follow()) as seen:
        async for it in seen:
            if it.state == "live" and reached:
                reached.set()
            if it.state == "live" and it.view["room"]["step"] == step:
                return it
    raise AssertionError("it ended before")


@pytest.mark.parametrize(("cut", "way"), [(False, "long poll"), (True, "poll")])
async def test_where_streams_are_held_back_the_news_come_by_polls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: bool, way: str
) -> None:
    monkeypatch.setattr(following, "HELLO", 0.2)
    monkeypatch.setattr(following, "POLL", 0.05)
    monkeypatch.setattr(following, "backoff", lambda tries: 0.01)
    held = asyncio.Event()

    async def meddle(head: bytes, writer: asyncio.StreamWriter) -> Literal["pass", "answered"]:
        if b"/events" in head:
            await held.wait()
            return "answered"
        if cut and b"wait=25" in head:
            writer.write(b"HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 0\r\n\r\n")
            return "answered"
        return "pass"

    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        async with _proxy(it.url, meddle) as url, Client(Address(url, it.kept.code)) as ann, it.desk() as desk:
            await ann.join()
            follower, reached = Following(ann), asyncio.Event()
            watching = asyncio.create_task(_step(follower, "prebrief", reached))
            async with asyncio.timeout(PATIENCE):
                await reached.wait()
            await desk.act({"kind": "next"})
            await watching
            assert follower.way == way
        held.set()


def test_the_fall_back_takes_less_than_five_seconds() -> None:
    assert following.HELLO < 4


async def test_an_act_whose_answer_is_lost_is_sent_again_and_done_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acting, "backoff", lambda tries: 0.01)
    lost: list[bytes] = []
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:

        # The first two answers to every act get lost after it was done.
        async def meddle(head: bytes, writer: asyncio.StreamWriter) -> Literal["pass", "lose"]:
            if b"/act" not in head or len(lost) == 2:
                return "pass"
            lost.append(head.lower().split(b"idempotency-key: ")[1][:22])
            return "lose"

        async with it.desk() as desk, _proxy(it.url, meddle) as url:
            async with Client(Address(url, it.kept.code), it.desk_token) as far:
                answer = await far.act({"kind": "next"})
            assert len(lost) == 2
            assert lost[0] == lost[1]
            assert (await view_of(desk))["room"]["seq"] == answer["seq"] == 2


async def test_a_host_that_is_not_there_is_told_of_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acting, "backoff", lambda tries: 0.01)
    async with Client(Address("http://127.0.0.1:1", "ACDEFG")) as nobody:
        with pytest.raises(UnreachableError, match="does not answer"):
            await nobody.act({"kind": "next"}, patience=0.05)


async def test_a_refusal_is_a_sentence_and_not_sent_again(tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        async with people(it.address, 1) as [ann]:
            with pytest.raises(ClientError) as told:
                await ann.act({"kind": "next"})
            assert str(told.value) == "Only the facilitator can do that."
        async with Client(Address(it.url, "222222")) as lost:
            with pytest.raises(ClientError) as told:
                await lost.join()
            assert told.value.code == "no-session"
            with pytest.raises(ClientError):
                await _step(Following(lost), "prebrief")


@pytest.mark.parametrize(
    ("typed", "host", "token"),
    [
        ("http://192.168.1.5:8642/s/ACDEFG", "http://192.168.1.5:8642", None),
        ("  192.168.1.5:8642/acd-efg ", "http://192.168.1.5:8642", None),
        ("https://sessions.example/s/ACDEFG/#secret", "https://sessions.example", "secret"),
        ("HTTP://me@Host.example/ACDEFG", "http://Host.example", None),
        ("[::1]:8642/ACDEFG", "http://[::1]:8642", None),
    ],
)
def test_an_address_is_read_however_it_is_typed(typed: str, host: str, token: str | None) -> None:
    assert Address.parse(typed) == Address(host, "ACDEFG", token)


@settings(deadline=None, max_examples=200)
@given(st.one_of(st.text(max_size=30), st.sampled_from(["", "host", "host/", "ftp://host/ACDEFG", "http://[/ACDEFG"])))
def test_what_is_no_address_is_refused_and_never_breaks(typed: str) -> None:
    try:
        address = Address.parse(typed)
    except ClientError as error:
        assert "HOST:PORT/CODE" in str(error)
    else:
        assert len(address.code) == 6


@given(st.integers(0, 1000))
def test_waits_grow_to_three_seconds_and_are_drawn(tries: int) -> None:
    assert 0.25 <= backoff(tries) <= 3
    assert backoff(0) <= 0.5
