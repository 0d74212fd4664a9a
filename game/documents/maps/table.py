"""All words of a scenario as CSV, for a clinician who reviews them in a spreadsheet."""

from __future__ import annotations

import csv
import io

from game.documents.maps.values import Map, Piece, Seen
from game.present.readability import reading_age, word_count
from game.present.spreadsheets import cell

COLUMNS = ("number", "scene", "kind", "id", "speaker", "read", "condition", "text", "words", "reading age")
_READ: dict[Seen, str] = {
    "before": "before the play",
    "play": "in the play",
    "debrief": "in the debrief",
    "facilitator": "by the facilitator",
}


def words_table(it: Map) -> str:
    """Return a row for every piece of words, by RFC 4180.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it, which the reader sees.
    """
    english = it.scenario.language.partition("-")[0] == "en"
    file = io.StringIO()
    writer = csv.writer(file)  # the standard library's own default is RFC 4180, line ends included
    writer.writerow(COLUMNS)
    for number, piece in enumerate(it.pieces, 1):
        writer.writerow([number, *(cell(text) for text in _texts(piece)), *_measures(piece, english)])
    return file.getvalue()


def _texts(piece: Piece) -> tuple[str, ...]:
    return piece.scene, piece.kind, piece.id, piece.speaker, _READ[piece.seen], piece.when, piece.text


def _measures(piece: Piece, english: bool) -> tuple[int, str]:
    age = reading_age(piece.text) if english else None
    return word_count(piece.text), "" if age is None else f"{age:.0f}"
