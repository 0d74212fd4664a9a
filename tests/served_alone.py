"""The real `twohats serve` in a process of its own, for tests that kill it."""

from __future__ import annotations

import re
import select
import signal
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from running import DEADLINE, TwoHats
from serving import new_session

from game.group.client.acting import Client
from game.group.client.address import Address
from game.group.keeping.store import Store
from game.group.keeping.tokens import FACILITATOR
from game.group.service.sessions import let_in


@dataclass
class Alone:
    """A session at a server that can be killed and started again at the same place."""

    home: Path
    database: str
    code: str
    desk_token: str
    process: subprocess.Popen[bytes]
    port: int

    @property
    def address(self) -> Address:
        """Return where people find it."""
        return Address(f"http://127.0.0.1:{self.port}", self.code)

    def desk(self) -> Client:
        """Return a client with the facilitator's token."""
        return Client(self.address, self.desk_token)

    def kill(self) -> None:
        """End the server as a pulled plug does."""
        self.process.kill()
        assert self.process.wait(DEADLINE) == -signal.SIGKILL
        _let_go(self.process)

    def start_again(self) -> None:
        """Serve at the same port again."""
        self.process, self.port = _started(self.home, self.database, self.port)


@contextmanager
def served_alone(home: Path) -> Iterator[Alone]:
    """Serve a new session by the real command, below a folder."""
    database = f"sqlite:///{home / 'alone.sqlite'}"
    with closing(Store.open(database)) as store:
        kept = new_session(store)
        token = let_in(store, kept, FACILITATOR)
    it = Alone(home, database, kept.code, token, *_started(home, database, 0))
    try:
        yield it
    finally:
        it.process.kill()
        it.process.wait(DEADLINE)
        _let_go(it.process)


def _started(home: Path, database: str, port: int) -> tuple[subprocess.Popen[bytes], int]:
    twohats = TwoHats(home)
    words = twohats.command("serve", "--host", "127.0.0.1", "--port", str(port), "--database", database)
    process = subprocess.Popen(words, env=twohats.environment, cwd=home, stderr=subprocess.PIPE)
    assert process.stderr is not None
    assert select.select([process.stderr], [], [], DEADLINE)[0]
    said = process.stderr.readline().decode()
    found = re.search(r"http://127\.0\.0\.1:(\d+)", said)
    assert found, said
    return process, int(found[1])


def _let_go(process: subprocess.Popen[bytes]) -> None:
    if process.stderr is not None:
        process.stderr.close()
