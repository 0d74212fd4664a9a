"""A session as the service shows it: what everyone sees, who is following, and the wake when something changes."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic, time
from typing import Any

from game.group.keeping.entries import Kept
from game.group.keeping.tokens import FACILITATOR, PARTICIPANT, Holder
from game.group.service.frames import Frames, encoded
from game.group.service.pacing import Pacing
from game.group.service.posts import Line, Moved
from game.group.session.asking import Who
from game.group.session.events import Event
from game.group.session.state import Session
from game.group.session.views import desk, own, room

TICK = 0.1
"""Seconds between two changes that are only people joining and voting."""
TICK_EACH = 0.0001
"""Seconds more for each client, so that telling thousands of a count leaves time to count."""


class Room:
    """One session in one server. Used by the event loop alone.

    What the facilitator does is shown at once; what participants do is gathered for a tick, so that 500 votes in one
    moment are a few changes and not 500, each told to 500 people.
    """

    def __init__(self, kept: Kept, line: Line, holders: dict[bytes, Holder]) -> None:
        """Show a session from where its log has come to, to those it has let in."""
        self.kept = kept
        self.line = line
        self.holders = holders
        self.latest: Session = line.session
        """All that is on disk."""
        self.shown: Session = line.session
        """What everyone has been told of; at most a tick behind."""
        self.frames = Frames(self.shown.seq, room(self.shown))
        self.gone = False
        """Whether it has been purged."""
        self.clients: Counter[Holder] = Counter()
        """How many streams each person holds."""
        self.followers = 0
        """How many they are together."""
        self.opened = self.used = monotonic()
        """When it was opened here, and when somebody last asked for it."""
        self.heard: dict[str, float] = {}
        """When each participant last did something or stopped following."""
        self.let_go: set[str] = set()
        """Participants who do not count because they were silent, and do again when they follow again."""
        self.pacing = Pacing()
        self._all_changed = self.shown.seq
        self._changed: dict[str, int] = {}
        self._waiters: list[asyncio.Future[None]] = []
        self._ticking: asyncio.TimerHandle | None = None
        self._ticked = 0.0

    # What happens

    def moved(self, moved: Moved) -> None:
        """Take in what is on disk, and show it now or at the next tick."""
        self.latest = moved.session
        self._note(moved.events)
        if any(event.by == FACILITATOR for event in moved.events):
            self._show()
        elif self._ticking is None:
            rest = self._ticked + TICK + TICK_EACH * self.followers - monotonic()
            self._ticking = asyncio.get_running_loop().call_later(max(0.0, rest), self._show)

    def end(self) -> None:
        """Tell all who follow that the session has been purged."""
        self.gone = True
        self.wake()

    def waiter(self) -> asyncio.Future[None]:
        """Return what the next wake settles. Ask for it before looking, so that no change falls between."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        return waiter

    def wake(self) -> None:
        """Have everyone who follows look whether there is something for them."""
        woken, self._waiters = self._waiters, []
        for waiter in woken:
            if not waiter.done():
                waiter.set_result(None)

    @contextmanager
    def following(self, holder: Holder) -> Iterator[None]:
        """Count somebody among the clients while the block lasts."""
        self.clients[holder] += 1
        self.followers += 1
        try:
            yield
        finally:
            self.hear(holder)
            self.followers -= 1
            self.clients[holder] -= 1
            if not self.clients[holder]:
                del self.clients[holder]

    def hear(self, holder: Holder) -> None:
        """Remember that somebody is there."""
        if holder.participant:
            self.heard[holder.participant] = monotonic()

    def close(self) -> None:
        """Have no tick waiting."""
        if self._ticking is not None:
            self._ticking.cancel()

    def _note(self, events: Sequence[Event]) -> None:
        """Keep whose own part may have changed: by what they did themselves, or by the facilitator everyone's."""
        for event in events:
            if event.by == FACILITATOR:
                self._all_changed = event.seq
            else:
                self._changed[event.by] = event.seq

    def _show(self) -> None:
        self.close()
        self._ticking, self._ticked = None, monotonic()
        if self.latest.seq > self.shown.seq:
            self.shown = self.latest
            self.frames.show(self.shown.seq, room(self.shown))
            self.wake()

    # What is seen

    def own_changed(self, participant: str) -> int:
        """Return the number of the last entry that may have changed a participant's own part."""
        return max(self._all_changed, self._changed.get(participant, 0))

    def own(self, participant: str, latest: bool = False) -> bytes:
        """Return a participant's own part as JSON, as shown, or as of the last entry."""
        return encoded(own(self.latest if latest else self.shown, participant))

    def removed(self, participant: str) -> bool:
        """Say whether somebody was shut out, who then sees nothing of the room."""
        person = self.shown.people.get(participant)
        return person is not None and person.removed

    def door(self) -> dict[str, Any]:
        """Return what somebody should know before they come in."""
        seen = room(self.latest)
        told = {key: seen[key] for key in ("title", "own_names", "hands")}
        return {**told, "touches": seen["brief"]["touches"], "over": seen["step"] == "closed"}

    def desk(self) -> dict[str, Any]:
        """Return the facilitator's part as of now."""
        return desk(self.shown, time())

    def whole(self, holder: Holder, part: bytes) -> bytes:
        """Return all that somebody sees, as `views.view` has it, from the one encoding of what all share.

        `part` is their own: a participant's `own`, or the facilitator's `desk`, as JSON; nothing for the wall.
        """
        shut_out = holder.participant and self.removed(holder.participant)
        shared = b"null" if shut_out else self.frames.whole
        name = {FACILITATOR: b',"desk":', PARTICIPANT: b',"you":'}.get(holder.right, b"")
        return b'{"right":%b,"now":%b,"room":%b%b%b}' % (encoded(holder.right), encoded(time()), shared, name, part)


def who_is(holder: Holder) -> Who:
    """Return a holder of a token as the session knows them."""
    return Who(holder.right, holder.participant or "")
