# One walk through everything that a player can see, with a name for each place.

from __future__ import annotations

from collections.abc import AsyncGenerator

from driving import driven, press, read, records, write
from textual.pilot import Pilot


async def walk(size: tuple[int, int], **settings: str) -> AsyncGenerator[tuple[str, Pilot[None]], None]:
    async with driven(size, library=True, kept=records(**settings)) as pilot:
        for name, keys in STEPS:
            for key in keys:
                if key.isdigit():
                    await read(pilot)
                if key.startswith("write "):
                    await write(pilot, key.removeprefix("write "))
                else:
                    await press(pilot, key)
            yield name, pilot


STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("library", ()),
    ("library-nothing-found", ("write zz",)),
    ("settings", ("escape", "f2")),
    ("credits", ("escape", "f3")),
    ("broken", ("escape", "up", "enter")),
    ("prebrief", ("escape", "down", "enter")),
    ("play-framing-first", ("enter",)),
    ("play-choices", ("enter", "3")),
    ("play-after-a-look", ("enter",)),
    ("play-reason", ("1", "enter")),
    ("play-consequence", ("write No time", "enter")),
    ("play-framing-after", ("1", "enter")),
    ("people", ("escape", "c")),
    ("meters", ("escape", "m")),
    ("help", ("escape", "question_mark")),
    ("journal", ("escape", "1", "enter", "enter", "enter", "j")),
    ("play-over", ("escape", "1", "enter")),
    ("ending-pause", ("enter",)),
    ("ending", ("enter",)),
    ("debrief-reactions", ("enter",)),
    ("debrief-description", ("enter",)),
    ("debrief-my-view", ("enter", "right")),
    ("debrief-compared", ("enter",)),
    ("debrief-finding", ("enter", "d")),
    ("debrief-counts", ("c",)),
    ("debrief-acts", ("enter",)),
    ("debrief-doors", ("escape", "up", "up", "up", "up", "up", "enter")),
    ("debrief-what-if", ("escape", "down", "enter")),
    ("debrief-hidden", ("escape", "down", "enter")),
    ("debrief-positions", ("escape", "down", "enter", "right")),
    ("debrief-evidence", ("escape", "down", "enter")),
    ("debrief-not-yours", ("escape", "escape", "enter", "enter")),
    ("debrief-keep-and-change", ("enter",)),
    ("debrief-next-step", ("enter", "enter")),
    ("debrief-commitment", ("enter", "write Ask", "enter", "enter")),
    ("debrief-second-commitment", ("enter",)),
    ("debrief-close", ("enter", "enter", "enter")),
    ("debrief-delete", ("x",)),
    ("library-afterwards", ("enter",)),
)
