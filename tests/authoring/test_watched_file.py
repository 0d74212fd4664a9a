from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from game.authoring.watching.file import WatchedFile

LOOKS = 10


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ward.yaml"
    path.write_bytes(b"one")
    return path


@pytest.fixture
def watched(path: Path) -> WatchedFile:
    watched = WatchedFile(path)
    assert watched.first() == b"one"
    return watched


# What some looks in a row come upon.
def seen(watched: WatchedFile, looks: int = LOOKS) -> list[bytes]:
    return [data for _ in range(looks) if (data := watched.look()) is not None]


def test_a_file_that_nobody_saves_is_nothing_new(watched: WatchedFile) -> None:
    assert seen(watched) == []


def test_each_save_is_come_upon_once(watched: WatchedFile, path: Path) -> None:
    for data in (b"two", b"three", b""):
        path.write_bytes(data)
        assert seen(watched) == [data]


def test_a_save_of_the_same_is_nothing_new(watched: WatchedFile, path: Path) -> None:
    seen(watched)
    path.write_bytes(b"one")
    os.utime(path, ns=(1, 1))
    assert seen(watched) == []


def test_another_file_put_in_its_place_is_come_upon(watched: WatchedFile, path: Path) -> None:
    seen(watched)
    other = path.with_suffix(".tmp")
    other.write_bytes(b"new")
    other.replace(path)
    assert seen(watched) == [b"new"]


def test_two_saves_of_one_size_within_one_tick_of_the_file_systems_clock_are_told_apart(
    watched: WatchedFile, path: Path
) -> None:
    now = time.time_ns()
    path.write_bytes(b"two")
    os.utime(path, ns=(now, now))
    assert seen(watched) == [b"two"]
    path.write_bytes(b"six")
    os.utime(path, ns=(now, now))
    assert seen(watched) == [b"six"]


def test_what_is_still_being_written_is_not_read(watched: WatchedFile, path: Path) -> None:
    for written in range(1, LOOKS):
        path.write_bytes(b"x" * written)
        assert watched.look() is None
    assert seen(watched) == [b"x" * (LOOKS - 1)]


def test_a_file_that_is_missing_for_a_moment_is_not_gone(watched: WatchedFile, path: Path) -> None:
    path.unlink()
    assert seen(watched, 2) == [] and not watched.gone
    path.write_bytes(b"two")
    assert seen(watched) == [b"two"] and not watched.gone


def test_a_file_that_stays_away_is_gone_until_it_is_there_again(watched: WatchedFile, path: Path) -> None:
    path.unlink()
    assert seen(watched) == [] and watched.gone
    path.mkdir()
    assert seen(watched) == [] and watched.gone
    path.rmdir()
    path.write_bytes(b"one")
    assert seen(watched) == [] and not watched.gone


def test_a_file_that_may_not_be_read_is_gone(
    watched: WatchedFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    path.write_bytes(b"two")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refuse)
        assert seen(watched) == [] and watched.gone
    assert seen(watched) == [b"two"] and not watched.gone


def test_a_file_that_is_not_there_at_first_is_come_upon_later(tmp_path: Path) -> None:
    watched = WatchedFile(tmp_path / "later.yaml")
    assert watched.first() is None
    watched.path.write_bytes(b"here")
    assert seen(watched) == [b"here"]
