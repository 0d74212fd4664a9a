import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from belfry import TEXT, begun
from hypothesis import given, settings
from hypothesis import strategies as st

from game.records.errors import RecordsError
from game.records.store import Records

Data = dict[str, Any]


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with closing(Records.open(tmp_path / "kept" / "plays.sqlite")) as records:
        yield records


@pytest.fixture
def file(records: Records, tmp_path: Path) -> Path:
    kept = records.begin(begun(seed=10**30))
    records.append_all(kept.id, ["frame:tame", "reason:It's late. \x1b[2J", "ring", "stop"])
    records.finish(kept.id, "quiet")
    records.note(kept.id, "reactions", "Loud \U0001f514")
    records.export(kept.id, tmp_path / "play.json")
    return tmp_path / "play.json"


def test_a_play_is_the_same_elsewhere(records: Records, file: Path, tmp_path: Path) -> None:
    original = records.plays()[0]
    with closing(Records.open(tmp_path / "other" / "plays.sqlite")) as elsewhere:
        kept = elsewhere.import_play(file)
        assert elsewhere.plays() == [kept]
        assert elsewhere.resume(kept) == records.resume(original)
    for field in ("scenario", "title", "edition", "seed", "role", "moves", "started", "ending", "debrief", "notes"):
        assert getattr(kept, field) == getattr(original, field)


def test_a_play_taken_in_twice_is_two_plays(records: Records, file: Path) -> None:
    first, second = records.import_play(file), records.import_play(file)
    assert len({first.id, second.id, *(it.id for it in records.plays())}) == 3
    records.delete(first.id)
    assert records.resume(records.play(second.id)).over


def test_an_unfinished_play_goes_on_elsewhere(records: Records, tmp_path: Path) -> None:
    kept = records.begin(begun(moves=("ring",)))
    records.export(kept.id, tmp_path / "play.json")
    taken = records.import_play(tmp_path / "play.json")
    records.append(taken.id, "ring")
    assert records.play(taken.id).moves == ("ring", "ring")
    assert records.play(kept.id).moves == ("ring",)


def test_the_file_is_for_this_account_and_can_be_printed(file: Path) -> None:
    assert file.stat().st_mode & 0o077 == 0
    assert "\x1b" not in file.read_text(encoding="utf-8")
    data = json.loads(file.read_text(encoding="utf-8"))
    assert data["two_hats_play"] == 1
    assert data["edition"] == hashlib.sha256(data["text"].encode()).hexdigest()
    assert data["text"] == TEXT


