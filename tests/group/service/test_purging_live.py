import asyncio
from contextlib import aclosing, closing
from pathlib import Path

from running import TwoHats
from serving import a_vote, open_a_vote, people, served

from game.group.client.following import Following, Seen
from game.group.keeping.store import Store

PATIENCE = 60.0


async def _all_seen(following: Following) -> list[Seen]:
    async with asyncio.timeout(PATIENCE), aclosing(following.follow()) as seen:
        return [it async for it in seen]


async def test_a_session_is_purged_from_under_a_server_that_runs_and_no_byte_of_it_is_left(tmp_path: Path) -> None:
    twohats = TwoHats(tmp_path)
    folder = tmp_path / "data" / "twohats"
    database = f"sqlite:///{folder}/sessions.sqlite"
    with served(database) as it:
        async with people(it.address, 2) as [ann, ben], it.desk() as desk:
            decision = await open_a_vote(desk)
            await ann.act({**a_vote(decision), "reason": "Nobody else should read this"})
            assert any(b"Nobody else should read" in file.read_bytes() for file in folder.iterdir())
            following = asyncio.create_task(_all_seen(Following(ben)))
            ran = await asyncio.to_thread(twohats, "session", "purge", it.kept.code)
            assert (ran.code, ran.err) == (0, "")
            assert (await following)[-1].why == "purged"
            left = b"".join(file.read_bytes() for file in folder.iterdir() if not file.name.endswith("-shm"))
            for secret in (b"Nobody else should read", it.kept.id.encode(), it.kept.code.encode()):
                assert secret not in left
    with closing(Store.open(database)) as store:
        assert store.sessions() == []
