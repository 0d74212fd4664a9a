"""The kinds of value that a key can ask for.

The reader keeps every scalar as the author typed it; here it becomes what its field asks for. So `No`, `12:30`
and `010` stay text where text is due, and only `yes no true false` are taken where a yes or no is due.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from game.language.codes import (
    BAD_FORM,
    BAD_ID,
    EMPTY_LIST,
    NOT_TEXT,
    NOT_WHOLE,
    NOT_YES_NO,
    OUT_OF_RANGE,
)
from game.language.expressions.errors import shown
from game.language.reading.entries import CURLY_QUOTES

_ID = re.compile(r"[a-z][a-z0-9-]*\Z")
_WHOLE = re.compile(r"[+-]?(0|[1-9][0-9]*)\Z")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\Z")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBER_WITH_MORE = re.compile(r"([+-]?)(\d+)(?:\.(\d+))?(?: *(?:%|[a-z]+\.?(?: [a-z]+)?))?", re.IGNORECASE)
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}

MOST_DIGITS = 12
"""A whole number longer than this is a slip of the finger."""


def mistake(code: str, message: str, help: str = "", key: str = "") -> PydanticCustomError:
    """Make a validation error that carries one of our codes and a help text. Braces in the words stay as they are.

    Of a group of keys, `key` names the one to point at; else it is the first.
    """
    return PydanticCustomError(code, "{message}", {"message": message, "help": help, "key": key})


def is_id(text: str) -> bool:
    """Say whether a text has the form of an id."""
    return _ID.match(text) is not None


def as_id(text: str) -> str:
    """Return the nearest id to a text that is none; may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-").lstrip("0123456789-")


def _id(text: str) -> str:
    if is_id(text):
        return text
    nearest = as_id(text)
    help = f"Write {nearest}" if nearest else "Give it a name such as night-shift"
    raise mistake(
        BAD_ID,
        f"{shown(text)} cannot be an id: ids are lower-case letters, digits and hyphens, starting with a letter",
        f"{help}, here and wherever it is used.",
    )


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return value
    kind, without = ("a list", "brackets or dashes") if isinstance(value, list) else ("a group of keys", "braces")
    if isinstance(value, dict) and next(iter(value), "").startswith(tuple(CURLY_QUOTES)):
        said = "curly quotes do not count as quotes, so the colon of this text ends a key"
        raise mistake(NOT_TEXT, said, 'Put straight quotes around the text: `"…"`.')
    raise mistake(
        NOT_TEXT,
        f"this should be text, and it is {kind}",
        f"Write the words on the same line without {without}, or after `>-` on the lines below. Words that hold a "
        "colon need quotes.",
    )


def _whole(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _WHOLE.match(value) and len(value) <= MOST_DIGITS:
        return int(value)
    stands = f", and {shown(value)} is not one" if isinstance(value, str) else ""
    raise mistake(NOT_WHOLE, f"this should be a whole number{stands}", _as_whole(value))


def _as_whole(value: Any) -> str:
    """Say which whole number was probably meant."""
    match = _NUMBER_WITH_MORE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or len(value) > MOST_DIGITS:
        return "Write digits alone, such as 5 or 50."
    sign, number, part = match.groups()
    if int(part or 0):
        return f"Write `{sign}{int(number)}` or `{sign}{int(number) + 1}`."
    return f"Write `{sign}{int(number)}`, without anything after it."


def _yes_no(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in _YES_NO:
        return _YES_NO[value]
    stands = f", and {shown(value)} is neither" if isinstance(value, str) else ""
    raise mistake(NOT_YES_NO, f"this should be yes or no{stands}", "Write yes or no, in small letters.")


def _month(value: str) -> str:
    if _MONTH.match(value):
        return value
    said = f"this should be a year and a month in figures, and it is {shown(value)}"
    meant = _as_month(value)
    help = f"Write `{meant}`." if meant else "Write the year, a hyphen and the month, such as `2026-11`."
    raise mistake(BAD_FORM, said, help)


def _as_month(text: str) -> str:
    """Return the year and month that were probably meant; empty where that cannot be told."""
    year = re.search(r"\b(?:19|20)\d\d\b", text)
    rest = text[: year.start()] + " " + text[year.end() :] if year else ""
    named = next((n for n, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}", rest, re.IGNORECASE)), 0)
    figures = [int(it) for it in re.findall(r"\d+", rest)]
    month = named or (figures[0] if len(figures) == 1 else 0)
    return f"{year.group()}-{month:02}" if year and 1 <= month <= 12 else ""


def _some(value: Any) -> Any:
    if value:
        return value
    help = "Give it at least one entry; a key that is not needed can be left out."
    raise mistake(EMPTY_LIST, "this list is empty", help)


def at_least(least: int, most: int = 10**MOST_DIGITS) -> AfterValidator:
    """Return a check that a number is at least `least` and at most `most`."""

    def check(value: int) -> int:
        if least <= value <= most:
            return value
        if value < least:
            raise mistake(OUT_OF_RANGE, f"{value} is too small", f"The smallest that makes sense here is {least}.")
        raise mistake(OUT_OF_RANGE, f"{value} is too large", f"The largest that makes sense here is {most}.")

    return AfterValidator(check)


def _schema(format: str, *types: str, **more: Any) -> WithJsonSchema:
    """Return a field's JSON Schema. `format` names the kind of value; editors that do not know it pass it by."""
    return WithJsonSchema({"type": list(types) if len(types) > 1 else types[0], "format": format, **more})


def _range(format: str, least: int, most: int = 1000) -> WithJsonSchema:
    return _schema(format, "integer", minimum=least, maximum=most)


# An editor reads `No` and `12` as YAML does; where text is due they are text all the same.
Text: TypeAlias = Annotated[str, BeforeValidator(_text), _schema("text", "string", "number", "boolean")]
Id: TypeAlias = Annotated[
    str, BeforeValidator(_text), AfterValidator(_id), _schema("id", "string", pattern="^[a-z][a-z0-9-]*$")
]
Reference: TypeAlias = Annotated[str, BeforeValidator(_text), _schema("name", "string")]
"""A name that must stand somewhere else in the file; the builder looks it up."""
Condition: TypeAlias = Annotated[str, BeforeValidator(_text), _schema("condition", "string", "boolean")]
"""Comes to yes or no."""
Amount: TypeAlias = Annotated[str, BeforeValidator(_text), _schema("number or expression", "integer", "string")]
"""A whole number, or an expression that comes to one."""
Whole: TypeAlias = Annotated[int, BeforeValidator(_whole), _schema("whole number", "integer")]
Ticks: TypeAlias = Annotated[int, BeforeValidator(_whole), at_least(0, 1000), _range("ticks", 0)]
LaterTicks: TypeAlias = Annotated[int, BeforeValidator(_whole), at_least(1, 1000), _range("ticks, 1 or more", 1)]
Minutes: TypeAlias = Annotated[int, BeforeValidator(_whole), at_least(1, 1000), _range("minutes", 1)]
YesNo: TypeAlias = Annotated[
    bool,
    BeforeValidator(_yes_no),
    WithJsonSchema({"enum": ["yes", "no", "true", "false", True, False], "format": "yes or no"}),
]
Month: TypeAlias = Annotated[str, BeforeValidator(_text), AfterValidator(_month), _schema("year-month", "string")]
Some = AfterValidator(_some)
"""At least one entry."""
