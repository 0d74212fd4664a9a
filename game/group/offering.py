"""Everything that the facilitator can do now, read off their view of the session: what is most likely next first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from game.group.offers import ROUND_NAMES, Ask, Offer
from game.group.session.steps import PHASE_WORDS

Json: TypeAlias = Mapping[str, Any]

_MINUTES = (2, 5, 10)


def offers(view: Json) -> tuple[Offer, ...]:
    """Return what can be done now, what is most likely next first, from the facilitator's view of the session."""
    room, desk = view["room"], view["desk"]
    can = frozenset(desk["can"])
    found = [
        *_turns(room, can),
        *_steps(room, desk, can),
        *_debrief(room, desk, can),
        *_beside(room, desk, can),
        Offer("room", "Time, people, the wall, closing …", more=(
            *_clock(can), *_people(room, desk, can), *_wall(room, can)
        )),
    ]  # fmt: skip
    return _all(found)


def _all(found: Iterable[Offer]) -> tuple[Offer, ...]:
    """Return the offers that lead anywhere."""
    kept = (it._replace(more=_all(it.more)) for it in found)
    return tuple(it for it in kept if it.command or it.more)


def _steps(room: Json, desk: Json, can: frozenset[str]) -> Iterator[Offer]:
    """Give what moves a decision on: in the talk words are passed, and once the votes are in it is decided."""
    ways, words = _ways(room, desk, can), _words(desk, can)
    votes, decision = _votes(room, desk, can), _decision(room, desk, can)
    match room["step"]:
        case "talk":
            yield from (*ways, *words, *votes, *decision)
        case "deciding":
            yield from (*decision, *ways, *votes, *words)
        case _:
            yield from (*ways, *votes, *decision, *words)


def _ways(room: Json, desk: Json, can: frozenset[str]) -> Iterator[Offer]:
    if "next" in can:
        yield Offer("next", f"{desk['next']}{_not_in(desk)}", {"kind": "next"})
    if "skip" in can:
        yield Offer("skip", desk["skip"], {"kind": "skip"})
    if "reopen" in can:
        back = "Talk again" if room["step"] == "deciding" and _talked(room) else "Open the vote again"
        yield Offer("reopen", "Decide again" if room["step"] == "dissent" else back, {"kind": "reopen"})


def _not_in(desk: Json) -> str:
    """Say beside what closes a vote how many who are here have not voted; empty elsewhere."""
    return f" ({desk['not_in']} not in yet)" if desk["not_in"] else ""


def _talked(room: Json) -> bool:
    decision = room["decision"]
    return bool(decision is not None and decision["discuss"] and "second" not in decision["votes"])


def _votes(room: Json, desk: Json, can: frozenset[str]) -> Iterator[Offer]:
    decision = room["decision"]
    votes = decision["votes"] if decision else {}
    opened = next((name for name, it in votes.items() if it["open"]), None)
    if "count" in can and opened:
        options = tuple(votes[opened]["options"])
        ask = Ask("counts", f"Hands for 1 to {len(options)}", "counts", options)
        yield Offer("count", "Type the hands counted", {"kind": "count", "round": opened}, ask)
    if "close" in can and desk["next"] is None:
        yield Offer("close", "Close the vote", {"kind": "close"})
    for name, it in votes.items():
        if not it["open"] and "reveal" in can:
            what = "hide" if it["revealed"] else "reveal"
            words = "Hide the split of" if it["revealed"] else "Show the room the split of"
            yield Offer(f"split-{name}", f"{words} {ROUND_NAMES[name]}", {"kind": what, "round": name})
    if "open" in can and decision:
        ways = [
            Offer(f"open-{name}", f"Open {_named(name)}", {"kind": "open", "round": name})
            for name in ("frame", "first", "second") if _may_open(decision, name)
        ]  # fmt: skip
        yield Offer("open", "Open a vote …", more=tuple(ways))


def _named(name: str) -> str:
    return "the vote on the kind of moment" if name == "frame" else ROUND_NAMES[name]


def _may_open(decision: Json, name: str) -> bool:
    return bool({"frame": decision["frame_asked"], "first": True, "second": decision["discuss"]}[name])


