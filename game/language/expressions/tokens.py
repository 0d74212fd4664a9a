"""An author's expression cut into words, numbers and signs, and what is meant where one is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from game.language.expressions.errors import character_name, shown
from game.language.expressions.names import RESERVED_WORDS, folded
from game.scenario.expressions import Span

TokenKind: TypeAlias = Literal["number", "word", "sign", "wrong", "end"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one token."""

    code: str
    message: str
    help: str
    meant: str | None = None
    """What should stand in its place; None where nobody can tell."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign of an expression; the last one is always the end, which is empty."""

    kind: TokenKind
    text: str
    span: Span
    mistake: Mistake | None = None
    """Only in a wrong token."""


_TOKEN: Final = re.compile(
    r"""
      (?P<space>  [ \t\r\n]+ )
    | (?P<quoted> ["“”„«»][^"“”„«»]*["“”«»] | ['‘’`][^'‘’`]*['‘’`] )
    | (?P<number> \.?[0-9][\w.]* )
    | (?P<word>   [^\W\d][\w-]* )
    | (?P<foreign> &&? | \|\|? | ={3} | !== | => | =< | <> | =! | \*\* | // | =(?!=) | !(?!=) )
    | (?P<sign>   <= | >= | == | != | [-+*/<>()\[\],.] )
    | (?P<other>  . )
    """,
    re.VERBOSE | re.DOTALL,
)

_OUR_SIGNS: Final[Mapping[str, str]] = {
    "&": "and",
    "&&": "and",
    "|": "or",
    "||": "or",
    "!": "not",
    "===": "==",
    "!==": "!=",
    "=!": "!=",
    "≠": "!=",
    "<>": "!=",
    "=>": ">=",
    "≥": ">=",
    "=<": "<=",
    "≤": "<=",
    "//": "/",
    "÷": "/",
    "×": "*",
    "−": "-",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
}
"""Signs of other languages and of word processors, and ours for them."""

_NO_SUCH_SIGN: Final[Mapping[str, str]] = {
    "%": "A per cent is written as a whole number alone: `70`.",
    "**": "There are no powers; multiply: `3 * 3`.",
    "^": "There are no powers; multiply: `3 * 3`.",
    ":": "A choice or look is named by its id alone, as in `chose(count)`.",
}

_IN_CONDITIONS: Final = "Conditions are made of names, whole numbers, `and`, `or`, `not`, `is`, `<`, `>=` and so on."


def tokenize(text: str) -> tuple[Token, ...]:
    """Cut a text into its tokens, the end last. Nothing is refused here: what is wrong says so itself."""
    tokens = [_token(match) for match in _TOKEN.finditer(text) if match.lastgroup != "space"]
    return (*tokens, Token("end", "", (len(text), len(text))))


def corrected(text: str, tokens: tuple[Token, ...]) -> str | None:
    """Return the text with every wrong token put right, and spaces around every minus between two values.

    None where something wrong has no one meaning.
    """
    written, past = [], 0
    for before, token in zip((None, *tokens), tokens, strict=False):
        replacement = token.text
        if token.mistake is not None:
            if token.mistake.meant is None:
                return None
            replacement = token.mistake.meant
            if replacement.isalpha() and token.mistake.code != "E006":
                replacement = f" {replacement} "
        elif token.text == "-" and before is not None and ends_a_value(before):
            replacement = " - "
        written += [text[past : token.span[0]], replacement]
        past = token.span[1]
    return re.sub(r"\s+", " ", "".join(written)).strip()


def ends_a_value(token: Token) -> bool:
    """Say whether a sign after this token stands between two parts, rather than before one."""
    if token.kind == "word":
        return token.text not in ("and", "or", "not", "is", "in")
    return token.kind == "number" or token.text in (")", "]")


def _token(match: re.Match[str]) -> Token:
    text, span = match.group(), match.span()
    mistake: Mistake | None = None
    match match.lastgroup:
        case "quoted":
            mistake = _quoted(text)
        case "number":
            mistake = _odd_number(text)
        case "word":
            mistake = _capitals(text)
        case "foreign" if text == "=":
            before_word = re.match(r"\s*[^\W\d]", match.string[match.end() :])
            mistake = _ours("=", "is" if before_word else "==")
        case "foreign" | "other":
            mistake = _foreign(text, after_number=match.string[: match.start()].rstrip()[-1:].isdigit())
    if mistake is not None:
        return Token("wrong", text, span, mistake)
    kind: TokenKind = "number" if match["number"] else "word" if match["word"] else "sign"
    return Token(kind, text, span)


def _quoted(text: str) -> Mistake:
    inner = text[1:-1].strip()
    meant = inner if inner.isdigit() else folded(inner)
    return Mistake(
        "E006",
        "words stand without quotation marks here",
        f"Write {shown(meant)}." if meant else "Name a word of the list.",
        meant or None,
    )


def _odd_number(text: str) -> Mistake | None:
    if re.fullmatch(r"[0-9]+", text):
        return None
    if decimal := re.fullmatch(r"([0-9]*)\.([0-9]+)", text):
        whole = int(decimal[1] or "0")
        near = f"Write `{whole}` or `{whole + 1}`." if int(decimal[2]) else f"Write `{whole}`."
        return Mistake("E007", f"{shown(text)} is not a whole number", near, None if int(decimal[2]) else str(whole))
    if re.fullmatch(r"[0-9]+(_[0-9]+)*\.?", text):
        figures = re.sub(r"[_.]", "", text)
        return Mistake("E007", f"{shown(text)} is not written in figures alone", f"Write `{figures}`.", figures)
    return Mistake(
        "E007",
        f"{shown(text)} is neither a whole number nor a name",
        "A number is written in figures alone, and a name starts with a letter.",
    )


def _capitals(text: str) -> Mistake | None:
    ours = text.lower()
    if ours == text or ours not in RESERVED_WORDS:
        return None
    return Mistake("E008", f"{shown(text)} is written in lower case", f"Write `{ours}`.", ours)


def _foreign(text: str, after_number: bool = False) -> Mistake:
    if text in _OUR_SIGNS:
        return _ours(text, _OUR_SIGNS[text])
    if not text.isprintable():
        meant = " " if text.isspace() else "" if unicodedata.category(text) == "Cf" else None
        return Mistake("E005", f"there is an invisible character here ({character_name(text)})", "Take it out.", meant)
    if text in "\"'`“”„«»‘’":
        return Mistake("E006", "a quotation mark has no meaning here", "Words stand without quotation marks.", "")
    meant = "" if text in "{}$@" or (text == "%" and after_number) else None
    return Mistake("E004", f"{shown(text)} has no meaning here", _NO_SUCH_SIGN.get(text, _IN_CONDITIONS), meant)


def _ours(sign: str, ours: str) -> Mistake:
    return Mistake("E004", f"{shown(sign)} is written `{ours}` here", f"Write `{ours}`.", ours)
