"""A file that somebody is writing: noticing that it was saved, whatever way the editor saves it."""

from __future__ import annotations

import hashlib
import stat
import time
from pathlib import Path
from typing import NamedTuple

from game.language.reading.decoding import MOST_BYTES

_MISSED = 4
"""Looks in a row for which a file may be missing before it counts as gone: editors put another in its place."""
_COARSE = 2_000_000_000
"""Nanoseconds within which a second save may leave the same time on a file, on the coarsest of file systems."""


class _Stamp(NamedTuple):
    """What tells without reading it that a file is another than before."""

    modified: int
    """Nanoseconds since 1970."""
    size: int
    inode: int


class WatchedFile:
    """A file, looked at again and again. Nothing here waits, and nothing raises OSError."""

    def __init__(self, path: Path) -> None:
        """Watch the file at `path`."""
        self.path = path
        self.gone = False
        """It has not been there, or not to be read, for several looks."""
        self._missed = 0
        self._seen: _Stamp | None = None
        self._read: _Stamp | None = None
        self._hash = b""

    def first(self) -> bytes | None:
        """Return what the file holds to begin with; None where it cannot be read."""
        data = self._content()
        if data is not None:
            self._hash = _hash(data)
        return data

    def look(self) -> bytes | None:
        """Return what the file holds where that is something new; None where it is not, or is still being written.

        A file counts as written once two looks in a row find it the same.
        """
        stamp = self._stamp()
        settled = stamp is not None and stamp == self._seen
        self._seen = stamp
        if stamp is None:
            self._miss()
            return None
        if not settled or stamp == self._read:
            return None
        data = self._content()
        if data is None:
            self._miss()
            return None
        self._missed, self.gone = 0, False
        if self._stamp() != stamp:
            return None  # it was written while it was read
        # So soon after a save, another may follow within the same tick of the file system's clock: look again then.
        self._read = stamp if abs(time.time_ns() - stamp.modified) > _COARSE else None
        found = _hash(data)
        if found == self._hash:
            return None
        self._hash = found
        return data

    def _miss(self) -> None:
        self._missed += 1
        self.gone = self._missed >= _MISSED

    def _stamp(self) -> _Stamp | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return _Stamp(found.st_mtime_ns, found.st_size, found.st_ino) if stat.S_ISREG(found.st_mode) else None

    def _content(self) -> bytes | None:
        try:
            with self.path.open("rb") as stream:
                return stream.read(MOST_BYTES + 1)
        except OSError:
            return None


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
