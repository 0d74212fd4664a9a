"""Leading a session that scripted people take part in, to its end or to a step, as a facilitator's program would."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

from serving import Served

from game.group.client.following import Following


async def no_wait(_: float) -> None:
    """Think about nothing."""
    await asyncio.sleep(0)


async def drive(
    served: Served,
    people: int,
    look: Callable[[dict[str, Any]], None] = lambda view: None,
    until: str = "",
    reveal: bool = False,
) -> dict[str, Any]:
    """Take every step once everybody is here and has voted, until the session is closed; return the last view.

    `until` is a step, a phase, or a step with the number of its decision, such as `talk3`.
    """
    reached = 0
    async with served.desk() as desk, aclosing(Following(desk).follow()) as follow:
        async for seen in follow:
            view = seen.view
            if view["room"]["seq"] < reached:
                continue  # older than what was done last
            look(view)
            room, decision = view["room"], view["room"]["decision"]
            step = room["debrief"]["phase"] if room["debrief"] else room["step"]
            votes = decision["votes"].values() if decision else ()
            if room["people"]["joined"] < people or any(it["open"] and not it["all"] for it in votes):
                continue
            if step == "closed" or (until and until in (step, f"{step}{decision['number'] if decision else ''}")):
                return view
            for command in _commands(view, reveal):
                reached = (await desk.act(command))["seq"]
    raise AssertionError("the session ended too soon")


def _commands(view: dict[str, Any], reveal: bool) -> list[dict[str, Any]]:
    room, desk, decision = view["room"], view["desk"], view["room"]["decision"]
    first = []
    if reveal and decision:
        closed = [name for name, it in decision["votes"].items() if not it["open"] and not it["revealed"]]
        first = [{"kind": "reveal", "round": name} for name in closed]
    if desk["next"]:
        return [*first, {"kind": "next"}]
    if "decide" in desk["can"]:
        choices = [it["id"] for it in decision["options"] if it["kind"] == "choice" and it["open"]]
        return [*first, {"kind": "decide", "choice": (desk["ahead"] or choices)[0], "reason": "It is time."}]
    return [{"kind": "finish"}] if room["debrief"] else []
