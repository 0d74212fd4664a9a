"""What everyone in a session sees, encoded once for all of them: the whole of it, and what changed since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

KEPT = 256
"""How many changes are kept for those who come back; who has missed more is given the whole."""
BYTES = 1_000_000
"""How much they may come to."""


class Frame(NamedTuple):
    """One change: the number of the log that it leads to, and the keys that changed, as JSON."""

    seq: int
    data: bytes


class Frames:
    """One list for a whole session. A client holds a position in it; nobody holds a queue.

    A position is how many changes there have ever been, so that it stays right when old ones are let go.
    """

    def __init__(self, seq: int, view: Mapping[str, Any]) -> None:
        """Begin with what is seen at a number of the log."""
        self.seq = seq
        self._view = dict(view)
        self._changes: list[Frame] = []
        self._first = 0
        self._first_seq = seq
        self._whole: bytes | None = None
        self._size = 0

    @property
    def end(self) -> int:
        """Return the position behind the last change."""
        return self._first + len(self._changes)

    @property
    def whole(self) -> bytes:
        """Return all that is seen now, as JSON."""
        if self._whole is None:
            self._whole = encoded(self._view)
        return self._whole

    def show(self, seq: int, view: Mapping[str, Any]) -> None:
        """Add what is seen at a later number of the log."""
        self._changes.append(Frame(seq, encoded(changed(self._view, view))))
        self._view, self._whole, self.seq = dict(view), None, seq
        self._size += len(self._changes[-1].data)
        while len(self._changes) > KEPT or self._size > BYTES:
            gone = self._changes.pop(0)
            self._size -= len(gone.data)
            self._first_seq = gone.seq
            self._first += 1

    def position(self, seq: int) -> int | None:
        """Return the position of who has seen everything up to a number; None where only the whole will help."""
        if seq == self._first_seq:
            return self._first
        for index in range(len(self._changes) - 1, -1, -1):
            if self._changes[index].seq <= seq:
                return self._first + index + 1 if self._changes[index].seq == seq else None
        return None

    def since(self, position: int) -> list[Frame] | None:
        """Return the changes after a position; None where the whole is there for less."""
        if position < self._first:
            return None
        changes = self._changes[position - self._first :]
        if len(changes) > 1 and sum(len(it.data) for it in changes) > len(self.whole):
            return None
        return changes


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys of a view whose values are not what they were; a view has the same keys for good."""
    return {key: value for key, value in after.items() if key not in before or before[key] != value}


def encoded(value: object) -> bytes:
    """Return a value as JSON in one line of UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def event(name: str, data: bytes, seq: int | None = None) -> bytes:
    """Return a server-sent event; JSON has no line ends that could break it."""
    head = b"" if seq is None else b"id: %d\n" % seq
    return b"%bevent: %b\ndata: %b\n\n" % (head, name.encode(), data)
