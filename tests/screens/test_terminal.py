# The program as it is, in a real terminal: how it ends, what it leaves behind, and when it paints at all.

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driving import HERE
from terminals import CURSOR_ON, ENTER_SCREEN, LEAVE_SCREEN, MOUSE_OFF, RUN, Terminal

SMALL = str(HERE / "shelf" / "first-shift.yaml")
Opened = Callable[..., Terminal]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    terminals: list[Terminal] = []

    def open_terminal(*arguments: str, **environment: str) -> Terminal:
        terminals.append(Terminal(arguments, tmp_path, **environment))
        return terminals[-1]

    yield open_terminal
    for terminal in terminals:
        terminal.close()


def kept_moves(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "data" / "plays.sqlite") as store:
        return [move for (move,) in store.execute("SELECT move FROM moves ORDER BY number")]


def restored(terminal: Terminal) -> bool:
    painted = bytes(terminal.painted)
    return all(painted.rfind(code) > painted.rfind(ENTER_SCREEN) for code in (LEAVE_SCREEN, MOUSE_OFF, CURSOR_ON))


def begin(opened: Opened) -> Terminal:
    terminal = opened("play", SMALL)
    terminal.until_words("Begin")
    terminal.send(b"\r", "What kind of moment")
    terminal.send(b"\r", "Or look first")
    return terminal


def test_leaving_is_fine_and_leaves_the_terminal_as_it_was(opened: Opened) -> None:
    terminal = opened()
    terminal.until_words("Type to filter")
    os.write(terminal.end, b"\x11")
    assert terminal.ended() == 0 and restored(terminal)


# By the library, as most leave, and at once.
@pytest.mark.parametrize("keys", [(b"q", b"\x1b"), (b"\x11",), (b"\x03",)])
def test_leaving_prints_the_lines_that_lead_back(opened: Opened, keys: tuple[bytes, ...]) -> None:
    terminal = begin(opened)
    for key in keys[:-1]:
        terminal.send(key, "Go on")
    os.write(terminal.end, keys[-1])
    assert terminal.ended() == 0 and restored(terminal)
    said = terminal.words()
    assert re.search(r"To go on:\s+twohats resume \w{4}\s", said)
    assert re.search(rf"twohats replay {re.escape(SMALL)} --seed \d+\s", said)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_the_terminal_restored_and_the_play_kept(
    opened: Opened, tmp_path: Path, stop: signal.Signals
) -> None:
    terminal = begin(opened)
    terminal.send(b"2", "2")
    terminal.send(b"\r", "Why this?")
    terminal.send(b"\r", "Midnight")
    os.kill(terminal.pid, stop)
    assert terminal.ended() == -stop and restored(terminal)
    assert "twohats resume" in terminal.words()
    assert kept_moves(tmp_path) == ["ask-the-team"]


def test_a_crash_restores_the_terminal_and_says_in_a_line_where_the_log_is(opened: Opened, tmp_path: Path) -> None:
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(
        "import game.present.journal as journal\n"
        "def broken(*arguments, **names):\n    raise RuntimeError('made to fail')\n"
        "journal.journal = broken\n"
    )
    terminal = opened("play", SMALL, PYTHONPATH=os.pathsep.join([str(hook), *sys.path]))
    terminal.until_words("Begin")
    terminal.send(b"\r", "What kind of moment")
    terminal.painted.clear()
    os.write(terminal.end, b"j")
    assert terminal.ended() == 3 and LEAVE_SCREEN in terminal.painted
    said = terminal.words()
    log = tmp_path / "state" / "twohats" / "log" / "twohats.log"
    assert str(log) in "".join(said.split()) and "Traceback" not in said
    assert "made to fail" in log.read_text(encoding="utf-8")


def test_without_a_terminal_there_is_no_code_in_what_is_written(tmp_path: Path) -> None:
    environment = {**os.environ, "TWOHATS_DATA": str(tmp_path), "TERM": "xterm-256color"}
    for arguments in ([], ["play", SMALL]):
        done = subprocess.run(
            [sys.executable, *RUN, *arguments], input=b"1\n", capture_output=True, env=environment, check=True
        )
        assert b"\x1b" not in done.stdout + done.stderr and done.stdout


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}], ids=str)
def test_some_terminals_and_people_get_lines(opened: Opened, environment: dict[str, str]) -> None:
    terminal = opened("play", SMALL, **environment)
    terminal.until_words("1 to 3, or Enter to skip:")
    assert b"\x1b[" not in terminal.painted


def test_plain_is_plain_on_a_terminal_too(opened: Opened) -> None:
    terminal = opened("play", SMALL, "--plain")
    terminal.until_words("1 to 3, or Enter to skip:")
    assert b"\x1b[" not in terminal.painted


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_stream_without_the_signs_is_given_none_of_them(opened: Opened, encoding: str) -> None:
    terminal = opened("play", SMALL, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    terminal.until_words("Begin")
    terminal.send(b"\r", "What kind of moment")
    terminal.send(b"\r", "Or look first")
    assert "\\u" not in terminal.words() and "\\x" not in terminal.words()
    assert "---" in terminal.words()


def test_the_console_of_linux_gets_plain_signs(opened: Opened) -> None:
    terminal = opened("play", SMALL, TERM="linux")
    terminal.until_words("Begin")
    terminal.send(b"\r", "What kind of moment")
    assert not set(terminal.words()) & set("●■◆❯━─│▼")


@pytest.mark.parametrize("value, coloured", [("1", False), ("", True)])
def test_no_color_is_honoured_where_it_says_something(opened: Opened, value: str, coloured: bool) -> None:
    terminal = opened("play", SMALL, NO_COLOR=value, COLORTERM="truecolor")
    terminal.until_words("Begin")
    shades = re.findall(rb"38;2;(\d+);(\d+);(\d+)", bytes(terminal.painted))
    assert shades and any(len(set(shade)) > 1 for shade in shades) is coloured


def test_a_terminal_that_is_too_small_is_told_so_and_comes_back(opened: Opened) -> None:
    terminal = begin(opened)
    terminal.painted.clear()
    terminal.resize(20, 5)
    terminal.until_words("Two Hats needs a")
    terminal.painted.clear()
    terminal.resize(80, 24)
    terminal.until_words("Or look first")


def test_what_is_wrong_is_said_before_any_screen(opened: Opened) -> None:
    terminal = opened("play", str(HERE / "shelf" / "broken.yaml"))
    assert terminal.ended() == 1
    assert ENTER_SCREEN not in terminal.painted and "`summary` is missing" in terminal.words()


@pytest.mark.parametrize("arguments", [["--help"], ["check", SMALL], ["plays"]], ids=lambda it: it[0])
def test_what_needs_no_screen_never_waits_for_one(arguments: list[str], tmp_path: Path) -> None:
    code = (
        "import sys\nfrom game.cli import cli\n"
        "try:\n    cli.main(sys.argv[1:])\nexcept SystemExit:\n    print('textual' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TWOHATS_DATA": str(tmp_path)},
    )
    assert done.stdout.splitlines()[-1] == "False"
