"""Hearing from PostgreSQL that another server has written. Only a hint: who hears nothing looks every second."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from game.group.keeping.writing import CHANNEL

if TYPE_CHECKING:
    from game.group.keeping.store import Store

AGAIN = 2.0
"""Seconds before trying to listen again where the database has gone."""


async def listen(store: Store, heard: Callable[[str], None], began: Callable[[], Awaitable[None]]) -> None:
    """Call `heard` with the id of every session that is written to, by whichever server, until cancelled.

    What was written before we listened, or while we could not, is not told of: `began` is when to look for it.
    """
    import psycopg

    url = store.url.set(drivername="postgresql").render_as_string(hide_password=False)
    while True:
        with contextlib.suppress(psycopg.Error):
            async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
                await connection.execute(f'LISTEN "{CHANNEL}"')
                await began()
                async for notice in connection.notifies():
                    heard(notice.payload)
        await asyncio.sleep(AGAIN)
