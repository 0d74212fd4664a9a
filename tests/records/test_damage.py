import multiprocessing
import os
import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from belfry import begun
from hypothesis import given, settings
from hypothesis import strategies as st

from game.records import schema
from game.records.errors import RecordsError
from game.records.keeping import Keeping
from game.records.store import Records, Unkept, open_records

NOBODY = 65534
FORKING = multiprocessing.get_context("fork")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.records.database.PATIENCE", 0.05)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return fill(tmp_path / "kept" / "plays.sqlite")


@pytest.fixture(scope="module")
def sound_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("sound") / "plays.sqlite")


def fill(path: Path) -> Path:
    with closing(Records.open(path)) as records:
        for seed in range(8):
            kept = records.begin(begun(seed))
            records.append_all(kept.id, ["reason:It is late.", "ring", "look:peer", "ring"])
            records.note(kept.id, "reactions", "Loud. " * 50)
    return path


def content(path: Path) -> dict[str, bytes]:
    # SQLite makes its shared-memory file anew whenever it likes, and nothing is kept in it.
    return {
        it.name: it.read_bytes() for it in path.parent.iterdir() if not it.name.endswith("-shm") and it.stat().st_size
    }


def over_all(path: Path) -> None:
    path.write_bytes(os.urandom(path.stat().st_size))


def in_the_middle(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(3 * 4096))


def cut_short(path: Path) -> None:
    os.truncate(path, 5000)


def other_text(path: Path) -> None:
    path.write_text("Dear diary\n" * 1000)


def emptied_beside_its_log(path: Path) -> None:
    path.with_name("plays.sqlite-wal").write_bytes(b"what may still be had")
    os.truncate(path, 0)


