import asyncio
import contextlib
import json
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import aclosing, closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from crowd import Person, all_of
from running import TwoHats
from serving import SCENARIO, a_vote, new_session, open_a_vote, people, served, view_of

from game.cli import cli
from game.group.client.acting import Client
from game.group.client.address import Address
from game.group.client.following import Following
from game.group.keeping.store import Store
from game.group.keeping.tokens import FACILITATOR
from game.group.service.sessions import let_in

PATIENCE = 60.0


@dataclass
class _Serving:
    process: subprocess.Popen[bytes]
    port: int

    def end(self, kind: signal.Signals) -> int:
        self.process.send_signal(kind)
        return self.process.wait(PATIENCE)


# The real command in a process of its own, once it says that it listens.
@contextlib.contextmanager
def _serving(home: Path, database: str, port: int = 0) -> Iterator[_Serving]:
    twohats = TwoHats(home)
    words = twohats.command("serve", "--host", "127.0.0.1", "--port", str(port), "--database", database)
    with subprocess.Popen(words, env=twohats.environment, cwd=home, stderr=subprocess.PIPE) as process:
        try:
            assert process.stderr is not None
            assert select.select([process.stderr], [], [], PATIENCE)[0]
            said = process.stderr.readline().decode()
            found = re.search(r"http://127\.0\.0\.1:(\d+)", said)
            assert found, said
            yield _Serving(process, int(found[1]))
        finally:
            process.kill()


async def test_after_kill_9_in_mid_vote_everyone_goes_on_where_they_were(database: str, tmp_path: Path) -> None:
    with closing(Store.open(database)) as store:
        kept = new_session(store)
        desk_token = let_in(store, kept, FACILITATOR)
        with contextlib.ExitStack() as servers:
            serving = servers.enter_context(_serving(tmp_path, database))
            address = Address(f"http://127.0.0.1:{serving.port}", kept.code)
            async with Client(address, desk_token) as desk, people(address, 6) as crowd:
                decision = await open_a_vote(desk)
                before, caught_up = asyncio.Event(), asyncio.Event()
                following = asyncio.create_task(_follow(crowd[0], before, caught_up))
                await before.wait()
                for one in crowd[:3]:
                    await one.act(a_vote(decision))
                waiting = [asyncio.create_task(one.act(a_vote(decision))) for one in crowd[3:]]
                assert serving.end(signal.SIGKILL) == -signal.SIGKILL
                servers.enter_context(_serving(tmp_path, database, serving.port))
                async with asyncio.timeout(PATIENCE):
                    await asyncio.gather(*waiting)
                    await caught_up.wait()
                    await following
                assert store.votes(kept.id) == 6
                await desk.act({"kind": "close"})
                tally = (await view_of(desk))["desk"]["votes"]["first"]["tally"]
                assert tally[a_vote(decision)["choice"]] == sum(tally.values()) == 6
                voted = [it.by for it in store.entries(kept.id) if it.kind == "voted"]
                assert len(voted) == len(set(voted)) == 6


# Somebody who keeps following through the death of the server, until all six have voted.
async def _follow(client: Client, before: asyncio.Event, caught_up: asyncio.Event) -> None:
    async with aclosing(Following(client).follow()) as seen:
        async for it in seen:
            if it.state == "live":
                before.set()
                if it.view["room"]["decision"]["votes"]["first"]["voted"] == 6:
                    caught_up.set()
                    return


async def test_sigterm_with_500_open_streams_ends_them_and_exits_0_within_3_seconds(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/sessions.sqlite"
    with closing(Store.open(database)) as store, _serving(tmp_path, database) as serving:
        code = new_session(store).code
        crowd = [Person("127.0.0.1", serving.port, code) for _ in range(500)]
        await all_of(crowd, lambda one: one.post("join", {"name": None}))
        await all_of(crowd, lambda one: one.follow())
        await all_of(crowd, lambda one: one.see(b"event: view"))
        endings = [asyncio.create_task(one.end()) for one in crowd]
        started = time.monotonic()
        assert await asyncio.to_thread(serving.end, signal.SIGTERM) == 0
        # The promise itself, not a benchmark: without an end of their own streams would hold it for ever.
        assert time.monotonic() - started < 3
        assert all(b"event: closing" in it for it in await asyncio.gather(*endings))
        for one in crowd:
            one.close()


def test_a_port_that_is_taken_is_told_of_with_the_next_step(tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        port = it.url.rpartition(":")[2]
        ran = TwoHats(tmp_path)("serve", "--host", "127.0.0.1", "--port", port)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"Port {port} is taken by another program. Name another: --port ")


def test_sessions_are_listed_and_purged_by_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWOHATS_DATA", str(tmp_path))

    def twohats(*words: str) -> Result:
        return CliRunner().invoke(cli, ["session", *words])

    assert twohats("list").stdout.startswith("No session is kept.")
    with closing(Store.open(f"sqlite:///{tmp_path}/sessions.sqlite")) as store:
        first, second = new_session(store).code, new_session(store).code
    [*listed] = json.loads(twohats("list", "--json").stdout)["sessions"]
    assert {row["code"] for row in listed} == {first, second}
    assert f"{second}: {SCENARIO.id}. Last used " in twohats("list").stdout
    wrong = twohats("purge", first, "QQQQQQ")
    said = "There is no session QQQQQQ. To see which there are: twohats session list\n"
    assert (wrong.exit_code, wrong.stderr) == (1, said)
    assert twohats("purge").exit_code == 2
    assert "nothing to remove" in twohats("purge", "--older", "1").stdout
    ran = TwoHats(tmp_path)("session", "purge", first.lower(), TWOHATS_DATA=str(tmp_path))
    assert (ran.code, ran.err) == (0, "")
    assert f"Removed: session {first}, 2 rows. Looked again: no row of it is left" in ran.out
    assert second in twohats("purge", "--all").stdout
    assert twohats("list").stdout.startswith("No session is kept.")


def test_playing_alone_loads_nothing_of_this(tmp_path: Path) -> None:
    asked = "import sys, game.cli, game.plain.starting, game.screens.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & {"sqlalchemy", "starlette", "uvicorn", "httpx", "psycopg", "segno"}
    assert "game.group" not in done.stdout


def test_the_benchmark_runs_and_loses_no_vote(tmp_path: Path) -> None:
    benchmark = Path(__file__).parents[2] / "benchmarks" / "group.py"
    words = [sys.executable, "-W", "error", str(benchmark), "--clients", "12", "--databases", "sqlite"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, env=TwoHats(tmp_path).environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[:2] for line in done.stdout.splitlines()[2:]] == [["12", "floor"], ["12", "SQLite"]]