def _decision(room: Json, desk: Json, can: frozenset[str]) -> Iterator[Offer]:
    decision = room["decision"]
    if not decision:
        return
    chosen = [it for it in decision["options"] if it["kind"] == "choice" and it["open"]]
    if "decide" in can:
        yield Offer("decide", "Decide …", more=tuple(_deciding(it, desk["ahead"]) for it in chosen))
    if "look" in can:
        looks = [it for it in decision["options"] if it["kind"] == "look" and it["open"]]
        yield Offer("look", "Take a look for the room …", more=tuple(
            Offer(f"look-{it['id']}", it["text"], {"kind": "look", "look": it["id"]}) for it in looks
        ))  # fmt: skip
    if "frame" in can:
        yield Offer("frame", "Note the kind of moment …", more=tuple(
            Offer(f"frame-{it['id']}", f"It {it['text']}" if it["id"] != "wicked" else "Nobody has the answer yet",
                  {"kind": "frame", "demand": it["id"]})
            for it in decision["frames"]
        ))  # fmt: skip


def _deciding(option: Json, ahead: list[str]) -> Offer:
    command = {"kind": "decide", "choice": option["id"]}
    label, key = option["text"], f"decide-{option['id']}"
    if ahead and option["id"] not in ahead:
        return Offer(key, f"{label} (most voted otherwise)", command, Ask("reason", "Why, in a line"))
    return Offer(key, f"{label} (most voted for it)" if ahead else label, command)


def _words(desk: Json, can: frozenset[str]) -> Iterator[Offer]:
    if "pass" in can:
        waiting = tuple(
            Offer(f"pass-{it['item']}", f"{it['kind'].capitalize()}: {it['words']}{_people_who_wrote(it)}",
                  {"kind": "pass", "item": it["item"]})
            for it in reversed(desk["waiting"])
        )  # fmt: skip
        yield Offer("pass", f"Pass words to the wall ({desk['waiting_count']} waiting) …", more=waiting)


def _people_who_wrote(words: Json) -> str:
    return f" ({words['people']} people)" if words["people"] > 1 else ""


def _turns(room: Json, can: frozenset[str]) -> Iterator[Offer]:
    page = room["debrief"]
    if page and "turn" in can and page["of"] and page["number"] < page["of"]:
        yield Offer("turn-on", f"The next {_turned(page)}", {"kind": "turn", "number": page["number"] + 1})


def _turned(page: Json) -> str:
    return "decision" if page["phase"] == "description" else "finding"


def _debrief(room: Json, desk: Json, can: frozenset[str]) -> Iterator[Offer]:
    page = room["debrief"]
    if page is None:
        return
    if page["phase"] == page["phases"][-1]:
        yield from _closing(can)
    if "turn" in can and page["of"] and page["number"] > 1:
        yield Offer("turn-back", f"The {_turned(page)} before", {"kind": "turn", "number": page["number"] - 1})
    if "judge" in can and page["phase"] == "analysis":
        shown = page["judgement"] is not None
        words = "Hide the program's judgement" if shown else "Show the program's judgement"
        yield Offer("judge", words, {"kind": "judge", "on": not shown})
    if "agree" in can:
        now = page.get("agreed") or ""
        yield Offer("agree", "Write down what the group agrees on", {"kind": "agree"},
                    Ask("words", "We agree", now=now))  # fmt: skip
    if "phase" in can:
        yield Offer("phase", "Go to a phase …", more=tuple(
            Offer(f"phase-{it}", PHASE_WORDS[it].capitalize(), {"kind": "phase", "phase": it})
            for it in page["phases"] if it != page["phase"]
        ))  # fmt: skip


def _beside(room: Json, desk: Json, can: frozenset[str]) -> Iterator[Offer]:
    if "what_if_end" in can:
        yield Offer("what-if-end", "Put the what-if away", {"kind": "what_if_end"})
    if "what_if" in can:
        yield Offer("what-if", "What if …", more=tuple(_what_if(it) for it in desk["decisions"]))
    if "reveal" in can:
        in_hand = room["decision"]["number"] if room["decision"] else None
        past = [it for it in desk["decisions"] if it["number"] != in_hand and it["rounds"]]
        yield Offer("late", "Show the split of a decision played …", more=tuple(
            _late(it, name, seen["revealed"]) for it in past for name, seen in it["rounds"].items()
        ))  # fmt: skip


