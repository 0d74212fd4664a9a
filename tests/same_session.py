"""A session that is the same every time: its code, names, time and luck are fixed, and one facilitator leads it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from serving import Served, served, view_of

from game.group.client.acting import Client
from game.group.keeping.store import Store
from game.group.service.sessions import create
from game.group.session.asking import Refusal, opening
from game.language.loading import loads
from game.scenario.story import Scenario
from game.screens.sitting.page import SittingPage

CODE = "HAT274"
BEGAN = 1_800_000_000.0
PACE = 75.0
"""Seconds that the facilitator takes over everything."""
SMALL = Path(__file__).parent / "screens" / "shelf" / "first-shift.yaml"
CHANGES = (
    ("    job: two weeks in charge\n", "    job: two weeks in charge\n    knows: Outreach is one nurse tonight.\n"),
    (
        "      ask: What would Amara say",
        "      discuss: 5\n      prompts: [Whose voice has not been heard?]\n      ask: What would Amara say",
    ),
)
"""What makes a scenario for one player into one for a room: a second seat, and a decision to talk over."""
CROWD = ("Ben", "Cem", "Dora", "Eli", "Fay", "Gus", "Hana", "Ivo", "Jun", "Kit", "Lea")
VOTES = {
    "frame1": "11112222333", "first1": "11111222222", "second1": "11222222222", "first2": "11111111222",
    "first3": "11111112222",
}  # fmt: skip
"""Of each of the crowd in each vote, the number of the option."""
SURENESS = (1, 2, 3, 3, 1, 1, 3, 1, 3, 3, 1)
REASONS = {0: "We need four.", 5: "They know the ward."}


class Clock:
    """The time, which goes on only when the facilitator does something."""

    def __init__(self) -> None:
        """Begin."""
        self.now = BEGAN

    def __call__(self) -> float:
        """Return the seconds since 1970."""
        return self.now


@contextmanager
def steady() -> Iterator[Clock]:
    """Have the code and the time be the same in every run while the block lasts, wherever it runs."""
    clock = Clock()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("game.group.keeping.store.new_code", lambda: CODE)
        for it in ("rooms", "sessions", "turns"):
            patched.setattr(f"game.group.service.{it}.time", clock)
        patched.setattr(SittingPage, "now", property(lambda page: clock.now))
        patched.setenv("TZ", "UTC")
        time.tzset()
        yield clock
    time.tzset()


@dataclass
class Led:
    """A session, its crowd, and the facilitator who leads it."""

    served: Served
    clock: Clock
    desk: Client
    crowd: list[Client] = field(default_factory=list)

    @property
    def last(self) -> int:
        """Return the number of the last entry in the session's log."""
        id = self.served.kept.id
        return self.served.store.lasts([id])[id]

    async def act(self, **command: object) -> None:
        """Have the facilitator do something, after a while."""
        self.clock.now += PACE
        await self.desk.act(command)

    async def next(self) -> None:
        """Go to the next step."""
        await self.act(kind="next")

    async def voted(self) -> None:
        """Have the crowd vote in the vote that is open."""
        decision = (await view_of(self.desk))["room"]["decision"]
        [round] = [name for name, it in decision["votes"].items() if it["open"]]
        options, number = decision["votes"][round]["options"], decision["number"]
        votes = [
            {"kind": "vote", "decision": number, "round": round, "choice": options[int(choice) - 1], "sureness": sure}
            for choice, sure in zip(VOTES[f"{round}{number}"], SURENESS, strict=True)
        ]
        if (round, number) == ("first", 1):
            # What they write is listed as it comes, so it comes one after the other.
            for place, reason in REASONS.items():
                votes[place]["reason"] = reason
                await self.crowd[place].act(votes[place])
        await asyncio.gather(*(one.act(vote) for one, vote in zip(self.crowd, votes, strict=True)))

    async def decided(self) -> None:
        """Decide for what most have voted for."""
        await self.act(kind="decide", choice=(await view_of(self.desk))["desk"]["ahead"][0])

    async def passed(self, words: str) -> None:
        """Pass words to the wall."""
        [item] = [it for it in (await view_of(self.desk))["desk"]["waiting"] if it["words"] == words]
        await self.act(kind="pass", item=item["item"])

    async def everybody(self, **command: object) -> None:
        """Have each of the crowd do something."""
        await asyncio.gather(*(one.act(command) for one in self.crowd))

    async def places(self) -> AsyncGenerator[str, None]:
        """Lead the session from the lobby to the summary, and give each place; in brackets where nothing new is seen.

        Whoever takes part beside the crowd does so before they ask for the next place.
        """
        yield "lobby"
        for place in ("prebrief", "scene"):
            await self.next()
            yield place
        await self.act(kind="open", round="frame")
        await self.voted()
        yield "framing"
        await self.act(kind="close")
        yield "(scene again)"
        await self.next()
        await self.voted()
        yield "first vote"
        await self.next()
        yield "talk"
        await self.act(kind="reveal", round="first")
        yield "split"
        await self.passed("They know the ward.")
        yield "passed"
        await self.next()
        await self.voted()
        yield "second vote"
        await self.next()
        await self.act(kind="reveal", round="second")
        yield "deciding"
        await self.decided()
        yield "dissent"
        await self.next()
        yield "consequence"
        while (place := await self._played_on()) != "(ending)":
            yield place
        yield "ending"
        await self.next()
        for phase, kept in DEBRIEF:
            await self.act(kind="phase", phase=phase)
            if kept:
                await self.everybody(**kept)
            yield phase
            if phase == "analysis":
                await self.act(kind="judge", on=True)
                yield "judgement"

    async def _played_on(self) -> str:
        """Take the next step of the later decisions, and return where that leads."""
        room = (await view_of(self.desk))["room"]
        if room["step"] == "first":
            await self.voted()
        await (self.decided() if room["step"] == "deciding" else self.next())
        room = (await view_of(self.desk))["room"]
        number = f" {room['decision']['number']}" if room["decision"] else ""
        return f"({room['step']}{number})"


DEBRIEF: tuple[tuple[str, dict[str, object]], ...] = (
    ("reactions", {"kind": "react", "word": "torn"}),
    ("description", {}),
    ("my_view", {"kind": "my_view", "keep": "asking"}),
    ("analysis", {}),
    ("summary", {"kind": "commit", "commitments": [{"what": "ask", "when": "Monday", "who": "Amara"}]}),
)
"""Each phase, and what the crowd does in it."""


@asynccontextmanager
async def led(folder: Path) -> AsyncIterator[Led]:
    """Serve the session to a crowd that has joined, and a facilitator; the rest is `places`."""
    with steady() as clock:
        database = f"sqlite:///{folder / 'sessions.sqlite'}"
        scenario = for_a_room()
        opened = opening(scenario, minutes=60)
        assert not isinstance(opened, Refusal)
        store = Store.open(database)
        kept = create(store, scenario, opened)
        store.close()
        with served(database, kept) as it:
            async with AsyncExitStack() as leaving:
                found = Led(it, clock, await leaving.enter_async_context(it.desk()))
                await found.act(kind="names", own=True)
                for name in CROWD:
                    one = await leaving.enter_async_context(Client(it.address))
                    await one.join(name)
                    found.crowd.append(one)
                yield found


def for_a_room() -> Scenario:
    """Return the small scenario with what a room needs."""
    text = SMALL.read_text(encoding="utf-8")
    for old, new in CHANGES:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return loads(text.encode(), "first-shift.yaml")
