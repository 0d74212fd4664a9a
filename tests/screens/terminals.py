# A real terminal's two ends, for driving the program as it is.

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

CODES = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP.*?\x1b\\|\x1b[@-Z\\^_=>78]", re.S)
PATIENCE = 60.0
RUN = ("-c", "from game.cli import main; main()")
ENTER_SCREEN, LEAVE_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"
MOUSE_OFF, CURSOR_ON = b"\x1b[?1003l", b"\x1b[?25h"


class Terminal:
    def __init__(self, arguments: Sequence[str], home: Path, **env: str) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        self.environment = {
            **kept, "HOME": str(home), "TWOHATS_DATA": str(home / "data"), "XDG_STATE_HOME": str(home / "state"),
            "TERM": "xterm-256color", "LANG": "C.UTF-8", **env,
        }  # fmt: skip
        self.painted = bytearray()
        # The program starts once the terminal has its size.
        command = [sys.executable, *RUN, *arguments]
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.execvpe(command[0], command, self.environment)

    # What has been painted, without the codes that put it there.
    def words(self) -> str:
        return CODES.sub(b"", bytes(self.painted)).decode(errors="replace")

    def read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.end], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.end, 65536)
        except OSError:
            return False
        self.painted += data
        return bool(data)

    def until(self, holds: Callable[[Terminal], bool]) -> None:
        last = time.monotonic() + PATIENCE
        while not holds(self):
            assert time.monotonic() < last, f"it never came; painted was:\n{self.words()[-3000:]}"
            self.read(0.2)

    def until_words(self, words: str) -> None:
        self.until(lambda it: words in it.words())

    def send(self, keys: bytes, until: str) -> None:
        self.painted.clear()
        os.write(self.end, keys)
        self.until_words(until)

    def resize(self, width: int, height: int) -> None:
        fcntl.ioctl(self.end, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    # Return how the program ended: its exit code, or the signal as a negative number.
    def ended(self) -> int:
        last = time.monotonic() + PATIENCE
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self.read(0.0):
                    pass
                return os.waitstatus_to_exitcode(status)
            assert time.monotonic() < last, f"it never ended; painted was:\n{self.words()[-3000:]}"
            self.read(0.05)

    def close(self) -> None:
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self.end)
