import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from belfry import TEXT, begun, belfry

from game.play.playing import replay
from game.records import plays
from game.records.errors import RecordsError
from game.records.places import store_file
from game.records.store import Records, Unkept, open_records

HOSTILE = [
    "'); DROP TABLE plays; --",
    '"; DELETE FROM moves; --',
    "% _ \\ ' \" ` ;",
    "nul\0inside",
    "\x1b[31mred\x1b[0m",
    "[/] [bold] <b>",
    "e\u0301 \u202e \U0001f3e5",
    "a:b,c",
    "x" * 100_000,
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "plays.sqlite"


@pytest.fixture
def records(path: Path) -> Iterator[Records]:
    with closing(Records.open(path)) as records:
        yield records


def other(path: Path) -> closing[Records]:
    return closing(Records.open(path))


def test_a_play_is_kept_as_it_began(records: Records) -> None:
    before = datetime.now(UTC)
    kept = records.begin(begun(seed=11))
    assert (kept.scenario, kept.title, kept.edition) == ("belfry", "The belfry", belfry().edition)
    assert (kept.seed, kept.role, kept.moves, kept.ending) == (11, None, (), None)
    assert (kept.debrief, kept.branched_from, dict(kept.notes), kept.file) == ("none", None, {}, None)
    assert before <= kept.started == kept.touched <= datetime.now(UTC)
    assert kept.started.utcoffset() == timedelta(0)
    assert records.play(kept.id) == kept
    assert records.plays() == [kept]


def test_a_move_is_on_disk_when_append_returns(records: Records, path: Path) -> None:
    kept = records.begin(begun())
    for number in range(1, 4):
        records.append(kept.id, "ring")
        with closing(sqlite3.connect(path)) as raw:
            assert raw.execute("SELECT count(*) FROM moves").fetchone() == (number,)


def test_a_commit_waits_for_the_disk(records: Records) -> None:
    with records._database.reading() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_a_play_goes_on_where_it_stood(records: Records, path: Path) -> None:
    kept = records.begin(begun())
    records.append_all(kept.id, ["look:peer", "reason:It was time.", "ring"])
    records.append(kept.id, "ring")
    with other(path) as again:
        found = again.play(kept.id)
        play = again.resume(found)
    assert found.moves == ("look:peer", "reason:It was time.", "ring", "ring")
    assert play == begun(moves=found.moves)
    assert play.facts["bells"] == 2
    assert found.choices == 2


def test_a_play_may_be_kept_from_its_middle(records: Records) -> None:
    play = begun(moves=("ring", "ring"))
    kept = records.begin(play)
    records.append(kept.id, "ring")
    assert records.resume(records.play(kept.id)) == play.choose("ring")


def test_an_edition_is_kept_once_for_all_its_plays(records: Records, path: Path) -> None:
    for seed in range(5):
        records.begin(begun(seed))
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT edition, text FROM editions").fetchall() == [(belfry().edition, TEXT)]


@pytest.mark.parametrize("seed", [0, -1, 2**63, 10**40])
def test_any_seed_is_kept(records: Records, seed: int) -> None:
    kept = records.begin(begun(seed))
    assert records.resume(records.play(kept.id)).seed == seed


def test_a_finished_play_waits_for_its_debrief(records: Records) -> None:
    kept = records.begin(begun())
    records.append(kept.id, "stop")
    records.finish(kept.id, "quiet")
    assert (records.play(kept.id).ending, records.play(kept.id).debrief) == ("quiet", "waiting")
    assert records.play(kept.id).over
    records.mark_debrief(kept.id, "done")
    records.finish(kept.id, "quiet")
    assert records.play(kept.id).debrief == "done"


def test_a_play_that_a_mistake_stopped_has_no_debrief(records: Records) -> None:
    kept = records.begin(begun())
    records.finish(kept.id, None)
    assert (records.play(kept.id).ending, records.play(kept.id).debrief) == (None, "done")


def test_what_is_typed_is_kept_and_replaced_and_removed(records: Records) -> None:
    kept = records.begin(begun())
    records.note(kept.id, "reason", "Because")
    records.note(kept.id, "reason", "Because it is")
    records.note(kept.id, "commitment-1", "Ring less")
    assert dict(records.play(kept.id).notes) == {"reason": "Because it is", "commitment-1": "Ring less"}
    records.note(kept.id, "reason", "")
    assert dict(records.plays()[0].notes) == {"commitment-1": "Ring less"}


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(records: Records, path: Path, words: str) -> None:
    kept = records.begin(begun())
    records.append_all(kept.id, [f"reason:{words}", "ring"])
    records.note(kept.id, words, words)
    records.set_setting(words, words)
    for call in (records.play, records.delete):
        with pytest.raises(RecordsError):
            call(words)
    with other(path) as again:
        assert again.play(kept.id).moves == (f"reason:{words}", "ring")
        assert dict(again.play(kept.id).notes) == {words: words}
        assert again.settings() == {words: words}
        assert again.resume(again.play(kept.id)).decisions[0].reason == words


def test_half_a_character_becomes_a_question_mark(records: Records) -> None:
    kept = records.begin(begun())
    records.append_all(kept.id, ["reason:caf\udce9", "ring"])
    records.note(kept.id, "\udce9", "caf\udce9")
    assert records.play(kept.id).moves == ("reason:caf?", "ring")
    assert dict(records.play(kept.id).notes) == {"?": "caf?"}


def test_a_branch_begins_with_the_first_moves_and_the_original_stays(records: Records) -> None:
    kept = records.begin(begun(seed=3))
    records.append_all(kept.id, ["ring", "look:peer", "ring", "stop"])
    records.finish(kept.id, "quiet")
    records.note(kept.id, "reactions", "Loud")
    original = records.play(kept.id)
    branch = records.branch(kept.id, 2)
    assert (branch.moves, branch.branched_from) == (("ring", "look:peer"), (kept.id, 2))
    assert (branch.seed, branch.ending, branch.debrief, dict(branch.notes)) == (3, None, "none", {})
    records.append(branch.id, "ring")
    assert records.play(branch.id).moves == ("ring", "look:peer", "ring")
    assert records.play(kept.id) == original


def test_a_branch_of_the_whole_play_is_as_far_as_it(records: Records) -> None:
    kept = records.begin(begun())
    records.append(kept.id, "stop")
    records.finish(kept.id, "quiet")
    assert (records.branch(kept.id, 1).ending, records.branch(kept.id, 1).debrief) == ("quiet", "waiting")


@pytest.mark.parametrize("moves", [-1, 2])
def test_a_branch_begins_among_the_moves(records: Records, moves: int) -> None:
    kept = records.begin(begun(moves=("ring",)))
    with pytest.raises(RecordsError, match="has 1 moves"):
        records.branch(kept.id, moves)


def test_a_branch_outlives_what_it_came_from(records: Records) -> None:
    kept = records.begin(begun(moves=("ring",)))
    branch = records.branch(kept.id, 1)
    records.delete(kept.id)
    assert records.plays()[0].branched_from is None
    assert records.resume(records.play(branch.id)).facts["bells"] == 1


def test_the_play_touched_last_stands_first(records: Records) -> None:
    ids = [records.begin(begun(seed)).id for seed in range(3)]
    assert [it.id for it in records.plays()] == ids[::-1]
    records.append(ids[1], "ring")
    records.note(ids[0], "reason", "It")
    assert [it.id for it in records.plays()] == [ids[0], ids[1], ids[2]]


def test_an_unknown_play_says_what_was_meant(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plays, "free_id", lambda connection: "k7mw")
    monkeypatch.setattr("game.records.store.free_id", lambda connection: "k7mw")
    with pytest.raises(RecordsError, match="none is kept yet.*twohats play$"):
        records.play("k7mv")
    records.begin(begun())
    assert records.play(" K7MW ").id == "k7mw"
    with pytest.raises(RecordsError, match='Did you mean "k7mw"'):
        records.play("k7mv")
    with pytest.raises(RecordsError, match="twohats plays lists them"):
        records.play("xxxx")


def test_every_method_says_that_a_play_is_unknown(records: Records, tmp_path: Path) -> None:
    records.begin(begun())
    for call in (
        lambda: records.append("xxxx", "ring"),
        lambda: records.finish("xxxx", "quiet"),
        lambda: records.mark_debrief("xxxx", "done"),
        lambda: records.note("xxxx", "reason", "It"),
        lambda: records.branch("xxxx", 0),
        lambda: records.delete("xxxx"),
        lambda: records.export("xxxx", tmp_path / "play.json"),
    ):
        with pytest.raises(RecordsError, match="no kept play"):
            call()


def test_an_id_is_short_and_cannot_be_misread(records: Records) -> None:
    ids = {records.begin(begun(seed)).id for seed in range(60)}
    assert len(ids) == 60
    for id in ids:
        assert len(id) == 4
        assert not set(id) & set("aeiou01258lsgz-")
        assert id[0].isalpha()


def test_an_id_grows_where_short_ones_are_taken() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE plays (id TEXT)")
        connection.execute("INSERT INTO plays VALUES ('cccc')")
        assert plays.free_id(connection, pick=lambda signs: signs[0]) == "ccccc"


def test_settings_are_kept_with_their_kinds(records: Records, path: Path) -> None:
    assert records.setting("theme", "dark") == "dark"
    for key, value in (("theme", "contrast"), ("one_key", True), ("width", 72), ("theme", "light")):
        records.set_setting(key, value)
    with other(path) as again:
        assert again.setting("theme", "dark") == "light"
        assert again.setting("one_key", False) is True
        assert again.setting("width", 60) == 72
        assert again.settings() == {"theme": "light", "one_key": True, "width": 72}


def test_a_setting_of_another_kind_is_the_default(records: Records) -> None:
    records.set_setting("one_key", "yes")
    records.set_setting("width", True)
    assert records.setting("one_key", False) is False
    assert records.setting("width", 60) == 60


def test_a_setting_that_cannot_be_read_was_never_set(records: Records, path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("INSERT INTO settings VALUES ('theme', '{'), ('glyphs', '[1]')")
    assert records.settings() == {}


def test_threads_may_share_it(records: Records) -> None:
    def ring(seed: int) -> None:
        kept = records.begin(begun(seed))
        for _ in range(20):
            records.append(kept.id, "ring")
            records.plays()

    threads = [threading.Thread(target=ring, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(it.moves) for it in records.plays()] == [20] * 4


def test_nothing_is_kept_where_a_change_fails_half_way(records: Records) -> None:
    kept = records.begin(begun())
    with pytest.raises(AttributeError):
        records.append_all(kept.id, ["ring", None])  # type: ignore[list-item]
    assert records.play(kept.id) == kept
    records.append(kept.id, "ring")
    assert records.play(kept.id).moves == ("ring",)


def test_the_store_is_where_the_environment_says(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store_file() == data_folder / "plays.sqlite"
    with closing(Records.open()) as records:
        records.begin(begun())
        assert records.path == data_folder / "plays.sqlite"
    monkeypatch.delenv("TWOHATS_DATA")
    monkeypatch.setattr("game.records.places.user_data_dir", lambda name, appauthor: f"/home/of/{name}")
    assert store_file() == Path("/home/of/twohats/plays.sqlite")


def test_what_is_kept_is_for_this_account_alone(records: Records, path: Path) -> None:
    records.begin(begun())
    assert path.parent.stat().st_mode & 0o077 == 0
    assert [file.stat().st_mode & 0o077 for file in path.parent.iterdir()] == [0, 0, 0]


def test_where_nothing_can_be_kept_play_goes_on_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    records = open_records(tmp_path / "file" / "plays.sqlite")
    assert isinstance(records, Unkept)
    assert str(tmp_path / "file") in records.why
    assert records.path is None
    kept = records.begin(begun())
    records.append(kept.id, "ring")
    records.note(kept.id, "reason", "It")
    records.set_setting("theme", "light")
    assert records.resume(records.play(kept.id)) == replay(belfry(), 7, None, ["ring"])
    records.export(kept.id, tmp_path / "play.json")
    records.delete(kept.id)
    assert records.plays() == []
    records.close()
    assert sorted(it.name for it in tmp_path.iterdir()) == ["file", "play.json"]


def test_what_is_kept_on_disk_has_no_reason_not_to_be(records: Records) -> None:
    assert records.why is None
