# One walk through a session that the wall, the desk and a participant's screens follow at once, place by place.

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from attending import joining
from driving import rest, text
from same_session import Led, led
from textual.pilot import Pilot
from wallscreens import desk_of, until, wall_of

from game.screens.joining_app import JoinApp
from game.screens.sitting.page import SittingPage

Shown = tuple[str, str, str]
"""The name of a screen, the place that the session is at, and what is painted."""


@dataclass
class Screens:
    session: Led
    wall: Pilot[None]
    desk: Pilot[None]
    join: Pilot[None]

    # Press keys at one of the screens; a sentence is typed with `write `.
    async def press(self, pilot: Pilot[None], *keys: str) -> None:
        with pilot.app._context():
            for key in keys:
                typed = [*key.removeprefix("write ")] if key.startswith("write ") else [key]
                for sign in typed:
                    await pilot.press({" ": "space"}.get(sign, sign))
                await rest(pilot)

    # Wait until what was done at the participant's screens is in the log, and all that is in the log is painted.
    async def rested(self, *pilots: Pilot[None]) -> None:
        app = self.join.app
        assert isinstance(app, JoinApp)
        with app._context():
            await until(self.join, lambda: not app._sending or not app._sending.left)
            await until(self.join, lambda: "Sending." not in text(self.join))
        for pilot in pilots:
            with pilot.app._context():
                await until(pilot, lambda pilot=pilot: _reached(pilot) >= self.session.last)  # type: ignore[misc]
                await rest(pilot)

    async def see(self, place: str, *names: str) -> list[Shown]:
        named = {"wall": self.wall, "desk": self.desk, "join": self.join}
        pilots = {it: named[it] for it in names or named}
        await self.rested(*pilots.values())
        found = []
        for name, pilot in pilots.items():
            with pilot.app._context():
                found.append((name, place, text(pilot)))
        return found

    # Pick something in the desk's list and press Enter.
    async def pick(self, key: str) -> None:
        offered = self.desk.app.screen.query_one("#offers").pickable()  # type: ignore[attr-defined]
        await self.press(self.desk, str(offered.index(key) + 1), "enter")


def _reached(pilot: Pilot[None]) -> int:
    pages = [it for it in pilot.app.screen_stack if isinstance(it, SittingPage)]
    return pages[0].room["seq"] if pages and pages[0].room is not None else -1


# What the participant does at a place once it has been seen, and what that is called; then what it led to is seen.
DOES: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "prebrief": (("seat", ("s",)), ("", ("escape",))),
    "framing": (("framed", ("3", "enter")),),
    "first vote": (
        ("sureness", ("2", "enter")), ("reason", ("3", "enter")), ("voted", ("write It is safe.", "enter")),
    ),
    "second vote": (("voted again", ("1", "enter", "enter", "enter")),),
    "dissent": (("dissent kept", ("1", "write We will be back.", "enter")),),
    "reactions": (("reaction kept", ("1", "write relieved", "enter")),),
    "my_view": (("my view at its end", ("1", *("2", "enter"), *["enter"] * 5)), ("my view kept", ("enter", "enter"))),
    "judgement": (("otherwise", ("d",)),),
    "summary": (("promise kept", ("1", "write ask first", "enter", *["enter"] * 3)),),
}  # fmt: skip


async def sitting_walk(folder: Path, size: tuple[int, int]) -> AsyncGenerator[Shown, None]:
    async with (
        led(folder) as session,
        wall_of(session.served, size) as wall,
        desk_of(session.served, size) as desk,
        joining(session.served.address, size, joined=False, glyphs="unicode") as join,
    ):
        screens = Screens(session, wall, desk, join)
        with join.app._context():
            await rest(join)
            yield "join", "door", text(join)
        await screens.press(join, "write Ann", "enter")
        with join.app._context():
            await until(join, lambda: _reached(join) > 0)
        async with aclosing(session.places()) as places:
            async for place in places:
                for it in await screens.see(place) if not place.startswith("(") else ():
                    yield it
                for named, keys in DOES.get(place, ()):
                    await screens.press(join, *keys)
                    for it in await screens.see(named, "join") if named else ():
                        yield it
        await screens.pick("finish")
        for it in await screens.see("closing", "desk"):
            yield it
        await screens.press(desk, "enter")
        with desk.app._context():
            await until(desk, lambda: "losed" in text(desk))
        for it in await screens.see("closed"):
            yield it
