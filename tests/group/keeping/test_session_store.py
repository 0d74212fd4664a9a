import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from game.group.keeping.engines import database_url
from game.group.keeping.entries import Done, Entry, Kept, Vote
from game.group.keeping.errors import KeepingError
from game.group.keeping.store import Store
from game.group.keeping.tokens import LETTERS, Holder, as_code, hashed, new_code, new_token
from game.language.library import find_scenario
from game.language.loading import load

SCENARIO = load(find_scenario("first-shift"))


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    store = Store.open(database)
    yield store
    store.close()


@pytest.fixture
def kept(store: Store) -> Kept:
    return store.create(SCENARIO, {"seed": 7}, 1.5)


def _vote(store: Store, session: str, participant: str, key: str = "k") -> int:
    with store.writing() as writing:
        seq = writing.hold([session])[session] + 1
        entry = Entry(seq, 2.0, participant, "voted", {"choice": "sitter"})
        writing.append(session, [entry], [Vote(1, "first", participant, seq)], [Done(participant, key, b"x", seq)])
    return seq


def test_a_new_session_is_found_by_its_code_however_it_is_typed(store: Store, kept: Kept) -> None:
    typed = f" {kept.code[:3].lower()}-{kept.code[3:].replace('2', 'z')} "
    assert store.session(typed) == kept
    assert store.sessions() == [kept]
    assert store.entries(kept.id) == [Entry(1, 1.5, "facilitator", "opened", {"seed": 7})]
    assert store.edition(kept.edition) == ("first-shift", SCENARIO.text)
    assert store.session("NOBODY") is None


def test_what_was_written_is_there_after_opening_again(store: Store, kept: Kept, database: str) -> None:
    seq = _vote(store, kept.id, "ann")
    token = new_token()
    with store.writing() as writing:
        writing.let_in({hashed(token): Holder(kept.id, "participant", "ann")})
    store.close()
    again = Store.open(database)
    assert again.entries(kept.id, 1) == [Entry(seq, 2.0, "ann", "voted", {"choice": "sitter"})]
    assert again.holder(kept.code, hashed(token)) == Holder(kept.id, "participant", "ann")
    assert again.holders(kept.id) == {hashed(token): Holder(kept.id, "participant", "ann")}
    assert again.holder(kept.code, hashed("another")) is None
    assert again.holder("QQQQQQ", hashed(token)) is None
    assert again.lasts([kept.id, "gone"]) == {kept.id: seq}
    again.close()


def test_a_second_vote_takes_the_place_of_the_first_and_both_stay_in_the_log(store: Store, kept: Kept) -> None:
    _vote(store, kept.id, "ann", "one")
    _vote(store, kept.id, "ann", "two")
    _vote(store, kept.id, "ben")
    assert store.votes(kept.id) == 2
    assert [it.seq for it in store.entries(kept.id)] == [1, 2, 3, 4]


def test_a_post_that_was_done_is_found_again_and_cannot_be_done_twice(store: Store, kept: Kept) -> None:
    seq = _vote(store, kept.id, "ann")
    with store.writing() as writing:
        found = writing.done(kept.id, [("ann", "k"), ("ben", "k"), ("ann", "other")])
    assert found == {("ann", "k"): Done("ann", "k", b"x", seq)}
    with pytest.raises(KeepingError):
        _vote(store, kept.id, "ann")
    assert [it.seq for it in store.entries(kept.id, 1)] == [seq]


def test_nothing_of_a_transaction_that_fails_is_kept(store: Store, kept: Kept) -> None:
    with pytest.raises(ZeroDivisionError), store.writing() as writing:
        writing.hold([kept.id])
        writing.append(kept.id, [Entry(2, 2.0, "ann", "voted", {})], [Vote(1, "first", "ann", 2)], [])
        _ = 1 / 0
    assert store.votes(kept.id) == 0
    assert len(store.entries(kept.id)) == 1


def test_a_number_cannot_be_taken_twice(store: Store, kept: Kept) -> None:
    with pytest.raises(KeepingError) as told, store.writing() as writing:
        writing.append(kept.id, [Entry(1, 2.0, "ann", "voted", {})], [], [])
    assert isinstance(told.value.__cause__, IntegrityError)


def test_writers_at_once_leave_no_gap_that_a_reader_could_skip(store: Store, kept: Kept) -> None:
    started, done = threading.Barrier(5), threading.Event()
    skipped: list[list[int]] = []

    def write(name: str) -> None:
        started.wait()
        for turn in range(15):
            _vote(store, kept.id, name, str(turn))

    def follow() -> None:
        started.wait()
        cursor = 0
        while not done.is_set():
            for it in store.entries(kept.id, cursor):
                if it.seq != cursor + 1:
                    skipped.append([cursor, it.seq])
                cursor = it.seq

    writers = [threading.Thread(target=write, args=(f"p{number}",)) for number in range(4)]
    reader = threading.Thread(target=follow)
    for thread in (*writers, reader):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    assert skipped == []
    assert [it.seq for it in store.entries(kept.id)] == list(range(1, 62))


def test_a_session_that_is_gone_cannot_be_held(store: Store) -> None:
    with store.writing() as writing:
        assert writing.hold(["gone"]) == {}


def test_codes_have_six_letters_that_look_like_no_other() -> None:
    assert not set("01OILUZSB") & set(LETTERS)
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 6 and as_code(code) == code for code in codes)


@pytest.mark.parametrize("url", ["mysql://x/y", "postgres", "sqlite://", ""])
def test_a_database_of_another_kind_is_refused_with_the_next_step(url: str) -> None:
    with pytest.raises(KeepingError, match="--database postgresql://"):
        database_url(url)


def test_a_server_that_is_not_there_is_told_of_without_its_password() -> None:
    with pytest.raises(KeepingError) as told:
        Store.open("postgresql://me:geheim@127.0.0.1:1/x")
    assert str(told.value).startswith("The database postgresql://me:***@127.0.0.1:1/x cannot be used: ")
    assert "geheim" not in str(told.value)


def test_a_store_of_a_newer_version_is_left_alone(store: Store, database: str) -> None:
    with store._changing() as connection:
        connection.exec_driver_sql("UPDATE keeping SET version = 99")
    store.close()
    with pytest.raises(KeepingError, match="newer version"):
        Store.open(database)


def test_nobody_else_on_the_computer_can_read_what_is_kept(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'new' / 'sessions.sqlite'}")
    store.create(SCENARIO, {}, 1.0)
    for path in (tmp_path / "new").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    store.close()


def test_every_commit_is_on_disk_before_it_returns(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'sessions.sqlite'}")
    with store._changing() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
    store.close()


@pytest.mark.parametrize("data", [b"no database at all" * 100, b"SQLite format 3\x00" + b"x" * 4096])
def test_a_file_that_is_no_store_is_told_of_and_left_as_it_is(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "sessions.sqlite"
    file.write_bytes(data)
    with pytest.raises(KeepingError, match="left as they are"):
        Store.open(f"sqlite:///{file}")
    assert file.read_bytes() == data


def test_several_programs_may_make_a_store_at_once(database: str) -> None:
    started, opened = threading.Barrier(6), []

    def make() -> None:
        started.wait()
        store = Store.open(database)
        store.create(SCENARIO, {}, 1.0)
        opened.append(store)

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 6
    assert len({it.code for it in opened[0].sessions()}) == 6
    for store in opened:
        store.close()
