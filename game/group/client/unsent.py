"""What a participant did that the host does not have yet, kept on disk, so that leaving or a crash loses nothing."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from game.group.client.address import Address
from game.group.client.entering import beside


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was done."""

    command: Mapping[str, Any]
    kept: str = ""
    """What to say once the host has it."""
    key: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    """By which the host knows it again, however often it is sent."""


class Unsent:
    """A list of things to send, in order; where it cannot be kept it holds for this once."""

    def __init__(self, address: Address) -> None:
        """Take up what was left the last time that somebody took part in a session from here."""
        self._file = beside(address, "-unsent.json")
        self.items = _read(self._file)

    def add(self, item: Item) -> None:
        """Keep one more."""
        self.items.append(item)
        self._write()

    def done(self, item: Item) -> None:
        """Keep one no longer: the host has it, or has refused it."""
        self.items.remove(item)
        self._write()

    def _write(self) -> None:
        with contextlib.suppress(OSError):
            if not self.items:
                self._file.unlink(missing_ok=True)
                return
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            whole = self._file.with_suffix(".new")
            opened = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(opened, "w", encoding="utf-8") as file:
                json.dump([asdict(it) for it in self.items], file)
            whole.replace(self._file)


def unsent_words(many: int) -> str:
    """Return what to say to somebody who leaves while so many things have not been sent; empty for none."""
    if not many:
        return ""
    things = "One thing that you did has" if many == 1 else f"{many} things that you did have"
    return f"{things} not reached the host. Kept here, and sent when you join again."


def _read(file: Path) -> list[Item]:
    # A file that somebody changed by hand is no reason to stay out of the room.
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        return [Item(dict(it["command"]), str(it["kept"]), str(it["key"])) for it in json.loads(file.read_bytes())]
    return []
