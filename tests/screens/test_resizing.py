from __future__ import annotations

from contextlib import aclosing
from random import Random

import pytest
from driving import TO_MIDNIGHT, driven, lines, press, resize, text
from walking import walk


def some_size(chance: Random) -> tuple[int, int]:
    return chance.randint(1, 200), chance.randint(1, 60)


# No larger than the walk's own size: what came into sight there would be read, and the walk's keys lead elsewhere.
async def test_any_size_is_lived_through_on_every_screen() -> None:
    chance = Random(0)
    async with aclosing(walk((120, 36))) as places:
        async for _, pilot in places:
            await resize(pilot, chance.randint(1, 120), chance.randint(1, 36))
            await resize(pilot, 120, 36)
            assert pilot.app.is_running and lines(pilot)[-1].strip()


async def test_a_play_goes_on_while_it_is_being_resized() -> None:
    chance = Random(9)
    async with driven(keys=TO_MIDNIGHT) as pilot:
        for key in ("1", "enter", "2", "enter", "enter", "u", "j", "escape", "c", "escape", "q", "enter", "space"):
            await resize(pilot, *some_size(chance))
            await pilot.press(key)
        for width in (*range(1, 12), 4, 3, 2, 1, 200):
            await resize(pilot, width, 30)
        assert pilot.app.is_running


async def test_the_palette_lives_through_four_columns() -> None:
    async with driven(keys=("enter", "ctrl+p")) as pilot:
        for width, height in ((4, 24), (3, 5), (1, 1), (80, 24)):
            await resize(pilot, width, height)
        assert pilot.app.is_running


@pytest.mark.parametrize("size", [(39, 24), (80, 11), (20, 5)])
async def test_where_it_is_too_small_there_is_only_a_line_that_says_so(size: tuple[int, int]) -> None:
    async with driven(size, keys=("enter",)) as pilot:
        shown = " ".join(text(pilot).split())
        assert shown == "Two Hats needs a window of 40 by 12. Nothing is lost."
        await resize(pilot, 80, 24)
        assert "Needs an answer now" in text(pilot)


@pytest.mark.parametrize("width, longest", [(60, 54), (80, 72), (120, 72), (200, 72)])
async def test_the_story_is_between_48_and_72_wide(width: int, longest: int) -> None:
    from game.screens.widgets.column import Column

    async with driven((width, 30), keys=("enter",)) as pilot:
        story = pilot.app.screen.query_one("#story", Column)
        written = max(len(line.content.plain) for line in story._lines)
        assert 48 <= written <= story.scrollable_content_region.width - 1 == longest


@pytest.mark.parametrize("width, column, line", [(120, True, False), (110, True, False), (80, False, True),
                                                  (60, False, True), (59, False, False)])  # fmt: skip
async def test_meters_are_a_column_a_line_or_a_key(width: int, column: bool, line: bool) -> None:
    async with driven((width, 24), keys=("enter",)) as pilot:
        assert pilot.app.screen.query_one("#meter-column").display is column
        assert pilot.app.screen.query_one("#meter-line").display is line
        await press(pilot, "m")
        assert "Patient outcomes  60, steady" in text(pilot)
