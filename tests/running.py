"""Running the real command in a process of its own, in a home of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

DEADLINE = 60
"""Seconds after which a command has hung, on however slow a machine."""


def needed(program: str, install: str) -> str:
    """Return the path of a program that a test drives; where it is missing the test skips, and in CI it fails."""
    path = shutil.which(program)
    if path is None:
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing(f"no {program}: {install}")
    assert path is not None
    return path


class Ran(NamedTuple):
    """What a command came to: its exit code, and what it wrote on its two outputs."""

    code: int
    out: str
    err: str


class TwoHats:
    """The command, run with nothing of this machine's settings and kept plays."""

    def __init__(self, home: Path) -> None:
        """Keep everything below `home`, which is also the folder that the command runs in."""
        self.home = home
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PYTHONWARNINGS": "error",
            **{f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CACHE", "CONFIG", "DATA", "STATE")},
        }

    def __call__(self, *words: str, typed: str | bytes = b"", deadline: int = DEADLINE, **environment: str) -> Ran:
        """Run `twohats` with these words, with `typed` on its standard input."""
        done = subprocess.run(
            self.command(*words),
            input=typed.encode() if isinstance(typed, str) else typed,
            capture_output=True,
            env=self.environment | environment,
            cwd=self.home,
            timeout=deadline,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def command(self, *words: str) -> list[str]:
        """Return the command line, for a test that starts it in another way."""
        return [sys.executable, "-m", "game", *words]
