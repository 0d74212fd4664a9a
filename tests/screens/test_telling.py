from __future__ import annotations

import pytest
from driving import driven, lines, moves, press, records, text
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from game.language.loading import loads
from game.scenario.story import Scenario

HEAD = """\
two_hats: 1
title: The long day
summary: Much to read.
brief: You are in charge of the day.
clock: {unit: hour, starts: Friday 19:00}
meters:
  staff: {name: Staff wellbeing, start: 50}
start: one
scenes:
  one:
    title: The first
    text: [A short beginning.]
    decision:
      demand: {tame: Something wants doing.}
      cue: It is there.
    choices:
      - {id: on, text: Go on., acts: [manage], because: It was time., effects: {staff: 1}, goto: two}
"""
END = """\
endings:
  - {id: quiet, title: Quiet, text: The day is over.}
"""


# A second scene with so many paragraphs, choices and looks, each of which fills a line or two.
def long(paragraphs: int, choices: int = 3, looks: int = 2) -> Scenario:
    rows = ["  two:", "    title: The second", "    text:"]
    rows += [f"      - Sentence number {it} of what has to be read before anybody can decide." for it in
             range(1, paragraphs + 1)]  # fmt: skip
    rows += ["    looks:"] if looks else []
    rows += [f"      - {{id: look-{it}, text: Have a look at thing {it}, reply: Nothing.}}" for it in
             range(1, looks + 1)]  # fmt: skip
    rows += ["    decision:", "      demand: {tame: Something wants doing.}", "      cue: It is there.", "    choices:"]
    rows += [f"      - {{id: do-{it}, text: 'Do thing {it}, which takes so many words that they fill two lines of a "
             "narrow window.', acts: [manage], because: It was time., goto: end}"
             for it in range(1, choices + 1)]  # fmt: skip
    return loads(f"{HEAD}{chr(10).join(rows)}\n{END}".encode(), "long.yaml")


def footer(pilot: Pilot[None]) -> str:
    return lines(pilot)[-1]


async def test_what_can_be_done_is_not_readable_beside_text_that_is_not_read() -> None:
    async with driven(scenario=long(12), keys=("enter", "1", "enter")) as pilot:
        assert "Sentence number 1 " in text(pilot) and "Sentence number 12" not in text(pilot)
        assert "Do thing" not in text(pilot) and "more, space" in text(pilot) and "choose" not in footer(pilot)
        await press(pilot, "2", "enter")
        assert moves(pilot) == ("on",)
        await press(pilot, "space")
        assert "Sentence number 12" in text(pilot) and "Do thing 1" in text(pilot) and "choose" in footer(pilot)
        await press(pilot, "2", "enter")
        assert moves(pilot) == ("on", "do-2")


async def test_where_all_has_its_place_nothing_has_to_be_paged() -> None:
    async with driven(scenario=long(2), keys=("enter", "1", "enter")) as pilot:
        assert "Sentence number 2" in text(pilot) and "Do thing 1" in text(pilot)
        assert "more, space" not in text(pilot) and "read on" not in footer(pilot)


async def test_text_that_just_fills_the_page_says_that_the_choice_comes_next() -> None:
    async with driven(scenario=long(6), keys=("enter", "1", "enter")) as pilot:
        assert "Sentence number 6" in text(pilot) and "Do thing" not in text(pilot)
        assert "your choice, space" in text(pilot)
        await press(pilot, "space")
        assert "Sentence number 6" in text(pilot) and "Do thing 1" in text(pilot)


async def test_the_arrows_read_line_by_line_until_the_choice_comes() -> None:
    async with driven(scenario=long(12), keys=("enter", "1", "enter", *["down"] * 40)) as pilot:
        assert "Do thing 1" in text(pilot)
        await press(pilot, "down", "enter")
        assert len(moves(pilot)) == 2


async def test_what_was_read_once_need_not_be_read_again() -> None:
    async with driven(scenario=long(12), keys=("enter", "1", "enter", "space", "4", "enter")) as pilot:
        assert moves(pilot) == ("on", "look:look-1")
        await press(pilot, "u")
        assert moves(pilot) == ("on",) and "Do thing 1" in text(pilot)


async def test_the_whole_story_can_be_read_back_while_it_is_asked() -> None:
    async with driven(scenario=long(12), keys=("enter", "1", "enter", "space", "pageup", "pageup")) as pilot:
        assert "Sentence number 1 " in text(pilot) and "Do thing 1" in text(pilot)


async def test_what_stands_below_the_last_choice_in_sight_is_said_and_space_leads_there() -> None:
    async with driven((60, 20), scenario=long(2, 6, 3), keys=("enter", "1", "enter", "space")) as pilot:
        assert "Have a look at thing 3" not in text(pilot)
        assert "more, space" in lines(pilot)[-2]
        for _ in range(6):
            await press(pilot, "space")
        assert "Have a look at thing 3" in text(pilot)
        assert "more, space" not in text(pilot)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
@settings(deadline=None, max_examples=6)
@given(paragraphs=st.integers(1, 14), choices=st.integers(1, 7), looks=st.integers(0, 5))
async def test_everything_is_in_sight_or_a_sign_says_that_there_is_more(
    size: tuple[int, int], paragraphs: int, choices: int, looks: int
) -> None:
    last = f"Have a look at thing {looks}" if looks else f"Do thing {choices}"
    async with driven(size, long(paragraphs, choices, looks), keys=("enter", "1", "enter")) as pilot:
        for _ in range(20):
            shown = lines(pilot)
            told = [it.split("│")[0].strip() for it in shown[:-1]]
            assert last in text(pilot) or any("space ──" in it for it in shown)
            heading = [n for n, it in enumerate(told) if it == "Or look first"]
            assert all("Have a look" in told[n + 1] for n in heading)
            if last in text(pilot):
                break
            await press(pilot, "space")
        assert last in text(pilot)


async def test_reading_on_is_offered_only_while_there_is_more_and_while_meters_move() -> None:
    async with driven(scenario=long(2), kept=records(motion="on"), keys=("enter", "1")) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.wait_for_scheduled_animations()
        for _ in range(5000):
            if "▲ +1" in text(pilot) and "read on" not in footer(pilot):
                break
            await pilot.pause()
        assert "▲ +1" in text(pilot) and "read on" not in footer(pilot)
