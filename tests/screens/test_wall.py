# The wall, against a real server on loopback.

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

import pytest
from driving import text
from hostile import SHOWN
from rehearsed import drive, no_wait
from serving import SCENARIO, served
from wallscreens import here, page_of, resized, rest, step_of, type_words, until, until_step, until_words, wall_of

from game.group.client.acting import Client
from game.group.hosting import Hosting
from game.group.keeping.store import Store
from game.group.rehearsing import rehearse
from game.group.service.sessions import create
from game.group.session.asking import Refusal, opening


async def test_the_lobby_says_how_to_come_in_and_who_has(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it, (80, 24)) as pilot:
            await until_words(pilot, "0 people are here.")
            shown = text(pilot)
            assert "Open 192.168.1.20:8120" in shown
            assert " ".join(it.kept.code) in shown
            assert f"192.168.1.20:8120/{it.kept.code}" in shown
            assert "█▀▀▀▀▀█" in shown
            async with Client(it.address) as somebody:
                await somebody.join()
                await until_words(pilot, "1 person is here.")


async def test_an_address_of_this_computer_alone_is_said_and_has_no_code_to_scan(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it, (80, 24), shown=it.url) as pilot:
            await until_words(pilot, "works on this computer alone")
            assert "█▀▀▀▀▀█" not in text(pilot)


async def test_the_desk_link_and_its_token_are_never_on_the_wall(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it, (120, 36)) as pilot:
            for keys in ((), ("question_mark", "escape"), ("n",), ("n",)):
                await pilot.press(*keys)
                await rest(pilot)
                assert it.desk_token not in text(pilot)
                assert "#" not in page_of(pilot).query_one("TopBar").right  # type: ignore[attr-defined]


async def test_keys_lead_the_room_and_a_number_decides(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it) as pilot:
            for step in ("prebrief", "scene", "first", "talk"):
                await pilot.press("n")
                await until_step(pilot, step)
            await pilot.press("d")
            await type_words(pilot, "9")
            await pilot.press("enter")
            await until_words(pilot, "Type the number of an option")
            assert step_of(pilot) == "talk"
            await pilot.press("backspace", "2", "enter")
            await until_step(pilot, "consequence")
            assert "Decided: Keep both shifts" in text(pilot)


async def test_a_key_pressed_twice_does_one_thing(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it) as pilot:
            pilot.app.rest = 600.0  # type: ignore[attr-defined]
            await pilot.press("n", "n", "n")
            await until_step(pilot, "prebrief")
            async with asyncio.timeout(120), it.desk() as desk:
                await desk.act({"kind": "names", "own": True})
                await until(pilot, lambda: page_of(pilot).room["own_names"])  # type: ignore[index]
            assert step_of(pilot) == "prebrief"


async def test_only_how_many_have_voted_is_shown_until_the_split_is(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it, (80, 24)) as pilot, asyncio.timeout(120):
            people = asyncio.create_task(rehearse(it.address, 7, 4, no_wait))
            await drive(it, 7, until="talk1")
            await until_words(pilot, "The first vote is closed: 7 of 7 voted.")
            assert "━━" not in text(pilot).partition("closed: 7 of 7")[2].partition("Patient")[0]
            await pilot.press("r")
            await until_words(pilot, "the first vote")
            assert "━" in text(pilot).partition("closed: 7 of 7")[2].partition("Patient")[0]
            await pilot.press("r")
            await until(pilot, lambda: "  the first vote" not in text(pilot))
            people.cancel()


async def test_b_blanks_the_wall_and_shows_it_again(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it) as pilot:
            await pilot.press("n")
            await until_step(pilot, "prebrief")
            await pilot.press("b")
            await until(pilot, lambda: "First shift" not in text(pilot))
            assert it.kept.code not in text(pilot)
            await pilot.press("b")
            await until_words(pilot, "First shift")


async def test_the_whole_session_is_shown_to_its_end(tmp_path: Path) -> None:
    seen: dict[str, str] = {}
    with served(here(tmp_path)) as it:
        async with wall_of(it, (100, 40)) as pilot, asyncio.timeout(120):
            people = asyncio.create_task(rehearse(it.address, 6, 5, no_wait))
            for place in ("consequence1", "ending", "reactions", "description", "my_view", "analysis", "summary"):
                view = await drive(it, 6, until=place, reveal=True)
                await until(pilot, lambda seq=view["room"]["seq"]: page_of(pilot).room["seq"] >= seq)  # type: ignore
                await rest(pilot)
                seen[place] = text(pilot)
            await pilot.press("f", "n", "enter")
            await rest(pilot)
            assert step_of(pilot) == "debrief"
            await pilot.press("f", "y", "e", "s", "enter")
            await until_words(pilot, "This session is closed")
            await people
    assert "Decided: " in seen["consequence1"]
    assert "In a word" in seen["reactions"]
    assert "You could see" in seen["description"]
    assert "have answered" in seen["my_view"]
    assert "❯ " in seen["analysis"]
    assert "Our view" not in seen["analysis"]
    assert "What we take with us" in seen["summary"]


