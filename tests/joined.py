"""The real `twohats join` in a process of its own, with a pipe at either end."""

from __future__ import annotations

import asyncio
import codecs
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from running import TwoHats

from game.group.client.address import Address

PATIENCE = 60.0


class Joined:
    """Somebody who takes part line by line."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Drive a process that has been started."""
        self.process = process
        self.said = ""
        """All that has been written, without its line breaks: where a line is broken is no matter."""
        self.written = ""
        """The same with its line breaks."""
        self._read = 0
        # A piece may end in the middle of a character.
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    async def sees(self, words: str) -> None:
        """Wait until words come by, after those that were waited for last."""
        assert self.process.stdout is not None
        try:
            async with asyncio.timeout(PATIENCE):
                while (at := self.said.find(words, self._read)) < 0:
                    piece = await self.process.stdout.read(65_536)
                    assert piece, f"it ended before {words!r}:\n{self.said}"
                    self._take(piece)
        except TimeoutError:
            raise AssertionError(f"{words!r} never came:\n{self.said[self._read:]}") from None
        self._read = at + len(words)

    async def types(self, *lines: str) -> None:
        """Type lines."""
        assert self.process.stdin is not None
        self.process.stdin.write("".join(f"{it}\n" for it in lines).encode())
        await self.process.stdin.drain()

    async def ends(self) -> int:
        """End the input, and return the exit code."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        async with asyncio.timeout(PATIENCE):
            self._take(await self.process.stdout.read())
            return await self.process.wait()

    def _take(self, piece: bytes) -> None:
        self.written += self._decoder.decode(piece)
        self.said = " ".join(self.written.split())


@asynccontextmanager
async def joined(home: Path, address: Address, *options: str) -> AsyncIterator[Joined]:
    """Start the command below a folder; it is ended with the block."""
    twohats = TwoHats(home)
    process = await asyncio.create_subprocess_exec(
        *twohats.command("join", address.url, "--plain", *options),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        env=twohats.environment, cwd=home,
    )  # fmt: skip
    try:
        yield Joined(process)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
