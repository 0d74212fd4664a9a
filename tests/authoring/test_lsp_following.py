from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from checks import GOOD, changed

from game.authoring.lsp import following
from game.authoring.lsp.buffers import Buffer
from game.authoring.lsp.following import Follower
from game.language.diagnostics import Diagnostic

IDLE = changed(("  bells: 0", "  bells: 0\n  spare: no"))
"""There is advice for it."""


class Heard:
    """An editor that only listens."""

    def __init__(self) -> None:
        self.told: list[tuple[int | None, list[str]]] = []
        self.refreshed = 0

    def tell(self, uri: str, buffer: Buffer, found: Sequence[Diagnostic]) -> None:
        self.told.append((buffer.version, [it.code for it in found]))

    def ways_changed(self) -> None:
        self.refreshed += 1


def others() -> set[asyncio.Task[None]]:
    return {it for it in asyncio.all_tasks() if it is not asyncio.current_task()}


async def test_what_is_looked_for_is_dropped_when_the_file_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "PAUSES", (0.001, 0.001))
    heard = Heard()
    follower = Follower(heard)
    follower.open("file:///night.yaml", "night.yaml", IDLE, 1)
    [first] = others()
    while not heard.told:
        await asyncio.sleep(0)
    follower.change("file:///night.yaml", GOOD, 2)
    [second] = others() - {first}
    with pytest.raises(asyncio.CancelledError):
        await first
    await second
    assert heard.told == [(1, ["W002"]), (2, [])]
    assert heard.refreshed == 1


async def test_a_closed_file_is_not_looked_at_any_further() -> None:
    heard = Heard()
    follower = Follower(heard)
    follower.open("file:///night.yaml", "night.yaml", IDLE, 1)
    [looking] = others()
    await asyncio.sleep(0)
    follower.close("file:///night.yaml")
    with pytest.raises(asyncio.CancelledError):
        await looking
    assert heard.told == [(1, [])]
    assert follower.buffer("file:///night.yaml") is None
