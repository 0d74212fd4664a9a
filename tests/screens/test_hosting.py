# `twohats host` in a real terminal.

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from running import TwoHats
from serving import SERVER_KEY, served
from terminals import LEAVE_SCREEN, Terminal

from game.screens.hosting import from_here


@pytest.fixture
def hosted(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def start(*words: str) -> Terminal:
        opened.append(Terminal(words, tmp_path, TWOHATS_SERVER_KEY=SERVER_KEY))
        return opened[-1]

    yield start
    for it in opened:
        it.close()


def _code(terminal: Terminal) -> str:
    [code] = set(re.findall(r"Session ([A-Z0-9]{6}) is open", terminal.words()))
    return str(code)


def test_the_link_is_told_before_the_wall_opens_and_a_restart_goes_on(
    hosted: Callable[..., Terminal], tmp_path: Path
) -> None:
    host = hosted("host", "first-shift", "--hands")
    host.until_words("Press Enter to open the wall")
    code = _code(host)
    [file] = (tmp_path / "data").glob("desk-*.txt")
    link = file.read_text().strip()
    assert link in host.words()
    host.send(b"\r", until="show of hands")
    assert link.partition("#")[2] not in host.words()
    host.send(b"n", until="You are a band 6 nurse")
    host.send(b"q", until="")
    assert host.ended() == 0
    assert LEAVE_SCREEN in host.painted
    assert not file.exists()

    again = hosted("host", "first-shift", "--hands")
    again.until_words("Go on with it?")
    assert f"{code}, last used" in again.words()
    assert "at the prebrief" in again.words()
    again.send(b"\r", until="Press Enter to open the wall")
    assert _code(again) == code
    again.send(b"\r", until="You are a band 6 nurse")
    os.kill(again.pid, signal.SIGTERM)
    assert again.ended() == -signal.SIGTERM
    assert not list((tmp_path / "data").glob("desk-*.txt"))

    another = hosted("host", "first-shift", "--hands", "--new")
    another.until_words("Press Enter to open the wall")
    assert _code(another) != code


def test_a_session_elsewhere_is_offered_the_next_time(hosted: Callable[..., Terminal], tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path / 'elsewhere.sqlite'}") as it:
        host = hosted("host", "first-shift", "--server", it.url)
        host.until_words("Press Enter to open the wall")
        code = _code(host)
        host.send(b"\r", until="0 people are here")
        host.send(b"q", until=f"Session {code} stays open")
        assert host.ended() == 0

        again = hosted("host", "first-shift", "--server", it.url)
        again.until_words("Go on with it?")
        assert f"{code} at {it.url}, begun " in again.words()
        again.send(b"\r", until="Press Enter to open the wall")
        assert _code(again) == code


def test_a_rehearsal_fills_the_room_and_is_kept_nowhere(hosted: Callable[..., Terminal], tmp_path: Path) -> None:
    host = hosted("host", "first-shift", "--rehearse", "3", "--host", "127.0.0.1")
    host.until_words("Press Enter to open the wall")
    host.send(b"\r", until="3 people are here")
    host.send(b"q", until="")
    assert host.ended() == 0
    assert not (tmp_path / "data" / "sessions.sqlite").exists()


@pytest.mark.parametrize(
    ("listens", "reached"),
    [
        ("0.0.0.0", "http://127.0.0.1:8120"),
        ("127.0.0.1", "http://127.0.0.1:8120"),
        ("::", "http://[::1]:8120"),
        ("10.0.0.7", "http://10.0.0.7:8120"),
    ],
)
def test_the_wall_reaches_its_server_where_it_listens(listens: str, reached: str) -> None:
    assert from_here(listens, "http://10.0.0.7:8120", 8120) == reached


def test_without_a_screen_it_says_what_it_needs(tmp_path: Path) -> None:
    ran = TwoHats(tmp_path)("host", "first-shift")
    assert (ran.code, ran.out) == (2, "")
    assert "The wall needs a terminal" in ran.err


@pytest.mark.parametrize(
    "words", [("--hands", "--rehearse", "3"), ("--server", "http://127.0.0.1:1", "--port", "8200")]
)
def test_options_that_do_not_go_together_are_refused(words: tuple[str, ...], tmp_path: Path) -> None:
    ran = TwoHats(tmp_path)("host", "first-shift", *words)
    assert ran.code == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err
