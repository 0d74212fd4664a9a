"""What happened between one decision and the next, each part by what brought it."""

from __future__ import annotations

from collections.abc import Iterable

from game.findings.counting import asks_how_things_stand
from game.findings.model import By, Came, Shift, Telling
from game.play.history import Beat, Change, Decision, Happened
from game.scenario.happenings import Dynamic, Event, Later
from game.scenario.story import Scenario


def course(scenario: Scenario, decision: Decision) -> tuple[Came, ...]:
    """Return everything that the move of a decision set off, in order.

    The shifts of a meter join: each begins where the one before it ended, over the whole play. So what comes of one
    thing in several steps is one part only where nothing else moved the same meters in between.
    """
    parts: list[Came] = []
    keys: list[tuple[By, str]] = []
    for it in decision.happened:
        if it.kind in ("scene", "ending"):
            continue
        came = _came(scenario, decision, it)
        # The ticks of what tells nothing are one; two things that come back are two.
        key = (came.by, it.id if came.told else "")
        place = len(keys) - 1 - keys[::-1].index(key) if key in keys and came.by != "back" else None
        if place is not None and not _moved(came) & {id for part in parts[place + 1 :] for id in _moved(part)}:
            parts[place] = _joined(scenario, parts[place], came)
        else:
            parts.append(came)
            keys.append(key)
    return tuple(came for came in parts if came.told or came.shifts)


def by(it: Happened) -> By:
    """Say what brought something that happened."""
    if isinstance(it.node, Dynamic | Event):
        return "standing" if asks_how_things_stand(it.node) else "world"
    kinds: dict[str, By] = {"later": "back", "outcome": "luck", "look": "look"}
    return kinds.get(it.kind, "choice")


def told(beats: Iterable[Beat]) -> tuple[Telling, ...]:
    """Return beats as plain values."""
    return tuple(Telling(beat.text, beat.speaker.name if beat.speaker else None) for beat in beats)


def shifts(scenario: Scenario, changes: Iterable[Change]) -> tuple[Shift, ...]:
    """Return the changes of meters, several of one meter made one; facts and what did not move are left out.

    Where something else moved the meter in between, the amount is that of these changes alone.
    """
    moved: dict[str, tuple[int, int]] = {}
    for change in changes:
        if change.name in scenario.meters:
            amount = moved.get(change.name, (0, 0))[0] + int(change.after) - int(change.before)
            moved[change.name] = (amount, int(change.after))
    found = []
    for id, meter in scenario.meters.items():
        amount, after = moved.get(id, (0, 0))
        if amount:
            found.append(Shift(id, meter.name, after - amount, after, meter.hidden, meter.better))
    return tuple(found)


def _came(scenario: Scenario, decision: Decision, it: Happened) -> Came:
    source = by(it)
    from_decision = it.cause.decision if it.cause else decision.number if source not in ("standing", "world") else None
    because = it.node.happening.because if isinstance(it.node, Dynamic | Event | Later) else ""
    return Came(source, from_decision, it.now, told(it.beats), shifts(scenario, it.changes), because)


def _moved(came: Came) -> set[str]:
    return {it.id for it in came.shifts}


def _joined(scenario: Scenario, first: Came, second: Came) -> Came:
    changes = [Change(it.id, it.before, it.after) for it in (*first.shifts, *second.shifts)]
    told = (*first.told, *second.told)
    because = first.because if second.because in first.because else f"{first.because} {second.because}".strip()
    return Came(first.by, first.decision, first.now, told, shifts(scenario, changes), because)
