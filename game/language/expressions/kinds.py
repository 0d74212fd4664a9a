"""Kinds of value, and what to tell an author whose parts do not fit one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from game.language.expressions.errors import ExpressionError, shown
from game.language.expressions.names import Names
from game.language.expressions.phrases import Phrase
from game.language.expressions.unknown import one_of
from game.scenario.expressions import Constant, Expression


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of value an expression has."""

    sort: Literal["number", "answer", "word"]
    owner: str = ""
    """Of a word: the list fact, `role` or `ending` that has it among its words."""


NUMBER: Final = Kind("number")
ANSWER: Final = Kind("answer")


class Typed(NamedTuple):
    """A phrase with what it was resolved to."""

    phrase: Phrase
    tree: Expression
    kind: Kind


class Misfits:
    """Makes the errors for the parts of one text that are of the wrong kind."""

    def __init__(self, text: str, names: Names) -> None:
        """Take the author's text, for quoting it, and what it may name."""
        self.text = text
        self.names = names

    def no_condition(self, typed: Typed) -> ExpressionError:
        """Yes or no was due."""
        message = f"{self.described(typed)}, and a condition is yes or no"
        return ExpressionError(message, f"Write {self.compared(typed)}.", typed.phrase.span, "E032")

    def no_amount(self, typed: Typed) -> ExpressionError:
        """A whole number was due as an amount."""
        message = f"{self.described(typed)}, and an amount is a whole number"
        help = "Write a number such as `+3` or `-6`; what it depends on belongs under `when`."
        return ExpressionError(message, help, typed.phrase.span, "E033")

    def no_number(self, typed: Typed, needed_by: str) -> ExpressionError:
        """A whole number was due beside an operator."""
        message = f"{self.described(typed)}, and `{needed_by}` needs whole numbers"
        help = "Only meters, number facts, `now` and numbers can be reckoned with."
        if needed_by in ("<", "<=", ">", ">="):
            help = f"Write {self.compared(typed)}."
        return ExpressionError(message, help, typed.phrase.span, "E031")

    def no_pair(self, left: Typed, right: Typed) -> ExpressionError:
        """Two things of different kinds were compared."""
        message = f"{self.described(left)}, and {self.described(right)}"
        help = f"Compare what is of one kind, such as {self.compared(left)}."
        return ExpressionError(message, help, (left.phrase.span[0], right.phrase.span[1]), "E030")

    def described(self, typed: Typed) -> str:
        """Say in a clause what a part is."""
        text = self.excerpt(typed)
        if typed.kind == NUMBER:
            return f"{shown(text)} is a number"
        if typed.kind == ANSWER:
            return f"{shown(text)} is yes or no"
        owner = typed.kind.owner
        if isinstance(typed.tree, Constant):
            return f"{shown(text)} is a word of `{owner}`"
        return one_of(owner, self.names.words_of(owner) or ())

    def compared(self, typed: Typed) -> str:
        """Return a condition that an author can make of a part, in backticks."""
        text = self.excerpt(typed)
        if typed.kind == ANSWER:
            return shown(f"{text} is yes", limit=80)
        if typed.kind == NUMBER and isinstance(typed.tree, Constant):
            example = min(self.names.meters or self.names.numbers or {"now"})
            return shown(f"{example} > {text}", limit=80)
        if typed.kind == NUMBER:
            return shown(f"{text} > 0", limit=80)
        words = self.names.words_of(typed.kind.owner) or ()
        word = text if isinstance(typed.tree, Constant) or not words else words[-1]
        return f"`{typed.kind.owner} is {word}`"

    def excerpt(self, typed: Typed) -> str:
        """Return the author's own words for a part."""
        start, end = typed.phrase.span
        return self.text[start:end]
