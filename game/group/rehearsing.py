"""Scripted participants, so that nobody has to run what they have not run: they take part over HTTP, as phones do."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from contextlib import aclosing, suppress
from random import Random
from typing import Any, TypeAlias

from game.group.client.acting import Client
from game.group.client.address import Address
from game.group.client.errors import ClientError
from game.group.client.following import Following

Json: TypeAlias = dict[str, Any]
Pause: TypeAlias = Callable[[float], Awaitable[object]]
"""Waits for so many seconds; `asyncio.sleep`, unless somebody has no time."""

MOST = 500
"""Scripted participants at once: they all run in this one program."""
QUICKEST, SLOWEST = 0.5, 6.0
"""Seconds that somebody takes over something."""
MOVES, DISSENTS, TELLS, OBJECTS = 0.35, 0.6, 0.7, 0.15
"""How likely somebody is to change their vote after the talk, to leave a sentence, to tell the room what only they
know, and to see a finding otherwise."""

_REASONS = (
    "It keeps people safe tonight.", "It deals with the cause.", "The people doing the work should say.",
    "We can undo it if we are wrong.", "It is what I would want as a patient.", "We have waited long enough.", "",
)  # fmt: skip
_DISSENTS = (
    "We will be back here in a month.", "I still think the staff pay for this.", "Somebody should tell the patients.",
)  # fmt: skip
_REACTIONS = ("tired", "relieved", "uneasy", "proud", "rushed", "curious", "torn")
_PROMISES = (
    ("Ask before I answer", "at the next handover"), ("Write down who decides", "this week"),
    ("Go and look for myself", "on Monday"),
)  # fmt: skip


class Scripted:
    """One participant who does whatever their page offers, once, after a while."""

    def __init__(self, address: Address, luck: Random, pause: Pause = asyncio.sleep) -> None:
        """Take part at an address; all that they do hangs on `luck` and on what they are shown."""
        self.client = Client(address)
        self._luck = luck
        self._pause = pause
        self._first: dict[int, str] = {}
        """The choice of their first vote by decision."""
        self._done: set[tuple[object, ...]] = set()

    async def take_part(self) -> None:
        """Join, do what is offered until the session ends, and go. Raises ClientError where it cannot be joined."""
        async with self.client:
            await self._pause(self._while())
            await self.client.join()
            async with aclosing(Following(self.client).follow()) as seen:
                async for it in seen:
                    if it.state == "live" and it.view.get("room") is not None:
                        await self._look(it.view)
                        if it.view["room"]["step"] == "closed":
                            return

    async def _look(self, view: Json) -> None:
        """Do what is new in a view."""
        for what, command in self._wanted(view["room"], view["you"]):
            if what not in self._done:
                self._done.add(what)
                await self._pause(self._while())
                try:
                    await self.client.act(command)
                except ClientError:
                    # It has closed meanwhile. Where the facilitator opens it again, it can still be done.
                    self._done.discard(what)

    def _wanted(self, room: Json, you: Json) -> list[tuple[tuple[object, ...], Json]]:
        """Return what could be done now: what it is, so that it is done once, and the command."""
        may, number = you.get("may", ()), (room["decision"] or {}).get("number", 0)
        wanted: list[tuple[tuple[object, ...], Json]] = []
        if "vote" in may and room["decision"]:
            for name, round in room["decision"]["votes"].items():
                # A vote that was opened again is the same vote: who has voted in it has said what they think.
                if round["open"] and round["options"] and ("vote", number, name) not in self._done:
                    wanted.append((("vote", number, name), self._vote(number, name, round["options"])))
        if "tell" in may and not you["told"] and room["step"] == "talk" and self._sometimes("tell", number, TELLS):
            wanted.append((("tell",), {"kind": "tell", "told": True}))
        if "dissent" in may and self._sometimes("dissent", number, DISSENTS):
            words = self._luck.choice(_DISSENTS)
            wanted.append((("dissent", number), {"kind": "dissent", "decision": number, "words": words}))
        return wanted + (self._debrief(room["debrief"], may) if room["debrief"] else [])

    def _vote(self, number: int, name: str, options: list[str]) -> Json:
        choice = self._luck.choice(options)
        if name == "second" and number in self._first and self._luck.random() >= MOVES:
            choice = self._first[number]
        elif name == "first":
            self._first[number] = choice
        reason = "" if name == "frame" else self._luck.choice(_REASONS)
        sureness = self._luck.choice((1, 2, 2, 3, None))
        return {"kind": "vote", "decision": number, "round": name, "choice": choice, "sureness": sureness,
                "reason": reason}  # fmt: skip

    def _debrief(self, page: Json, may: list[str]) -> list[tuple[tuple[object, ...], Json]]:
        wanted: list[tuple[tuple[object, ...], Json]] = []
        if "react" in may:
            wanted.append((("react",), {"kind": "react", "word": self._luck.choice(_REACTIONS)}))
        if "my_view" in may and page["phase"] == "my_view":
            wanted.append((("my_view",), self._view(page)))
        if "otherwise" in may and page["phase"] == "analysis" and page["number"]:
            finding = page["number"]
            if self._sometimes("otherwise", finding, OBJECTS):
                wanted.append((("otherwise", finding), {"kind": "otherwise", "finding": finding, "on": True}))
        if "commit" in may and page["phase"] == "summary":
            what, when = self._luck.choice(_PROMISES)
            promise = {"what": what, "when": when, "who": ""}
            wanted.append((("commit",), {"kind": "commit", "commitments": [promise]}))
        return wanted

    def _view(self, page: Json) -> Json:
        """Fill the own view."""
        numbers = [it["number"] for it in page["decisions"]]
        counts = {it["id"]: self._luck.randrange(len(numbers) + 1) for it in page["acts"]}
        same, change = (self._luck.choice(numbers), self._luck.choice(numbers)) if numbers else (None, None)
        return {"kind": "my_view", "same": same, "change": change, "counts": counts,
                "keep": "We asked before we told.", "differently": "Say who decides, sooner."}  # fmt: skip

    def _sometimes(self, what: str, number: int, likely: float) -> bool:
        """Say whether they do something at all; thought of once, and kept to."""
        if (what, number) in self._done or ("not", what, number) in self._done:
            return False
        if self._luck.random() < likely:
            return True
        self._done.add(("not", what, number))
        return False

    def _while(self) -> float:
        return self._luck.uniform(QUICKEST, SLOWEST)


async def rehearse(address: Address, number: int, seed: int, pause: Pause = asyncio.sleep) -> None:
    """Have scripted participants take part until the session is closed. The same seed gives the same people."""
    people = [Scripted(address, Random(f"{seed} {it}"), pause) for it in range(number)]
    await asyncio.gather(*(it.take_part() for it in people))


class Rehearsal:
    """Scripted participants in a thread of their own; use it in a `with` block, which they leave when it ends."""

    def __init__(self, address: Address, number: int, seed: int) -> None:
        """Have so many take part at an address."""
        self._address, self._number, self._seed = address, number, seed
        self._thread = threading.Thread(target=self._run, name="twohats-rehearsal", daemon=True)
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self.trouble = ""
        """Why they could not take part, where they could not."""

    def __enter__(self) -> Rehearsal:
        """Let them come."""
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        """Send them away."""
        if self._loop is not None and self._task is not None:
            with suppress(RuntimeError):  # they have gone by themselves
                self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join()

    def _run(self) -> None:
        try:
            with suppress(asyncio.CancelledError):
                asyncio.run(self._all())
        except ClientError as error:
            self.trouble = str(error)
        finally:
            self._ready.set()

    async def _all(self) -> None:
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        self._ready.set()
        await rehearse(self._address, self._number, self._seed)
