"""Conditions, amounts and texts as the page of the language has them: read and worked out in one go, slowly.

Written from the page alone; nothing of the engine is used. Expressions are taken to be well formed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

Value: TypeAlias = bool | int | str
Ask: TypeAlias = Callable[[str, str], bool]
"""Answers `visited`, `chose` and `happened` about an id."""

_TOKEN = re.compile(r"\s*(is not|not in|<=|>=|==|!=|[-+*/()<>,\[\]]|[a-z](?:[a-z0-9.-]*[a-z0-9])?|\d+)")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_PAIRS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "is": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "is not": lambda a, b: a != b,
}


def worked_out(text: str, values: Mapping[str, Value], ask: Ask) -> Any:
    """Return what a condition or an amount comes to; a word that names nothing stands for itself."""
    return _Expression(text, values, ask).either()


class _Expression:
    """One expression, loosest operator first, each level a method."""

    def __init__(self, text: str, values: Mapping[str, Value], ask: Ask) -> None:
        self.tokens = _TOKEN.findall(text)
        assert "".join(self.tokens).replace(" ", "") == text.replace(" ", ""), text
        self.values, self.ask = values, ask

    def next(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def take(self, *wanted: str) -> str:
        return self.tokens.pop(0) if self.next() in wanted else ""

    def either(self) -> Any:
        value = self.both()
        while self.take("or"):
            other = self.both()
            value = value or other
        return value

    def both(self) -> Any:
        value = self.denied()
        while self.take("and"):
            other = self.denied()
            value = value and other
        return value

    def denied(self) -> Any:
        return not self.denied() if self.take("not") else self.compared()

    def compared(self) -> Any:
        left = self.summed()
        if sign := self.take("in", "not in"):
            return (left in self.listed("[", "]")) == (sign == "in")
        holds: bool | None = None
        while sign := self.take(*_PAIRS):
            right = self.summed()
            holds = holds is not False and _PAIRS[sign](left, right)
            left = right
        return left if holds is None else holds

    def summed(self) -> Any:
        value = self.multiplied()
        while sign := self.take("+", "-"):
            other = self.multiplied()
            value = value + other if sign == "+" else value - other
        return value

    def multiplied(self) -> Any:
        value = self.signed()
        while sign := self.take("*", "/"):
            other = self.signed()
            value = value * other if sign == "*" else _toward_zero(value, other)
        return value

    def signed(self) -> Any:
        sign = self.take("+", "-")
        return -self.signed() if sign == "-" else self.signed() if sign else self.single()

    def single(self) -> Any:
        if self.take("("):
            value = self.either()
            self.tokens.remove(")")
            return value
        word = self.tokens.pop(0)
        if word in ("min", "max"):
            return (min if word == "min" else max)(self.listed("(", ")"))
        if word in ("visited", "chose", "happened"):
            _, id, _ = (self.tokens.pop(0) for _ in range(3))
            return self.ask(word, id)
        if word in _YES_NO:
            return _YES_NO[word]
        return int(word) if word.isdecimal() else self.values.get(word, word)

    def listed(self, opening: str, closing: str) -> list[Any]:
        assert self.take(opening)
        values = [self.either()]
        while self.take(","):
            values.append(self.either())
        assert self.take(closing)
        return values


def _toward_zero(dividend: int, divisor: int) -> int:
    sign = 1 if (dividend < 0) == (divisor < 0) else -1
    return sign * (abs(dividend) // abs(divisor))


def literal(text: str) -> Value:
    """Return what `set` and the start of a fact give: yes or no, a whole number, or a word."""
    if text in _YES_NO:
        return _YES_NO[text]
    return int(text) if re.fullmatch(r"[+-]?\d+", text) else text


def filled(text: str, values: Mapping[str, Value], bands: Mapping[str, Sequence[tuple[int, str]]]) -> str:
    """Return a text with its placeholders filled in; `bands` are each meter's words, lowest first."""

    def shown(brace: re.Match[str]) -> str:
        if brace.group() == "{{":
            return "{"
        name, _, word = brace.group(1).partition(".")
        value = values[name]
        if word:
            return [band for lowest, band in bands[name] if int(value) >= lowest][-1]
        return ("yes" if value else "no") if isinstance(value, bool) else str(value)

    return re.sub(r"\{\{|\{([^{}]*)\}", shown, text)
