import random
from contextlib import closing
from pathlib import Path

import pytest
from belfry import TEXT, begun, belfry
from hypothesis import given, settings
from hypothesis import strategies as st

from game.play.playing import start
from game.records.errors import RecordsError
from game.records.store import Records

SECRET = "Nobody but me should ever read this"


def written(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 10_000), every=st.booleans())
def test_no_byte_of_a_deleted_play_stays(tmp_path_factory: pytest.TempPathFactory, seed: int, every: bool) -> None:
    chance = random.Random(seed)
    path = tmp_path_factory.mktemp("kept") / "plays.sqlite"
    with closing(Records.open(path)) as records:
        own, other = records.begin(begun(1)).id, records.begin(begun(2)).id
        for _ in range(chance.randint(1, 60)):
            id, words = chance.choice([(own, SECRET), (other, "anything")])
            many = words * chance.choice([1, 3, 40, 400])
            if chance.random() < 0.5:
                records.append_all(id, [f"reason:{many}", "ring"])
            else:
                records.note(id, chance.choice(["reason", "reactions", "keep"]), many)
        records.note(own, "reason", SECRET)
        if chance.random() < 0.3:
            records.note(own, "reason", "")
        stays = records.play(other)
        assert SECRET.encode() in written(path.parent)
        if every:
            records.delete_all()
        else:
            records.delete(own)
        assert SECRET.encode() not in written(path.parent)
        assert records.plays() == ([] if every else [stays])


def test_an_edition_goes_with_the_last_play_that_needs_it(tmp_path: Path) -> None:
    mine = belfry(TEXT.replace("The bell has rung", "My own ward's bell has rung"))
    with closing(Records.open(tmp_path / "plays.sqlite")) as records:
        first, second = records.begin(start(mine, 1)), records.begin(start(mine, 2))
        other = records.begin(begun())
        records.delete(first.id)
        assert records.resume(records.play(second.id)).scenario.edition == mine.edition
        records.delete(second.id)
        assert b"My own ward" not in written(tmp_path)
        assert records.resume(records.play(other.id)).scenario.edition == belfry().edition


def test_settings_outlive_every_play(tmp_path: Path) -> None:
    with closing(Records.open(tmp_path / "plays.sqlite")) as records:
        records.begin(begun())
        records.set_setting("theme", "light")
        records.delete_all()
        assert records.settings() == {"theme": "light"}


def test_a_window_that_is_still_reading_is_said_to_hold_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.records.database.PATIENCE", 0.05)
    path = tmp_path / "plays.sqlite"
    with closing(Records.open(path)) as records, closing(Records.open(path)) as reader:
        kept = records.begin(begun())
        with (
            reader._database.reading() as connection,
            pytest.raises(RecordsError, match="deleted, but another window is reading it yet"),
        ):
            assert connection.execute("SELECT count(*) FROM plays").fetchone()[0] == 1
            records.delete(kept.id)
        assert records.plays() == []


def test_a_deleted_play_cannot_be_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "plays.sqlite"
    with closing(Records.open(path)) as records, closing(Records.open(path)) as other:
        kept = records.begin(begun())
        other.delete(kept.id)
        with pytest.raises(RecordsError, match="no kept play"):
            records.append(kept.id, "ring")
        assert other.plays() == []
