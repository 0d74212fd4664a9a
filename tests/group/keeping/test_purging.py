import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from game.group.keeping.entries import Entry, Vote
from game.group.keeping.errors import KeepingError
from game.group.keeping.store import Store
from game.group.keeping.tables import OF_A_SESSION
from game.group.keeping.tokens import Holder, hashed
from game.language.library import find_scenario
from game.language.loading import load

SCENARIO = load(find_scenario("first-shift"))
SECRET = "a sentence that somebody typed in confidence"


def _store_with_two_sessions(database: str) -> tuple[Store, str, str]:
    store = Store.open(database)
    codes = []
    for words in (SECRET, "another sentence"):
        kept = store.create(SCENARIO, {}, 1.0)
        with store.writing() as writing:
            entries = [Entry(seq, 1.0, "ann", "voted", {"reason": words * 20}) for seq in range(2, 300)]
            writing.append(kept.id, entries, [Vote(1, "first", "ann", 2)], [])
            writing.let_in({hashed(words): Holder(kept.id, "participant", "ann")})
        codes.append(kept.code)
    return store, codes[0], codes[1]


def test_a_purge_removes_every_row_of_one_session_and_of_no_other(database: str) -> None:
    store, first, second = _store_with_two_sessions(database)
    purged = store.purge(first)
    assert (purged.code, purged.rows, purged.left) == (first, 299 + 1 + 1 + 1, 0)
    assert store.session(first) is None
    assert store.holder(first, hashed(SECRET)) is None
    kept = store.session(second)
    assert kept is not None
    assert len(store.entries(kept.id)) == 299
    assert store.edition(kept.edition)
    store.purge(second)
    with pytest.raises(KeepingError, match="missing"):
        store.edition(kept.edition)
    store.close()


def test_no_byte_of_a_purged_session_stays_in_the_files(tmp_path: Path) -> None:
    store, first, _ = _store_with_two_sessions(f"sqlite:///{tmp_path / 'sessions.sqlite'}")
    assert any(SECRET.encode() in it.read_bytes() for it in tmp_path.iterdir())
    purged = store.purge(first)
    assert purged.searched == sum(it.stat().st_size for it in tmp_path.iterdir() if not it.name.endswith("-shm"))
    assert not any(SECRET.encode() in it.read_bytes() for it in tmp_path.iterdir())
    store.close()


def test_a_purge_while_another_program_reads_says_that_traces_stay(tmp_path: Path) -> None:
    store, first, _ = _store_with_two_sessions(f"sqlite:///{tmp_path / 'sessions.sqlite'}")
    with closing(sqlite3.connect(tmp_path / "sessions.sqlite", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM log LIMIT 1").fetchall()
        with pytest.raises(KeepingError, match="another program"):
            store.purge(first)
    store.close()
    assert not any(SECRET.encode() in it.read_bytes() for it in tmp_path.iterdir())


def test_nothing_of_a_purged_session_stays_in_the_tables_of_postgresql(postgres: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        store, first, second = _store_with_two_sessions(postgres)
        store.purge(first)
        store.purge(second)
        for table in OF_A_SESSION:
            # Rows that were deleted are in the file until it is vacuumed; then it has no page left.
            size = connection.execute("SELECT pg_relation_size(%s::regclass)", (table.name,)).fetchone()
            assert size == (0,)
        store.close()


def test_a_code_that_is_nobodys_is_told_of(database: str) -> None:
    store = Store.open(database)
    with pytest.raises(KeepingError, match="twohats session list"):
        store.purge("abc def")
    store.close()
