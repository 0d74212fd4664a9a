"""Coming to a session's door, and back to it: one's token is kept here, so that coming back makes nobody twice."""

from __future__ import annotations

import asyncio
import contextlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.group.client.acting import Client
from game.group.client.address import Address
from game.group.client.errors import ClientError, UnreachableError
from game.group.keeping.tokens import new_token
from game.records.places import data_folder, write_private

PATIENCE = 8.0
"""Seconds that somebody at the door waits for a host that does not answer."""
PARTING = 2.0
"""Seconds that somebody who leaves waits for it."""


@dataclass(frozen=True, slots=True)
class Door:
    """A session's door, seen from outside."""

    address: Address
    facts: dict[str, Any]
    """`title`, `touches`, `own_names`, `hands`, `over`."""
    been: bool
    """Whether we have been in before."""


async def come_to(address: Address) -> Door:
    """Look at a session's door. Raises ClientError where there is none, or the host does not answer."""
    async with Client(address) as client:
        return Door(address, await client.door(PATIENCE), _file(address).is_file())


async def enter(address: Address, name: str | None = None) -> str:
    """Come in, or back in, and return the token. Raises ClientError.

    A session that is over takes nobody in, but everybody's own record is still there to read.
    """
    been = _file(address).is_file()
    token = kept_token(address)
    async with Client(address, token) as client:
        try:
            await client.join(name, PATIENCE)
        except ClientError as error:
            if not been and not isinstance(error, UnreachableError):
                forget(address)  # who was refused has not been in
            if not (been and error.code == "over"):
                raise
    return token


async def part(client: Client) -> None:
    """Tell the host that we go, so that no vote waits for us; one that does not answer at once finds out by itself."""
    with contextlib.suppress(ClientError, TimeoutError):
        async with asyncio.timeout(PARTING):
            await client.act({"kind": "leave"}, patience=0)


def kept_token(address: Address) -> str:
    """Return the token that is kept for a session, or a new one, kept before anybody else knows it.

    Where it cannot be kept it is good for this once.
    """
    file = _file(address)
    with contextlib.suppress(OSError, UnicodeDecodeError):
        kept = file.read_text(encoding="ascii").strip()
        if re.fullmatch(r"[A-Za-z0-9_-]{32,128}", kept):
            return kept
    token = new_token()
    with contextlib.suppress(OSError):
        write_private(file, token)
    return token


def forget(address: Address) -> None:
    """Forget a session that is no more, with whatever was not sent to it."""
    for file in (_file(address), beside(address, "-unsent.json")):
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)


def write_record(address: Address, lines: list[str]) -> Path:
    """Write one's own record to a file in the folder that one stands in, and return its path. Raises OSError."""
    path = Path.cwd() / f"two-hats-{address.code}-my-record.txt"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def record_words(address: Address, lines: list[str]) -> str:
    """Write one's own record to a file, and say where it is, or why it could not be written."""
    try:
        return f"Your record is written: {write_record(address, lines)}"
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        return f"Your record could not be written in {Path.cwd()}: {why}. Join from a folder of your own."


def beside(address: Address, ending: str) -> Path:
    """Return the path of a file that is kept about one's part in a session; whether it is there is not looked at."""
    host = re.sub(r"[^A-Za-z0-9.-]+", "_", address.host)
    return data_folder() / "joined" / f"{host}-{address.code}{ending}"


def _file(address: Address) -> Path:
    return beside(address, ".txt")
