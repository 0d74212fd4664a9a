from __future__ import annotations

import pytest
from driving import TO_MIDNIGHT, TO_THE_ENDING, app_of, driven, lines, press, records, resize, text, write
from textual.pilot import Pilot
from textual.widgets import Input

from game.screens.library import LibraryPage

TO_THE_DEBRIEF = (*TO_THE_ENDING, "enter", "enter")
TO_THE_SHORT_ONE = (*TO_THE_ENDING, "enter", "2", "enter")


def page(pilot: Pilot[None]) -> str:
    return lines(pilot)[0].split()[-1]


async def test_reopening_goes_on_at_the_page_that_was_left() -> None:
    kept = records()
    async with driven(kept=kept, keys=(*TO_THE_DEBRIEF, "enter", "enter", "enter", "enter")) as pilot:
        before = text(pilot)
        assert page(pilot) == "5"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryPage)
        await press(pilot, "enter")
        assert text(pilot) == before
        await press(pilot, "b")
        assert page(pilot) == "4"


async def test_the_short_way_is_gone_on_with_as_the_short_way() -> None:
    async with driven(keys=(*TO_THE_SHORT_ONE, "enter", "enter")) as pilot:
        before = text(pilot)
        assert page(pilot) == "3" and "One thing to do" in before
        await press(pilot, "escape", "escape", "enter")
        assert text(pilot) == before


@pytest.mark.parametrize("kept_page", ["long 99", "long x", "middling 2", "long 0"])
async def test_a_page_that_is_not_there_any_more_does_no_harm(kept_page: str) -> None:
    kept = records()
    async with driven(kept=kept, keys=(*TO_THE_DEBRIEF, "escape", "escape")) as pilot:
        kept.note(kept.plays()[0].id, "debrief-page", kept_page)
        await press(pilot, "enter")
        assert ("That is all" in text(pilot)) == (kept_page == "long 99")


async def test_esc_leaves_the_line_first_and_what_was_typed_is_kept() -> None:
    kept = records()
    async with driven(kept=kept, keys=TO_THE_DEBRIEF) as pilot:
        await write(pilot, "Long")
        assert "esc leave the line" in lines(pilot)[-1]
        await press(pilot, "escape")
        assert "First of all" in text(pilot) and "esc later" in lines(pilot)[-1]
        assert kept.plays()[0].notes["reactions"] == "Long"
        await press(pilot, "tab")
        await write(pilot, "er")
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, LibraryPage)
        assert kept.plays()[0].notes["reactions"] == "Longer"


async def test_ctrl_c_quits_from_a_line_and_what_was_typed_is_kept() -> None:
    kept = records()
    async with driven(kept=kept, keys=TO_THE_DEBRIEF) as pilot:
        await write(pilot, "Long")
        assert isinstance(pilot.app.focused, Input)
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert app_of(pilot)._exit
    assert kept.plays()[0].notes["reactions"] == "Long"


async def test_ctrl_c_quits_while_a_reason_is_written_and_keeps_it() -> None:
    kept = records()
    async with driven(kept=kept, keys=("enter", "enter", "2", "enter")) as pilot:
        await write(pilot, "they know")
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert app_of(pilot)._exit
    assert kept.plays()[0].notes["reason"] == "they know"


async def test_the_last_page_counts_as_read_when_its_end_has_been_in_sight() -> None:
    kept = records()
    async with driven((120, 40), kept=kept, keys=TO_THE_SHORT_ONE) as pilot:
        await press(pilot, "enter", "enter")
        assert kept.plays()[0].debrief == "waiting"
        await press(pilot, "enter", "enter", "enter")
        assert "That is all" in text(pilot) and kept.plays()[0].debrief == "done"
        await press(pilot, "escape")
        assert "is waiting" not in text(pilot) and "Played before" in text(pilot)
        await press(pilot, "up", "enter")
        assert "Their night" in text(pilot) and "First of all" not in text(pilot)


async def test_a_last_page_that_is_longer_than_the_window_is_read_once_its_end_is_reached() -> None:
    kept = records()
    async with driven(kept=kept, keys=(*TO_THE_SHORT_ONE, "enter", "enter")) as pilot:
        await resize(pilot, 60, 12)
        await press(pilot, "enter", "enter", "enter")
        assert "more, space" in text(pilot) and kept.plays()[0].debrief == "waiting"
        for _ in range(10):
            await press(pilot, "space")
        assert kept.plays()[0].debrief == "done"


async def test_the_ways_back_are_those_of_the_play_that_was_left_last() -> None:
    kept = records()
    async with driven(kept=kept, keys=(*TO_MIDNIGHT, "q")) as pilot:
        assert app_of(pilot).ways_back()[-1].endswith("--moves ask-the-team")
        await press(pilot, "delete", "delete")
        assert app_of(pilot).ways_back() == ()
