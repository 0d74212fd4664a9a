from __future__ import annotations

import threading

import pytest
from driving import TO_THE_ENDING, app_of, driven, press, records, rest, text, write
from textual.pilot import Pilot

import game.records.doors
from game.findings.positions import POSITIONS
from game.paths.reaches import Doors
from game.play.playing import Play
from game.present.behind import Topic
from game.present.sections import Entry, Section
from game.records.store import Records
from game.screens.settings import Settings
from game.screens.topics import SectionsPage

TO_THE_DEBRIEF = (*TO_THE_ENDING, "enter", "enter")
TO_THE_CLOSE = (*TO_THE_ENDING, "enter", "2", "enter", "enter", "enter", "enter", "enter", "enter")


class SlowFinder:
    found: threading.Event
    stopped: threading.Event

    def __init__(self, records: Records, play: Play) -> None:
        self.play = play

    def wait(self) -> tuple[Doors, ...] | None:
        from game.paths.doors import doors

        self.found.wait()
        return None if self.stopped.is_set() else doors(self.play)

    def stop(self) -> None:
        self.stopped.set()
        self.found.set()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> type[SlowFinder]:
    SlowFinder.found, SlowFinder.stopped = threading.Event(), threading.Event()
    monkeypatch.setattr(game.records.doors, "DoorFinder", SlowFinder)
    return SlowFinder


# Presses keys without waiting for the workers, which here wait for the test.
async def presses(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_the_debrief_opens_before_the_doors_are_found(slow: type[SlowFinder]) -> None:
    async with driven(keys=TO_THE_ENDING[:-1]) as pilot:
        await presses(pilot, "enter", "enter", "enter")
        assert "First of all" in text(pilot)
        await presses(pilot, "enter", "c", "up", "up", "up", "up", "up", "enter")
        assert "still being walked" in text(pilot)
        slow.found.set()
        await pilot.app.workers.wait_for_complete()
        # They come by themselves to whoever waits for them.
        await pilot.pause()
        assert "could no longer happen" in text(pilot)


async def test_leaving_the_debrief_stops_the_walk(slow: type[SlowFinder]) -> None:
    async with driven(keys=TO_THE_ENDING[:-1]) as pilot:
        await presses(pilot, "enter", "enter", "enter", "escape", "escape")
        assert slow.stopped.is_set()
        assert app_of(pilot).doors is None


async def test_doors_that_come_late_change_nothing_that_is_being_read(slow: type[SlowFinder]) -> None:
    async with driven(keys=TO_THE_ENDING[:-1]) as pilot:
        await presses(pilot, "enter", "enter", "enter", "enter", "enter", "enter")
        await rest(pilot)
        before = text(pilot)
        assert "Analysis" in before
        slow.found.set()
        await pilot.app.workers.wait_for_complete()
        await rest(pilot)
        assert text(pilot) == before


async def test_where_the_player_stands_is_kept_and_can_be_taken_back() -> None:
    kept = records()
    keys = (*TO_THE_DEBRIEF, "enter", "c", "up", "up", "enter", "right")
    async with driven(kept=kept, keys=keys) as pilot:
        key = f"position-{POSITIONS[0].id}"
        assert kept.plays()[0].notes[key] == POSITIONS[0].sides[0].id
        await press(pilot, "left")
        assert key not in kept.plays()[0].notes


async def test_a_topic_is_picked_by_its_number_and_escape_goes_back_step_by_step() -> None:
    async with driven(keys=(*TO_THE_DEBRIEF, "enter", "c", "2", "enter")) as pilot:
        assert "The nine contrasts, both sides counted apart" in text(pilot)
        await press(pilot, "escape")
        assert "What you did, act by act" in text(pilot)
        await press(pilot, "c")
        assert "Description" in text(pilot)


async def test_a_topic_with_many_parts_is_a_list_of_its_own() -> None:
    sections = tuple(Section(f"Part {number}", (Entry("", f"Words {number}."),)) for number in range(1, 6))
    async with driven() as pilot:
        page = SectionsPage(Topic("many", "Many parts", sections, "About them."), Settings(), app_of(pilot).glyphs)
        await pilot.app.push_screen(page)
        await press(pilot, "down", "down")
        assert "About them." in text(pilot) and "Words" not in text(pilot)
        await press(pilot, "enter")
        assert "Words 3." in text(pilot) and "Words 2." not in text(pilot)


async def test_a_play_is_deleted_where_it_is_read_after_being_asked_twice() -> None:
    kept = records()
    async with driven(kept=kept, keys=TO_THE_CLOSE) as pilot:
        assert "That is all" in text(pilot)
        await press(pilot, "x")
        assert "once more" in text(pilot) and len(kept.plays()) == 1
        await press(pilot, "x")
        assert "deleted" in text(pilot) and kept.plays() == []


async def test_trying_again_from_the_close_leads_to_the_journal_and_leaves_the_play_as_it_is() -> None:
    kept = records()
    async with driven(kept=kept, keys=TO_THE_CLOSE) as pilot:
        await press(pilot, "t")
        assert "Journal" in text(pilot)
        await press(pilot, "up", "up", "t", "1", "enter", "enter", "enter")
        assert len(kept.plays()) == 2


async def test_another_thing_to_do_is_asked_for_once_one_is_written() -> None:
    kept = records()
    async with driven(kept=kept, keys=(*TO_THE_ENDING, "enter", "1", "enter")) as pilot:
        for _ in range(20):
            if "One thing to do" in text(pilot):
                break
            await press(pilot, "enter")
        for words in ("One", "Two", "Three"):
            await write(pilot, words)
            await press(pilot, "enter", "enter", "enter")
        assert "That is all" in text(pilot)
        notes = kept.plays()[0].notes
        assert [notes[f"commitment-{number}-what"] for number in (1, 2, 3)] == ["One", "Two", "Three"]
