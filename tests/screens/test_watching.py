from __future__ import annotations

from contextlib import aclosing
from pathlib import Path

import pytest
from driving import lines, press, resize, text
from running import TwoHats
from terminals import Terminal
from test_contrast import LEAST, too_faint
from test_hostile import HOSTILE, TOGETHER
from test_hostile import scenario as hostile
from test_playing import click
from textual.pilot import Pilot
from watching import (
    BROKEN,
    MOVED,
    NAME,
    RENAMED,
    SMALL,
    TO_MIDNIGHT,
    TODO,
    app_of,
    edited,
    lose,
    play_of,
    save,
    until,
    watch_walk,
    watching,
)

from game.present.parts import words
from game.screens.waiting import WaitingPage
from game.screens.watching import WatchPage
from game.screens.widgets.column import Column


# What is painted, as one line of words.
def said(shown: str) -> str:
    return " ".join(shown.split())


# What stands in the list beside the play, wherever its lines end.
def listed(pilot: Pilot[None]) -> str:
    return " ".join(words(it.parts) for it in pilot.app.screen.query_one("#findings", Column).paragraphs)


@pytest.mark.parametrize("renamed", [False, True], ids=["in place", "renamed"])
async def test_a_save_is_read_and_the_moves_so_far_are_made_again(tmp_path: Path, renamed: bool) -> None:
    async with watching(tmp_path) as pilot:
        await press(pilot, *TO_MIDNIGHT)
        assert play_of(pilot).meters["staff"] == 52
        await save(pilot, edited(MOVED), renamed=renamed)
        assert play_of(pilot).moves == ("ask-the-team",) and play_of(pilot).meters["staff"] == 55
        shown = said(text(pilot))
        assert "Saved: your 1 move fits. The play first differs after decision 1, “Ask the three" in shown
        assert "Staff wellbeing is now 55 and was 52." in shown and "Staff 55 steady ▲ +7" in shown
        await press(pilot, "1", "enter", "enter")
        assert "Saved:" in text(pilot).splitlines()[1] and "first differs" not in text(pilot)
        assert play_of(pilot).moves == ("ask-the-team", "call-it")


async def test_where_a_move_no_longer_fits_it_stands_before_it_and_says_why(tmp_path: Path) -> None:
    async with watching(tmp_path) as pilot:
        await press(pilot, *TO_MIDNIGHT)
        await save(pilot, edited(RENAMED))
        assert play_of(pilot).moves == ()
        shown = said(text(pilot))
        assert 'Saved: your first move, ask-the-team, no longer fits. There is no choice "ask-the-team"' in shown


