"""What the facilitator's keys at the wall ask for, from what the room sees alone: notes and tallies are never here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from game.group.offers import Ask, Offer, TypedError

Json: TypeAlias = Mapping[str, Any]

_STANDING = ("scene", "talk", "deciding")
_ONWARD = ("lobby", "prebrief", "scene", "framing", "first", "talk", "second", "dissent", "consequence", "ending")


def offered(key: str, room: Json) -> Offer | None:
    """Return what a key stands for now, such as `next`, `reveal` or `turn-on`; None where it stands for nothing."""
    ways: Mapping[str, Callable[[Json], Offer | None]] = {
        "next": _next, "reveal": _reveal, "pause": _pause, "blank": _blank, "judge": _judge, "count": _count,
        "decide": _decide, "finish": _finish, "turn-on": lambda it: _turn(it, 1), "turn-back": lambda it: _turn(it, -1),
    }  # fmt: skip
    return None if room["step"] == "closed" else ways[key](room)


def decided(room: Json, typed: str) -> dict[str, Any]:
    """Return the decision that was typed: an option's number, and perhaps a reason after it. Raises TypedError."""
    number, _, reason = typed.strip().partition(" ")
    options = [it for it in room["decision"]["options"] if it["kind"] == "choice" and it["open"]]
    if not number.isdecimal() or not 1 <= int(number) <= len(options):
        raise TypedError(f"Type the number of an option, 1 to {len(options)}; a reason may follow it.")
    return {"kind": "decide", "choice": options[int(number) - 1]["id"], "reason": reason.strip()}


def _next(room: Json) -> Offer | None:
    """Go on: to the next decision or finding of a phase of the debrief, and from the last to the next phase."""
    if room["paused"]:
        return None
    page = room["debrief"]
    turn = _turn(room, 1)
    if turn is not None:
        return turn
    on = page["phase"] != page["phases"][-1] if page else room["step"] in _ONWARD
    passing = room["step"] == "scene" and room["decision"] is not None and not room["decision"]["live"]
    return Offer("next", "next", {"kind": "next"}) if on and not passing else None


def _reveal(room: Json) -> Offer | None:
    votes = room["decision"]["votes"] if room["decision"] else {}
    for name in ("second", "first", "frame"):
        if name in votes and not votes[name]["open"]:
            kind = "hide" if votes[name]["revealed"] else "reveal"
            return Offer("reveal", kind, {"kind": kind, "round": name})
    return None


def _pause(room: Json) -> Offer:
    return Offer("pause", "pause", {"kind": "resume" if room["paused"] else "pause"})


def _blank(room: Json) -> Offer:
    return Offer("blank", "blank", {"kind": "blank", "on": not room["blank"]})


def _judge(room: Json) -> Offer | None:
    page = room["debrief"]
    if page is None or page["phase"] != "analysis" or page["heading"] is None:
        return None
    return Offer("judge", "judge", {"kind": "judge", "on": page["judgement"] is None})


def _turn(room: Json, by: int) -> Offer | None:
    page = room["debrief"]
    number = page["number"] + by if page and page["number"] else 0
    if not page or not 1 <= number <= (page["of"] or 0):
        return None
    return Offer("turn", "turn", {"kind": "turn", "number": number})


def _count(room: Json) -> Offer | None:
    votes = room["decision"]["votes"] if room["decision"] and room["hands"] else {}
    for name, vote in votes.items():
        if vote["open"]:
            ask = Ask("counts", f"Hands for 1 to {len(vote['options'])}", "counts", tuple(vote["options"]))
            return Offer("count", "count", {"kind": "count", "round": name}, ask)
    return None


def _decide(room: Json) -> Offer | None:
    if not room["decision"] or room["step"] not in _STANDING:
        return None
    return Offer("decide", "decide", {"kind": "decide"}, Ask("", "Number, and why if most voted otherwise"))


def _finish(room: Json) -> Offer | None:
    page = room["debrief"]
    if page is None or page["phase"] != page["phases"][-1]:
        return None
    return Offer("finish", "finish", {"kind": "finish"}, Ask("", "Type yes to close the session"))
