# What an author sees as plain lines, at three sizes. `WRITE_GOLDENS=1 pytest tests/screens/test_watching_goldens.py`
# writes them anew.

from __future__ import annotations

import os
from contextlib import aclosing
from pathlib import Path

import pytest
from driving import HERE, text
from watching import STEPS, watch_walk

SIZES = ((120, 36), (80, 24), (60, 20))
GOLDENS = HERE.parent / "goldens" / "watching"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_watching_looks_as_it_did(size: tuple[int, int], tmp_path: Path) -> None:
    changed = []
    async with aclosing(watch_walk(tmp_path, size)) as places:
        async for name, pilot in places:
            shown = text(pilot)
            golden = GOLDENS / f"{name}-{size[0]}x{size[1]}.txt"
            if os.environ.get("WRITE_GOLDENS"):
                golden.write_text(shown, encoding="utf-8")
            elif not golden.exists() or golden.read_text(encoding="utf-8") != shown:
                changed.append(f"{golden.name} is now:\n{shown}")
    assert not changed, "\n".join(changed)


def test_every_golden_of_watching_is_of_a_place_that_is_walked() -> None:
    names = [*(name for name, _ in STEPS), "gone"]
    wanted = {f"{name}-{width}x{height}.txt" for name in names for width, height in SIZES}
    assert {path.name for path in GOLDENS.glob("*.txt")} == wanted
