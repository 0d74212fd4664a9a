# Killed outright at any moment, what was shown is kept. To try more: KILLS=50 pytest with this file.

from __future__ import annotations

import os
import signal
from pathlib import Path
from random import Random

import pytest
from driving import HERE
from terminals import Terminal

from game.records.store import Records

SMALL = str(HERE / "shelf" / "first-shift.yaml")
# Each key, and the words that say that it has been understood.
KEYS = (
    (b"\r", "What kind of moment"), (b"3", "3"), (b"\r", "Or look first"), (b"3", "3"), (b"\r", "heavier"), (b"2", "2"),
    (b"\r", "Why this?"), (b"no time", "time"), (b"\r", "Midnight"), (b"1", "1"), (b"\r", "What kind of moment"),
    (b"1", "1"), (b"\r", "Why this?"), (b"\r", "Six o'clock"), (b"1", "1"), (b"\r", "How it ends"),
)  # fmt: skip
MOVES = ("frame:wicked", "look:acuity", "reason:no time", "ask-the-team", "frame:critical", "call-it", "name-it")
# How many of the moves are on the screen once the words of a key are.
SHOWN = (0, 0, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 7)


@pytest.mark.parametrize("seed", range(int(os.environ.get("KILLS", "4"))))
def test_what_was_shown_is_kept_and_goes_on(seed: int, tmp_path: Path) -> None:
    chance = Random(seed)
    last, late = chance.randrange(len(KEYS)), chance.random() < 0.5
    terminal = Terminal(["play", SMALL], tmp_path)
    try:
        terminal.until_words("Begin")
        shown = 0
        for number, (key, words) in enumerate(KEYS[: last + 1]):
            if number == last and not late:
                os.write(terminal.end, key)  # killed with the key on its way
                terminal.read(chance.random() / 50)
            else:
                terminal.send(key, words)
                shown = SHOWN[number]
        os.kill(terminal.pid, signal.SIGKILL)
        assert terminal.ended() == -signal.SIGKILL
    finally:
        terminal.close()
    records = Records.open(tmp_path / "data" / "plays.sqlite")
    plays = records.plays()
    records.close()
    assert len(plays) == 1 or last == 0
    for kept in plays:
        assert kept.moves == MOVES[: len(kept.moves)] and len(kept.moves) >= shown
        again = Records.open(tmp_path / "data" / "plays.sqlite")
        assert again.resume(kept).moves == kept.moves
        again.close()