async def test_a_save_that_cannot_be_played_leaves_the_play_where_it_is_and_says_so(tmp_path: Path) -> None:
    async with watching(tmp_path) as pilot:
        await press(pilot, *TO_MIDNIGHT)
        for broken in (edited(BROKEN), SMALL[: len(SMALL) // 2], ""):
            await save(pilot, broken)
            assert "the last good edition plays on." in text(pilot) and "Bed 12 is scoring seven." in text(pilot)
        await press(pilot, "1", "enter", "enter")
        assert play_of(pilot).moves == ("ask-the-team", "call-it")
        await save(pilot, SMALL)
        assert play_of(pilot).moves == ("ask-the-team", "call-it") and "plays on" not in text(pilot)


async def test_a_file_that_is_gone_is_said_and_taken_up_when_it_is_there_again(tmp_path: Path) -> None:
    async with watching(tmp_path) as pilot:
        await lose(pilot)
        assert "The file is not there; the last good edition plays on." in text(pilot)
        app_of(pilot).file.path.write_text(SMALL, encoding="utf-8")
        await until(pilot, lambda app: not app.watched.gone)
        assert "not there" not in text(pilot) and app_of(pilot).watched.saved == 0


async def test_a_file_that_cannot_be_played_waits_and_is_played_once_it_is_mended(tmp_path: Path) -> None:
    async with watching(tmp_path, edited(BROKEN)) as pilot:
        assert isinstance(pilot.app.screen, WaitingPage) and "there is no scene called `midnite`" in text(pilot)
        await press(pilot, "enter")
        assert "help:" in text(pilot)
        await save(pilot, edited(BROKEN, MOVED))
        await save(pilot, SMALL)
        assert isinstance(pilot.app.screen, WatchPage) and "The board says" in text(pilot)


async def test_it_begins_at_any_scene_with_any_meters_and_facts_and_keeps_nothing(tmp_path: Path) -> None:
    async with watching(tmp_path) as pilot:
        await press(pilot, "s", "down", "down", "enter")
        assert play_of(pilot).scene.id == "midnight" and play_of(pilot).meters["staff"] == 48
        await press(pilot, "m", "down", "3", "0", "down", "pageup", "down", "down", "right", "enter")
        assert dict(play_of(pilot).meters) == {"patients": 60, "staff": 30, "finance": 65, "trust": 50}
        assert play_of(pilot).facts["told"] is True and play_of(pilot).scene.id == "midnight"
        shown = said(text(pilot))
        assert "This play begins at Midnight, with Staff wellbeing 30, Finance 65 and told yes." in shown
        assert "Nothing that is played here is kept." in shown
        await press(pilot, "1", "enter", "enter", "r")
        assert play_of(pilot).moves == () and play_of(pilot).meters["staff"] == 30
        await press(pilot, "s", "enter")
        assert play_of(pilot).scene.id == "handover" and play_of(pilot).meters["staff"] == 48
        assert app_of(pilot).records.plays() == []


async def test_a_value_can_be_put_back_and_left_as_it_was(tmp_path: Path) -> None:
    async with watching(tmp_path) as pilot:
        await press(pilot, "m", "9", "0", "0", "left", "backspace", "down", "1", "q")
        assert play_of(pilot).meters["staff"] == 48 and play_of(pilot).meters["patients"] == 60
        await press(pilot, "m", "9", "0", "0")
        assert "‹ 100 ›   60 in the file   900 cannot be: 0 to 100" in text(pilot)
        await press(pilot, "down")
        assert "cannot be" not in text(pilot)
        await press(pilot, "up", "-", "4")
        assert "‹ 0 ›   60 in the file   -4 cannot be: 0 to 100" in text(pilot)
        await press(pilot, "backspace")
        assert "cannot be" not in text(pilot)
        await press(pilot, "9", "0", "0")
        await press(pilot, "left", "enter")
        assert play_of(pilot).meters["patients"] == 99


async def test_undo_and_the_journal_go_back_among_the_moves(tmp_path: Path) -> None:
    async with watching(tmp_path) as pilot:
        await press(pilot, *TO_MIDNIGHT, "u")
        assert play_of(pilot).moves == ()
        await press(pilot, *TO_MIDNIGHT, "1", "enter", "enter", "j", "t")
        assert play_of(pilot).moves == ("ask-the-team",) and isinstance(pilot.app.screen, WatchPage)


async def test_the_end_is_shown_and_r_begins_again(tmp_path: Path) -> None:
    async with watching(tmp_path) as pilot:
        await press(pilot, *TO_MIDNIGHT, "1", "enter", "enter", "1", "enter", "enter")
        assert "They stay behind to write up what worked." in text(pilot)
        await press(pilot, "escape", "r")
        assert play_of(pilot).moves == ()


async def test_a_play_that_cannot_go_on_says_so_and_begins_again(tmp_path: Path) -> None:
    faulty = edited(("{patients: +5, staff: -2}", "{patients: 5 / (now - 2), staff: -2}"))
    async with watching(tmp_path, faulty) as pilot:
        await press(pilot, "m", "enter", *TO_MIDNIGHT)
        await press(pilot, "u", "enter", "3", "enter", "2", "enter", "1", "enter", "enter")
        assert "it divides by zero" in text(pilot) and "Again from where it began" in text(pilot)
        await press(pilot, "enter")
        assert play_of(pilot).moves == ()


async def test_tab_goes_to_the_findings_and_enter_shows_one_whole(tmp_path: Path) -> None:
    async with watching(tmp_path, edited(TODO)) as pilot:
        assert "C014" not in text(pilot)
        await press(pilot, "tab")
        assert "warning C014" in text(pilot) and "The board says" not in text(pilot)
        await press(pilot, "enter")
        assert "This fails in a scene:" in text(pilot)
        await press(pilot, "e", "escape", "2", "enter")
        assert play_of(pilot).moves == ("frame:tame",) and "The board says" in text(pilot)
        await press(pilot, "e")
        assert "This fails in a scene:" in text(pilot)


async def test_a_save_leaves_the_list_where_it_is_and_beginning_elsewhere_brings_the_play(tmp_path: Path) -> None:
    async with watching(tmp_path, edited(TODO)) as pilot:
        await press(pilot, "tab")
        await save(pilot, edited(TODO, MOVED))
        await press(pilot, "u", "r")
        assert "warning C014" in text(pilot) and "The board says" not in text(pilot)
        await press(pilot, "s", "enter")
        assert "warning C014" not in text(pilot) and "The board says" in text(pilot)


async def test_where_there_is_room_the_findings_stand_beside_the_play(tmp_path: Path) -> None:
    async with watching(tmp_path, edited(TODO), (120, 36)) as pilot:
        assert "warning C014" in text(pilot) and "The board says" in text(pilot)
        await click(pilot, "is still in this text")
        assert "This fails in a scene:" in text(pilot)
        await press(pilot, "escape")
        await resize(pilot, 60, 20)
        assert "warning C014" not in text(pilot) and "The board says" in text(pilot)


async def test_every_path_is_walked_after_a_pause_and_what_that_finds_is_added(tmp_path: Path) -> None:
    never = edited(("trust >= 55", "trust >= 99"))
    async with watching(tmp_path, never, (120, 36), pause=0.01) as pilot:
        await until(pilot, lambda app: bool(app.watched.walked))
        assert "Every path walked: " in listed(pilot) and "holds in no play" in listed(pilot)
        await press(pilot, *TO_MIDNIGHT)
        await save(pilot, SMALL)
        await until(pilot, lambda app: bool(app.watched.walked))
        assert "mended." in listed(pilot) and play_of(pilot).moves == ("ask-the-team",)


async def test_the_sign_of_the_line_above_the_play_goes_by_what_there_is_to_mend(tmp_path: Path) -> None:
    stuck = edited(("      - id: name-it\n", "      - id: name-it\n        when: trust > 52\n"),
                   ("      - id: leave-it\n", "      - id: leave-it\n        when: told\n"))  # fmt: skip
    async with watching(tmp_path, pause=0.01) as pilot:
        await until(pilot, lambda app: bool(app.watched.walked))
        assert "✓ Read: nothing to mend." in text(pilot)
        await save(pilot, edited(TODO))
        assert "· Saved: 1 warning." in text(pilot)
        await save(pilot, stuck)
        await until(pilot, lambda app: bool(app.watched.walked))
        assert "× Saved: 1 error" in text(pilot) and "✓" not in text(pilot).splitlines()[1]


async def test_the_help_says_nothing_of_what_is_played_being_kept(tmp_path: Path) -> None:
    async with watching(tmp_path, size=(100, 60)) as pilot:
        await press(pilot, "question_mark")
        shown = said(text(pilot))
        assert "everything is kept" not in shown and "what is played here is not kept" in shown


async def test_what_only_playing_shows_can_be_played_to(tmp_path: Path) -> None:
    stuck = edited(("      - id: name-it\n", "      - id: name-it\n        when: trust > 52\n"),
                   ("      - id: leave-it\n", "      - id: leave-it\n        when: told\n"))  # fmt: skip
    async with watching(tmp_path, stuck, pause=0.01) as pilot:
        await until(pilot, lambda app: bool(app.watched.walked))
        [found] = [it for it in app_of(pilot).watched.findings if it.moves]
        await press(pilot, "tab")
        assert "play to it" in text(pilot)
        await press(pilot, "p")
        assert play_of(pilot).moves == found.moves and "every choice is closed here" in said(text(pilot))


async def test_a_walk_is_stopped_by_the_next_save_and_on_leaving(tmp_path: Path) -> None:
    async with watching(tmp_path) as pilot:
        app = app_of(pilot)
        app.walk()
        first = app._walk
        await save(pilot, edited(MOVED))
        assert first is not None and first._process.poll() is not None and not app.watched.walked
        app.walk()
        second = app._walk
    assert second is not None and second._process.poll() is not None


async def test_what_is_typed_as_a_reason_is_there_again_after_a_save(tmp_path: Path) -> None:
    async with watching(tmp_path, reasons="ask") as pilot:
        await press(pilot, *TO_MIDNIGHT, "w", "h", "y")
        await save(pilot, edited(MOVED))
        assert play_of(pilot).moves == ()
        await press(pilot, *TO_MIDNIGHT, "enter")
        assert play_of(pilot).moves == ("reason:why", "ask-the-team")


async def test_an_older_save_never_takes_the_place_of_a_newer(tmp_path: Path) -> None:
    async with watching(tmp_path) as pilot:
        app = app_of(pilot)
        checked = app.watched.checked
        await save(pilot, edited(MOVED))
        app._take(checked, app._saves - 1)
        assert app.watched.checked is not checked


async def test_authors_words_are_shown_as_they_are(tmp_path: Path) -> None:
    file = hostile(TOGETHER).text
    async with watching(tmp_path, file, (200, 60)) as pilot:
        await save(pilot, file.replace("start: 60", "start: 61"))
        for keys in ((), ("tab", "e"), ("escape", "escape", "s"), ("escape", "m")):
            await press(pilot, *keys)
            painted = text(pilot)
            assert not any(sign in painted for sign in "\x1b\x07\u202e")
        await press(pilot, "escape")
        unbroken = "".join(text(pilot).split())
        assert [it for it in HOSTILE.values() if "".join(it.split()) not in unbroken] == []


@pytest.mark.parametrize("theme", LEAST)
async def test_everything_written_while_watching_can_be_read(theme: str, tmp_path: Path) -> None:
    faint = set()
    async with aclosing(watch_walk(tmp_path, (120, 36), theme=theme)) as places:
        async for name, pilot in places:
            for strip in pilot.app.screen._compositor.render_strips(pilot.app.screen.size):
                for segment in strip:
                    if too_faint(segment.text, segment.style, LEAST[theme]):
                        faint.add((name, segment.text.strip(), str(segment.style)))
    assert not faint


async def test_it_lives_through_any_size(tmp_path: Path) -> None:
    async with watching(tmp_path, edited(TODO)) as pilot:
        for keys in ((), ("tab",), ("escape", "m"), ("escape", "s")):
            await press(pilot, *keys)
            for size in ((20, 5), (40, 12), (110, 30), (200, 60), (60, 20)):
                await resize(pilot, *size)
                assert max(map(len, lines(pilot))) <= size[0]


async def test_plain_signs_are_enough(tmp_path: Path) -> None:
    async with watching(tmp_path, edited(TODO), (120, 36), glyphs="ascii") as pilot:
        await press(pilot, "tab")
        assert pilot.app.screen.query_one("#findings", Column).chosen == "0"
        assert all(line.isascii() for line in lines(pilot)[:3])


def test_without_a_terminal_it_names_the_command_for_that(tmp_path: Path) -> None:
    twohats = TwoHats(tmp_path)
    (tmp_path / NAME).write_text(SMALL, encoding="utf-8")
    ran = twohats("watch", NAME)
    assert ran == (2, "", f"Watching a file needs a terminal. Without one there is: twohats check {NAME}\n")


@pytest.mark.parametrize("name", ["nothing.yaml", "nonsense"])
def test_a_file_that_is_not_there_is_said_at_once(tmp_path: Path, name: str) -> None:
    ran = TwoHats(tmp_path)("watch", name)
    assert ran.code == 1 and ran.out == "" and name in ran.err and "Traceback" not in ran.err


def test_in_a_real_terminal_a_save_shows_and_leaving_is_fine(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text(SMALL, encoding="utf-8")
    terminal = Terminal(["watch", str(path)], tmp_path)
    try:
        terminal.until_words("What kind of moment")
        path.write_text(edited(BROKEN), encoding="utf-8")
        terminal.until_words("the last good edition plays on.")
        path.write_text(edited(("The board says", "A board says")), encoding="utf-8")
        terminal.until_words("A board says")
        terminal.send(b"q", "")
        assert terminal.ended() == 0
    finally:
        terminal.close()
