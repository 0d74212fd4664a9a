"""What people type, cleaned and measured before it goes anywhere near the log."""

from __future__ import annotations

import unicodedata
from typing import Final

from game.present.text import safe

NAME_LENGTH: Final = 30
REASON_LENGTH: Final = 200
DISSENT_LENGTH: Final = 300
REACTION_LENGTH: Final = 40
LINE_LENGTH: Final = 300
"""Of a free line in the debrief, and of the group's commitment."""
COMMITMENT_LENGTH: Final = 200
"""Of each of the three parts of a commitment."""
RAW_LENGTH: Final = 4000
"""Longer than this nothing is even cleaned."""


def cleaned(words: str) -> str:
    """Return words on one line, composed, without control characters: what a terminal acts on is shown as a number."""
    return safe(" ".join(unicodedata.normalize("NFC", words).split()))
