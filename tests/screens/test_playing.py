from __future__ import annotations

import pytest
from driving import (
    TO_MIDNIGHT,
    TO_THE_END,
    TO_THE_ENDING,
    app_of,
    driven,
    lines,
    moves,
    press,
    records,
    text,
    write,
)
from textual.pilot import Pilot
from textual.widgets import Input

from game.screens.messages import Moved
from game.screens.playing import PlayPage
from game.screens.widgets.column import Column


# Click the line of the screen on which some words stand.
async def click(pilot: Pilot[None], words: str) -> None:
    shown = lines(pilot)
    y = next(number for number, line in enumerate(shown) if words in line)
    await pilot.click(offset=(shown[y].index(words) + 1, y))
    await press(pilot)
    await pilot.pause()


def kept_moves(pilot: Pilot[None]) -> list[tuple[str, ...]]:
    return [kept.moves for kept in app_of(pilot).records.plays()]


async def test_a_number_picks_and_enter_chooses() -> None:
    async with driven(keys=("enter", "enter", "2")) as pilot:
        assert moves(pilot) == ()
        await press(pilot, "enter", "enter")
        assert moves(pilot) == ("ask-the-team",)


async def test_the_same_number_again_picks_no_more_than_that() -> None:
    async with driven(keys=("enter", "enter", "2", "2")) as pilot:
        assert moves(pilot) == () and "Why this?" not in text(pilot)


async def test_enter_alone_chooses_nothing() -> None:
    async with driven(keys=("enter", "enter", "enter", "enter")) as pilot:
        assert moves(pilot) == ()


async def test_arrows_walk_through_the_choices_and_round() -> None:
    async with driven(keys=("enter", "enter", "up")) as pilot:
        assert pilot.app.screen.query_one("#choices", Column).chosen == "look:acuity"
        await press(pilot, "down", "enter", "enter")
        assert moves(pilot) == ("book-agency",)


async def test_one_key_is_enough_where_the_player_wants_it_so() -> None:
    async with driven(kept=records(choosing="one", reasons="skip"), keys=("enter", "enter", "2")) as pilot:
        assert moves(pilot) == ("ask-the-team",)


async def test_the_mouse_alone_plays_to_the_end() -> None:
    async with driven(size=(100, 40), kept=records(reasons="skip", choosing="one")) as pilot:
        await click(pilot, "Begin")
        await click(pilot, "Nobody has the answer yet")
        await click(pilot, "Ask the three of them")
        await click(pilot, "Call the outreach team")
        await click(pilot, "Needs an answer now")
        await click(pilot, "Ring the first name")
        assert moves(pilot) == ("frame:wicked", "ask-the-team", "frame:critical", "call-it", "name-it")
        await click(pilot, "How it ends")
        await click(pilot, "Take a moment")
        await click(pilot, "Later")
        await click(pilot, "Later")
        assert "Your debrief is waiting" in text(pilot)


async def test_a_click_picks_and_a_second_one_chooses() -> None:
    async with driven(keys=("enter", "enter")) as pilot:
        await click(pilot, "Read the acuity")
        assert moves(pilot) == ()
        await click(pilot, "Read the acuity")
        assert moves(pilot) == ("look:acuity",)


async def test_the_keys_in_the_bar_can_be_clicked() -> None:
    async with driven(keys=("enter", "enter")) as pilot:
        await click(pilot, "journal")
        assert "You have decided nothing yet" in text(pilot)


async def test_a_closed_choice_says_why_and_cannot_be_taken() -> None:
    async with driven(keys=("enter", "enter")) as pilot:
        assert "You would have to know which bay is heavy." in " ".join(text(pilot).split())
        await click(pilot, "Closed: Put two nurses")
        await press(pilot, "4", "enter")
        assert moves(pilot) == () and "Or look first" in text(pilot)


async def test_a_look_says_its_cost_before_and_opens_what_it_finds() -> None:
    async with driven(keys=("enter", "enter")) as pilot:
        assert "Read the acuity scores yourself  (1 hour)" in text(pilot)
        await press(pilot, "3", "enter")
        assert moves(pilot) == ("look:acuity",)
        assert "Bay one is heavier" in text(pilot) and "3 Put two nurses" in text(pilot)


