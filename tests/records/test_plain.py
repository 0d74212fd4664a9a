import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from belfry import begun, belfry, belfry_file
from click.testing import CliRunner, Result

from game.cli import cli
from game.plain.console import Console
from game.plain.starting import play_scenario
from game.records.keeping import GOING_ON
from game.records.plays import KeptPlay
from game.records.store import Records


@pytest.fixture
def file(tmp_path: Path, data_folder: Path) -> str:
    assert not data_folder.exists()
    return str(belfry_file(tmp_path))


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, list(words), input=typed)


def told(done: Result) -> str:
    """Return what was printed, on one line."""
    return " ".join(done.output.split())


def kept() -> list[KeptPlay]:
    with closing(Records.open()) as records:
        return records.plays()


class Watcher(io.StringIO):
    """Looks, whenever something is told, at what is kept by then."""

    encoding = "utf-8"

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.seen: list[tuple[str, int]] = []

    def write(self, text: str) -> int:
        if self.path.exists():
            with closing(sqlite3.connect(self.path)) as raw:
                self.seen.append((text, raw.execute("SELECT count(*) FROM moves WHERE move = 'ring'").fetchone()[0]))
        return super().write(text)


def test_a_move_is_kept_before_its_consequence_is_told(data_folder: Path) -> None:
    sink = Watcher(data_folder / "plays.sqlite")
    with closing(Records.open()) as records:
        play_scenario(belfry(), 7, None, Console(io.StringIO("1\n1\n1\nq\n"), sink, interactive=True), records)
    rung = [(int(text.split()[4]), rows) for text, rows in sink.seen if text.startswith("The bell has rung")]
    assert rung == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_leaving_says_how_to_go_on(file: str) -> None:
    done = run("play", file, "--seed", "7", typed="3\n1\nq\n")
    assert done.exit_code == 0
    (play,) = kept()
    assert play.moves == ("look:peer", "ring")
    assert f"\ntwohats resume {play.id}\n" in done.output
    assert f"\ntwohats replay {file} --seed 7 --moves look:peer,ring\n" in done.output


def test_the_end_of_the_input_keeps_the_play(file: str) -> None:
    done = run("play", file, typed="1\n")
    assert done.exit_code == 0
    assert [it.moves for it in kept()] == [("ring",)]


def test_the_prebrief_says_what_is_kept_and_how_to_delete_it(file: str, data_folder: Path) -> None:
    done = run("play", file, typed="q\n")
    assert "are kept on this computer and nowhere else, in " in told(done)
    assert str(data_folder) in done.output
    assert f"\nTo delete this play: twohats plays --delete {kept()[0].id}\n" in done.output


def test_a_play_goes_on_with_a_recap(file: str) -> None:
    run("play", file, typed="1\n1\n1\n1\nq\n")
    done = run("resume", typed="1\nq\n")
    assert done.exit_code == 0
    assert "The belfry, as you left it on" in done.output
    assert "You are in charge of the rope." in done.output
    assert "So far, the last 3 of 4 decisions:" in done.output
    assert "\n2. " in done.output
    assert "\n4. " in done.output
    assert done.output.count("“Ring it.”") == 3
    assert "The bell has rung 4 times." in done.output
    assert "Staff wellbeing 54" in done.output
    assert "The bell has rung 5 times." in done.output
    assert [it.moves for it in kept()] == [("ring",) * 5]


def test_a_choice_taken_back_leads_to_another_play(file: str) -> None:
    done = run("play", file, typed="1\n1\nu\n2\n")
    branch, original = kept()
    assert (original.moves, branch.moves) == (("ring", "ring"), ("ring", "stop"))
    assert branch.branched_from == (original.id, 1)
    assert f"Taken back. What you did there stays kept as {original.id}." in done.output
    assert f"Another way on from {original.id}." in told(run("plays"))


def test_a_choice_taken_back_at_leaving_stays_taken_back(file: str) -> None:
    done = run("play", file, typed="1\n1\nu\nu\nq\n")
    branch, original = kept()
    assert (original.moves, branch.moves) == (("ring", "ring"), ())
    assert f"twohats resume {branch.id}" in done.output


def test_nothing_can_be_taken_back_at_the_start(file: str) -> None:
    assert "There is nothing to take back yet." in run("play", file, typed="u\nq\n").output
    assert len(kept()) == 1


