import asyncio
from contextlib import aclosing
from pathlib import Path
from typing import Any

from rehearsed import drive, no_wait
from serving import served

from game.group.client.following import Following
from game.group.offering import offers
from game.group.offers import walk
from game.group.rehearsing import Rehearsal, rehearse
from game.group.service.turns import event_of
from game.group.session.commands import command_from_json
from game.group.session.refusals import Refusal

PATIENCE = 60.0


def _kinds(store: Any, id: str) -> list[str]:
    return [event_of(it).kind for it in store.entries(id)]


async def test_a_rehearsal_runs_from_the_lobby_to_the_end(tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path / 's.sqlite'}") as it:
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(rehearse(it.address, 7, 1, no_wait), drive(it, 7))
        kinds = _kinds(it.store, it.kept.id)
    assert kinds[-1] == "closed"
    assert {"joined", "voted", "told", "dissented", "reacted", "viewed", "committed"} <= set(kinds)
    assert kinds.count("joined") == 7


async def test_whoever_had_no_time_votes_when_the_vote_is_opened_again(tmp_path: Path) -> None:
    late = asyncio.Event()

    async def slow(_: float) -> None:
        if late.is_set():
            await asyncio.sleep(0)
        elif asyncio.current_task() in waiting:
            await late.wait()
        else:
            waiting.add(asyncio.current_task())

    waiting: set[asyncio.Task[Any] | None] = set()
    with served(f"sqlite:///{tmp_path / 's.sqlite'}") as it:
        async with asyncio.timeout(PATIENCE), it.desk() as desk:
            people = asyncio.create_task(rehearse(it.address, 3, 1, slow))
            async with aclosing(Following(desk).follow()) as follow:
                async for seen in follow:
                    room = seen.view["room"]
                    votes = room["decision"]["votes"] if room["decision"] else {}
                    if room["step"] == "lobby" and room["people"]["joined"] == 3:
                        await desk.act({"kind": "skip"})
                    elif room["step"] == "scene":
                        await desk.act({"kind": "next"})
                    elif room["step"] == "first" and not late.is_set():
                        await desk.act({"kind": "next"})
                        late.set()
                    elif room["step"] == "talk":
                        await desk.act({"kind": "reopen"})
                    elif room["step"] == "first" and votes["first"]["all"]:
                        break
            people.cancel()
    assert votes["first"]["voted"] == 3


async def test_everything_that_the_desk_may_ask_for_is_offered_and_can_be_read(tmp_path: Path) -> None:
    unseen: dict[str, set[str]] = {}

    def look(view: dict[str, Any]) -> None:
        found = list(walk(offers(view)))
        commands = [it.command for it in found if it.command]
        for it in found:
            assert it.label
            assert it.command or it.more
            if it.command and it.ask is None:
                assert not isinstance(command_from_json(it.command), Refusal), it
        offered = {command["kind"] for command in commands}
        for kind in set(view["desk"]["can"]) - offered - _nothing_to_act_on(view):
            unseen.setdefault(kind, set()).add(view["room"]["step"])

    with served(f"sqlite:///{tmp_path / 's.sqlite'}") as it:
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(rehearse(it.address, 6, 2, no_wait), drive(it, 6, look))
    assert unseen == {}


# What the session would take but what there is nothing of: no looks here, no words passed, nobody yet, no split.
def _nothing_to_act_on(view: dict[str, Any]) -> set[str]:
    room, desk = view["room"], view["desk"]
    decision = room["decision"] or {"options": [], "votes": {}}
    nothing = {
        "look": not any(it["kind"] == "look" and it["open"] for it in decision["options"]),
        "withdraw": not room["passed"],
        "pass": not desk["waiting"],
        "close": desk["next"] is not None,
    }
    for kind in ("leave", "remove", "rename", "seat"):
        nothing[kind] = not desk["people"]
    rounds = [it["revealed"] for it in decision["votes"].values() if not it["open"]]
    in_hand = room["decision"]["number"] if room["decision"] else None
    rounds += [
        seen["revealed"] for it in desk["decisions"] if it["number"] != in_hand for seen in it["rounds"].values()
    ]
    nothing["reveal"], nothing["hide"] = False not in rounds, True not in rounds
    return {kind for kind, holds in nothing.items() if holds}


def test_scripted_people_leave_with_the_program(tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path / 's.sqlite'}") as it:
        with Rehearsal(it.address, 2, 1) as rehearsal:
            pass
        assert rehearsal.trouble == ""


def test_a_session_that_is_not_there_is_said(tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path / 's.sqlite'}") as it:
        it.store.purge(it.kept.code)
        gone = Rehearsal(it.address, 1, 1)
        asyncio.run(_in_time(gone))
    assert "code" in gone.trouble or "removed" in gone.trouble


async def _in_time(gone: Rehearsal) -> None:
    gone.__enter__()
    async with asyncio.timeout(PATIENCE):
        while not gone.trouble:
            await asyncio.sleep(0)
    gone.__exit__()
