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

from game.screens.hosting import Where, from_here, what_stays


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
    host.send(b"q", until="q again")
    host.send(b"q", until="")
    assert host.ended() == 0
    assert LEAVE_SCREEN in host.painted
    assert not file.exists()

    again = hosted("host", "first-shift", "--hands")
    again.until_words("Go on with it?")
    assert f"{code}, last used" in again.words()
    assert "at the prebrief" in again.words()
    again.send(b"\r", until=f"Session {code} goes on.")
    [file] = (tmp_path / "data").glob("desk-*.txt")
    token = file.read_text().strip().partition("#")[2]
    assert token not in again.words()  # a room may be looking
    again.send(b"l\r", until=token)
    again.send(b"\r", until="You are a band 6 nurse")
    os.kill(again.pid, signal.SIGTERM)
    assert again.ended() == -signal.SIGTERM
    assert not list((tmp_path / "data").glob("desk-*.txt"))

    another = hosted("host", "first-shift", "--hands", "--new")
    another.until_words("Press Enter to open the wall")
    assert _code(another) != code


def test_phones_and_hands_do_not_go_on_with_one_another(hosted: Callable[..., Terminal], tmp_path: Path) -> None:
    with_phones = hosted("host", "first-shift", "--host", "127.0.0.1")
    with_phones.until_words("Press Enter to open the wall")
    code = _code(with_phones)
    with_phones.send(b"\x03", until="")
    with_phones.ended()
    hands = hosted("host", "first-shift", "--hands")
    hands.until_words("Press Enter to open the wall")
    assert "Go on with it?" not in hands.words()
    assert f"Session {code} of first-shift, with phones, stays open" in hands.words()


def test_at_a_terminal_a_purge_asks_first(hosted: Callable[..., Terminal], tmp_path: Path) -> None:
    host = hosted("host", "first-shift", "--hands")
    host.until_words("Press Enter to open the wall")
    code = _code(host)
    host.send(b"\x03", until="")
    host.ended()
    kept = hosted("session", "purge", code)
    kept.until_words(f"Remove {code} for good")
    kept.send(b"n\r", until="Aborted")
    assert kept.ended() == 1
    gone = hosted("session", "purge", code)
    gone.until_words("for good")
    gone.send(b"y\r", until=f"Removed: session {code}")
    assert gone.ended() == 0


@pytest.mark.parametrize(
    ("where", "over", "rehearsed", "said"),
    [
        (Where(), True, 0, ["twohats session report ACDEFG --format html", "twohats session purge ACDEFG"]),
        (Where(), False, 0, ["host the same scenario again to go on"]),
        (Where(), False, 3, []),
        (Where(server="https://there.example"), False, 0, ["stays open at https://there.example"]),
        (Where(database="sqlite:///x"), True, 3, ["--database sqlite:///x", "--database sqlite:///x"]),
    ],
)
def test_it_is_said_what_comes_after_the_wall(where: Where, over: bool, rehearsed: int, said: list[str]) -> None:
    lines = what_stays("ACDEFG", where, over=over, rehearsed=rehearsed)
    assert len(lines) == len(said)
    assert all(words in line for words, line in zip(said, lines, strict=True))


def test_a_session_elsewhere_is_offered_the_next_time(hosted: Callable[..., Terminal], tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path / 'elsewhere.sqlite'}") as it:
        host = hosted("host", "first-shift", "--server", it.url)
        host.until_words("Press Enter to open the wall")
        code = _code(host)
        host.send(b"\r", until="0 people are here")
        host.send(b"q", until="q again")
        host.send(b"q", until=f"Session {code} stays open")
        assert host.ended() == 0

        again = hosted("host", "first-shift", "--server", it.url)
        again.until_words("Go on with it?")
        assert f"{code} at {it.url}, begun " in again.words()
        again.send(b"\r", until=f"Session {code} goes on.")


def test_a_rehearsal_fills_the_room_and_is_kept_nowhere(hosted: Callable[..., Terminal], tmp_path: Path) -> None:
    host = hosted("host", "first-shift", "--rehearse", "3", "--host", "127.0.0.1")
    host.until_words("Press Enter to open the wall")
    host.send(b"\r", until="3 people are here")
    host.send(b"q", until="q again")
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
