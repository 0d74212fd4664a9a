# Draws the README's picture of the play screen from a seeded play: python tests/screens/picture.py [FILE.svg]

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

import game
from game.records.database import Database
from game.records.store import Records
from game.screens.app import Opening, TwoHats

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / ".github" / "play.svg"
SIZE = (112, 36)
SEED = 7
KEYS = ("enter", "3", "enter", "2", "enter", "enter", "space", "space", "3")
"""Begin, name the moment, keep both shifts, give no reason, read on, and pick at the second decision."""


async def draw() -> str:
    records = Records(Database(None))
    records.set_setting("motion", "off")
    opening = Opening(game.load(ROOT / "scenarios" / "first-shift.yaml"), SEED)
    app = TwoHats(records, opening)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
        return app.export_screenshot(title="Two Hats")


def main() -> None:
    svg = asyncio.run(draw())
    # The fonts that the export asks for lie on somebody else's server; whoever looks has one of their own.
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.S)
    svg = re.sub(r"terminal-\d+", "play", svg)
    (Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
