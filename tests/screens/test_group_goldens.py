# The wall, the desk and a participant's screens through one session as plain lines, at two sizes, one file for each
# of them. `WRITE_GOLDENS=1 pytest tests/screens/test_group_goldens.py` writes them anew.

from __future__ import annotations

import os
from contextlib import aclosing
from difflib import unified_diff
from pathlib import Path

import pytest
from driving import HERE
from sitting_walk import sitting_walk

SIZES = ((120, 36), (80, 24))
GOLDENS = HERE.parent / "goldens" / "group"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_session_looks_as_it_did_on_all_its_screens(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    seen = {"wall": "", "desk": "", "join": ""}
    async with aclosing(sitting_walk(tmp_path, size)) as places:
        async for screen, place, shown in places:
            seen[screen] += f"==== {place} ====\n{shown}"
    changed: list[str] = []
    for screen, shown in seen.items():
        golden = GOLDENS / f"{screen}-{size[0]}x{size[1]}.txt"
        if os.environ.get("WRITE_GOLDENS"):
            golden.write_text(shown, encoding="utf-8")
        elif not golden.exists() or (before := golden.read_text(encoding="utf-8")) != shown:
            was = before.splitlines() if golden.exists() else []
            changed += unified_diff(was, shown.splitlines(), golden.name, "now", n=size[1], lineterm="")
    assert not changed, "\n".join(changed)


def test_every_golden_of_a_session_is_of_a_screen_that_is_walked() -> None:
    wanted = {f"{screen}-{width}x{height}.txt" for screen in ("wall", "desk", "join") for width, height in SIZES}
    assert {path.name for path in GOLDENS.glob("*.txt")} == wanted
