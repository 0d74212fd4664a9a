"""Kill -9 at random moments, through the real command in a terminal of its own."""

import os
import random
import re
import select
import signal
import sqlite3
import subprocess
import sys
import termios
from contextlib import closing, suppress
from pathlib import Path

import pytest
from belfry import belfry_file

from game.records.store import Records

KILLS = 26
AHEAD = 20
"""Answers that wait to be read, so that the program is never waiting for one."""

RUNG = re.compile(r"The bell has rung (\d+) times\.")
PROMPT = b"for help:"


def killed_after(words: list[str], least: int) -> str:
    """Run the command in a terminal, typing 1 all the time; kill it when it has told so much; return all it told."""
    terminal, end = os.openpty()
    modes = termios.tcgetattr(end)
    modes[3] &= ~termios.ECHO
    termios.tcsetattr(end, termios.TCSANOW, modes)
    command = [sys.executable, "-m", "game", *words]
    program = subprocess.Popen(command, stdin=end, stdout=end, stderr=end, start_new_session=True)
    os.close(end)
    told = b""
    os.write(terminal, b"1\n" * AHEAD)
    prompts = 0
    while len(told) < least:
        more = _read(terminal)
        assert more, f"the program ended by itself: {told.decode()}"
        told += more
        os.write(terminal, b"1\n" * (told.count(PROMPT) - prompts))
        prompts = told.count(PROMPT)
    program.send_signal(signal.SIGKILL)
    assert program.wait() == -signal.SIGKILL
    while more := _read(terminal):
        told += more
    os.close(terminal)
    return told.decode()


def _read(terminal: int) -> bytes:
    """Read what the program told; nothing where it is gone and all of it was read."""
    select.select([terminal], [], [])
    with suppress(OSError):  # the other end of the terminal is closed
        return os.read(terminal, 1 << 16)
    return b""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 and no such terminal")
def test_a_kill_at_any_moment_loses_at_most_the_move_being_made(tmp_path: Path, data_folder: Path) -> None:
    chance = random.Random(29)
    words = ["play", str(belfry_file(tmp_path)), "--seed", "7", "--plain"]
    rung = 0
    for _ in range(KILLS):
        told = killed_after(words, chance.randint(1, 6000))
        counts = [int(count) for count in RUNG.findall(told)]
        # It went on from where it stood, and no ring was counted twice or left out on the way.
        assert counts == list(range(rung, rung + len(counts)))
        if not (data_folder / "plays.sqlite").exists():
            continue  # killed before anything was told of a play
        with closing(Records.open()) as records:
            plays = records.plays()
            if plays:
                words = ["resume", "--plain"]
                (kept,) = plays
                assert kept.moves == ("ring",) * len(kept.moves)
                # All that was told is kept, and at most one ring that was not told yet.
                assert len(kept.moves) in (counts[-1], counts[-1] + 1) if counts else (rung, rung + 1)
                play = records.resume(kept)
                rung = len(kept.moves)
                assert (play.facts["bells"], play.meters["staff"]) == (rung, 50 + rung)
        with closing(sqlite3.connect(data_folder / "plays.sqlite")) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert rung > KILLS
