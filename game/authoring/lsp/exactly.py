"""Where in the file a stretch of a text stands, letter by letter: what is renamed is written over there."""

from __future__ import annotations

import re
from typing import NamedTuple

from game.language.diagnostics import Place
from game.language.reading.nodes import Scalar


class Found(NamedTuple):
    """The place of a stretch of text."""

    place: Place
    exact: bool
    """If not, it stands somewhere within the place."""


def exactly(scalar: Scalar, start: int, end: int) -> Found:
    """Find the word from `start` to `end` of a scalar's text, which may be folded over lines or hold escapes."""
    place = scalar.place_of(start, end)
    word = scalar.text[start:end]
    if place.line == place.end_line and _stands(scalar, place) == word:
        return Found(place, True)
    # Folding changes only blanks, so that the words of the text and of the lines come in the same order.
    letters = re.compile(re.escape(word))
    written = [it for number in _lines_of(scalar) for it in _on_line(scalar, number, letters)]
    told = [match.start() for match in letters.finditer(scalar.text)]
    if len(written) == len(told) and start in told:
        return Found(written[told.index(start)], True)
    return Found(scalar.span, False)


def whole(scalar: Scalar) -> Found:
    """Find the whole of an id, without its quotes."""
    return exactly(scalar, 0, len(scalar.text))


def _stands(scalar: Scalar, place: Place) -> str:
    line = scalar.source[place.line - 1] if place.line <= len(scalar.source) else ""
    return line[place.column - 1 : place.end_column - 1]


def _lines_of(scalar: Scalar) -> range:
    """Return the numbers of the lines that hold the text; of a block those below its `|`."""
    span = scalar.span
    return range(span.line + scalar.block, min(span.end_line, len(scalar.source)) + 1)


def _on_line(scalar: Scalar, number: int, word: re.Pattern[str]) -> list[Place]:
    span, line = scalar.span, scalar.source[number - 1]
    start = span.column - 1 if number == span.line else 0
    end = span.end_column - 1 if number == span.end_line else len(line)
    return [
        Place(number, match.start() + 1, number, match.end() + 1)
        for match in word.finditer(line, start)
        if match.end() <= end
    ]
