"""Why an expression could not be read where the cursor stands, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from game.language.expressions.cursor import Cursor
from game.language.expressions.errors import ExpressionError, several, shown
from game.language.expressions.names import EXTREMES, QUESTIONS, nearest
from game.language.expressions.tokens import Token, corrected, ends_a_value
from game.scenario.expressions import Span

EXAMPLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "visited": "visited(scene)",
        "chose": "chose(choice)",
        "happened": "happened(event)",
        "share": "share(ending)",
        "min": "min(a, b)",
        "max": "max(a, b)",
    }
)
"""How each question is asked."""

_NARROW_MINUS: Final = "a minus between two amounts needs a space on both sides"

JOINED: Final = "Join them with `and`, `or` or a comparison."
"""What to do with two parts side by side, in a condition."""

_SPOKEN: Final = tuple(
    (re.compile(rf"\b(?:is )?(?:{words})\b"), sign)
    for words, sign in (
        ("(?:greater|higher|more|larger) than|above|over", ">"),
        ("(?:less|lower|fewer|smaller) than|below|under", "<"),
        ("at least", ">="),
        ("at most", "<="),
        ("equals?(?: to)?", "=="),
        ("^(?:if|when)", ""),
    )
)
"""Comparisons as they are spoken, and the signs for them."""


class Misread(Exception):
    """An ExpressionError in the making: `fixed` is the whole text as it was probably meant, not yet tried."""

    def __init__(self, code: str, message: str, help: str, span: Span, fixed: str | None = None) -> None:
        """Take what an ExpressionError takes, and the correction that may stand in place of the help."""
        super().__init__(message)
        self.code, self.message, self.help, self.span, self.fixed = code, message, help, span, fixed

    def told(self, works: bool) -> ExpressionError:
        """Return the error for the author, with the correction in full where it works."""
        help = f"Write {shown(self.fixed, limit=500)}." if self.fixed and works else self.help
        return ExpressionError(self.message, help, self.span, self.code)


def wrong_token(cursor: Cursor) -> Misread | None:
    """Return what is wrong with the next token itself, if anything is."""
    mistake, before = cursor.token.mistake, cursor.before
    if mistake is None:
        return None
    fixed = corrected(cursor.text, cursor.tokens)
    is_word = mistake.code == "E006" and mistake.meant and not mistake.meant.isdecimal()
    if is_word and before is not None and before.text in ("<", "<=", ">", ">="):
        message = f"`{before.text}` compares whole numbers, and this is a word"
        return Misread("E031", message, f"Write a number, such as `{before.text} 40`.", cursor.token.span, fixed)
    return Misread(mistake.code, mistake.message, mistake.help, cursor.token.span, fixed)


def nothing_here(cursor: Cursor) -> Misread:
    """A value was due where the cursor stands."""
    before, token = cursor.before, cursor.token
    span = token.span if before is None or token.kind != "end" else before.span
    if token.text == "[":
        return Misread("E015", "square brackets stand only after `in`", "Write `(` and `)` for grouping.", span)
    if token.text == ".":
        return _full_stop(cursor)
    if before is None:
        place = f"before {shown(token.text)}"
    elif token.kind == "end":
        place = f"after {shown(before.text)}"
    else:
        place = f"between {shown(before.text)} and {shown(token.text)}"
    help = "A name, a number or a question belongs there."
    if before is not None and before.text + token.text in ("==", ">=", "<=", "!="):
        help = f"Write `{before.text}{token.text}` without a space."
    return Misread("E009", f"something is missing {place}", help, span)


def left_over(cursor: Cursor) -> Misread:
    """The expression was complete, and goes on."""
    token, before = cursor.token, cursor.before
    if token.text in (")", "]"):
        fixed = cursor.replaced(token.span, "")
        return Misread("E011", f"this `{token.text}` closes nothing", "Take it out.", token.span, fixed)
    if token.text == ".":
        return _full_stop(cursor)
    if token.text == "[":
        return Misread("E015", "square brackets stand only after `in`", "Write `in [a, b]`.", token.span)
    if token.text == ",":
        return _comma(cursor)
    assert before is not None, "something was read before anything can be left over"
    if before.text.endswith("-"):
        fixed = cursor.replaced(before.span, f"{before.text[:-1]} -")
        return Misread("E012", _NARROW_MINUS, "Put spaces around the minus.", before.span, fixed)
    return _unjoined(cursor, before)


def _unjoined(cursor: Cursor, before: Token) -> Misread:
    """Two parts stand side by side."""
    token = cursor.token
    between = (before.span[0], token.span[1])
    message = f"nothing joins {shown(before.text)} and {shown(token.text)}"
    help = JOINED
    if before.kind == token.kind == "word" and ends_a_value(token):
        help = f"Join them with `and` or `or`, or, if they are one name, write `{before.text}-{token.text}`."
    fixed = cursor.text
    for spoken, sign in _SPOKEN:
        fixed = spoken.sub(f" {sign} ", fixed)
    if fixed == cursor.text:
        fixed = f"{cursor.text[: before.span[1]]} and {cursor.text[token.span[0] :]}"
    return Misread("E010", message, help, between, re.sub(r"\s+", " ", fixed).strip())


def _comma(cursor: Cursor) -> Misread:
    """A comma, perhaps within a number such as `1,000`."""
    token, before, following = cursor.token, cursor.before, cursor.following
    fixed, help = None, "Join two conditions with `and` or `or`."
    if before and before.kind == "number" and following.kind == "number" and len(following.text) == 3:
        help, fixed = "A number is written without commas.", cursor.replaced(token.span, "")
    message = "a comma stands only inside `[…]`, `min(…)` and `max(…)`"
    return Misread("E010", message, help, token.span, fixed)


def _full_stop(cursor: Cursor) -> Misread:
    message = "a full stop stands only between a scene and its choice"
    return Misread("E016", message, "Write `chose(scene.choice)`.", cursor.token.span)


def not_closed(cursor: Cursor, opening: Token, closing: str) -> Misread:
    """A bracket should have closed where the cursor stands."""
    token = cursor.token
    if token.text in (")", "]"):
        fixed = cursor.replaced(token.span, closing)
        message = f"`{opening.text}` is closed with `{closing}`, not with `{token.text}`"
        return Misread("E011", message, f"Write `{closing}`.", token.span, fixed)
    if token.kind != "end":
        return left_over(cursor)
    message = f"this `{opening.text}` is never closed"
    return Misread("E011", message, f"Close it with `{closing}`.", opening.span, cursor.text.rstrip() + closing)


def bare_not(cursor: Cursor) -> Misread:
    """A `not` stands straight after a comparison or a sign."""
    before, token = cursor.before, cursor.token
    fixed = None
    if before is not None and before.text == "==":
        fixed = cursor.replaced((before.span[0], token.span[1]), "is not")
    message = f"`not` needs brackets after {shown(before.text if before else '')}"
    return Misread("E017", message, "Put brackets round it: `(not …)`.", token.span, fixed)


def narrow_minus(cursor: Cursor) -> Misread | None:
    """Return what is wrong with a minus between two values that lacks a space, if it does."""
    start, end = cursor.token.span
    if cursor.text[start - 1].isspace() and cursor.text[end : end + 1].isspace():
        return None
    fixed = corrected(cursor.text, cursor.tokens)
    return Misread("E012", _NARROW_MINUS, "Put spaces around the minus.", (start, end), fixed)


def is_in(cursor: Cursor, span: Span, ours: str) -> Misread:
    """`is in` or `is not in`, which are written `in` and `not in`."""
    message = f"{shown(cursor.text[slice(*span)])} is written `{ours}` here"
    return Misread("E015", message, f"Write `{ours} [a, b]`.", span, cursor.replaced(span, ours))


def no_list(cursor: Cursor) -> Misread:
    """`in` is followed by something other than a square bracket."""
    token = cursor.token
    fixed = None
    if token.text == "(" and (closing := cursor.text.find(")", token.span[1])) > 0:
        values = cursor.text[token.span[1] : closing]
        fixed = cursor.replaced((token.span[0], closing + 1), f"[{values}]")
    elif token.kind in ("word", "number"):
        fixed = cursor.replaced(token.span, f"[{token.text}]")
    span = token.span if token.kind != "end" or cursor.before is None else cursor.before.span
    return Misread("E015", "`in` wants a list in square brackets", "Write `in [a, b]`.", span, fixed)


def empty_list(span: Span) -> Misread:
    """`in []`, which could never hold."""
    return Misread("E015", "this list is empty", "Write `in [a, b]`.", span)


def unknown_question(cursor: Cursor, name: Token) -> Misread:
    """A bracket opens after a word that takes none."""
    near = nearest(name.text, (*QUESTIONS, *EXTREMES))
    known = several(f"`{example}`" for example in EXAMPLES.values())
    help = f"Did you mean `{EXAMPLES[near]}`?" if near else f"What can be asked is {known}."
    fixed = cursor.replaced(name.span, near) if near else None
    return Misread("E013", f"nothing is asked with {shown(name.text + '(…)')}", help, name.span, fixed)


def not_asked(cursor: Cursor, name: Token) -> Misread:
    """A question's word without its brackets."""
    token = cursor.token
    fixed = None
    if name.text in QUESTIONS and token.kind == "word" and ends_a_value(token):
        fixed = cursor.replaced((name.span[1], token.span[1]), f"({token.text})")
    message = f"`{name.text}` needs brackets after it"
    return Misread("E014", message, f"Write `{EXAMPLES[name.text]}`.", name.span, fixed)


def ill_asked(cursor: Cursor, name: Token, wants: str) -> Misread:
    """A question's brackets hold something else than they should."""
    span = (name.span[0], cursor.token.span[1])
    return Misread("E014", f"`{name.text}` wants {wants}", f"Write `{EXAMPLES[name.text]}`.", span)
