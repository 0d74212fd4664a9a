# Every screen as plain lines, at three sizes. `WRITE_GOLDENS=1 pytest tests/screens/test_goldens.py` writes them anew.

from __future__ import annotations

import os
from contextlib import aclosing
from pathlib import Path

import pytest
from driving import text
from walking import STEPS, walk

SIZES = ((120, 36), (80, 24), (60, 20))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_screen_is_as_it_was(size: tuple[int, int], goldens: Path) -> None:
    changed = []
    async with aclosing(walk(size)) as places:
        async for name, pilot in places:
            shown = text(pilot)
            golden = goldens / f"{name}-{size[0]}x{size[1]}.txt"
            if os.environ.get("WRITE_GOLDENS"):
                golden.write_text(shown, encoding="utf-8")
            elif not golden.exists() or golden.read_text(encoding="utf-8") != shown:
                changed.append(f"{golden.name} is now:\n{shown}")
    assert not changed, "\n".join(changed)


def test_every_golden_is_of_a_screen_that_is_walked(goldens: Path) -> None:
    wanted = {f"{name}-{width}x{height}.txt" for name, _ in STEPS for width, height in SIZES}
    assert {path.name for path in goldens.glob("*.txt")} == wanted