async def test_framing_is_asked_before_where_the_moment_can_wait_and_only_once() -> None:
    async with driven(keys=("enter",)) as pilot:
        assert "What kind of moment is this?" in text(pilot)
        await press(pilot, "enter", "3", "enter")
        assert moves(pilot) == ("look:acuity",) and "What kind of moment" not in text(pilot)


async def test_framing_is_asked_after_the_pick_on_a_critical_moment_and_held_with_it() -> None:
    async with driven(keys=TO_MIDNIGHT) as pilot:
        assert "Call the outreach team" in text(pilot) and "What kind of moment" not in text(pilot)
        await press(pilot, "1", "enter")
        assert "What kind of moment" in text(pilot) and moves(pilot) == ("ask-the-team",)
        await press(pilot, "1", "enter")
        await write(pilot, "no time")
        await press(pilot, "enter")
        assert moves(pilot) == ("ask-the-team", "frame:critical", "reason:no time", "call-it")


async def test_a_pick_that_is_being_asked_about_can_be_dropped() -> None:
    async with driven(keys=(*TO_MIDNIGHT, "1", "enter", "escape", "2", "enter", "enter", "enter")) as pilot:
        assert moves(pilot) == ("ask-the-team", "ask-amara")


async def test_a_reason_is_asked_at_framed_and_contested_decisions_only() -> None:
    async with driven(keys=TO_THE_END) as pilot:
        assert moves(pilot) == ("ask-the-team", "call-it", "name-it")


async def test_what_is_typed_is_kept_and_stands_there_again() -> None:
    kept = records()
    async with driven(kept=kept, keys=("enter", "enter", "2", "enter")) as pilot:
        await write(pilot, "they know")
        pilot.app.screen._keep_draft()  # type: ignore[attr-defined]  # what the timer of a second calls
        await pilot.pause()
        assert kept.plays()[0].notes["reason"] == "they know"
        await press(pilot, "escape", "2", "enter")
        assert pilot.app.screen.query_one("#reason", Input).value == "they know"
        await press(pilot, "enter")
        assert moves(pilot) == ("reason:they know", "ask-the-team")
        assert "reason" not in kept.plays()[0].notes


async def test_a_move_is_kept_before_what_came_of_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    async with driven(keys=("enter", "enter")) as pilot:
        app, seen = app_of(pilot), []
        monkeypatch.setattr(app, "_show", lambda play: seen.append((play.moves, kept_moves(pilot))))
        app.on_moved(Moved(("ask-the-team",)))
        assert seen == [(("ask-the-team",), [("ask-the-team",)])]


async def test_what_comes_back_names_its_time_and_the_choice_that_planted_it() -> None:
    async with driven(size=(100, 40), keys=("enter", "enter", "1", "enter", "enter")) as pilot:
        shown = " ".join(text(pilot).split())
        assert "This comes back from Friday 19:00, decision 1, “Book an agency nurse" in shown


async def test_a_change_stays_until_the_next_choice() -> None:
    async with driven(keys=TO_MIDNIGHT) as pilot:
        assert "Staff 52 steady ▲ +4" in text(pilot)
        await press(pilot, "1", "enter", "1", "enter", "enter")
        assert "Staff 50 steady ▼ -2" in text(pilot)


async def test_words_come_first_and_space_brings_the_meters_at_once() -> None:
    async with driven(kept=records(motion="on"), keys=("enter", "enter", "2", "enter")) as pilot:
        screen = pilot.app.screen
        await pilot.press("enter")
        screen._waiting and screen._waiting.pause()  # type: ignore[attr-defined]  # the moment of words alone stands still
        await pilot.pause()
        assert "It takes twenty minutes" in text(pilot) and "Staff 48 strained" in text(pilot)
        await press(pilot, "space")
        assert "Staff 52 steady ▲ +4" in text(pilot)


async def test_undo_takes_the_last_choice_back_and_going_on_is_a_play_of_its_own() -> None:
    async with driven(keys=(*TO_MIDNIGHT, "u")) as pilot:
        assert moves(pilot) == () and "The board says" in text(pilot)
        assert kept_moves(pilot) == [("ask-the-team",)]
        await press(pilot, "enter", "1", "enter", "enter")
        assert sorted(kept_moves(pilot)) == [("ask-the-team",), ("book-agency",)]


async def test_one_can_try_again_from_any_decision() -> None:
    async with driven(keys=(*TO_THE_ENDING, "j", "up", "t")) as pilot:
        assert moves(pilot) == ("ask-the-team",) and "Call the outreach team" in text(pilot)
        await press(pilot, "2", "enter", "enter", "enter")
        assert sorted(kept_moves(pilot)) == [("ask-the-team", "ask-amara"), ("ask-the-team", "call-it", "name-it")]


