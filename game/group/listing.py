"""The sessions that are kept, as lines to read or as data; and removing those that are no longer needed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from game.group.keeping.entries import Kept, Purged
from game.group.keeping.store import Store
from game.group.sitting import forget_link

DAY = 86_400


def sessions_data(store: Store) -> list[dict[str, Any]]:
    """Return every session as data, last touched first; times are ISO 8601, in UTC."""
    return [
        {
            "code": kept.code,
            "scenario": store.edition(kept.edition)[0],
            "opened": datetime.fromtimestamp(kept.opened, UTC).isoformat(timespec="seconds"),
            "touched": datetime.fromtimestamp(kept.touched, UTC).isoformat(timespec="seconds"),
            "entries": kept.last,
            "people": len({it.participant for it in store.holders(kept.id).values()} - {None}),
            "votes": store.votes(kept.id),
            "hands": _by_hands(store, kept),
        }
        for kept in store.sessions()
    ]


def sessions_json(store: Store) -> str:
    """Return every session as a JSON document."""
    return json.dumps({"sessions": sessions_data(store)}, indent=2)


def sessions_text(store: Store) -> str:
    """Return every session as lines, and where they are kept."""
    rows = sessions_data(store)
    if not rows:
        return "No session is kept. Start one with: twohats host SCENARIO"
    lines = ["Your sessions, the last first.", ""]
    for row in rows:
        touched = datetime.fromisoformat(row["touched"]).astimezone()
        people, votes = _many(row["people"], "person", "people"), _many(row["votes"], "vote", "votes")
        how = "by show of hands" if row["hands"] else f"{people}, {votes}"
        lines.append(f"{row['code']}: {row['scenario']}. Last used {touched:%d %B %Y %H:%M}; {how}.")
    return "\n".join([*lines, "", f"They are kept in {store.place}", "To remove one: twohats session purge CODE"])


def to_purge(store: Store, codes: Sequence[str], now: float, every: bool = False, days: int | None = None) -> list[str]:
    """Return the codes of the sessions to remove: some, or all, or all not used for so many days. Raises KeepingError.

    All are looked for first, so that a slip of the pen in the second does not leave half a job.
    """
    if not every and days is None:
        return [store.wanted(code).code for code in codes]
    return [it.code for it in store.sessions() if days is None or it.touched < now - days * DAY]


def purge(store: Store, codes: Sequence[str]) -> list[Purged]:
    """Remove sessions. Raises KeepingError.

    The link to a session's desk goes with it, where a host that was killed left it.
    """
    purged = [store.purge(code) for code in codes]
    for code in codes:
        forget_link(code)
    return purged


def purged_text(purged: Sequence[Purged], place: str) -> str:
    """Return what was removed, and how it was seen to be gone."""
    if not purged:
        return "There was nothing to remove."
    lines = []
    for it in purged:
        proof = f"no row of it is left in {place}"
        if it.searched:
            proof += f", and its id, which stood in every row, is nowhere in the {it.searched:,} bytes of the file"
        lines.append(f"Removed: session {it.code}, {_many(it.rows, 'row', 'rows')}. Looked again: {proof}.")
    return "\n".join(lines)


def _by_hands(store: Store, kept: Kept) -> bool:
    """Say whether a session's first entry, which opened it, says that hands are counted."""
    return bool(store.entries(kept.id)[0].data["hands"]) if not store.votes(kept.id) else False


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
