"""Texts, ready to be told as the values stand: what never changes is made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from game.play.deeds import Telling, Text
from game.play.history import Beat
from game.play.lambdas import compile_source, python_source
from game.play.slots import Slots
from game.scenario.prose import Conditional, Line, Pieces, Placeholder, Prose, only_text
from game.scenario.story import Scenario

Filling: TypeAlias = Callable[[Sequence[Any]], str]
"""Gives a text with its placeholders filled in."""


class Teller:
    """Makes the texts of one scenario ready."""

    def __init__(self, scenario: Scenario, slots: Slots) -> None:
        """Take the scenario, for its cast and its meters' words, and its slots."""
        self.scenario = scenario
        self.slots = slots

    def text(self, prose: Prose) -> Text:
        """Return the beats of a text or, if some change, `lambda s: k[0] + (k[1] if s[9] > 40 else k[2])`."""
        if all(map(_is_still, prose)):
            return self._still_beats(prose)
        constants: list[Any] = []
        source = self._source(prose, constants)
        return compile_source(source, constants)

    def filling(self, pieces: Pieces) -> Filling:
        """Return what fills the placeholders of a text."""
        text = only_text(pieces)
        if text is not None:
            return lambda values: text
        parts = [self._piece(piece) for piece in pieces]
        return lambda values: "".join([part(values) for part in parts])

    def _source(self, prose: Prose, constants: list[Any]) -> str:
        """Return source for the beats of a text; `constants` gets what it reads as `k`."""
        parts: list[str] = []
        for still, run in groupby(prose, _is_still):
            if still:
                constants.append(self._still_beats(run))
                parts.append(f"k[{len(constants) - 1}]")
            else:
                parts += [self._part_source(part, constants) for part in run]
        return " + ".join(parts) or "()"

    def _part_source(self, part: Line | Conditional, constants: list[Any]) -> str:
        if isinstance(part, Line):
            constants.append(self._spoken(part))
            return f"k[{len(constants) - 1}](s)"
        when = python_source(part.when, self.slots, constants)
        then, otherwise = self._source(part.then, constants), self._source(part.otherwise, constants)
        return f"({then} if {when} else {otherwise})"

    def _spoken(self, line: Line) -> Telling:
        """Return what gives a line with placeholders."""
        filled = self.filling(line.pieces)
        return lambda values: (self._beat(line, filled(values)),)

    def _still_beats(self, run: Iterable[Line | Conditional]) -> tuple[Beat, ...]:
        return tuple([self._beat(line, only_text(line.pieces) or "") for line in run if isinstance(line, Line)])

    def _beat(self, line: Line, text: str) -> Beat:
        return Beat(text, self.scenario.cast[line.speaker] if line.speaker else None)

    def _piece(self, piece: str | Placeholder) -> Filling:
        if isinstance(piece, str):
            return lambda values: piece
        slot = self.slots.named(piece.id)
        if piece.kind == "word":
            meter = self.scenario.meters[piece.id]
            return lambda values: meter.word(values[slot])
        return lambda values: _as_text(values[slot])


def _is_still(part: Line | Conditional) -> bool:
    return isinstance(part, Line) and only_text(part.pieces) is not None


def _as_text(value: bool | int | str) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
