"""Authors' and players' words on their way to a reader: harmless, and with their stress marks read."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple, TypeAlias

Stress: TypeAlias = Literal["none", "stress", "strong"]

_STRESS = re.compile(r"\*\*(?=\S)(?P<strong>.+?)(?<=\S)\*\*|\*(?=[^\s*])(?P<stress>.+?)(?<=[^\s*])\*", re.DOTALL)
_JOINERS = "\u200c\u200d"
"""Invisible, but emoji and some scripts need them, and they do no harm."""
_SENTENCE = re.compile(r"[.!?…]+[”’\"')]*(?=\s|$)")
_HARMFUL = ("Cc", "Cf", "Cs", "Zl", "Zp")


class Run(NamedTuple):
    """A stretch of text with one stress."""

    text: str
    stress: Stress = "none"


def safe(text: str) -> str:
    """Return a text that no terminal acts on: control and direction-turning characters shown by their numbers."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def runs(text: str) -> list[Run]:
    """Cut a text at its `*stress*` and `**strong stress**`; marks that pair with nothing stay as typed."""
    found, rest = [], 0
    for mark in _STRESS.finditer(text):
        if mark.start() > rest:
            found.append(Run(text[rest : mark.start()]))
        strong = mark["strong"]
        found.append(Run(strong, "strong") if strong is not None else Run(mark["stress"], "stress"))
        rest = mark.end()
    if rest < len(text) or not found:
        found.append(Run(text[rest:]))
    return found


def unmarked(text: str) -> str:
    """Return a text harmless and without its stress marks, for a reader who cannot see stress."""
    return safe("".join(run.text for run in runs(text)))


def in_short(text: str, most: int = 45) -> str:
    """Return a text of at most so many words whole, and of a longer one its first sentence and its last."""
    ends = [it.end() for it in _SENTENCE.finditer(text)]
    if len(text.split()) <= most or len(ends) < 3:
        return text
    return f"{text[: ends[0]]} … {text[ends[-2] :].strip()}"


def width(text: str) -> int:
    """Return how many cells a text fills in a terminal: wide characters twice, combining marks not at all."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(it) else 2 if unicodedata.east_asian_width(it) in "WF" else 1 for it in text)


def _shown(character: str) -> str:
    if character in "\n" + _JOINERS or unicodedata.category(character) not in _HARMFUL:
        return character
    return " " if character == "\t" else f"<U+{ord(character):04X}>"
