"""How fast the screens are, beside a minimal Textual app in the same run: `python tests/benchmarks/terminal.py`.

Both are run as they are, under a pseudo-terminal. First paint is from the start of the process to the first words on
the screen; both take turns, and medians are compared. A choice is timed from its key to the words of what came of it,
records on disk and all, through the plays of a scenario in which every choice leads to the next. Memory is what the
process holds after those. The aims: first paint 1.6 times the minimal app's; a choice within 20 ms, 99 in 100 within
60; 80 MB. `--rounds N` and `--choices N` change the measure; a machine that others share swings twofold.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import platform
import pty
import re
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

CODES = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP.*?\x1b\\|\x1b[@-Z\\^_=>78]", re.S)
PATIENCE = 30.0
"""Seconds after which something that does not come is a fault."""
QUIET = 0.05
"""Seconds without output after which a screen has come to rest."""
SIZE = (120, 36)
PAINT_AIM, MEDIAN_AIM, TAIL_AIM, MEMORY_AIM = 1.6, 20.0, 60.0, 80.0

MINIMAL = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    BINDINGS = [("space", "count", "Count")]
    number = 0

    def compose(self):
        yield Static("READY 0", markup=False)

    def action_count(self):
        self.number += 1
        self.query_one(Static).update(f"READY {self.number}")

Minimal().run()
"""
TWO_HATS = "from game.cli import main; main()"

LINE = "The night charge nurse meets you at the door of Ward 4B, and the family in bay three asks who is in charge. "
SCENARIO = """
two_hats: 1
title: Bench
summary: Every choice leads to the next.
brief: Choose.
clock: {{unit: hour, starts: Friday 19:00}}
meters:
  patients: {{name: Patient outcomes, start: 50}}
  staff: {{name: Staff wellbeing, start: 50}}
  finance: {{name: Finance, start: 50}}
facts: {{made: 0}}
start: again
scenes:
  again:
    title: Again
    text: "Turn {{made}}: {text}"
    decision: {{demand: {{tame: It is known.}}, cue: A choice.}}
    goto: [{{when: made >= {choices}, scene: end}}, {{scene: again}}]
    choices:
      - {{id: one, text: Ask them what they saw, acts: [lead], because: So.,
          effects: {{staff: +3, patients: -2, made: +1}}, reply: "{text}"}}
      - {{id: two, text: Say what happens next, acts: [command], because: So.,
          effects: {{staff: -3, patients: +2, finance: -1, made: +1}}, reply: "{text}"}}
endings: [{{id: over, title: Over, text: It is over.}}]
"""


class Program:
    """A program under a pseudo-terminal."""

    def __init__(self, code: str, arguments: Sequence[str], home: Path) -> None:
        """Start Python on some code."""
        environment = {
            **{name: it for name, it in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")},
            "TERM": "xterm-256color", "COLORTERM": "truecolor", "TWOHATS_DATA": str(home),
        }  # fmt: skip
        self.painted = bytearray()
        self.began = time.perf_counter()
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
            os.execve(sys.executable, [sys.executable, "-c", code, *arguments], environment)

    def read(self, seconds: float) -> bool:
        """Read what is painted; say whether there was anything."""
        ready, _, _ = select.select([self.end], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.end, 65536)
        except OSError:
            return False
        self.painted += data
        return bool(data)

    def until(self, holds: Callable[[bytes], bool], start: int = 0) -> float:
        """Read until the words painted from `start` on are as wanted; return when that was."""
        last = time.perf_counter() + PATIENCE
        while not holds(CODES.sub(b"", bytes(self.painted[start:]))):
            if time.perf_counter() > last:
                raise TimeoutError(CODES.sub(b"", bytes(self.painted[start:]))[-2000:].decode(errors="replace"))
            self.read(0.2)
        return time.perf_counter()

    def press(self, key: bytes, words: bytes) -> float:
        """Press a key, and return the milliseconds until some words were painted."""
        while self.read(QUIET):
            pass
        start, began = len(self.painted), time.perf_counter()
        os.write(self.end, key)
        return (self.until(lambda shown: words in shown, start) - began) * 1000

    def memory(self) -> float:
        """Return the megabytes that the process holds; 0 where the system does not say."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        except OSError:
            return 0.0
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0

    def close(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.end)


def first_paint(code: str, home: Path) -> float:
    """Return the milliseconds from the start of a program to the first words on its screen."""
    program = Program(code, (), home)
    painted = program.until(lambda shown: len(shown.replace(b" ", b"").strip()) > 5)
    program.close()
    return (painted - program.began) * 1000


def choices(count: int, home: Path) -> tuple[list[float], float]:
    """Return the milliseconds of each choice of a play, and the megabytes held after them."""
    file = home / "bench.yaml"
    file.write_text(SCENARIO.format(text=LINE * 3, choices=count + 5), encoding="utf-8")
    program = Program(TWO_HATS, ("play", str(file)), home)
    program.until(lambda shown: b"Begin" in shown)
    program.press(b"\r", b"Turn 0")
    times = []
    for number in range(1, count + 1):
        program.press(b"12"[number % 2 : number % 2 + 1], b"")
        times.append(program.press(b"\r", b"Turn %d:" % number))
    held = program.memory()
    program.close()
    return times[3:], held


def minimal_keys(count: int, home: Path) -> list[float]:
    """Return the milliseconds of each key of the minimal app."""
    program = Program(MINIMAL, (), home)
    program.until(lambda shown: b"READY 0" in shown)
    times = [program.press(b" ", b"READY %d" % number) for number in range(1, count + 1)]
    program.close()
    return times[3:]


def main() -> None:
    """Measure, and print what was reached beside the aims."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=12, help="first paints of each")
    parser.add_argument("--choices", type=int, default=120)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for code in (MINIMAL, TWO_HATS):
            first_paint(code, home)  # what the disk has to give is in memory from here on
        pairs = [(first_paint(MINIMAL, home), first_paint(TWO_HATS, home)) for _ in range(asked.rounds)]
        bare, ours = (statistics.median(it) for it in zip(*pairs, strict=True))
        times, held = choices(asked.choices, home)
        keys = minimal_keys(asked.choices, home)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    rows = (
        ("first paint of the library, ms", ours, bare, f"{ours / bare:.2f} times; aim {PAINT_AIM}"),
        ("a choice, median, ms", statistics.median(times), statistics.median(keys), f"aim {MEDIAN_AIM:.0f}"),
        ("a choice, 99 in 100, ms", _tail(times), _tail(keys), f"aim {TAIL_AIM:.0f}"),
    )
    print(f"{'':32}{'ours':>10}{'minimal':>10}")
    for name, mine, other, aim in rows:
        print(f"{name:32}{mine:10.1f}{other:10.1f}   {aim}")
    print(f"{f'memory after {asked.choices} choices, MB':32}{held:10.1f}{'':10}   aim {MEMORY_AIM:.0f}")


def _tail(times: Sequence[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.99))]


if __name__ == "__main__":
    main()
