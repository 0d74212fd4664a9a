"""What is told: lines of narration and speech, some of them told only where a condition holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.scenario.expressions import Expression


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`{patients}`, `{patients.word}` or `{bells}` in a text, filled in when the line is told."""

    kind: Literal["meter", "word", "fact"]
    """`meter` prints its number, `word` its band, `fact` a fact's value (yes and no as words)."""
    id: str
    """The meter's or fact's id."""


Pieces: TypeAlias = tuple[str | Placeholder, ...]
"""A text cut at its placeholders. The strings are as the author typed them, `*stress*` included."""


@dataclass(frozen=True, slots=True)
class Line:
    """One beat: narration, or somebody's speech."""

    pieces: Pieces
    speaker: str | None = None
    """Who in the cast says it; None for narration."""


@dataclass(frozen=True, slots=True)
class Conditional:
    """Beats that are told where `when` holds, and others where it does not."""

    when: Expression
    then: Prose
    otherwise: Prose = ()


Prose: TypeAlias = tuple[Line | Conditional, ...]
"""A text as the author gave it: beats in order."""


def as_typed(pieces: Pieces) -> str:
    """Return a text with its placeholders as the author typed them."""
    return "".join(it if isinstance(it, str) else f"{{{it.id}}}" for it in pieces)


def only_text(pieces: Pieces) -> str | None:
    """Return the text where it holds no placeholder, else None."""
    if all(isinstance(piece, str) for piece in pieces):
        return "".join(piece for piece in pieces if isinstance(piece, str))
    return None
