# Driving the app in a test: small scenarios, records in memory, and the screen as plain lines.

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

import game
from game.records.database import Database
from game.records.store import Records
from game.scenario.story import Scenario
from game.screens.app import Opening, TwoHats
from game.screens.library import LibraryPage
from game.screens.shelf import FILE
from game.screens.telling import TellingPage

SHELF = Path("shelf")
HERE = Path(__file__).parent

# Moves that lead through the small scenario, as keys: skip the framing, the second choice without a reason; then,
# at midnight, the first choice, framing and reason skipped; then the first name.
TO_MIDNIGHT = ("enter", "enter", "2", "enter", "enter")
TO_MORNING = (*TO_MIDNIGHT, "1", "enter", "enter", "enter")
TO_THE_END = (*TO_MORNING, "1", "enter")
TO_THE_ENDING = (*TO_THE_END, "enter")


def small() -> Scenario:
    return game.load(HERE / SHELF / "first-shift.yaml")


def records(**settings: str) -> Records:
    kept = Records(Database(None))
    for key, value in {"motion": "off", **settings}.items():
        kept.set_setting(key, value)
    return kept


@asynccontextmanager
async def driven(
    size: tuple[int, int] = (80, 24),
    scenario: Scenario | None = None,
    keys: Iterable[str] = (),
    kept: Records | None = None,
    library: bool = False,
) -> AsyncIterator[Pilot[None]]:
    opening = None if library else Opening(scenario or small(), seed=7)
    app = TwoHats(kept or records(), opening)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        yield pilot


# Wait until nothing is being read and the screen has come to rest.
async def settle(pilot: Pilot[None]) -> None:
    seen: list[str] = []
    for _ in range(200):
        if len(pilot.app.workers):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        now = [type(pilot.app.screen).__name__, *lines(pilot)] if pilot.app._running else []
        if now == seen and not being_read(pilot):
            return
        seen = now


# Whether the library is in sight and some card in it has not been read from its file yet.
def being_read(pilot: Pilot[None]) -> bool:
    page = pilot.app.screen
    return isinstance(page, LibraryPage) and any(
        card.key.startswith(FILE) and not card.summary and not card.broken for card in page.cards
    )


# Textual lets a storm of resizing pass before it lays anything out.
async def resize(pilot: Pilot[None], width: int, height: int) -> None:
    await pilot.resize_terminal(width, height)
    for _ in range(500):
        if pilot.app.screen._compositor.size == (width, height):
            break
        await pilot.pause()
    assert pilot.app.screen._compositor.size == (width, height)
    await settle(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


# Read the story to its end: what can be done is there then.
async def read(pilot: Pilot[None]) -> None:
    while isinstance(pilot.app.screen, TellingPage) and pilot.app.screen.reading:
        await press(pilot, "space")


async def write(pilot: Pilot[None], text: str) -> None:
    await press(pilot, *("space" if sign == " " else sign for sign in text))


def app_of(pilot: Pilot[None]) -> TwoHats:
    assert isinstance(pilot.app, TwoHats)
    return pilot.app


def moves(pilot: Pilot[None]) -> tuple[str, ...]:
    play = app_of(pilot).play
    assert play is not None
    return play.moves


# What is painted, line by line.
def lines(pilot: Pilot[None]) -> list[str]:
    screen = pilot.app.screen
    return [strip.text.rstrip() for strip in screen._compositor.render_strips(screen.size)]


def text(pilot: Pilot[None]) -> str:
    return "\n".join(lines(pilot)) + "\n"


# Wait until the screen has come to rest; a worker that follows something never does.
async def rest(pilot: Pilot[None]) -> None:
    seen: list[str] = []
    for _ in range(50):
        await pilot.pause()
        now = lines(pilot)
        if now == seen:
            return
        seen = now
