# Driving `twohats watch` in a test: a file of one's own, saved by the test, and waited for until it is read.

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from driving import HERE, SHELF, press, records, settle
from textual.pilot import Pilot

from game.play.playing import Play
from game.screens.watching_app import WatchApp

PATIENCE = 60.0
NEVER = 3600.0
"""Seconds until every path is walked by itself, for tests that do not want it to be."""
SMALL = (HERE / SHELF / "first-shift.yaml").read_text(encoding="utf-8")
NAME = "one-short.yaml"

TO_MIDNIGHT = ("enter", "2", "enter")
"""Skip the framing, and the second choice; reasons are not asked for."""

TODO = ("title: Midnight", "title: TODO")
BROKEN = ("goto: midnight", "goto: midnite")
MOVED = ("staff: +4, trust", "staff: +7, trust")
RENAMED = ("id: ask-the-team", "id: ask-them")


def edited(*changes: tuple[str, str]) -> str:
    text = SMALL
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@asynccontextmanager
async def watching(
    folder: Path, text: str = SMALL, size: tuple[int, int] = (80, 24), pause: float = NEVER, **settings: str
) -> AsyncIterator[Pilot[None]]:
    file = folder / NAME
    file.write_text(text, encoding="utf-8")
    app = WatchApp(records(**{"reasons": "skip", **settings}), file, NAME, every=0.01, pause=pause)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        yield pilot


def app_of(pilot: Pilot[None]) -> WatchApp:
    assert isinstance(pilot.app, WatchApp)
    return pilot.app


def play_of(pilot: Pilot[None]) -> Play:
    play = app_of(pilot).watched.play
    assert play is not None
    return play


async def until(pilot: Pilot[None], holds: Callable[[WatchApp], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds(app_of(pilot)):
            await pilot.pause()
    await settle(pilot)


# Save as some editors do, in place, or as others do, by putting a new file in the place of the old.
async def save(pilot: Pilot[None], text: str, *, renamed: bool = False) -> None:
    path, before = app_of(pilot).file.path, app_of(pilot).watched.saved
    written = path.with_suffix(".new") if renamed else path
    written.write_text(text, encoding="utf-8")
    written.replace(path)
    await until(pilot, lambda app: app.watched.saved == before + 1)


async def lose(pilot: Pilot[None]) -> None:
    app_of(pilot).file.path.unlink()
    await until(pilot, lambda app: app.watched.gone)


# One walk through everything that an author can see, with a name for each place: keys, or another text of the file.
STEPS: tuple[tuple[str, tuple[str, ...] | str], ...] = (
    ("nothing-to-play", ()),
    ("mended", edited()),
    ("played", TO_MIDNIGHT),
    ("saved", edited(TODO, MOVED)),
    ("findings", ("tab",)),
    ("finding", ("enter",)),
    ("scenes", ("escape", "escape", "s")),
    ("values", ("escape", "m", "down", "3", "0", "down", "down", "down", "right")),
    ("elsewhere", ("enter",)),
    ("over", ("1", "enter", "enter", "1", "enter")),
    ("ending", ("enter",)),
    ("broken", edited(BROKEN)),
    ("broken-seen", ("escape",)),
    ("broken-findings", ("tab",)),
    ("again", ("escape", "s", "enter", *TO_MIDNIGHT, "1", "enter", "enter")),
    ("refused", edited(RENAMED)),
    ("help", ("question_mark",)),
)


async def watch_walk(
    folder: Path, size: tuple[int, int], theme: str = "dark"
) -> AsyncGenerator[tuple[str, Pilot[None]], None]:
    async with watching(folder, edited(BROKEN), size, theme=theme) as pilot:
        for name, step in STEPS:
            if isinstance(step, str):
                await save(pilot, step)
            else:
                await press(pilot, *step)
            yield name, pilot
        await press(pilot, "escape")
        await lose(pilot)
        yield "gone", pilot
