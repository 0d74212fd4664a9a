from __future__ import annotations

from driving import driven, lines, press, records, text
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from game.present.parts import Paragraph
from game.screens.settings import Settings
from game.screens.topics import ListPage
from game.screens.widgets.column import Column
from game.screens.widgets.numbers import Typed


class Opening(ListPage):
    CSS_PATH = None  # type: ignore[assignment]  # what it inherits is beside another file
    opened: list[int]

    def open(self, number: int) -> None:
        self.opened.append(number + 1)


async def listed(pilot: Pilot[None], many: int, settings: Settings) -> Opening:
    page = Opening("A list", (), [f"Item {it}" for it in range(1, many + 1)], settings, pilot.app.glyphs)  # type: ignore[attr-defined]  # ours
    page.opened = []
    await pilot.app.push_screen(page)
    await press(pilot)
    return page


async def test_a_number_picks_and_enter_opens_even_what_is_picked_already() -> None:
    async with driven() as pilot:
        page = await listed(pilot, 3, Settings())
        await press(pilot, "1", "1", "2")
        assert page.opened == []
        await press(pilot, "enter")
        assert page.opened == [2]


async def test_begin_waits_for_enter_too() -> None:
    async with driven(keys=("1",)) as pilot:
        assert "Before you begin" in text(pilot)
        await press(pilot, "enter")
        assert "The board" in lines(pilot)[0]


async def test_two_digits_pick_where_the_list_has_so_many() -> None:
    async with driven((80, 40)) as pilot:
        page = await listed(pilot, 12, Settings())
        for keys, number in (("11", 11), ("12", 12), ("10", 10), ("13", 3), ("9", 9), ("2", 2)):
            page._number.forget()
            await press(pilot, *keys, "enter")
            assert page.opened[-1] == number


async def test_with_one_key_only_a_digit_that_can_go_on_waits() -> None:
    async with driven((80, 40)) as pilot:
        page = await listed(pilot, 12, Settings(choosing="one"))
        await press(pilot, "2")
        assert page.opened == [2]
        await press(pilot, "1")
        assert page.opened == [2]
        await press(pilot, "1")
        assert page.opened == [2, 11]
        await press(pilot, "1", "enter")
        assert page.opened == [2, 11, 1]


async def test_one_key_begins_and_takes_at_the_ending() -> None:
    async with driven(kept=records(choosing="one"), keys=("1",)) as pilot:
        assert "The board" in lines(pilot)[0]


@settings(deadline=None, max_examples=60)
@given(many=st.integers(0, 30), digits=st.lists(st.integers(0, 9), max_size=5))
def test_what_is_picked_is_always_in_the_list_and_ends_with_the_last_digit(many: int, digits: list[int]) -> None:
    column, typed = Column([Paragraph(key=str(it)) for it in range(1, many + 1)]), Typed()
    for digit in digits:
        before = column.chosen
        whole = typed.pick(column, digit)
        if column.chosen != before:
            assert 1 <= int(column.chosen) <= many and int(column.chosen) % 10 == digit
        if whole:
            assert int(column.chosen) * 10 > many
