"""What a report has as rows: the votes as CSV for a spreadsheet, and the log as JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from hashlib import blake2b

from game.documents.data import to_json
from game.group.session.data.base import RoundName
from game.group.session.events import Event, event_json
from game.group.session.state import Session
from game.present.spreadsheets import cell
from game.present.text import unmarked

COLUMNS = ("decision", "scene", "round", "voter", "choice", "words", "sureness", "reason", "decided")
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


def log_lines(events: Sequence[Event]) -> str:
    """Return the whole log, an event a line, as it was kept: with participants' ids and the names they had."""
    return "".join(f"{json.dumps(json.loads(to_json(event_json(it))), ensure_ascii=True)}\n" for it in events)


def _letters(salt: str, participant: str) -> str:
    return blake2b(f"{salt}|{participant}".encode(), digest_size=3).hexdigest()
