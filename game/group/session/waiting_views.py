"""The words that wait to be passed to the wall: equal ones once, with how many typed them, what is wanted now last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from game.group.session.debrief_views import shown_decisions
from game.group.session.state import Item, ItemKind, Session

Json = dict[str, Any]
_Same = tuple[ItemKind, int | None, str]
"""What makes words the same: their kind, their decision, and the words themselves, large or small."""


def waiting_words(session: Session) -> list[Json]:
    """Return what the room is at and nobody has passed, without whose it is; desks read it from the end.

    Of equal words the latest stands for all; once one of them is on the wall, the others wait no longer.
    """
    on_wall = {_same(it) for it in session.passed}
    groups: dict[_Same, list[Item]] = {}
    for item in sorted((it for it in session.items.values() if _relevant(session, it)), key=_arrival):
        if _same(item) not in on_wall:
            groups.setdefault(_same(item), []).append(item)
    wanted = wanted_kind(session)
    found = sorted(groups.values(), key=lambda it: (it[-1].kind == wanted, _arrival(it[-1])))
    return [_words(it) for it in found]


def wanted_kind(session: Session) -> ItemKind:
    """Return the kind of words that a step asks for."""
    if session.step in ("dissent", "consequence"):
        return "dissent"
    return "reaction" if session.step == "debrief" and session.phase == "reactions" else "reason"


def _relevant(session: Session, item: Item) -> bool:
    """Say whether words belong to what the room is at; reactions wait until they are passed."""
    return item.kind == "reaction" or item.decision in shown_decisions(session)


def _same(item: Item) -> _Same:
    return item.kind, item.decision, item.words.casefold()


def _words(equal: Iterable[Item]) -> Json:
    items = list(equal)
    latest, choices = items[-1], {it.choice for it in items}
    return {
        "item": latest.id,
        "kind": latest.kind,
        "words": latest.words,
        "people": len({it.by for it in items}),
        "choice": latest.choice if len(choices) == 1 else None,
        "decision": latest.decision,
        "round": latest.round,
    }


def _arrival(item: Item) -> int:
    return int(item.id.rpartition("-")[2])
