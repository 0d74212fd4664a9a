from __future__ import annotations

from pathlib import Path

import pytest
from driving import HERE, SHELF, TO_MIDNIGHT, TO_THE_ENDING, app_of, driven, lines, press, records, text, write

import game
import game.language.loading
from game.screens.app import TwoHats
from game.screens.library import LibraryPage


async def test_the_new_are_offered_first_shift() -> None:
    async with driven(library=True) as pilot:
        first = next(line for line in lines(pilot) if "❯" in line)
        assert "One short" in first and "start here" in first


async def test_it_is_painted_before_any_scenario_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(TwoHats, "_read_library", lambda app: read.append(text_of(app)))

    def text_of(app: TwoHats) -> str:
        return "\n".join(strip.text for strip in app.screen._compositor.render_strips(app.screen.size))

    monkeypatch.setattr(game.language.loading, "load", lambda path: pytest.fail("read too early"))
    async with driven(library=True):
        assert "First shift" in read[0] and "Type to filter" in read[0]


async def test_a_card_says_what_one_needs_to_choose() -> None:
    async with driven((120, 36), library=True) as pilot:
        shown = " ".join(text(pilot).split())
        for words in ("about 5 minutes, 17 with the debrief", "workforce", "a patient deteriorates", "none found yet"):
            assert all(word in shown for word in words.split())


async def test_a_broken_file_stays_with_its_line_and_says_all_when_opened() -> None:
    async with driven(library=True) as pilot:
        assert "broken.yaml  cannot be played" in text(pilot) and "line 1: `summary` is missing" in text(pilot)
        await press(pilot, "up", "enter")
        assert "`clock` is missing" in text(pilot)


async def test_it_says_where_scenarios_live() -> None:
    async with driven(library=True) as pilot:
        assert "Scenarios live in shelf" in text(pilot)


async def test_typing_filters_and_esc_takes_the_letters_away() -> None:
    async with driven(library=True) as pilot:
        await write(pilot, "night")
        assert "One short" in text(pilot) and "broken.yaml" not in text(pilot)
        await press(pilot, "backspace", "escape")
        assert "broken.yaml" in text(pilot)


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_from_a_scenario_that_was_named_one_goes_back_to_the_library(key: str) -> None:
    async with driven() as pilot:
        assert "Before you begin" in text(pilot)
        await press(pilot, key)
        assert isinstance(pilot.app.screen, LibraryPage)
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, LibraryPage)


async def test_what_can_be_gone_on_with_stands_first_and_can_be_deleted() -> None:
    kept = records()
    async with driven(library=True, kept=kept, keys=("enter", *TO_MIDNIGHT, "q")) as pilot:
        first = next(line for line in lines(pilot) if "❯" in line)
        assert "Go on" in first and "1 choice made" in first
        await press(pilot, "delete")
        assert "Press delete again" in text(pilot) and len(kept.plays()) == 1
        await press(pilot, "delete")
        assert kept.plays() == [] and "Go on" not in text(pilot)


async def test_endings_that_were_found_are_counted_with_the_meters_of_the_last_play() -> None:
    async with driven((120, 36), library=True, keys=("enter", *TO_THE_ENDING, "q", "down")) as pilot:
        shown = text(pilot)
        assert "1 of 2 found" in shown and "Last time" in shown


async def test_esc_leaves_where_there_is_nothing_to_take_away() -> None:
    async with driven(library=True) as pilot:
        await pilot.press("escape")
        assert app_of(pilot)._exit


async def test_settings_are_kept_and_seen_at_once() -> None:
    kept = records()
    async with driven(library=True, kept=kept, keys=("f2", "right")) as pilot:
        assert kept.setting("theme", "") == "light" and pilot.app.theme == "two-hats-light"
        await press(pilot, "down", "right", "right")
        assert kept.setting("glyphs", "") == "ascii" and ">   Signs" in text(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryPage) and ">   One short" in text(pilot)


async def test_help_is_made_from_the_bindings_of_the_screen_it_is_asked_on() -> None:
    async with driven(size=(80, 50), keys=("enter", "enter")) as pilot:
        own = {binding.binding.description for binding in pilot.app.screen.active_bindings.values()}
        await press(pilot, "f1")
        shown = text(pilot)
        assert own and all(description in shown for description in own)


async def test_the_palette_has_every_command_and_runs_them() -> None:
    async with driven(size=(80, 40), keys=("enter", "enter", "ctrl+p")) as pilot:
        for letter in "journal":
            await pilot.press(letter)
        await press(pilot, "enter")
        await press(pilot)
        assert "You have decided nothing yet" in text(pilot)


async def test_a_play_goes_on_in_its_own_edition_and_says_that_the_file_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text((HERE / SHELF / "first-shift.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    kept = records()
    play = game.replay(game.load(file), 7, None, ["ask-the-team"])
    kept.begin(play, file)
    edited = file.read_text(encoding="utf-8").replace("Call the outreach team", "Ring the bell")
    file.write_text(edited, encoding="utf-8")
    async with driven((100, 40), library=True, kept=kept, keys=("enter",)) as pilot:
        shown = text(pilot)
        assert "has changed since" in shown and "Call the outreach team" in shown and "Ring the bell" not in shown


async def test_finished_plays_stand_below_what_waits_and_name_their_ending() -> None:
    kept = records()
    for number in range(6):
        play = game.replay(game.load(HERE / SHELF / "first-shift.yaml"), number, None, ["ask-the-team"])
        if number < 5:
            play = play.choose("call-it").choose("name-it")
        id = kept.begin(play).id
        if number < 4:
            kept.mark_debrief(id, "done")
    async with driven(library=True, kept=kept) as pilot:
        first = [line.strip(" ❯") for line in lines(pilot) if "One short   " in line]
        assert first[0].startswith("Go on  One short   1 choice made")
        assert first[1].startswith("Your debrief is waiting  One short   “Their night”, today")
        assert first[2:5] == ["Played before  One short   “Their night”, today 12:00"] * 3
        assert first[5].startswith("One short   5 min") and len(first) == 6
        await press(pilot, "down", "down", "enter")
        assert "Their night" in text(pilot)


async def test_where_all_is_done_a_new_play_is_what_is_picked() -> None:
    kept = records()
    play = game.replay(game.load(HERE / SHELF / "first-shift.yaml"), 7, None, ["ask-the-team", "call-it", "name-it"])
    kept.mark_debrief(kept.begin(play).id, "done")
    async with driven(library=True, kept=kept) as pilot:
        assert "Played before" in text(pilot)
        await press(pilot, "enter")
        assert "Before you begin" in text(pilot)


async def test_a_look_taken_back_is_no_play_to_go_on_with() -> None:
    keys = ("enter", "enter", "enter", "3", "enter", "u", "enter", "2", "enter", "enter", "1", "enter", "enter",
            "enter", "1", "enter", "enter", "q")  # fmt: skip
    async with driven(library=True, keys=keys) as pilot:
        assert len(app_of(pilot).records.plays()) == 2
        assert "Go on" not in text(pilot)
        await press(pilot, "enter")
        assert "Their night" in text(pilot)


async def test_the_delete_question_is_whole_in_a_small_window() -> None:
    async with driven((60, 20), library=True, keys=("enter", "enter", "q", "delete")) as pilot:
        said = " ".join(text(pilot).split())
        assert "Press delete again to delete this play with all that you wrote in it. Esc keeps it." in said
