"""The names in a condition or an amount, whether or not it can be read yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from game.authoring.lsp.names import OPTIONS, Name, Names
from game.language.expressions.names import EXTREMES, QUESTIONS, RESERVED_WORDS
from game.language.expressions.tokens import Token, tokenize
from game.scenario.expressions import Span

_COMPARED: Final = ("is", "==", "!=", "<", "<=", ">", ">=")


class Named(NamedTuple):
    """A name in an expression, and where in its text."""

    name: Name
    span: Span
    alone: bool = False
    """In `chose(id)`, without the scene."""


def named_in(text: str, names: Names) -> Iterator[Named]:
    """Give every name of the file that an expression mentions, in reading order."""
    tokens = tokenize(text)
    for at, token in enumerate(tokens):
        if token.kind != "word" or _asks(tokens, at):
            continue
        asked = question_at(tokens, at)
        name = _target(asked, tokens, at, names) if asked else _bare(tokens, at, names)
        if name is not None:
            alone = name.kind in OPTIONS.values() and not _dotted(tokens, at)
            yield Named(name, token.span, alone)


def question_at(tokens: Sequence[Token], at: int) -> str | None:
    """Return the question in whose brackets a token stands as what is asked about; None outside of one."""
    first = at - 2 if _text(tokens, at - 1) == "." else at
    asked = _text(tokens, first - 2)
    return asked if _text(tokens, first - 1) == "(" and asked in QUESTIONS else None


def scene_before(tokens: Sequence[Token], at: int) -> str | None:
    """Return the scene in front of a token's dot, as in `chose(scene.id)`."""
    return _text(tokens, at - 2) if _dotted(tokens, at) else None


def owners(tokens: Sequence[Token], at: int) -> Iterator[str]:
    """Give what a token is compared with: the fact, `role` or `ending` whose word it may be."""
    left = at - 1
    while _text(tokens, left) in ("(", "[", ",") or (_in_list(tokens, left) and tokens[left].kind == "word"):
        left -= 1
    if _text(tokens, left) == "in":
        yield _word_before(tokens, left - (_text(tokens, left - 1) == "not"))
    left = _past(tokens, at - 1, "(", -1)
    left -= _text(tokens, left) == "not" and _text(tokens, left - 1) == "is"
    if _text(tokens, left) in _COMPARED:
        yield _word_before(tokens, left)
    right = _past(tokens, at + 1, ")", 1)
    if _text(tokens, right) in _COMPARED:
        right += 2 if _text(tokens, right + 1) == "not" else 1
        yield _text(tokens, _past(tokens, right, "(", 1))


def _target(asked: str, tokens: Sequence[Token], at: int, names: Names) -> Name | None:
    id = tokens[at].text
    if asked == "chose":
        if _text(tokens, at + 1) == ".":
            return names.known("scene", id)
        return names.option(id, scene_before(tokens, at))
    if asked == "visited":
        return names.known("scene", id)
    return names.known("event" if asked == "happened" else "ending", id)


def _bare(tokens: Sequence[Token], at: int, names: Names) -> Name | None:
    id = tokens[at].text
    for owner in owners(tokens, at):
        if word := names.word_of(owner, id):
            return word
    return None if id in RESERVED_WORDS else names.known("meter", id) or names.known("fact", id)


def _asks(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word begins a question, so that it names nothing itself."""
    return tokens[at].text in (*QUESTIONS, *EXTREMES) and _text(tokens, at + 1) == "("


def _dotted(tokens: Sequence[Token], at: int) -> bool:
    return _text(tokens, at - 1) == "."


def _in_list(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a token stands between `[` and `]`."""
    for token in reversed(tokens[: max(at, 0)]):
        if token.text in ("[", "]"):
            return token.text == "["
    return False


def _word_before(tokens: Sequence[Token], at: int) -> str:
    return _text(tokens, _past(tokens, at - 1, ")", -1))


def _past(tokens: Sequence[Token], at: int, bracket: str, step: int) -> int:
    while _text(tokens, at) == bracket:
        at += step
    return at


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""
