"""Whether the debrief waits for its doors: `python tests/benchmarks/debrief.py [--rounds N]`.

A finished play of "Acting up" is opened at its ending again and again, in turns with its doors being walked in a
process of its own and with no walk at all. Timed is the way from the key that asks for the debrief to its first words
on the screen, and from a key in it to the next page. The aim: with the walk no more than 1.5 times as long as without,
on a machine with two cores. How long the walk itself took is printed beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import time
from collections.abc import Callable

import game
from game.language.library import find_scenario
from game.play.playing import Play, start
from game.records.database import Database
from game.records.doors import DoorFinder
from game.records.store import Records
from game.screens.app import Opening, TwoHats

AIM = 1.5


def finished() -> Play:
    """Return a play of "Acting up" that took the second open choice each time."""
    play = start(game.load(find_scenario("acting-up")), 7)
    while not play.over:
        choices = [it.id for it in play.options if it.kind == "choice" and it.open]
        play = play.choose(choices[min(1, len(choices) - 1)])
    return play


async def opened(play: Play, walking: bool) -> tuple[float, float]:
    """Return the milliseconds to the first page of the debrief, and from there to the next."""
    records = Records(Database(None))
    records.set_setting("motion", "off")
    kept = records.begin(play)
    records.finish(kept.id, play.ending.id if play.ending else None)
    app = TwoHats(records, Opening(kept=(records.play(kept.id), play)))
    if not walking:
        app._find_doors = lambda play: None  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        first = await timed(lambda: pilot.press("enter"), lambda: "First of all" in words(app))
        second = await timed(lambda: pilot.press("enter"), lambda: "over time" in words(app))
    return first, second


async def timed(step: Callable[[], object], done: Callable[[], bool]) -> float:
    """Return the milliseconds from a key to what it shows."""
    before = time.perf_counter()
    await step()  # type: ignore[misc]
    while not done():
        await asyncio.sleep(0)
    return 1000 * (time.perf_counter() - before)


def words(app: TwoHats) -> str:
    """Return what is on the screen."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips(app.screen.size))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10, help="how often each way is opened")
    rounds = parser.parse_args().rounds
    play = finished()
    took: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for _ in range(rounds):
        for walking in (False, True):
            took[walking].append(asyncio.run(opened(play, walking)))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {rounds} rounds, medians")
    for place, name in enumerate(("to the debrief's first page", "to the page after")):
        without, beside = (statistics.median(it[place] for it in took[walking]) for walking in (False, True))
        print(f"{name:<30} {without:6.1f} ms without a walk, {beside:6.1f} ms beside it:", end=" ")
        print(f"{beside / without:.2f} (aim {AIM})")
    before = time.perf_counter()
    records = Records(Database(None))
    records.begin(play)
    DoorFinder(records, play).wait()
    print(f"the walk itself: {time.perf_counter() - before:.1f} s, which nobody waited for")


if __name__ == "__main__":
    main()
