# The desk in a terminal, against a real server on loopback.

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from driving import records, text
from rehearsed import drive, no_wait
from serving import served
from wallscreens import desk_of, here, page_of, rest, step_of, type_words, until, until_step, until_words

from game.group.client.acting import Client
from game.group.rehearsing import rehearse
from game.screens.desk import DeskApp


async def test_the_list_leads_the_room_and_enter_does_what_is_picked(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with desk_of(it) as pilot:
            assert "❯ 1. Go to the prebrief" in text(pilot)
            await pilot.press("enter")
            await until_step(pilot, "prebrief")
            await pilot.press("n")
            await until_step(pilot, "scene")
            assert "left to play" in text(pilot)
            assert "Whose voice is not in the four plans?" in text(pilot) or "The author's notes" in text(pilot)


async def test_a_decision_against_most_votes_is_asked_for_its_reason(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with desk_of(it, (100, 40)) as pilot, asyncio.timeout(120):
            people = asyncio.create_task(rehearse(it.address, 7, 4, no_wait))
            view = await drive(it, 7, until="deciding1")
            await until_step(pilot, "deciding")
            await pilot.press("2", "enter")
            await until_words(pilot, "voted otherwise")
            options = [it["id"] for it in view["room"]["decision"]["options"] if it["kind"] == "choice"]
            behind = next(number for number, id in enumerate(options, 1) if id not in view["desk"]["ahead"])
            await pilot.press(str(behind), "enter")
            await until_words(pilot, "Why, in a line")
            await type_words(pilot, "it is late")
            await pilot.press("enter")
            await until_step(pilot, "dissent")
            decided = page_of(pilot).room["decision"]["decided"]  # type: ignore[index]
            assert (decided["choice"], decided["reason"]) == (options[behind - 1], "it is late")
            people.cancel()


async def test_the_desk_sees_the_tally_and_who_moved_before_the_room_does(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with desk_of(it, (120, 60)) as pilot, asyncio.timeout(120):
            people = asyncio.create_task(rehearse(it.address, 12, 4, no_wait))
            view = await drive(it, 12, until="deciding1")
            await until_step(pilot, "deciding")
            await rest(pilot)
            people.cancel()
            assert view["room"]["decision"]["votes"]["second"]["tally"] is None
            for count in view["desk"]["votes"]["second"]["tally"].values():
                assert f" {count}  the second vote" in text(pilot)
            assert "by how sure" in text(pilot)


async def test_words_wait_at_the_desk_and_several_are_passed_in_a_row(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with desk_of(it, (100, 40)) as pilot, asyncio.timeout(120):
            people = asyncio.create_task(rehearse(it.address, 6, 4, no_wait))
            await drive(it, 6, until="talk1")
            await until_step(pilot, "talk")
            waiting = page_of(pilot).view["desk"]["waiting_count"]
            assert waiting >= 2
            keys = page_of(pilot).query_one("#offers").pickable()  # type: ignore[attr-defined]
            await pilot.press(str(keys.index("pass") + 1), "enter")
            for passed in (1, 2):
                await pilot.press("enter")
                await until(pilot, lambda n=passed: len(page_of(pilot).room["passed"]) == n)  # type: ignore
                await until_step(pilot, "talk")
            assert page_of(pilot).view["desk"]["waiting_count"] == waiting - 2
            people.cancel()


async def test_pausing_blanking_and_more_time_are_a_key_or_two_away(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with desk_of(it) as pilot:
            await pilot.press("n")
            await until_step(pilot, "prebrief")
            await pilot.press("p")
            await until_words(pilot, "paused")
            await until_step(pilot, "prebrief")
            await pilot.press("p")
            await until(pilot, lambda: "paused" not in text(pilot))
            await until_step(pilot, "prebrief")
            await pilot.press("b")
            await until_words(pilot, "the wall is blank")
            keys = page_of(pilot).query_one("#offers").pickable()  # type: ignore[attr-defined]
            await pilot.press(str(keys.index("room") + 1), "enter", "2", "enter")
            await until_words(pilot, "10 minutes")
            await pilot.press("4", "enter")
            await type_words(pilot, "99")
            await pilot.press("enter")
            await until_words(pilot, "Type a number of minutes")
            await pilot.press("backspace", "enter")
            await until(pilot, lambda: page_of(pilot).room["clock"]["ends"] is not None)  # type: ignore[index]


async def test_somebody_is_shut_out_from_the_list_of_people(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with desk_of(it, (80, 30)) as pilot, Client(it.address) as somebody:
            await somebody.join()
            await until_words(pilot, "1 here")
            found = page_of(pilot)
            for key in ("room", "people"):
                column = found.query_one("#offers")
                await pilot.press(str(column.pickable().index(key) + 1), "enter")  # type: ignore[attr-defined]
            await pilot.press("enter")
            await until_words(pilot, "Shut them out")
            keys = found.query_one("#offers").pickable()  # type: ignore[attr-defined]
            await pilot.press(str(keys.index("remove") + 1), "enter")
            await until(pilot, lambda: not found.view["desk"]["people"])


async def test_a_session_is_closed_only_after_a_second_look(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with desk_of(it, (80, 30)) as pilot:
            keys = page_of(pilot).query_one("#offers").pickable()  # type: ignore[attr-defined]
            await pilot.press(str(keys.index("room") + 1), "enter")
            keys = page_of(pilot).query_one("#offers").pickable()  # type: ignore[attr-defined]
            await pilot.press(str(keys.index("finish") + 1), "enter")
            await until_words(pilot, "nothing can be done in it afterwards")
            assert step_of(pilot) == "lobby"
            await pilot.press("enter")
            await until_step(pilot, "closed")


async def test_a_wrong_token_is_said_and_not_a_crash(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with DeskApp(records(), it.address, "x" * 40).run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: bool(page_of(pilot).trouble()) and "Connecting" not in text(pilot))
            assert pilot.app._exception is None


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_the_desk_shows_what_can_be_done_at_any_size(size: tuple[int, int], tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with desk_of(it, size) as pilot:
            await rest(pilot)
            assert "1. Go to the prebrief" in text(pilot)
            assert "Liza Santos" in text(pilot)