def test_a_debrief_waits_until_it_is_read_to_its_end(file: str) -> None:
    done = run("play", file, typed="2\nq\n")
    (play,) = kept()
    assert (play.ending, play.debrief) == ("quiet", "waiting")
    assert f"Your debrief waits for you: twohats resume {play.id}" in done.output
    for words in ([], ["play"], ["play", file]):
        said = "Your debrief of “The belfry”, which ended with “Quiet”, is waiting"
        assert f"{said}: twohats resume {play.id}" in told(run(*words, typed="q\n"))
    # The input ends in the middle: nobody is there to read on.
    run("resume", play.id, typed="\nLoud\n")
    assert [it.debrief for it in kept() if it.id == play.id] == ["waiting"]
    done = run("resume", play.id, typed="\n" * 20)
    assert [it.debrief for it in kept() if it.id == play.id] == ["done"]
    assert f"To read it again: twohats debrief {play.id}" in done.output
    assert "is waiting" not in run().output


def test_what_was_not_told_before_a_crash_is_told_when_the_play_is_taken_up(file: str) -> None:
    run("play", file, typed="1\n")
    with closing(Records.open()) as records:
        records.append(records.plays()[0].id, "look:peer")
    done = run("resume", typed="q\n")
    assert "It is a long way." in done.output
    assert "The bell has rung 1 times." in done.output
    with closing(Records.open()) as records:
        records.append(records.plays()[0].id, "stop")
    done = run("resume", typed="q\n")
    assert "The end: Quiet" in done.output
    assert "Your debrief" in done.output
    assert [(it.ending, it.debrief) for it in kept()] == [("quiet", "waiting")]


def test_what_is_under_way_comes_before_what_is_done(file: str) -> None:
    run("play", file, "--seed", "1", typed="1\nq\n")
    run("play", file, "--seed", "2", typed="2\n" + "\n" * 20)
    assert "The bell has rung 1 times." in run("resume", typed="q\n").output
    assert "Go on with “The belfry”, 1 choice made: twohats resume" in told(run())


def test_nothing_to_go_on_with_is_said(file: str) -> None:
    done = run("resume")
    assert done.exit_code == 1
    assert done.stderr == "No play is under way and no debrief is waiting. Start a play with: twohats play\n"
    run("play", file, typed="2\n" + "\n" * 20)
    assert run("resume").exit_code == 1
    done = run("resume", "nothing")
    assert done.exit_code == 1
    assert "There is no kept play" in done.stderr


def test_plays_are_listed_with_where_they_stand(file: str, data_folder: Path) -> None:
    assert "No play is kept yet." in run("plays").output
    run("play", file, typed="q\n")
    run("play", file, typed="1\nq\n")
    run("play", file, typed="1\n1\nq\n")
    run("play", file, typed="2\nq\n")
    run("play", file, typed="2\n" + "\n" * 20)
    lines = [line for line in " ".join(run("plays").output.split("\n   ")).splitlines() if ": The belfry." in line]
    assert [line.rsplit(", ", 1)[1] for line in lines] == [
        "its debrief is read.", "its debrief is waiting.", "2 choices made.", "1 choice made.", "just begun.",
    ]  # fmt: skip
    assert [line.split(":")[0] for line in lines] == [it.id for it in kept()]
    assert f"They are kept in {data_folder / 'plays.sqlite'}" in run("plays").output


def test_a_play_is_deleted_by_its_id_and_all_by_saying_so(file: str) -> None:
    for _ in range(3):
        run("play", file, typed="q\n")
    first, second, third = kept()
    assert run("plays", "--delete", second.id).output == f"The play {second.id} is deleted.\n"
    assert [it.id for it in kept()] == [first.id, third.id]
    assert run("plays", "--delete", second.id).exit_code == 1
    for words in (["--delete"], ["--all"], ["--delete", first.id, "--all"], ["--delete", first.id, "--import", "f"]):
        assert run("plays", *words).exit_code == 2
    assert run("plays", "--delete", "--all").output == "Every kept play is deleted.\n"
    assert kept() == []


def test_a_play_is_carried_as_a_file(file: str, tmp_path: Path) -> None:
    run("play", file, typed="1\nq\n")
    (play,) = kept()
    carried = str(tmp_path / "play.json")
    assert "can read your moves and all that you typed" in told(run("plays", "--export", play.id, carried))
    assert run("plays", "--export", play.id, carried).exit_code == 1
    run("plays", "--delete", play.id)
    done = run("plays", "--import", carried)
    (taken,) = kept()
    assert done.output == f"Kept. To go on with it: twohats resume {taken.id}\n"
    assert taken.moves == ("ring",)
    Path(carried).write_text("{}")
    assert run("plays", "--import", carried).exit_code == 1