async def test_the_story_so_far_is_there_to_scroll_back() -> None:
    async with driven(size=(60, 20), keys=TO_MIDNIGHT) as pilot:
        assert "The board says twenty-six" not in text(pilot)
        await press(pilot, "home")
        assert "The board says twenty-six" in text(pilot)
        await press(pilot, "end")
        assert "It takes twenty minutes" in text(pilot)


async def test_a_play_that_was_left_goes_on_with_a_recap() -> None:
    kept = records()
    async with driven(kept=kept, keys=(*TO_MIDNIGHT, "q")) as pilot:
        assert "Go on" in text(pilot)
        await press(pilot, "enter")
        assert "Where you were" in text(pilot) and moves(pilot) == ("ask-the-team",)
        await press(pilot, "1", "enter", "enter", "enter")
        assert kept_moves(pilot) == [("ask-the-team", "call-it")]


async def test_the_journal_tells_when_what_was_known_chosen_changed_and_why() -> None:
    async with driven(size=(100, 40), keys=("enter", "enter", "2", "enter")) as pilot:
        await write(pilot, "they know")
        await press(pilot, "enter", "j")
        shown = " ".join(text(pilot).split())
        for words in ("Friday 19:00 · The board", "Three nurses, a counted gap", "Ask the three of them",
                      "Staff wellbeing 48 to 52 ▲ +4", "they know"):  # fmt: skip
            assert words in shown


async def test_the_ending_stands_alone_then_offers_the_debrief_now_or_later() -> None:
    async with driven(keys=TO_THE_ENDING) as pilot:
        assert "Their night" in text(pilot) and "debrief" not in text(pilot)
        await press(pilot, "enter")
        shown = text(pilot)
        assert "about 12 minutes" in shown and "4 minutes" in shown and "Later" in shown


async def test_a_debrief_read_to_its_end_is_done_and_what_was_written_is_kept() -> None:
    kept = records()
    async with driven(kept=kept, keys=(*TO_THE_ENDING, "enter", "2", "enter")) as pilot:
        await write(pilot, "Long")
        await press(pilot, "enter", "enter")
        await write(pilot, "Ask Dev")
        await press(pilot, "enter", "enter", "enter")
        assert "That is all" in text(pilot)
        await press(pilot, "enter")
        assert "Type to filter" in text(pilot)
        play = kept.plays()[0]
        assert play.debrief == "done"
        assert play.notes["reactions"] == "Long" and play.notes["commitment-1-what"] == "Ask Dev"


async def test_a_debrief_that_is_left_waits_in_the_library() -> None:
    async with driven(keys=(*TO_THE_ENDING, "enter", "enter", "escape", "escape")) as pilot:
        assert "Your debrief is waiting" in text(pilot) and "Their night" in text(pilot)
        await press(pilot, "enter")
        assert "First of all" in text(pilot)


async def test_a_finding_can_be_seen_otherwise_and_that_is_kept() -> None:
    kept = records()
    keys = (*TO_THE_ENDING, "enter", "1", "enter", "enter", "enter", "enter", "d")
    async with driven(kept=kept, keys=keys) as pilot:
        assert kept.plays()[0].notes["otherwise"] == "1"
        await press(pilot, "d")
        assert "otherwise" not in kept.plays()[0].notes


async def test_a_play_that_cannot_be_kept_goes_on_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from game.records.errors import RecordsError

    kept = records()

    def full(*arguments: object) -> None:
        raise RecordsError("The disk is full.")

    async with driven(size=(120, 40), kept=kept, keys=("enter", "enter")) as pilot:
        monkeypatch.setattr(kept, "append_all", full)
        await press(pilot, "2", "enter", "enter")
        assert moves(pilot) == ("ask-the-team",)
        assert "The disk is full." in text(pilot)


async def test_meters_that_still_move_when_their_page_is_left_do_no_harm() -> None:
    async with driven(kept=records(motion="on"), keys=TO_THE_END) as pilot:
        page = pilot.app.screen
        assert isinstance(page, PlayPage)
        await press(pilot, "enter")
        assert pilot.app.screen is not page
        page.share = 0.5
        await pilot.pause()
        assert "Their night" in text(pilot)