def test_a_file_that_is_there_is_not_written_over(records: Records, file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(RecordsError, match="is there already, and was left as it is"):
        records.export(records.plays()[0].id, file)
    assert file.read_bytes() == before


def test_a_place_that_cannot_be_written_is_said(records: Records, tmp_path: Path) -> None:
    kept = records.begin(begun())
    with pytest.raises(RecordsError, match="could not be written: no such file or directory"):
        records.export(kept.id, tmp_path / "missing" / "play.json")
    if Path("/dev/full").exists():
        with pytest.raises(RecordsError, match="is there already"):
            records.export(kept.id, Path("/dev/full"))


def test_half_a_file_is_not_left_behind(records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = records.begin(begun())

    def full(descriptor: int, mode: str) -> Any:
        os.close(descriptor)
        return open("/dev/full", mode)  # noqa: PTH123  # takes the place of os.fdopen

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(RecordsError, match="could not be written: no space left on device"):
        records.export(kept.id, tmp_path / "play.json")
    assert not (tmp_path / "play.json").exists()


def without_text(data: Data) -> None:
    del data["text"]


def with_edited_text(data: Data) -> None:
    data["text"] = data["text"].replace("staff: 1", "staff: 9")


def with_another_scenario(data: Data) -> None:
    data["text"] = "title: Not a scenario\n"
    data["edition"] = hashlib.sha256(data["text"].encode()).hexdigest()


def with_text_of_another_form(data: Data) -> None:
    data["text"] = data["text"].replace("\n", "\r\n")
    data["edition"] = hashlib.sha256(data["text"].encode()).hexdigest()


ODD: dict[str, tuple[Callable[[Data], object], str]] = {
    "no text": (without_text, "look at “text”"),
    "edited text": (with_edited_text, "was changed after the play"),
    "no scenario": (with_another_scenario, "cannot read its scenario"),
    "text of another form": (with_text_of_another_form, "not the one that was played"),
    "a newer form": (lambda data: data.update(two_hats_play=2), "another version of Two Hats"),
    "a key more": (lambda data: data.update(mood="good"), "look at “mood”"),
    "a seed in words": (lambda data: data.update(seed="7"), "look at “seed”"),
    "a seed with a point": (lambda data: data.update(seed=7.0), "look at “seed”"),
    "moves in one": (lambda data: data.update(moves="ring,stop"), "look at “moves”"),
    "a move that is none": (lambda data: data.update(moves=[1]), "look at “moves 0”"),
    "a move that is not there": (lambda data: data.update(moves=["ring", "fly"]), "There is no choice \"fly\""),
    "moves after the end": (lambda data: data["moves"].append("ring"), "The play is over"),
    "too many moves": (lambda data: data.update(moves=["frame:tame"] * 10_001), "look at “moves”"),
    "a role that is none": (lambda data: data.update(role="matron"), "There is no role \"matron\""),
    "a place for a name": (lambda data: data.update(scenario="../../belfry"), "look at “scenario”"),
    "an escape for a name": (lambda data: data.update(scenario="bel\x1bfry"), "look at “scenario”"),
    "a day without a zone": (lambda data: data.update(started="2026-11-22T04:00:00"), "look at “started”"),
    "another state": (lambda data: data.update(debrief="burnt"), "look at “debrief”"),
    "notes in one": (lambda data: data.update(notes="Loud"), "look at “notes”"),
}  # fmt: skip


@pytest.mark.parametrize("change, answer", ODD.values(), ids=ODD)
def test_a_file_with_anything_odd_is_refused(
    records: Records, file: Path, change: Callable[[Data], object], answer: str
) -> None:
    data = json.loads(file.read_text(encoding="utf-8"))
    change(data)
    file.write_text(json.dumps(data), encoding="utf-8")
    before = records.plays()
    with pytest.raises(RecordsError) as caught:
        records.import_play(file)
    assert answer in str(caught.value)
    assert str(file) in str(caught.value)
    assert records.plays() == before


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"two_hats_play": 1'])
def test_a_file_of_something_else_is_refused(records: Records, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(RecordsError, match="is not a play"):
        records.import_play(file)


def test_a_file_that_is_too_large_is_refused_unread(records: Records, file: Path) -> None:
    with file.open("r+b") as stream:
        stream.truncate(10**12)
    with pytest.raises(RecordsError, match="larger than a play can be"):
        records.import_play(file)


@pytest.mark.parametrize("name", ["missing.json", ".", "nul\0name", "x" * 300])
def test_what_is_no_file_is_refused(records: Records, tmp_path: Path, name: str) -> None:
    with pytest.raises(RecordsError, match="There is no file|could not be read"):
        records.import_play(tmp_path / name)


def test_what_it_says_about_itself_does_not_count(records: Records, file: Path) -> None:
    data = json.loads(file.read_text(encoding="utf-8"))
    data |= {"moves": ["ring"], "debrief": "done", "started": "0001-01-01T00:00:00Z", "touched": "9999-01-01T00:00:00Z"}
    file.write_text(json.dumps(data), encoding="utf-8")
    kept = records.import_play(file)
    assert (kept.ending, kept.debrief) == (None, "none")
    assert records.plays()[0] == kept


@pytest.mark.parametrize("started", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_a_day_that_cannot_be_is_brought_among_those_that_can(records: Records, file: Path, started: str) -> None:
    data = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(data | {"started": started}), encoding="utf-8")
    kept = records.import_play(file)
    assert 2000 <= kept.started.year <= kept.touched.year
    assert records.play(kept.id) == kept


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_no_file_is_taken_in_half(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("exchange")
    with closing(Records.open(folder / "plays.sqlite")) as records:
        kept = records.begin(begun(moves=("ring", "reason:Why not", "stop")))
        records.export(kept.id, folder / "play.json")
        whole = (folder / "play.json").read_bytes()
        place = data.draw(st.integers(0, len(whole) - 1))
        (folder / "play.json").write_bytes(whole[:place] + data.draw(st.binary(max_size=4)) + whole[place + 1 :])
        try:
            taken = records.import_play(folder / "play.json")
        except RecordsError:
            assert records.plays() == [kept]
        else:
            assert records.resume(taken).moves == taken.moves
