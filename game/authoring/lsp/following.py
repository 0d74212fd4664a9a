"""The files that are open, followed as they change: errors at once, and after a pause, off the loop, all the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Event
from typing import Final, Protocol

from game.authoring.advice.codes import BY_PLAYING
from game.authoring.checking import advised
from game.authoring.lsp.buffers import Buffer, Shift, is_scenario
from game.authoring.lsp.ways import find_ways
from game.authoring.watching.walking import Walk
from game.language.diagnostics import Diagnostic
from game.language.loading import in_file_order
from game.scenario.story import Scenario

SOON: Final = 0.01
"""Seconds after a change before errors are looked for, so that a burst of changes is looked at once."""
PAUSES: Final = (0.4, 1.0)
"""Seconds without a change before advice is looked for; and from there before the file is played."""
_AT_ONCE: Final = (0.0, 0.0)


class Listener(Protocol):
    """Who is told what was found."""

    def tell(self, uri: str, buffer: Buffer, found: Sequence[Diagnostic]) -> None:
        """Take everything that is to be said about a file."""

    def ways_changed(self) -> None:
        """Take notice that more ways are known, or others."""


class Follower:
    """Keeps the open files. What it looks for in one is dropped as soon as that file changes again."""

    def __init__(self, listener: Listener) -> None:
        """Begin without any file."""
        self._listener = listener
        self._buffers: dict[str, Buffer] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def buffer(self, uri: str) -> Buffer | None:
        """Return an open file that looks like a scenario; None for all others."""
        buffer = self._buffers.get(uri)
        return buffer if buffer is not None and is_scenario(buffer.text) else None

    def open(self, uri: str, file: str, text: str, version: int) -> None:
        """Take a file; `file` is what to call it."""
        self._buffers[uri] = Buffer(file, text, version)
        self._follow(uri, soon=0, pauses=_AT_ONCE)

    def change(self, uri: str, text: str, version: int) -> None:
        """Take another text of a file."""
        if buffer := self._buffers.get(uri):
            buffer.write(text, version)
            self._follow(uri, soon=SOON, pauses=PAUSES)

    def save(self, uri: str) -> None:
        """Look at everything now."""
        if uri in self._buffers:
            self._follow(uri, soon=0, pauses=_AT_ONCE)

    def close(self, uri: str) -> None:
        """Forget a file, and take back what was said about it."""
        if task := self._tasks.pop(uri, None):
            task.cancel()
        if buffer := self._buffers.pop(uri, None):
            self._tell(uri, buffer, [])

    def _follow(self, uri: str, soon: float, pauses: tuple[float, float]) -> None:
        if task := self._tasks.pop(uri, None):
            task.cancel()
        buffer = self._buffers[uri]
        if is_scenario(buffer.text):
            self._tasks[uri] = asyncio.get_running_loop().create_task(self._look(uri, buffer, soon, pauses))
        elif buffer.told:
            self._tell(uri, buffer, [])

    async def _look(self, uri: str, buffer: Buffer, soon: float, pauses: tuple[float, float]) -> None:
        """Find errors, then advice, then what playing it comes to; while a file has errors, those alone."""
        await asyncio.sleep(soon)
        examined = buffer.reading.examined
        if examined.scenario is None:
            self._tell(uri, buffer, examined.diagnostics)
            return
        if pauses[0]:
            self._tell(uri, buffer, _earlier(buffer, lambda it: it.severity == "warning" or it.code in BY_PLAYING))
            await asyncio.sleep(pauses[0])
        advice = (await asyncio.to_thread(advised, examined)).diagnostics
        played = _earlier(buffer, lambda it: it.code in BY_PLAYING)
        self._tell(uri, buffer, sorted([*advice, *played], key=in_file_order), unless_told=True)
        await asyncio.sleep(pauses[1])
        await self._find_ways(buffer, examined.scenario)
        found = await _played(examined.scenario, buffer.file)
        self._tell(uri, buffer, list(found) if found is not None else advice, unless_told=True)

    async def _find_ways(self, buffer: Buffer, scenario: Scenario) -> None:
        stopped = Event()
        try:
            buffer.ways = await asyncio.to_thread(find_ways, scenario, stopped.is_set)
        finally:
            stopped.set()
        self._listener.ways_changed()

    def _tell(self, uri: str, buffer: Buffer, found: list[Diagnostic], unless_told: bool = False) -> None:
        lines = buffer.reading.lines
        if not (unless_told and buffer.told == found and buffer.told_on is lines):
            buffer.told, buffer.told_on = found, lines
            self._listener.tell(uri, buffer, found)


async def _played(scenario: Scenario, file: str) -> Sequence[Diagnostic] | None:
    """Return what is to be said of a scenario once it was played; None where that cannot be."""
    try:
        walk = Walk(scenario, file)
    except OSError:
        return None
    try:
        found = await asyncio.to_thread(walk.wait)
    finally:
        walk.stop()
    return found.diagnostics if found else None


def _earlier(buffer: Buffer, kept: Callable[[Diagnostic], bool]) -> list[Diagnostic]:
    """Return what was told before and still has its line, until it is looked for again."""
    if not buffer.told:
        return []
    shift = Shift(buffer.told_on, buffer.reading.lines)
    moved = [(it, shift.moved(it.place)) for it in buffer.told if it.place and kept(it)]
    return [replace(it, place=place) for it, place in moved if place is not None]
