"""What a report has as rows: the votes as CSV for a spreadsheet, and the log as JSON lines: both without names."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from game.documents.data import to_json
from game.group.session.data.base import RoundName
from game.group.session.events import Event, event_json
from game.group.session.state import Session
from game.present.spreadsheets import cell
from game.present.text import unmarked

COLUMNS = ("decision", "scene", "round", "voter", "choice", "words", "sureness", "reason", "decided")
_NOBODY = ("facilitator", "wall")
"""Who is a right and no person."""
_ROUNDS: tuple[RoundName, ...] = ("frame", "first", "second")


def votes_csv(session: Session, salt: str) -> str:
    """Return the last vote of everybody in every round, by RFC 4180.

    A voter is a few letters that are the same throughout one report and lead to nobody: they hang on `salt`, which is
    the session's own id and is in no report.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for decision in session.play.decisions if session.play else ():
        words = {it.id: it.text for it in decision.options}
        for name in _ROUNDS:
            round = session.round(name, decision.number)
            if round is None:
                continue
            # In the order of the letters, so that the order of voting gives nobody away.
            by_letters = sorted(
                ((_letters(salt, participant), vote) for participant, vote in round.votes.items()), key=lambda it: it[0]
            )
            for letters, vote in by_letters:
                told, why = words.get(vote.choice, vote.choice), vote.reason
                writer.writerow(
                    [decision.number, decision.scene, name, letters, vote.choice, cell(unmarked(told))]
                    + [vote.sureness or "", cell(unmarked(why)), decision.choice]
                )
    return file.getvalue()


def log_lines(events: Sequence[Event], salt: str) -> str:
    """Return the log, an event a line: people under the letters of `votes_csv`, in place of ids and names.

    What somebody wrote of their own view, and what they mean to do, is left out: that was promised to them.
    """
    return "".join(f"{json.dumps(json.loads(to_json(_unnamed(it, salt))), ensure_ascii=True)}\n" for it in events)


def _unnamed(event: Event, salt: str) -> dict[str, Any]:
    told = event_json(event)
    data = told["data"]
    if event.by not in _NOBODY:
        told["by"] = _letters(salt, event.by)
    if "participant" in data:
        data["participant"] = _letters(salt, data["participant"])
    match event.kind:
        case "joined":
            data["name"] = told["by"]
        case "renamed":
            data["name"] = data["participant"]
        case "viewed":
            data |= {"keep": "", "differently": ""}
        case "committed":
            data["commitments"] = []
    return told


def _letters(salt: str, participant: str) -> str:
    return blake2b(f"{salt}|{participant}".encode(), digest_size=3).hexdigest()