def _what_if(decision: Json) -> Offer:
    number = decision["number"]
    others = tuple(
        Offer(f"if-{it['id']}", it["text"], {"kind": "what_if", "decision": number, "choice": it["id"]})
        for it in decision["options"] if it["id"] != decision["choice"]
    )  # fmt: skip
    return Offer(f"if-{number}", f"{number}. {decision['title']} …", more=others)


def _late(decision: Json, name: str, revealed: bool) -> Offer:
    number, kind = decision["number"], "hide" if revealed else "reveal"
    words = f"{'Hide' if revealed else 'Show'} {ROUND_NAMES[name]} of {number}. {decision['title']}"
    return Offer(f"late-{number}-{name}", words, {"kind": kind, "round": name, "decision": number})


def _clock(can: frozenset[str]) -> Iterator[Offer]:
    if "pause" in can:
        yield Offer("pause", "Pause", {"kind": "pause"})
    if "resume" in can:
        yield Offer("resume", "Go on after the pause", {"kind": "resume"})
    if "extend" in can:
        given = [Offer(f"extend-{it}", f"{it} minutes", {"kind": "extend", "minutes": it}) for it in _MINUTES]
        own = Offer("extend-own", "Another number of minutes", {"kind": "extend"},
                    Ask("minutes", "Minutes", "minutes"))  # fmt: skip
        yield Offer("extend", "More time for this step …", more=(*given, own))


def _people(room: Json, desk: Json, can: frozenset[str]) -> Iterator[Offer]:
    if "role" in can:
        yield Offer("role", "Choose the chair that the room plays …", more=tuple(
            Offer(f"role-{it['id']}", it["name"], {"kind": "role", "role": it["id"]}) for it in desk["roles"]
        ))  # fmt: skip
    if "names" in can:
        words = "Give names again, no own ones" if room["own_names"] else "Let people give themselves a name"
        yield Offer("names", words, {"kind": "names", "own": not room["own_names"]})
    if desk["people"]:
        yield Offer("people", "People …", more=tuple(_person(it, desk["seats"], can) for it in desk["people"]))


def _person(person: Json, seats: list[Json], can: frozenset[str]) -> Offer:
    id = person["id"]
    ways = [
        *(Offer(f"seat-{it['id']}", f"Seat them as {it['name']}", {"kind": "seat", "participant": id, "seat": it["id"]})
          for it in seats if it["id"] != person["seat"] and "seat" in can),
        Offer("rename", "Give them another name", {"kind": "rename", "participant": id}, Ask("name", "Name", "name")),
        Offer("leave", "They have gone: count them no longer", {"kind": "leave", "participant": id}),
        Offer("remove", "Shut them out; they cannot come back", {"kind": "remove", "participant": id}),
    ]  # fmt: skip
    allowed = [it for it in ways if it.command and it.command["kind"] in can]
    gone = "" if person["present"] else " (gone)"
    return Offer(f"person-{id}", f"{person['name']}{gone} …", more=tuple(allowed))


def _wall(room: Json, can: frozenset[str]) -> Iterator[Offer]:
    if "withdraw" in can:
        yield Offer("withdraw", "Take words away from the wall …", more=tuple(
            Offer(f"withdraw-{it['item']}", it["words"], {"kind": "withdraw", "item": it["item"]})
            for it in room["passed"]
        ))  # fmt: skip
    if "blank" in can:
        words = "Show the wall again" if room["blank"] else "Blank the wall"
        yield Offer("blank", words, {"kind": "blank", "on": not room["blank"]})
    page = room["debrief"]
    if page is None or page["phase"] != page["phases"][-1]:
        yield from _closing(can)


def _closing(can: frozenset[str]) -> Iterator[Offer]:
    if "finish" in can:
        sure = Offer("finish-yes", "Yes: nothing can be done in it afterwards", {"kind": "finish"})
        yield Offer("finish", "Close the session …", more=(sure,))
