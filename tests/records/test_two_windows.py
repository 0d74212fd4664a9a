import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from belfry import begun

from game.records.errors import MovedOnError
from game.records.keeping import Keeping
from game.records.store import Records

FORKING = multiprocessing.get_context("fork")


def ring_often(path: Path, seed: int, times: int) -> None:
    with closing(Records.open(path)) as records:
        kept = records.begin(begun(seed))
        for _ in range(times):
            records.append(kept.id, "ring")


def test_two_plays_go_on_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "plays.sqlite"
    # Three programs that find no store yet: each may be the one that makes it.
    programs = [FORKING.Process(target=ring_often, args=(path, seed, 30)) for seed in range(3)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert [program.exitcode for program in programs] == [0, 0, 0]
    with closing(Records.open(path)) as records:
        assert sorted((it.seed, it.moves) for it in records.plays()) == [(seed, ("ring",) * 30) for seed in range(3)]
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_move_follows_only_the_move_it_was_made_after(tmp_path: Path) -> None:
    path = tmp_path / "plays.sqlite"
    with closing(Records.open(path)) as here, closing(Records.open(path)) as there:
        kept = here.begin(begun())
        here.append(kept.id, "ring")
        there.resume(there.play(kept.id))
        there.append(kept.id, "ring")
        with pytest.raises(MovedOnError, match="gone on in another window"):
            here.append_all(kept.id, ["look:peer", "ring"])
        assert here.play(kept.id).moves == ("ring", "ring")
        # Taken up again as it is now, it goes on here, and there it has gone on elsewhere.
        here.resume(here.play(kept.id))
        here.append(kept.id, "stop")
        with pytest.raises(MovedOnError):
            there.append(kept.id, "ring")
        assert there.play(kept.id).moves == ("ring", "ring", "stop")


def test_looking_at_a_play_does_not_take_it_up(tmp_path: Path) -> None:
    path = tmp_path / "plays.sqlite"
    with closing(Records.open(path)) as here, closing(Records.open(path)) as there:
        kept = here.begin(begun())
        there.append(kept.id, "ring")
        assert here.play(kept.id) == here.plays()[0]
        with pytest.raises(MovedOnError):
            here.append(kept.id, "ring")


def test_the_second_window_is_told_and_goes_on_as_a_branch(tmp_path: Path) -> None:
    path = tmp_path / "plays.sqlite"
    with closing(Records.open(path)) as here, closing(Records.open(path)) as there:
        play = begun().choose("ring")
        keeping = Keeping.begin(here, play)
        other = Keeping(there, there.play(keeping.kept.id))
        there.resume(other.kept)
        first = keeping.kept.id
        assert other.keep(play.choose("ring").choose("ring")) is None
        told = keeping.keep(play.look("peer"))
        assert told is not None
        assert f"The play {first} has gone on in another window" in told
        assert keeping.kept.id in told
        assert keeping.keep(play.look("peer").choose("stop")) is None
        assert here.play(first).moves == ("ring", "ring", "ring")
        branch = here.play(keeping.kept.id)
        assert (branch.moves, branch.branched_from) == (("ring", "look:peer", "stop"), (first, 1))
        assert (branch.ending, branch.debrief) == ("quiet", "waiting")
