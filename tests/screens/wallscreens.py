# Driving the wall and the desk in a test: a session on a real server, and the screen as plain lines.

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

from driving import records, rest, text
from serving import SCENARIO, Served
from textual.pilot import Pilot

from game.group.client.address import Address
from game.group.keeping.entries import Kept
from game.group.keeping.store import Store
from game.group.service.sessions import create
from game.group.session.asking import Refusal, opening
from game.screens.desk import DeskApp
from game.screens.sitting.following import SittingApp
from game.screens.sitting.page import SittingPage
from game.screens.sitting.welcome import Invitation
from game.screens.wall import WallApp

PATIENCE = 60.0


@asynccontextmanager
async def wall_of(
    served: Served, size: tuple[int, int] = (80, 24), shown: str = "http://192.168.1.20:8120", **settings: str
) -> AsyncIterator[Pilot[None]]:
    invitation = Invitation(Address(shown, served.kept.code), "127.0.0.1" in shown)
    kept = records(glyphs="unicode", **settings)
    app = WallApp(kept, invitation, served.address, served.wall_token, served.desk_token)
    async with _run(app, size) as pilot:
        yield pilot


@asynccontextmanager
async def desk_of(served: Served, size: tuple[int, int] = (80, 24), **settings: str) -> AsyncIterator[Pilot[None]]:
    async with _run(DeskApp(records(glyphs="unicode", **settings), served.address, served.desk_token), size) as pilot:
        yield pilot


@asynccontextmanager
async def _run(app: SittingApp, size: tuple[int, int]) -> AsyncIterator[Pilot[None]]:
    app.rest = 0.0
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: page_of(pilot).room is not None)
        yield pilot


def page_of(pilot: Pilot[None]) -> SittingPage:
    return next(it for it in pilot.app.screen_stack if isinstance(it, SittingPage))


def step_of(pilot: Pilot[None]) -> str:
    room = page_of(pilot).room
    assert room is not None
    return str(room["step"])


# Wait until something holds: news come from another thread.
async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            while not holds():
                await pilot.pause()
    except TimeoutError:
        raise AssertionError(f"it never came; painted was:\n{text(pilot)}") from None


async def until_words(pilot: Pilot[None], words: str) -> None:
    await until(pilot, lambda: words in text(pilot))


async def until_step(pilot: Pilot[None], step: str) -> None:
    await until(pilot, lambda: step_of(pilot) == step and not pilot.app._busy)  # type: ignore[attr-defined]
    await rest(pilot)


async def type_words(pilot: Pilot[None], words: str) -> None:
    for sign in words:
        await pilot.press({" ": "space"}.get(sign, sign))


def here(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'sessions.sqlite'}"


# A session that votes by show of hands, kept where it can be served.
def by_hands(tmp_path: Path) -> Kept:
    opened = opening(SCENARIO, hands=True)
    assert not isinstance(opened, Refusal)
    with closing(Store.open(here(tmp_path))) as store:
        return create(store, SCENARIO, opened)


async def resized(pilot: Pilot[None], width: int, height: int) -> None:
    await pilot.resize_terminal(width, height)
    await until(pilot, lambda: pilot.app.screen._compositor.size == (width, height))
    await rest(pilot)
