# The desk in a terminal, against a real server on loopback.

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from driving import records, rest, text
from rehearsed import drive, no_wait
from serving import served
from wallscreens import by_hands, desk_of, here, page_of, step_of, type_words, until, until_step, until_words

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
            assert "❯ 1. Decide …" in text(pilot)
            await pilot.press("enter")
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


async def test_a_list_that_is_cut_says_that_it_goes_on(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with desk_of(it, (80, 16)) as pilot, asyncio.timeout(120):
            people = asyncio.create_task(rehearse(it.address, 6, 4, no_wait))
            await drive(it, 6, until="talk1")
            await until_words(pilot, "more to do")
            await pilot.press("up")
            await until_words(pilot, "Time, people, the wall, closing")
            await until(pilot, lambda: "more to do" not in text(pilot))
            people.cancel()


async def test_more_to_read_stands_below_what_there_is_to_read(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with desk_of(it, (120, 24)) as pilot, asyncio.timeout(120):
            people = asyncio.create_task(rehearse(it.address, 6, 4, no_wait))
            await drive(it, 6, until="talk1")
            await until_words(pilot, "more to read")
            told, rule = (page_of(pilot).query_one(it).region for it in ("#told", "#rule"))
            assert (rule.x, rule.y) == (told.x, told.bottom)
            people.cancel()


async def test_the_desk_reads_out_the_prebrief_and_leads_through_the_debrief(tmp_path: Path) -> None:
    seen = {}
    with served(here(tmp_path)) as it:
        async with desk_of(it, (120, 60)) as pilot, asyncio.timeout(120):
            people = asyncio.create_task(rehearse(it.address, 6, 4, no_wait))
            for place in ("prebrief", "reactions", "my_view", "analysis"):
                view = await drive(it, 6, until=place)
                await until(pilot, lambda seq=view["room"]["seq"]: page_of(pilot).room["seq"] >= seq)  # type: ignore
                await rest(pilot)
                seen[place] = text(pilot)
            people.cancel()
            view = page_of(pilot).view["desk"]["debrief"]
    assert "To read aloud, or to say something like it" in seen["prebrief"]
    assert "No report has names." in seen["prebrief"]
    assert "About 4 minutes. One word each" in seen["reactions"]
    assert "The program's view  " in seen["analysis"]
    assert all(it in seen["analysis"] for it in view["prompts"])
    for it in view["view"]["decisions"]:
        assert f"{it['title']}  {it['same']} the same, {it['change']} otherwise" in seen["analysis"]


async def test_how_many_see_a_finding_otherwise_stands_beside_it(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with desk_of(it, (120, 60)) as pilot, asyncio.timeout(120):
            people = asyncio.create_task(rehearse(it.address, 5, 4, no_wait))
            await drive(it, 5, until="analysis")
            async with Client(it.address) as somebody:
                await somebody.join()
                await somebody.act({"kind": "otherwise", "finding": 1, "on": True})
                await until_words(pilot, " of 6 see")
            people.cancel()


async def test_a_desk_of_hands_has_no_private_seats_and_asks_before_it_closes_an_empty_vote(tmp_path: Path) -> None:
    with served(here(tmp_path), by_hands(tmp_path)) as it:
        async with desk_of(it, (100, 50)) as pilot:
            for step in ("prebrief", "scene", "first"):
                await pilot.press("n")
                await until_step(pilot, step)
            assert "Seats, and what only they know" not in text(pilot)
            assert "0 here" not in text(pilot)
            await pilot.press("n")
            await until_words(pilot, "No hands are counted yet")
            assert step_of(pilot) == "first"
            await pilot.press("n")
            await until_step(pilot, "talk")


async def test_where_there_is_no_next_step_the_desk_says_what_leads_on(tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with desk_of(it, (100, 40)) as pilot, asyncio.timeout(120):
            people = asyncio.create_task(rehearse(it.address, 1, 4, no_wait))
            await drive(it, 1, until="deciding1")
            await until_step(pilot, "deciding")
            await pilot.press("n")
            await until_words(pilot, "Nothing is decided yet")
            people.cancel()


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_the_desk_shows_what_can_be_done_at_any_size(size: tuple[int, int], tmp_path: Path) -> None:
    with served(here(tmp_path)) as it:
        async with desk_of(it, size) as pilot:
            await rest(pilot)
            assert "1. Go to the prebrief" in text(pilot)
            assert "Liza Santos" in text(pilot)
