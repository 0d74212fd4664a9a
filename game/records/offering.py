"""Which kept plays are offered to be gone on with: not those that a choice taken back has left behind."""

from __future__ import annotations

from collections.abc import Sequence

from game.records.plays import KeptPlay


def to_go_on_with(plays: Sequence[KeptPlay]) -> list[KeptPlay]:
    """Return the plays under way and those whose debrief waits, last touched first."""
    return sorted((it for it in plays if _offered(it, plays)), key=lambda it: it.touched, reverse=True)


def _offered(kept: KeptPlay, plays: Sequence[KeptPlay]) -> bool:
    if kept.over:
        return kept.debrief == "waiting"
    roots = {it.id: it.branched_from[0] if it.branched_from else None for it in plays}
    family = _root(kept.id, roots)
    others = [it for it in plays if it.id != kept.id and _root(it.id, roots) == family]
    return not any(_left_behind(kept, it) for it in others)


def _left_behind(kept: KeptPlay, other: KeptPlay) -> bool:
    """Say whether all that was chosen in a play under way is in another of its family, which is over or came later."""
    return other.chosen[: len(kept.chosen)] == kept.chosen and (other.over or other.touched > kept.touched)


def _root(id: str, roots: dict[str, str | None]) -> str:
    """Return the play that a play was branched from, and that one from, as far back as is kept."""
    while (before := roots.get(id)) is not None:
        id = before
    return id
