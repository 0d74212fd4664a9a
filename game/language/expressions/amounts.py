"""What authors write where a number is due, and the number that they mean: `70%`, `0.7`, `7/10`, `up 3`."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from game.language.expressions.errors import ExpressionError, shown

_ODDS: Final = "odds are whole numbers, and per cent already"
_POINTS: Final = "an effect is a number of points, with a plus or a minus in front"

_UP: Final = "up|plus|add|gain|increase|increases|rise|rises|raise|raises|more|higher"
_DOWN: Final = "down|minus|lose|decrease|decreases|fall|falls|drop|drops|reduce|reduces|lower|less"
_WORDS: Final = re.compile(rf"(?:(?P<up>{_UP})|(?:{_DOWN}))(?: +by)? *(?P<number>\d+)(?: *points?)?", re.IGNORECASE)
_PER_CENT: Final = re.compile(r"(?P<number>[+-]? *\d+) *(?:%|per ?cent)", re.IGNORECASE)
_PARTS: Final = re.compile(r"(?P<part>\d+) *(?:/|in|out +of|of|:) *(?P<whole>\d+)", re.IGNORECASE)
_DECIMAL: Final = re.compile(r"(?P<sign>[+-]?) *(?P<number>\d*\.\d+)")
_POINTED: Final = re.compile(r"(?P<number>[+-]? *\d+) *(?:points?|pts?)", re.IGNORECASE)
_SPELT: Final = re.compile(
    r"(?P<sign>[+-]?) *(?P<word>zero|one|two|three|four|five|six|seven|eight|nine|ten)", re.IGNORECASE
)
_FIGURES: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def odds_in_words(text: str) -> ExpressionError | None:
    """Return what is wrong with odds that are a number in another form; None where they are not."""
    text = text.strip()
    if match := _PER_CENT.fullmatch(text):
        return _told("E004", text, match["number"].lstrip("+ "), _ODDS, "is written as the number alone")
    share, said = Fraction(0), ""
    if match := _PARTS.fullmatch(text):
        share = Fraction(int(match["part"]), int(match["whole"]) or 1)
        divides = "comes to 0 here: a division drops what is left over"
        said = divides if "/" in text else "is written as one number here, how many in a hundred"
    elif match := _DECIMAL.fullmatch(text):
        share, said = Fraction(match["number"]), "is not a whole number"
    if not 0 < share < 1:
        return None
    per_cent = share * 100
    near = [str(int(per_cent))] if per_cent.denominator == 1 else [str(int(per_cent)), str(int(per_cent) + 1)]
    return _told("E007", text, "` or `".join(near), _ODDS, said)


def amount_in_words(text: str) -> ExpressionError | None:
    """Return what is wrong with an amount that is a number in another form; None where it is not."""
    text = text.strip()
    if match := _PER_CENT.fullmatch(text):
        number = match["number"].replace(" ", "")
        return _told("E004", text, number, _POINTS, "is written as the number alone")
    if match := _POINTED.fullmatch(text):
        return _told("E010", text, match["number"].replace(" ", ""), _POINTS, "is written as the number alone")
    if match := _WORDS.fullmatch(text):
        sign = "+" if match["up"] else "-"
        return _told("E010", text, f"{sign}{match['number']}", _POINTS, "is written with a sign here")
    if match := _SPELT.fullmatch(text):
        figure = _FIGURES.index(match["word"].lower())
        near = f"{match['sign']}{figure}" if match["sign"] else f"+{figure}` or `-{figure}"
        return _told("E020", text, near, _POINTS, "is written in figures here")
    match = _DECIMAL.fullmatch(text)
    if match and match["sign"] and (number := Fraction(match["number"])).denominator > 1:
        near = f"{match['sign']}{int(number)}` or `{match['sign']}{int(number) + 1}"
        return _told("E007", text, near, "amounts are whole numbers", "is not a whole number")
    return None


def _told(code: str, text: str, meant: str, why: str, said: str) -> ExpressionError:
    return ExpressionError(f"{shown(text)} {said}", f"Write `{meant}`: {why}.", (0, len(text)), code)
