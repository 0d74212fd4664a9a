"""What an author's expression says before anyone knows what its names stand for: the raw tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.scenario.expressions import Comparison, Function, Operation, Span

Joint: TypeAlias = Literal["or", "and", "in", "not in"] | Comparison | Operation
"""What stands between two parts."""


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number written out."""

    value: int
    span: Span


@dataclass(frozen=True, slots=True)
class Answer:
    """`yes`, `no`, `true` or `false`."""

    value: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Word:
    """A bare word: a name, or one of some list's words; its neighbours decide which."""

    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Listed:
    """`[a, b]`, which stands only after `in`."""

    values: tuple[Phrase, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Question:
    """`visited(scene)`, `chose(id)` and so on; `scene` is there only for `chose(scene.id)`."""

    function: Function
    scene: Word | None
    target: Word
    span: Span


@dataclass(frozen=True, slots=True)
class Extremes:
    """`min(…)` or `max(…)`."""

    which: Literal["min", "max"]
    operands: tuple[Phrase, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Prefixed:
    """`not x`, `-x` or `+x`."""

    sign: Literal["not", "-", "+"]
    operand: Phrase
    span: Span


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts joined by operators of one level, such as `a or b or c`, `a < b <= c` or `a + b - c`."""

    first: Phrase
    rest: tuple[tuple[Joint, Phrase], ...]
    span: Span

    @property
    def parts(self) -> tuple[Phrase, ...]:
        """What is joined, in reading order."""
        return (self.first, *(part for _, part in self.rest))


Phrase: TypeAlias = Number | Answer | Word | Listed | Question | Extremes | Prefixed | Chain
"""Any node of the raw tree. A node in brackets has them within its span."""
