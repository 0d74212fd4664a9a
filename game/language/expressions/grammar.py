"""The author's words read by operator precedence: from text to a raw tree, and on to a typed one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, cast

from game.language.expressions import misreadings
from game.language.expressions.amounts import amount_in_words, odds_in_words
from game.language.expressions.cursor import Cursor
from game.language.expressions.errors import ExpressionError
from game.language.expressions.misreadings import JOINED, Misread
from game.language.expressions.names import ANSWERS, EXTREMES, QUESTIONS, Names
from game.language.expressions.phrases import (
    Answer,
    Chain,
    Extremes,
    Joint,
    Listed,
    Number,
    Phrase,
    Prefixed,
    Question,
    Word,
)
from game.language.expressions.resolution import resolve_amount, resolve_any, resolve_condition
from game.language.expressions.tokens import Token, ends_a_value
from game.scenario.expressions import Expression, Function

__all__ = ["DEEPEST", "LONGEST", "ExpressionError", "parse", "parse_amount", "parse_condition", "parse_odds"]

LONGEST: Final = 500
"""How many characters a condition or an amount may have."""

DEEPEST: Final = 20
"""How deep brackets, `not`, signs and questions may stand in one another."""

_SIMPLER: Final = "Say it more simply, or in several conditions."

_ROOM_FOR_A_CORRECTION: Final = 80
"""The longest correction that is shown in full."""

_Resolve: TypeAlias = Callable[[str, Phrase, Names], Expression]

_OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _SIGN = range(1, 8)
"""How tightly operators bind, loosest first."""

_LEVELS: Final[Mapping[str, int]] = MappingProxyType(
    {"or": _OR, "and": _AND, "in": _COMPARISON, "not in": _COMPARISON}
    | dict.fromkeys(("<", "<=", ">", ">=", "==", "!="), _COMPARISON)
    | {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT}
)


def parse(text: str, names: Names) -> Expression:
    """Return the typed tree of any condition or amount. Raises ExpressionError where there is none."""
    return _parsed(text, names, resolve_any)


def parse_condition(text: str, names: Names) -> Expression:
    """Return the typed tree of a condition, which is yes or no. Raises ExpressionError."""
    return _parsed(text, names, resolve_condition)


def parse_amount(text: str, names: Names) -> Expression:
    """Return the typed tree of an amount, a whole number: `+3`, `-load / 2`. Raises ExpressionError."""
    try:
        return _parsed(text, names, resolve_amount)
    except ExpressionError as error:
        if in_words := amount_in_words(text):
            raise in_words from None
        if error.code == "E010" and error.help == JOINED:
            help = "An amount is one number, such as `+3` or `-3`, or a sum of several, such as `load / 2 + 1`."
            raise ExpressionError(error.message, help, error.span, error.code) from None
        raise


def parse_odds(text: str, names: Names) -> Expression:
    """Return the typed tree of odds, per cent: `70`, `100 - trust`. Raises ExpressionError, also for `7/10`."""
    if in_words := odds_in_words(text):
        raise in_words
    return parse_amount(text, names)


def _parsed(text: str, names: Names, resolve: _Resolve) -> Expression:
    if not text.strip():
        raise ExpressionError("nothing is written here", "Write a condition or an amount.", (0, len(text)), "E001")
    if len(text) > LONGEST:
        message = f"this has {len(text)} characters, and {LONGEST} is the most"
        raise ExpressionError(message, _SIMPLER, (LONGEST, len(text)), "E002")
    try:
        return resolve(text, _Reader(text).whole(), names)
    except Misread as misread:
        raise misread.told(works=_works(misread.fixed, names, resolve)) from None


def _works(fixed: str | None, names: Names, resolve: _Resolve) -> bool:
    """Say whether a correction of ours is right itself, and short enough to be shown in full."""
    if not fixed or len(fixed) > _ROOM_FOR_A_CORRECTION:
        return False
    try:
        resolve(fixed, _Reader(fixed).whole(), names)
    except (Misread, ExpressionError):
        return False
    return True


class _Reader(Cursor):
    """Reads one text from left to right, a token at a time. Every method may raise Misread."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = 0

    def whole(self) -> Phrase:
        phrase = self.operand(_OR)
        if self.token.kind != "end":
            raise misreadings.left_over(self)
        return phrase

    def operand(self, level: int) -> Phrase:
        """Read as far as operators bind at this level or tighter."""
        phrase = self.prefix(level)
        while (found := _LEVELS.get(self.joint()[0], 0)) >= level:
            phrase = self.chain(phrase, found)
        return phrase

    def chain(self, first: Phrase, level: int) -> Phrase:
        """Read `a + b - c`: everything that one level joins stands side by side."""
        rest: list[tuple[Joint, Phrase]] = []
        while _LEVELS.get(self.joint()[0]) == level:
            joint = self.take_joint()
            rest.append((joint, self.listed() if joint in ("in", "not in") else self.operand(level + 1)))
        return Chain(first, tuple(rest), self.span_from(first.span[0]))

    def joint(self) -> tuple[str, int]:
        """Return the operator that stands here and how many tokens it has; an empty one if none does."""
        self.refuse_wrong_token()
        word, following = self.token.text, self.following.text
        if word == "is":
            return ("!=", 2) if following == "not" else ("==", 1)
        if word == "not" and following == "in":
            return "not in", 2
        return (word, 1) if word in _LEVELS else ("", 0)

    def take_joint(self) -> Joint:
        joint, length = self.joint()
        start = self.token
        if joint == "-" and (narrow := misreadings.narrow_minus(self)):
            raise narrow
        for _ in range(length):
            self.take()
        if start.text == "is" and self.token.text == "in":
            span = (start.span[0], self.token.span[1])
            raise misreadings.is_in(self, span, "in" if joint == "==" else "not in")
        return cast(Joint, joint)

    def prefix(self, level: int) -> Phrase:
        """Read one value, with the signs before it."""
        self.refuse_wrong_token()
        token = self.token
        if token.text == "not" and level > _NOT:
            raise misreadings.bare_not(self)
        match token.text:
            case "not":
                return self.prefixed("not", _NOT)
            case "-" | "+" as sign:
                return self.prefixed(sign, _SIGN)
            case "(":
                return self.bracketed()
        if token.kind == "number":
            return Number(int(self.take().text), token.span)
        if token.kind == "word" and ends_a_value(token):
            return self.word()
        raise misreadings.nothing_here(self)

    def prefixed(self, sign: Literal["not", "-", "+"], level: int) -> Phrase:
        start = self.take()
        self.deeper(start)
        operand = self.operand(level)
        self.depth -= 1
        return Prefixed(sign, operand, self.span_from(start.span[0]))

    def bracketed(self) -> Phrase:
        opening = self.take()
        self.deeper(opening)
        phrase = self.operand(_OR)
        self.close(opening, ")")
        self.depth -= 1
        return replace(phrase, span=self.span_from(opening.span[0]))

    def word(self) -> Phrase:
        """Read a bare word, yes or no, or a question with its brackets."""
        token = self.take()
        if self.token.text == "(":
            if token.text in EXTREMES:
                return self.extremes(token)
            if token.text in QUESTIONS:
                return self.question(token)
            raise misreadings.unknown_question(self, token)
        if token.text in (*EXTREMES, *QUESTIONS):
            raise misreadings.not_asked(self, token)
        if token.text in ANSWERS:
            return Answer(ANSWERS[token.text], token.span)
        return Word(token.text, token.span)

    def listed(self) -> Phrase:
        opening = self.token
        if not self.takes("["):
            self.refuse_wrong_token()
            raise misreadings.no_list(self)
        if self.token.text == "]":
            raise misreadings.empty_list((opening.span[0], self.token.span[1]))
        values = self.separated()
        self.close(opening, "]")
        return Listed(values, self.span_from(opening.span[0]))

    def extremes(self, name: Token) -> Phrase:
        opening = self.take()
        self.deeper(opening)
        if self.token.text == ")":
            raise misreadings.ill_asked(self, name, "one number or more")
        operands = self.separated()
        self.close(opening, ")")
        self.depth -= 1
        return Extremes(cast(Literal["min", "max"], name.text), operands, self.span_from(name.span[0]))

    def separated(self) -> tuple[Phrase, ...]:
        """Read one or more phrases with commas between them."""
        phrases = [self.operand(_OR)]
        while self.takes(","):
            phrases.append(self.operand(_OR))
        return tuple(phrases)

    def question(self, name: Token) -> Phrase:
        opening = self.take()
        words = [self.id(name)]
        if name.text == "chose" and self.takes("."):
            words.append(self.id(name))
        self.refuse_wrong_token()
        if self.token.kind != "end" and self.token.text != ")":
            raise misreadings.ill_asked(self, name, "one id and nothing else")
        self.close(opening, ")")
        scene = words[0] if len(words) == 2 else None
        return Question(cast(Function, name.text), scene, words[-1], self.span_from(name.span[0]))

    def id(self, name: Token) -> Word:
        self.refuse_wrong_token()
        if self.token.kind != "word":
            raise misreadings.ill_asked(self, name, "an id in its brackets")
        token = self.take()
        return Word(token.text, token.span)

    def refuse_wrong_token(self) -> None:
        if misread := misreadings.wrong_token(self):
            raise misread

    def deeper(self, opening: Token) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            message = f"this is more than {DEEPEST} brackets and signs deep"
            raise Misread("E003", message, _SIMPLER, opening.span)

    def close(self, opening: Token, closing: str) -> None:
        if not self.takes(closing):
            raise misreadings.not_closed(self, opening, closing)
