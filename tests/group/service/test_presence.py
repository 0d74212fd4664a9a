import asyncio
from contextlib import aclosing
from pathlib import Path

import pytest
from serving import people, served, view_of

from game.group.client.acting import Client
from game.group.client.errors import ClientError
from game.group.client.following import Following
from game.group.service import presence, sessions
from game.group.service.pacing import BURST, REFILL, Pacing

PATIENCE = 60.0


async def _present(client: Client, number: int, reached: asyncio.Event | None = None) -> None:
    async with asyncio.timeout(PATIENCE), aclosing(Following(client).follow()) as seen:
        async for it in seen:
            if reached:
                reached.set()
            if it.view["room"]["people"]["present"] == number:
                return


async def test_who_is_silent_for_long_does_not_count_until_they_are_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "SAFETY", 0.02)
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        async with people(it.address, 2) as [ann, ben], it.desk() as desk:
            followed, back = asyncio.Event(), asyncio.Event()
            stays = asyncio.create_task(_present(ben, 9, followed))
            await followed.wait()
            await _present(desk, 2)
            monkeypatch.setattr(presence, "SILENT", 0.0)
            await _present(desk, 1)
            monkeypatch.setattr(presence, "SILENT", 1000.0)
            returns = asyncio.create_task(_present(ann, 9, back))
            await _present(desk, 2)
            for task in (stays, returns):
                task.cancel()
            kinds = [entry.kind for entry in it.store.entries(it.kept.id)]
            assert kinds == ["opened", "joined", "joined", "left", "returned"]


async def test_whom_the_facilitator_lets_go_stays_away_until_they_do_something(tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        async with people(it.address, 2) as [ann, _], it.desk() as desk:
            await desk.act({"kind": "leave", "participant": (await view_of(ann))["you"]["id"]})
            assert (await view_of(ann))["you"]["present"] is False
            assert (await ann.join())["you"]["present"] is True


def test_acts_have_a_pace_that_nobody_meets_by_hand() -> None:
    now = [0.0]
    pacing = Pacing(lambda: now[0])
    assert [pacing.wait("ann") for _ in range(int(BURST))] == [0] * int(BURST)
    assert pacing.wait("ann") == pytest.approx(1 / REFILL)
    assert pacing.wait("ben") == 0
    now[0] += 1 / REFILL + 1e-9
    assert pacing.wait("ann") == 0
    assert pacing.wait("ann") > 0


async def test_a_program_that_acts_without_end_is_slowed(tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        async with people(it.address, 1) as [ann]:
            with pytest.raises(ClientError) as told:
                for _ in range(int(BURST) * 3):
                    await ann.act({"kind": "rename", "name": "x"}, patience=0)
            while told.value.code == "not-allowed":
                with pytest.raises(ClientError) as told:
                    await ann.act({"kind": "rename", "name": "x"}, patience=0)
            assert told.value.code == "slow"
