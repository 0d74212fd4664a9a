"""How a room full of people votes at once, beside a bare endpoint: `python tests/benchmarks/group.py`.

Everyone follows a session of the real `twohats serve` and votes in the same instant, each on a line of their own. A
vote is timed until it is acknowledged, and is on disk by then; the tally until the last of all who follow has been
told of all votes. Then the server is killed with -9 and started again, and everyone comes back at once: timed from
the start of the program until the last has caught up. The floor is a bare Starlette endpoint under the same uvicorn:
it writes each vote as a line of a file, one fsync for all who wait, and does nothing else. All are asked by the same
people on the same machine, whose own work is in every figure. Aims: 500 people, 99 in 100 votes within 1 s, the tally
within 1 s, back within 5 s; 2,000 people, votes and tally within 3 s.

`--clients 100,500`, `--databases sqlite,postgresql` and `--rounds N` change the measure; with rounds, medians are
shown. PostgreSQL is one of its own, from `pgserver` or the machine's. A machine that others share swings twofold.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from crowd import Person, all_of
from postgres import postgres_server
from serving import a_vote, new_session, open_a_vote

from game.group.client.acting import Client
from game.group.client.address import Address
from game.group.hosting import allow_lines
from game.group.keeping.store import Store
from game.group.keeping.tokens import FACILITATOR
from game.group.service.sessions import let_in

PATIENCE = 120.0
"""Seconds after which something that does not come is a fault."""
FLOOR = """
import asyncio, os, socket, sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

file, waiting, writing = open(sys.argv[1], "ab"), [], False

async def act(request):
    global writing
    done = asyncio.get_running_loop().create_future()
    waiting.append((await request.body(), done))
    if not writing:
        writing = True
        while waiting:
            batch = waiting[:]
            waiting.clear()
            file.write(b"".join(body + b"\\n" for body, _ in batch))
            file.flush()
            await asyncio.to_thread(os.fsync, file.fileno())
            for _, it in batch:
                it.set_result(None)
        writing = False
    await done
    return JSONResponse({"seq": 1})

opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
opened.bind(("127.0.0.1", 0))
opened.listen(2048)
print(f"http://127.0.0.1:{opened.getsockname()[1]}", file=sys.stderr, flush=True)
app = Starlette(routes=[Route("/s/{code}/act", act, methods=["POST"])])
config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", backlog=2048, http="h11")
uvicorn.Server(config).run([opened])
"""


class Measured(NamedTuple):
    """One burst of votes; seconds, and bytes."""

    median: float
    tail: float
    """99 in 100 within this."""
    last: float
    """The last acknowledged."""
    told: float | None = None
    """Until the last who follows knows of every vote."""
    back: float | None = None
    """After kill -9: from the start of the next server until everyone is back and has caught up."""
    each: float | None = None
    """Memory of the server for each who follows."""


@contextlib.contextmanager
def program(*words: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run a server in a process of its own, and give it with its port."""
    with subprocess.Popen([sys.executable, *words], stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        try:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", process.stderr.readline().decode())
            assert found
            yield process, int(found[1])
        finally:
            process.kill()


async def burst(crowd: list[Person], body: dict[str, object]) -> tuple[list[float], float]:
    """Have everyone vote in one instant, and return the seconds that each waited, and when it began."""
    started = time.perf_counter()

    async def vote(person: Person) -> float:
        status, answer = await person.post("act", dict(body))
        assert status == 200, answer
        return time.perf_counter() - started

    return await asyncio.gather(*(vote(person) for person in crowd)), started


async def session(database: str, number: int) -> Measured:
    """Measure a session with so many people."""
    with closing(Store.open(database)) as store:
        kept = new_session(store)
        with serving(database, 0) as (server, port):
            crowd = [Person("127.0.0.1", port, kept.code) for _ in range(number)]
            await all_of(crowd, lambda one: one.post("join", {"name": None}))
            before = memory(server.pid)
            await all_of(crowd, lambda one: one.follow())
            await all_of(crowd, lambda one: one.see(b"event: view"), number)
            each = (memory(server.pid) - before) / number
            async with Client(Address(f"http://127.0.0.1:{port}", kept.code), let_in(store, kept, FACILITATOR)) as desk:
                decision = await open_a_vote(desk)
            await all_of(crowd, lambda one: one.see(b'"step":"first"'), number)
            telling = [asyncio.create_task(one.see(b'"voted":%d,' % number)) for one in crowd]
            waits, started = await burst(crowd, a_vote(decision))
            await asyncio.gather(*telling)
            told = time.perf_counter() - started
        for one in crowd:
            one.close()
        started = time.perf_counter()
        with serving(database, port):
            await all_of(crowd, lambda one: one.follow(after=1), number)
            await all_of(crowd, lambda one: one.see(b'"voted":%d,' % number), number)
            back = time.perf_counter() - started
        for one in crowd:
            one.close()
        voted = [it.by for it in store.entries(kept.id) if it.kind == "voted"]
        assert len(voted) == len(set(voted)) == store.votes(kept.id) == number, "a vote was lost, or counted twice"
    return measured(waits, told, back, each)


def serving(database: str, port: int) -> contextlib.AbstractContextManager[tuple[subprocess.Popen[bytes], int]]:
    """Run the real command; it is killed when the block is left, as by kill -9."""
    return program("-m", "game", "serve", "--host", "127.0.0.1", "--port", str(port), "--database", database)


async def floor(number: int, folder: Path) -> Measured:
    """Measure the bare endpoint with so many people."""
    with program("-c", FLOOR, str(folder / "floor")) as (_, port):
        crowd = [Person("127.0.0.1", port, "FLOOR") for _ in range(number)]
        body = {"kind": "vote", "decision": 1, "round": "first", "choice": "sitter", "sureness": 2}
        await all_of(crowd, lambda one: one.post("act", body))
        waits, _ = await burst(crowd, body)
        for one in crowd:
            one.close()
    assert (folder / "floor").read_bytes().count(b"\n") == 2 * number
    (folder / "floor").unlink()
    return measured(waits)


def measured(
    waits: Sequence[float], told: float | None = None, back: float | None = None, each: float | None = None
) -> Measured:
    """Return the figures of a burst."""
    ordered = sorted(waits)
    return Measured(statistics.median(ordered), ordered[int(len(ordered) * 0.99) - 1], ordered[-1], told, back, each)


def middle(rounds: Sequence[Measured]) -> Measured:
    """Return the median of each figure."""
    columns = zip(*rounds, strict=True)
    return Measured(*(None if None in column else statistics.median(column) for column in columns))  # type: ignore[arg-type]


def memory(pid: int) -> int:
    """Return the bytes that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024


def shown(number: int, name: str, it: Measured) -> str:
    """Return a line of the table."""
    told, back = ("" if seconds is None else f"{seconds * 1000:.0f}" for seconds in (it.told, it.back))
    each = "" if it.each is None else f"{it.each / 1024:.0f}"
    per_second = number / it.last
    return (
        f"{number:6}  {name:11}{it.median * 1000:8.0f}{it.tail * 1000:8.0f}{it.last * 1000:8.0f}"
        f"{per_second:9.0f}{told:>8}{back:>8}{each:>9}"
    )


async def run(clients: Sequence[int], places: dict[str, str], rounds: int, folder: Path) -> None:
    """Measure all, by turns, and print a line for each."""
    head = f"{'p50':>8}{'p99':>8}{'last':>8}{'votes/s':>9}{'tally':>8}{'back':>8}{'KB each':>9}"
    print(f"{'people':>6}  {'':11}{head}   (ms)")
    for number in clients:
        found: dict[str, list[Measured]] = {}
        for _ in range(rounds):
            async with asyncio.timeout(PATIENCE):
                found.setdefault("floor", []).append(await floor(number, folder))
            for name, database in places.items():
                async with asyncio.timeout(PATIENCE):
                    found.setdefault(name, []).append(await session(database, number))
        for name, figures in found.items():
            print(shown(number, name, middle(figures)), flush=True)


def main() -> None:
    """Measure, and print what was reached."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--clients", default="100,500,1000,2000")
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args()
    allow_lines()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as servers:
        places = {}
        if "sqlite" in asked.databases:
            places["SQLite"] = f"sqlite:///{name}/sessions.sqlite"
        if "postgresql" in asked.databases:
            places["PostgreSQL"] = servers.enter_context(postgres_server())
        asyncio.run(run([int(it) for it in asked.clients.split(",")], places, asked.rounds, Path(name)))


if __name__ == "__main__":
    main()