def broken_date(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE plays SET started = 'yesterday'")


def broken_text(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE plays SET title = CAST(x'ff00fe' AS TEXT)")


def broken_table(path: Path) -> None:
    before = path.read_bytes()
    path.write_bytes(before.replace(b"role TEXT,", b"rule TEXT,"))
    assert path.read_bytes() != before


DAMAGES: list[Callable[[Path], None]] = [
    over_all, in_the_middle, cut_short, other_text, emptied_beside_its_log, broken_date, broken_text, broken_table,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_store_is_left_as_it_is_and_play_goes_on(path: Path, damage: Callable[[Path], None]) -> None:
    damage(path)
    before = content(path)
    records = open_records(path)
    assert isinstance(records, Unkept)
    assert records.why == (
        f"What is kept in {path} is damaged and was left as it is. "
        "To begin a new store, move every file whose name begins so out of that folder."
    )
    keeping = Keeping.begin(records, begun())
    assert keeping.keep(begun().choose("ring")) is None
    records.close()
    assert content(path) == before


def test_a_new_store_begins_where_the_damaged_one_was_moved_away(path: Path, tmp_path: Path) -> None:
    over_all(path)
    path.rename(tmp_path / "aside.sqlite")
    with closing(open_records(path)) as records:
        assert records.why is None
        assert records.plays() == []


@settings(deadline=None, max_examples=60)
@given(share=st.floats(0, 1, exclude_max=True), damage=st.binary(min_size=1, max_size=200))
def test_bytes_changed_anywhere_are_survived(
    tmp_path_factory: pytest.TempPathFactory, sound_store: Path, share: float, damage: bytes
) -> None:
    path = tmp_path_factory.mktemp("kept") / "plays.sqlite"
    shutil.copy(sound_store, path)
    with path.open("r+b") as file:
        file.seek(int(share * path.stat().st_size))
        file.write(damage)
    before = content(path)
    with closing(open_records(path)) as records:
        if records.why is not None:
            assert str(path) in records.why
            assert content(path) == before
            return
        for kept in records.plays():
            try:
                play = records.resume(kept)
            except RecordsError as error:
                assert "cannot be played again" in str(error) or "is missing" in str(error)
            else:
                assert play.moves == kept.moves


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "plays.sqlite"
    path.touch()
    with closing(Records.open(path)) as records:
        assert records.begin(begun()) == records.plays()[0]


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "plays.sqlite"
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("CREATE TABLE bookmarks (url TEXT)")
    before = content(path)
    records = open_records(path)
    assert records.why == f"{path} is not a file of Two Hats, and was left as it is. Move it out of that folder."
    assert content(path) == before


def test_a_store_of_a_newer_version_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
        raw.execute("ALTER TABLE plays ADD COLUMN mood TEXT")
    before = content(path)
    records = open_records(path)
    assert records.why is not None
    assert "comes from a newer version of Two Hats" in records.why
    assert content(path) == before


def test_an_older_store_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = (*schema.MIGRATIONS, ("ALTER TABLE plays ADD COLUMN mood TEXT", "UPDATE plays SET mood = 'calm'"))
    monkeypatch.setattr(schema, "MIGRATIONS", newer)
    with closing(Records.open(path)) as records:
        assert len(records.plays()) == 8
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT DISTINCT mood FROM plays").fetchall() == [("calm",)]
        assert raw.execute("PRAGMA user_version").fetchone() == (len(newer),)


def test_a_store_that_cannot_be_brought_up_to_date_stays_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (*schema.MIGRATIONS, ("ALTER TABLE plays ADD COLUMN mood TEXT", "UPDATE missing SET mood = 'calm'"))
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", broken)
        with pytest.raises(RecordsError, match="could not be used"):
            Records.open(path)
    with closing(Records.open(path)) as records:
        assert len(records.plays()) == 8


def test_a_store_held_by_another_program_is_said_to_be(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA locking_mode = EXCLUSIVE")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE plays SET ending = NULL")
        records = open_records(path)
        assert records.why == (f"Another program is holding what is kept in {path}. Close that program and try again.")
    with closing(open_records(path)) as records:
        assert len(records.plays()) == 8


def test_a_store_that_is_held_in_mid_play_costs_only_what_follows(path: Path) -> None:
    with closing(Records.open(path)) as records, closing(sqlite3.connect(path, isolation_level=None)) as raw:
        play = begun()
        keeping = Keeping.begin(records, play)
        assert keeping.keep(play := play.choose("ring")) is None
        id = keeping.id
        assert id is not None
        raw.execute("BEGIN EXCLUSIVE")
        told = keeping.keep(play := play.choose("ring"))
        assert told is not None
        assert told.startswith(f"Another program is holding what is kept in {path}.")
        assert told.endswith("You can go on playing, but from here nothing is kept.")
        raw.execute("ROLLBACK")
        assert keeping.keep(play.choose("stop")) is None
        assert keeping.id is None
        assert records.play(id).moves == ("ring",)


def test_a_full_disk_costs_only_what_follows(path: Path) -> None:
    with closing(Records.open(path)) as records:
        play = begun()
        keeping = Keeping.begin(records, play)
        assert keeping.keep(play := play.choose("ring")) is None
        id = keeping.id
        assert id is not None
        with records._database.reading() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
        told = keeping.keep(play := play.reason("No room. " * 5000).choose("ring"))
        assert told is not None
        assert told.startswith(f"The disk is full, so nothing more can be kept in {path}. Free some space there.")
        assert keeping.keep(play.choose("stop")) is None
        assert records.play(id).moves == ("ring",)
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_store_that_is_moved_away_in_mid_play_is_missed(path: Path, tmp_path: Path) -> None:
    with closing(Records.open(path)) as records:
        keeping = Keeping.begin(records, begun())
        shutil.move(path.parent, tmp_path / "elsewhere")
        told = keeping.keep(begun().choose("ring"))
        assert told is not None
        assert told.startswith(f"{path} was moved or deleted while it was in use.")


# What follows needs a process of its own: one that may not write, or may write no more than so much.


def play_in(path: Path, bytes_more: int | None, answers: Connection) -> None:
    """Ring five hundred times: as an ordinary account where no size is given, else with files of that size at most."""
    if bytes_more is None and os.geteuid() == 0:
        os.setuid(NOBODY)
    told: set[str | None] = set()
    with closing(open_records(path)) as records:
        play = begun()
        keeping = Keeping.begin(records, play)
        why = keeping.records.why
        if bytes_more is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_more, bytes_more))
        for _ in range(500):
            play = play.reason("It is late, and the rope hangs there.").choose("ring")
            told.add(keeping.keep(play))
    answers.send((why, told - {None}, play.facts["bells"]))


def play_apart(path: Path, bytes_more: int | None = None) -> tuple[str | None, set[str], int]:
    answers, end = FORKING.Pipe(duplex=False)
    process = FORKING.Process(target=play_in, args=(path, bytes_more, end))
    process.start()
    end.close()
    try:
        why, told, bells = answers.recv()
    finally:
        process.join()
    return why, told, bells


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account may walk through, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_store_that_may_only_be_read_is_said_to_be(open_folder: Path, what: str) -> None:
    path = fill(open_folder / "kept" / "plays.sqlite")
    path.chmod(0o444)
    path.parent.chmod(0o555 if what == "folder" else 0o777)
    before = content(path)
    why, told, bells = play_apart(path)
    path.parent.chmod(0o755)
    assert why is not None
    assert str(path) in why
    assert "TWOHATS_DATA" in why
    assert (told, bells) == (set(), 500)
    assert content(path) == before


def test_a_disk_that_takes_no_more_costs_only_what_follows(path: Path) -> None:
    why, told, bells = play_apart(path, 150_000)
    assert why is None
    assert bells == 500
    (sentence,) = told
    assert str(path) in sentence
    assert sentence.endswith("You can go on playing, but from here nothing is kept.")
    with closing(Records.open(path)) as records:
        kept = records.plays()
        assert len(kept) == 9
        assert 0 < len(kept[0].moves) < 1000
        assert records.resume(kept[0]).facts["bells"] == kept[0].choices
        assert [len(it.moves) for it in kept[1:]] == [4] * 8
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
