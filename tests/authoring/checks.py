"""A good scenario, and what is found once something in it is changed; without `seconds` by reading it alone."""

from __future__ import annotations

from pathlib import Path

from game.authoring.checking import check
from game.language.diagnostics import Diagnostic
from game.language.reading.reader import read_bytes

GOOD = (Path(__file__).parents[1] / "conformance" / "one-short" / "scenario.yaml").read_text(encoding="utf-8")


def changed(*changes: tuple[str, str]) -> str:
    text = GOOD
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def diagnostics(text: str, strict: bool = False, seconds: float = 0) -> list[Diagnostic]:
    return check(read_bytes(text.encode(), "night.yaml"), "night", strict, seconds).diagnostics


def found(text: str, strict: bool = False, seconds: float = 0) -> list[tuple[int, str]]:
    return [(it.place.line if it.place else 0, it.code) for it in diagnostics(text, strict, seconds)]


def line(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1
