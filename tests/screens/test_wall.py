# The wall, against a real server on loopback.

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from driving import rest, text
from hostile import SHOWN
from rehearsed import drive, no_wait
from serving import served, view_of
from textual.widgets import Input
from wallscreens import (
    by_hands,
    here,
    page_of,
    resized,
    step_of,
    type_words,
    until,
    until_step,
    until_words,
    wall_of,
)

from game.group.client.acting import Client
from game.group.client.address import Address
from game.group.hosting import Hosting
from game.group.keeping.store import Store
from game.group.rehearsing import rehearse
from game.screens.sitting.lettering import lettered
from game.screens.sitting.wall_page import WallPage
from game.screens.sitting.welcome import Invitation
from game.screens.widgets.column import Column


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


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36)])
async def test_the_code_in_big_letters_is_whole_beside_the_code_to_scan(size: tuple[int, int], tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it, size) as pilot:
            page = page_of(pilot)
            assert isinstance(page, WallPage)
            page.invitation = Invitation(Address("http://10.1.2.3:8120", "NMW92R"))
            page.query_one("#qr").display = False  # as it is before the first news: there is more room then
            await rest(pilot)
            page.redraw()
            await rest(pilot)
            cells = page.query_one("#welcome", Column).scrollable_content_region.width - 1
            big = lettered("NMW92R", cells, blocks=True)
            assert len(big) == (5 if size[0] == 120 else 3)
            assert all(line.rstrip() in text(pilot) for line in big)


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


async def test_a_decision_against_most_votes_keeps_its_number_and_takes_the_reason_behind_it(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it) as pilot, asyncio.timeout(120):
            people = asyncio.create_task(rehearse(it.address, 7, 4, no_wait))
            view = await drive(it, 7, until="deciding1")
            await until_step(pilot, "deciding")
            options = [it["id"] for it in view["room"]["decision"]["options"] if it["kind"] == "choice"]
            behind = next(number for number, id in enumerate(options, 1) if id not in view["desk"]["ahead"])
            await pilot.press("d", str(behind), "enter")
            await until_words(pilot, "Most voted for something else")
            line = page_of(pilot).query_one(Input)
            assert line.has_focus
            assert line.value == f"{behind} "
            await type_words(pilot, "dr q rests")
            await pilot.press("enter")
            await until_step(pilot, "dissent")
            await until(pilot, lambda: not line.has_focus)
            decided = page_of(pilot).room["decision"]["decided"]  # type: ignore[index]
            assert (decided["choice"], decided["reason"]) == (options[behind - 1], "dr q rests")
            assert "The facilitator decided against most votes." in text(pilot)
            assert "Because: dr q rests" in text(pilot)
            await pilot.press("n")
            await until_step(pilot, "consequence")
            assert "The facilitator decided against most votes." in text(pilot)
            people.cancel()


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_the_wall_is_left_only_where_that_is_asked_for_twice(key: str, tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it) as pilot:
            await pilot.press(key)
            await until_words(pilot, "q again leaves the wall")
            assert not pilot.app._exit
            await pilot.press("n")
            await until_step(pilot, "prebrief")
            await pilot.press(key)
            await rest(pilot)
            assert not pilot.app._exit
            await pilot.press(key)
            assert pilot.app._exit


async def test_a_session_that_is_closed_is_left_without_a_question(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it) as pilot, it.desk() as desk:
            await desk.act({"kind": "finish"})
            await until_step(pilot, "closed")
            await pilot.press("q")
            assert pilot.app._exit


async def test_where_there_is_no_next_step_the_key_says_what_leads_on(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it) as pilot, asyncio.timeout(120):
            people = asyncio.create_task(rehearse(it.address, 1, 4, no_wait))
            await drive(it, 1, until="deciding1")
            await until_step(pilot, "deciding")
            await pilot.press("n")
            await until_words(pilot, "Nothing is decided yet")
            await pilot.press("p")
            await until_words(pilot, "1 here · paused")
            await until_step(pilot, "deciding")
            await pilot.press("n")
            await until_words(pilot, "The session is paused: p lets")
            people.cancel()


async def test_a_key_pressed_twice_does_one_thing(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it) as pilot:
            pilot.app.rest = 600.0  # type: ignore[attr-defined]
            await pilot.press("n", "n", "n")
            await until_step(pilot, "prebrief")
            await until_words(pilot, "Press again")
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
    assert "The program's view" not in seen["analysis"]
    assert "What we take with us" in seen["summary"]


async def test_the_programs_judgement_is_shown_when_the_facilitator_wants_it(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with wall_of(it, (100, 50)) as pilot, asyncio.timeout(120):
            people = asyncio.create_task(rehearse(it.address, 3, 5, no_wait))
            await drive(it, 3, until="analysis")
            await until_words(pilot, "the findings 1 of")
            await pilot.press("j")
            await until_words(pilot, "The program's view")
            await pilot.press("j")
            await until(pilot, lambda: "The program's view" not in text(pilot))
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
    with served(here(tmp_path), by_hands(tmp_path)) as it:
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
            await until_words(pilot, "Counted: 22 hands.")
            assert "The first vote: 22 hands counted." in text(pilot)
            await pilot.press("n")
            await until_words(pilot, "closed: 22 hands.")


async def test_a_vote_of_no_hands_is_closed_only_where_that_is_asked_for_twice(tmp_path: Path) -> None:
    with served(here(tmp_path), by_hands(tmp_path)) as it:
        async with wall_of(it) as pilot:
            for step in ("prebrief", "scene", "first"):
                await pilot.press("n")
                await until_step(pilot, step)
            await pilot.press("n")
            await until_words(pilot, "No hands are counted yet")
            assert step_of(pilot) == "first"
            await pilot.press("n")
            await until_words(pilot, "The first vote is closed: no hands were counted.")


async def _led_to(desk: Client, phase: str) -> dict[str, Any]:
    while True:
        view = await view_of(desk)
        if view["room"]["debrief"] and view["room"]["debrief"]["phase"] == phase:
            return view
        if view["desk"]["next"]:
            await desk.act({"kind": "next"})
        else:
            options = view["room"]["decision"]["options"]
            choice = next(it["id"] for it in options if it["kind"] == "choice" and it["open"])
            await desk.act({"kind": "decide", "choice": choice})


async def test_a_debrief_by_hands_counts_nobody_at_a_phone(tmp_path: Path) -> None:
    with served(here(tmp_path), by_hands(tmp_path)) as it:
        async with wall_of(it) as pilot, it.desk() as desk, asyncio.timeout(120):
            seen = {}
            for place in ("reactions", "my_view", "summary"):
                view = await _led_to(desk, place)
                await until(pilot, lambda seq=view["room"]["seq"]: page_of(pilot).room["seq"] >= seq)  # type: ignore
                await rest(pilot)
                seen[place] = text(pilot)
            assert not (await view_of(desk))["desk"]["seats"]
    assert "aloud" in seen["reactions"]
    assert "on paper" in seen["my_view"]
    assert "What we take with us" in seen["summary"]
    assert not any(" of 0" in it or "0 have" in it or "0 people" in it for it in seen.values())


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
