"""A place among the tokens of one expression, moved along while it is read."""

from __future__ import annotations

from game.language.expressions.tokens import Token, tokenize
from game.scenario.expressions import Span


class Cursor:
    """Holds a text, its tokens, and which of them is next."""

    def __init__(self, text: str) -> None:
        """Stand at the first token."""
        self.text = text
        self.tokens = tokenize(text)
        self.at = 0

    @property
    def token(self) -> Token:
        """The token that is read next; at the end it stays the last, empty one."""
        return self.tokens[self.at]

    @property
    def following(self) -> Token:
        """The token after the next."""
        return self.tokens[min(self.at + 1, len(self.tokens) - 1)]

    @property
    def before(self) -> Token | None:
        """The token that was read last; None at the start."""
        return self.tokens[self.at - 1] if self.at else None

    def take(self) -> Token:
        """Move past the next token and return it."""
        token = self.token
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def takes(self, text: str) -> bool:
        """Take the next token if it is this word or sign, and say whether it was."""
        found = self.token.text == text
        if found:
            self.take()
        return found

    def span_from(self, start: int) -> Span:
        """Return the span from a character to the end of what was read last."""
        return start, self.before.span[1] if self.before else start

    def replaced(self, span: Span, replacement: str) -> str:
        """Return the text with one stretch of it written differently."""
        return self.text[: span[0]] + replacement + self.text[span[1] :]
