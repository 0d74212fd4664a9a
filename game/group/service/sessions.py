"""Every session that a server holds: opened when somebody asks for it, told of what is written, let go when idle."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from time import monotonic, time

from game.group.keeping.entries import Kept
from game.group.keeping.errors import KeepingError
from game.group.keeping.listening import listen
from game.group.keeping.store import Store
from game.group.keeping.tokens import FACILITATOR, PARTICIPANT, WALL, Holder, Right, as_code, hashed, is_code, new_token
from game.group.service.posts import Line, Moved, Outcome, Post
from game.group.service.presence import parted
from game.group.service.rooms import Room
from game.group.service.turns import event_of
from game.group.service.writer import Writer
from game.group.session.asking import Who
from game.group.session.commands import Command, Leave
from game.group.session.events import Body, Event, LogError, event_json
from game.group.session.folding import fold
from game.language.loading import ScenarioError, loads
from game.scenario.story import Scenario

SAFETY = 1.0
"""Seconds between two looks at the log for what no wake-up told of."""
BEAT = 15.0
"""Seconds between two signs of life to everyone who follows."""
IDLE = 600.0
"""Seconds after which a session that nobody follows or asks for is let go; its log stays."""
FULL = 5000
"""Posts that may wait for the disk; more are asked to come again."""


class UnreadableError(Exception):
    """A session is damaged, or of a newer version. The text is a sentence."""


class Busy(Exception):
    """Too much is waiting for the disk."""


class Sessions:
    """The sessions of one server. Used by one event loop, between `start` and `stop`."""

    def __init__(self, store: Store) -> None:
        """Serve what a store keeps."""
        self.store = store
        self.closing = False
        """Whether the server is about to end; streams say so and end before it."""
        self._writer = Writer(store, self._deliver)
        self._rooms: dict[str, Room] = {}
        self._by_id: dict[str, Room] = {}
        self._opening: dict[str, asyncio.Lock] = {}
        self._chores: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to write, and to look for what other servers write."""
        self._loop = asyncio.get_running_loop()
        self._writer.start()
        self._chores = [asyncio.create_task(self._look()), asyncio.create_task(self._beat())]
        if self.store.shared:
            self._chores.append(asyncio.create_task(listen(self.store, self._heard, self._compare)))

    async def stop(self) -> None:
        """End every stream, write what waits, and end."""
        self.end_streams()
        for chore in self._chores:
            chore.cancel()
        for chore in self._chores:
            with contextlib.suppress(asyncio.CancelledError):
                await chore
        await asyncio.to_thread(self._writer.stop)
        for room in self._rooms.values():
            room.close()

    def end_streams(self) -> None:
        """Have every stream say that the server goes, and end."""
        self.closing = True
        for room in self._rooms.values():
            room.wake()

    # Finding and opening

    async def room(self, code: str) -> Room | None:
        """Return the session of a code as somebody typed it; None where there is none."""
        code = as_code(code)
        room = self._rooms.get(code)
        if room is None and is_code(code):
            lock = self._opening.setdefault(code, asyncio.Lock())
            try:
                async with lock:
                    room = self._rooms.get(code) or await self._open(code)
            finally:
                if not lock.locked():
                    self._opening.pop(code, None)
        if room is not None:
            room.used = monotonic()
        return room

    async def _open(self, code: str) -> Room | None:
        kept = await asyncio.to_thread(self.store.session, code)
        if kept is None:
            return None
        line, holders = await asyncio.to_thread(self._folded, kept)
        if kept.code in self._rooms:  # somebody else was quicker
            return self._rooms[kept.code]
        room = Room(kept, line, holders)
        self._rooms[kept.code] = self._by_id[kept.id] = room
        return room

    def _folded(self, kept: Kept) -> tuple[Line, dict[bytes, Holder]]:
        name, text = self.store.edition(kept.edition)
        try:
            events = [event_of(entry) for entry in self.store.entries(kept.id)]
            session = fold(loads(text.encode(), f"{name}.yaml"), events)
        except (ScenarioError, LogError) as error:
            raise UnreadableError(f"The session {kept.code} cannot be read by this version of Two Hats.") from error
        return Line(kept.id, session), self.store.holders(kept.id)

    async def admitted(self, code: str, token: str) -> Room | None:
        """Return the session of a code where a token lets into it, whatever else is the case; else None."""
        # The session is opened first, once for all: after a restart everyone asks at the same moment.
        room = await self.room(code)
        return room if room is not None and await self.holder(room, token) else None

    @property
    def clients(self) -> int:
        """Return how many follow, in all sessions."""
        return sum(room.followers for room in self._rooms.values())

    async def holder(self, room: Room, token: str) -> Holder | None:
        """Return whom a token lets into a session; None where it does not."""
        hash = hashed(token)
        holder = room.holders.get(hash)
        if holder is None:
            # Perhaps another server let them in.
            holder = await asyncio.to_thread(self.store.holder, room.kept.code, hash)
            if holder is None:
                return None
            room.holders[hash] = holder
        return holder

    # Doing

    async def post(
        self, room: Room, who: Who, command: Command, key: str = "", asked: bytes = b"", token: bytes | None = None
    ) -> Outcome:
        """Ask something of a session; when this returns it is on disk, or refused. Raises Busy."""
        if self._writer.waiting > FULL:
            raise Busy
        waiting: asyncio.Future[Outcome] = self._loop.create_future()
        self._writer.submit(Post(room.line, lambda it: _settle(waiting, it), who, command, key, asked, token))
        return await waiting

    def _deliver(self, outcomes: Sequence[tuple[Post, Outcome]], moved: Sequence[Moved]) -> None:
        """Take what is on disk from the writing thread to the loop, in one wake for all of it."""
        with contextlib.suppress(RuntimeError):  # the loop has ended: nobody waits for an answer any more
            self._loop.call_soon_threadsafe(self._delivered, outcomes, moved)

    def _delivered(self, outcomes: Sequence[tuple[Post, Outcome]], moved: Sequence[Moved]) -> None:
        for it in moved:
            if it.line.id in self._by_id:
                self._by_id[it.line.id].moved(it)
        for post, outcome in outcomes:
            post.answer(outcome)

    # What others write

    async def _look(self) -> None:
        """Look every second for what nobody woke us for, and for sessions that were purged."""
        while True:
            await asyncio.sleep(SAFETY)
            for room in list(self._rooms.values()):
                if self._idle(room):
                    self._drop(room)
                elif not self.store.shared:
                    # Of several servers none knows who follows at another.
                    self._let_go(room)
            await self._compare()

    def _let_go(self, room: Room) -> None:
        """Have those who have been silent for long no longer count."""
        for id in parted(room, monotonic()):
            room.let_go.add(id)
            room.heard[id] = monotonic()
            self._writer.submit(Post(room.line, lambda _: None, Who(PARTICIPANT, id), Leave()))

    async def _compare(self) -> None:
        """Look whether sessions have gone on without us, or have gone."""
        if not self._by_id:
            return
        asked = list(self._by_id)
        try:
            lasts = await asyncio.to_thread(self.store.lasts, asked)
        except KeepingError:
            return  # the database will be back; whoever posts is told meanwhile
        for id in asked:
            room = self._by_id.get(id)
            if room is not None and id not in lasts:
                self._drop(room)
                room.end()
            elif room is not None and lasts[id] > room.latest.seq:
                self._heard(id)

    def _heard(self, id: str) -> None:
        """Read what another server wrote."""
        room = self._by_id.get(id)
        if room is not None:
            self._writer.submit(Post(room.line, lambda _: None, Who(WALL)))

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            for room in self._rooms.values():
                room.wake()

    def _idle(self, room: Room) -> bool:
        return not room.followers and monotonic() - room.used > IDLE

    def _drop(self, room: Room) -> None:
        room.close()
        self._rooms.pop(room.kept.code, None)
        self._by_id.pop(room.kept.id, None)


def create(store: Store, scenario: Scenario, opened: Body) -> Kept:
    """Keep a new session, whose log begins with what `session.opening` returned."""
    now = time()
    return store.create(scenario, event_json(Event.of(1, now, FACILITATOR, opened))["data"], now)


def let_in(store: Store, kept: Kept, right: Right) -> str:
    """Return a new token for the facilitator or the wall of a session. Older ones stay good."""
    token = new_token()
    with store.writing() as writing:
        writing.let_in({hashed(token): Holder(kept.id, right)})
    return token


def _settle(waiting: asyncio.Future[Outcome], outcome: Outcome) -> None:
    if not waiting.done():
        waiting.set_result(outcome)
