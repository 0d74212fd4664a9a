"""What a debrief is made of in words: sections of labelled paragraphs."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A paragraph with a label; the label is empty where the paragraph stands alone."""

    label: str
    text: str


class Section(NamedTuple):
    """A heading with its paragraphs."""

    title: str
    entries: tuple[Entry, ...]


KEEP = "What I would keep"
CHANGE = "What I would change"
"""What the player's two lines are about, wherever they are written or read."""
FORMATIVE = (
    "This is for learning and nothing else: not for selection, appraisal or any mark. The author wrote this world so "
    "that meeting the moment mostly pays; you may see it otherwise. A program hears no tone and sees no faces."
)
"""Said wherever a debrief is read."""
