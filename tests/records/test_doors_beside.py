from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from belfry import begun

import game
from game.language.library import find_scenario
from game.paths.doors import doors
from game.paths.reaches import Reach, reach_data
from game.play.playing import Play
from game.records.doors import DoorFinder, DoorsBeside, doors_kept
from game.records.errors import RecordsError
from game.records.store import Records, Unkept

REACH = Reach(True, frozenset(["quiet"]), {"staff": (3, 9)}, 0)


def over() -> Play:
    return game.replay(game.load(find_scenario("first-shift")), seed=3, moves=("swipe", "gather", "send"))


def test_what_a_process_of_its_own_finds_is_what_a_walk_here_finds_and_is_kept(tmp_path: Path) -> None:
    play = over()
    with closing(Records.open(tmp_path / "plays.sqlite")) as records:
        records.begin(play)
        assert doors_kept(records, play) is None
        assert DoorFinder(records, play).wait() == doors(play)
        assert doors_kept(records, play) == doors(play)


def test_what_is_kept_needs_no_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play = over()
    with closing(Records.open(tmp_path / "plays.sqlite")) as records:
        records.begin(play)
        DoorFinder(records, play).wait()
        (tmp_path / "game").mkdir()
        (tmp_path / "game" / "__init__.py").write_text("raise SystemExit(1)", encoding="utf-8")
        monkeypatch.chdir(tmp_path)  # a folder of the player's is no part of the program
        assert DoorFinder(records, play).wait() == doors(play)


def test_where_nothing_is_kept_the_doors_are_found_all_the_same() -> None:
    with closing(Unkept("The disk is full.")) as records:
        assert DoorFinder(records, over()).wait() == doors(over())


def test_a_walk_that_is_stopped_has_no_doors(tmp_path: Path) -> None:
    with closing(Records.open(tmp_path / "plays.sqlite")) as records:
        finder = DoorFinder(records, over())
        finder.stop()
        assert finder.wait() is None


# A process that tells one thing and then goes on for ever.
def test_what_was_found_before_the_walk_was_stopped_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = json.dumps({"key": "a", "reach": reach_data(REACH)})
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\necho '{told}'\nexec tail -f /dev/null\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", os.fspath(program))
    play = over()
    with closing(Records.open(tmp_path / "plays.sqlite")) as records:
        records.begin(play)
        keep, kept = records.keep_reaches, threading.Event()

        def keep_and_tell(edition: str, found: Mapping[str, Reach]) -> None:
            keep(edition, found)
            kept.set()

        monkeypatch.setattr(records, "keep_reaches", keep_and_tell)
        beside = DoorsBeside(records, play)
        assert kept.wait(60)
        beside.stop()
        assert records.reaches(play.scenario.edition) == {"a": REACH}
        assert beside.found is None


def test_a_process_that_cannot_be_started_leaves_the_debrief_without_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with closing(Unkept("")) as records:
        beside = DoorsBeside(records, over())
        assert beside.found is None
        beside.stop()


def test_a_process_that_fails_has_no_doors(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\necho nonsense\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", os.fspath(program))
    with closing(Unkept("")) as records:
        assert DoorFinder(records, over()).wait() is None


def test_doors_are_found_beside_what_else_goes_on(tmp_path: Path) -> None:
    with closing(Records.open(tmp_path / "plays.sqlite")) as records:
        before = set(threading.enumerate())
        beside = DoorsBeside(records, over())
        for thread in set(threading.enumerate()) - before:
            thread.join()
        assert beside.found == doors(over())


def test_reaches_are_kept_by_edition_and_go_with_the_play(tmp_path: Path) -> None:
    play = begun(1)
    with closing(Records.open(tmp_path / "plays.sqlite")) as records:
        records.keep_reaches(play.scenario.edition, {"a": REACH})
        assert records.reaches(play.scenario.edition) == {}  # nobody played it here
        own, other = records.begin(play).id, records.begin(begun(2)).id
        records.keep_reaches(play.scenario.edition, {"a": REACH, "b": REACH})
        assert records.reaches(play.scenario.edition) == {"a": REACH, "b": REACH}
        records.delete(own)
        assert records.reaches(play.scenario.edition) == {}
        records.keep_reaches(play.scenario.edition, {"a": REACH})
        records.delete(other)
        assert records.reaches(play.scenario.edition) == {}


def test_a_reach_that_cannot_be_read_counts_as_not_known(tmp_path: Path) -> None:
    play = begun(1)
    with closing(Records.open(tmp_path / "plays.sqlite")) as records:
        records.begin(play)
        records.keep_reaches(play.scenario.edition, {"a": REACH, "b": REACH})
        with records._database.changing() as connection:
            connection.execute("UPDATE reaches SET reach = '{}' WHERE key = 'a'")
        assert records.reaches(play.scenario.edition) == {"b": REACH}


def test_records_that_fail_cost_the_cache_and_not_the_doors(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*arguments: object) -> None:
        raise RecordsError("The disk is full.")

    with closing(Records.open(tmp_path / "plays.sqlite")) as records:
        monkeypatch.setattr(records, "reaches", broken)
        monkeypatch.setattr(records, "keep_reaches", broken)
        assert DoorFinder(records, over()).wait() == doors(over())