async def test_the_programs_judgement_is_shown_when_the_facilitator_wants_it(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it, (100, 50)) as pilot, asyncio.timeout(120):
            people = asyncio.create_task(rehearse(it.address, 3, 5, no_wait))
            await drive(it, 3, until="analysis")
            await until_words(pilot, "the findings 1 of")
            await pilot.press("j")
            await until_words(pilot, "Our view")
            await pilot.press("j")
            await until(pilot, lambda: "Our view" not in text(pilot))
            people.cancel()


async def test_a_what_if_stands_beside_what_was_done(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it, (120, 40)) as pilot, asyncio.timeout(120):
            people = asyncio.create_task(rehearse(it.address, 3, 5, no_wait))
            view = await drive(it, 3, until="ending")
            decision = view["desk"]["decisions"][0]
            other = next(it["id"] for it in decision["options"] if it["id"] != decision["choice"])
            async with it.desk() as desk:
                await desk.act({"kind": "what_if", "decision": 1, "choice": other})
                await until_words(pilot, "What if")
                assert "what was done" in text(pilot)
                assert text(pilot).count("It ends: ") == 2
                await desk.act({"kind": "what_if_end"})
            await until(pilot, lambda: "What if" not in text(pilot))
            people.cancel()


@pytest.mark.parametrize("hostile", [it for it in SHOWN if 0 < len(it) <= 40 and it.isprintable()])
async def test_words_that_are_passed_stand_there_as_they_were_typed(hostile: str, tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it, (120, 40)) as pilot, Client(it.address) as somebody, it.desk() as desk:
            await somebody.join()
            view = await drive(it, 1, until="scene1")
            choice = next(it["id"] for it in view["room"]["decision"]["options"] if it["kind"] == "choice")
            await desk.act({"kind": "next"})
            vote = {"kind": "vote", "decision": 1, "round": "first", "choice": choice, "reason": hostile}
            await somebody.act(vote)
            view = await drive(it, 1, until="talk1")
            assert hostile not in text(pilot)
            await desk.act({"kind": "pass", "item": view["desk"]["waiting"][0]["item"]})
            await until_words(pilot, f"“{SHOWN[hostile]}”")


async def test_a_server_that_is_gone_is_said_and_comes_back_with_the_same_session(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        port = int(it.url.rpartition(":")[2])
        wall = wall_of(it)
        pilot = await wall.__aenter__()
        await pilot.press("n")
        await until_step(pilot, "prebrief")
    await until_words(pilot, "Reconnecting")
    with closing(Store.open(here(tmp_path))) as store, Hosting(store, "127.0.0.1", port):
        await until(pilot, lambda: "Reconnecting" not in text(pilot))
        assert step_of(pilot) == "prebrief"
        await pilot.press("n")
        await until_step(pilot, "scene")
        await wall.__aexit__(None, None, None)


async def test_hands_are_typed_at_the_wall(tmp_path: Path) -> None:
    opened = opening(SCENARIO, hands=True)
    assert not isinstance(opened, Refusal)
    store = Store.open(here(tmp_path))
    kept = create(store, SCENARIO, opened)
    store.close()
    with served(here(tmp_path), kept) as it:
        async with wall_of(it) as pilot:
            await until_words(pilot, "show of hands")
            assert "192.168.1.20" not in text(pilot)
            for step in ("prebrief", "scene", "first"):
                await pilot.press("n")
                await until_step(pilot, step)
            await until_words(pilot, "hands up, please")
            await pilot.press("c")
            await type_words(pilot, "12 7")
            await pilot.press("enter")
            await until_words(pilot, "Type 3 numbers")
            await type_words(pilot, " 3")
            await pilot.press("enter")
            await until(pilot, lambda: page_of(pilot).room["decision"]["votes"]["first"]["voted"] == 22)  # type: ignore
            await pilot.press("n")
            await until_words(pilot, "closed: 22 hands.")


@pytest.mark.parametrize("size", [(60, 20), (41, 12), (200, 60), (20, 5)])
async def test_the_wall_lives_through_any_size(size: tuple[int, int], tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it) as pilot, asyncio.timeout(120):
            await resized(pilot, *size)
            people = asyncio.create_task(rehearse(it.address, 2, 5, no_wait))
            await drive(it, 2, until="description")
            await until(pilot, lambda: step_of(pilot) == "debrief")
            await rest(pilot)
            people.cancel()
            assert pilot.app._exception is None