def test_the_debrief_of_a_kept_play_is_printed(file: str, tmp_path: Path) -> None:
    assert run("debrief").exit_code == 1
    run("play", file, "--seed", "1", typed="1\n2\nq\n")
    run("play", file, "--seed", "2", typed="1\nq\n")
    data: dict[str, Any] = json.loads(run("debrief", "--format", "json").output)
    assert data["seed"] == 1
    assert run("debrief", "-o", str(tmp_path / "debrief.txt")).output == ""
    assert [it.debrief for it in kept()] == ["none", "waiting"]
    printed = run("debrief").output
    assert (tmp_path / "debrief.txt").read_text(encoding="utf-8") == printed
    assert "The belfry: debrief" in printed
    # Printed whole, it has been handed over.
    assert [it.debrief for it in kept()] == ["done", "none"]
    assert "is not over." in run("debrief", kept()[1].id).output
    assert run("debrief", "-o", str(tmp_path)).exit_code == 1


@pytest.mark.parametrize("typed", ["q\n", "1\nq\n", "1\n2\nq\n"])
def test_q_leaves_wherever_something_is_asked(data_folder: Path, typed: str) -> None:
    done = run("play", "first-shift", typed=typed)
    assert data_folder.exists()
    assert f"\ntwohats resume {kept()[0].id}\n" in done.output
    assert done.output.count("q\n\nYou leave “First shift” at Sunday 07:00.") == 1
    assert [move for move in kept()[0].moves if not move.startswith("frame:")] == []


def test_a_reason_stays_what_was_typed(data_folder: Path) -> None:
    hostile = "'); DROP TABLE plays; -- [/] caf\u00e9"
    done = run("play", "first-shift", "--seed", "7", typed=f"1\n2\n{hostile}\nq\n")
    assert done.exit_code == 0
    assert data_folder.exists()
    (play,) = kept()
    assert f"reason:{hostile}" in play.moves


def over_all(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 400)


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize("harm", [over_all, newer], ids=lambda harm: harm.__name__)
def test_without_a_store_play_goes_on_and_says_so(
    file: str, data_folder: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    with closing(Records.open()) as records:
        records.begin(begun())
    path = data_folder / "plays.sqlite"
    harm(path)
    before = path.read_bytes()
    done = run("play", file, "--seed", "7", typed="1\nu\n2\nq\n")
    assert done.exit_code == 0
    assert done.output.startswith("What is kept in")
    assert "You can play, but nothing of it is kept." in told(done)
    assert "Nothing of this play is kept, and nobody else sees it." in told(done)
    assert "The end: Quiet" in done.output
    assert "twohats resume" not in done.output
    assert f"\ntwohats replay {file} --seed 7 --moves stop --debrief\n" in done.output
    assert "What is kept in" in told(run())
    for words in (["plays"], ["resume"], ["debrief"], ["plays", "--delete", "--all"], ["plays", "--import", "x"]):
        done = run(*words)
        assert done.exit_code == 1
        assert "What is kept in" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert path.read_bytes() == before


def test_a_store_that_fails_in_mid_play_is_said_once(
    file: str, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.records.database.PATIENCE", 0.05)
    ask = Console.ask
    asked: list[sqlite3.Connection] = []

    def hold_at_the_second(console: Console, prompt: str) -> str | None:
        raw = sqlite3.connect(data_folder / "plays.sqlite", isolation_level=None)
        asked.append(raw)
        if len(asked) == 2:
            raw.execute("BEGIN EXCLUSIVE")
        return ask(console, prompt)

    monkeypatch.setattr(Console, "ask", hold_at_the_second)
    done = run("play", file, typed="1\n1\n1\nq\n")
    for raw in asked:
        raw.close()
    assert done.exit_code == 0
    assert told(done).count("Another program is holding what is kept in") == 1
    assert told(done).count(GOING_ON) == 1
    assert "The bell has rung 3 times." in done.output
    assert "twohats resume" not in done.output.split(GOING_ON)[1]
    assert f"\ntwohats replay {file} --seed" in done.output
    assert [it.moves for it in kept()] == [("ring",)]
