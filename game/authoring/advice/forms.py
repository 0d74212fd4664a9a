"""Forms that can be read and may mean something else to their author: a text in brackets, a number without a sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.authoring.advice.codes import BULLETS, TEXT_IN_BRACKETS, UNSIGNED_EFFECT
from game.authoring.advice.subject import Subject
from game.language.diagnostics import Diagnostic
from game.language.expressions.errors import shown
from game.language.places import Path
from game.language.reading.entries import bulleted
from game.language.reading.nodes import Items, Scalar

_TOLD = ("text", "else", "reply")
"""Keys that hold a paragraph, or a list of beats."""
_UNSIGNED = re.compile(r"\d+")


def advise(subject: Subject) -> Iterator[Diagnostic]:
    """Say where what stands there is read otherwise than it looks."""
    for path, scalar in subject.scalars:
        if len(path) > 1 and path[-2] == "effects" and _UNSIGNED.fullmatch(scalar.text):
            yield _unsigned(subject, path, scalar.text)
        if len(path) > 1 and path[-1] == 0 and path[-2] in _TOLD and _in_brackets(subject, path[:-1]):
            help = f"Take the brackets away: {shown(f'{path[-2]}: {scalar.text}')}."
            said = "square brackets make a list, and the player does not see them"
            yield subject.about_value(TEXT_IN_BRACKETS, path, said, help)
        if scalar.plain and path[-1] in _TOLD and (first := _run_together(subject, scalar)):
            said = "this is one paragraph, with the dashes or bullets of its lines in the middle of it"
            help = f"Begin each line with a hyphen and a space: {shown(f'- {first}')}."
            yield subject.about_value(BULLETS, path, said, help)


def _unsigned(subject: Subject, path: Path, number: str) -> Diagnostic:
    """Word an amount such as `60`, which is added like `+60`."""
    name = str(path[-1])
    help = f"Write `+{number}` if it adds"
    if name in subject.model.facts:
        help += f"; to give it that value, write `set: {{{name}: {number}}}`"
    else:
        help += "; a meter cannot be set to a value"
    said = f"this adds {number} to `{name}`, and does not set it"
    return subject.about_value(UNSIGNED_EFFECT, path, said, f"{help}.")


def _run_together(subject: Subject, scalar: Scalar) -> str:
    """Return the first entry of a list that is read as one text, for a bullet or no dash before it; empty if none."""
    first, *more = [line.strip() for line in subject.lines[scalar.span.line - 1 : scalar.span.end_line]]
    words = bulleted(first)
    listed = any(line.startswith("- ") or (words and bulleted(line)) for line in more)
    return (words or first) if listed else ""


def _in_brackets(subject: Subject, path: Path) -> bool:
    """Say whether one text without quotes stands alone in square brackets."""
    items = subject.node(path)
    if not isinstance(items, Items) or len(items.items) != 1:
        return False
    only, line = items.items[0], subject.lines[items.span.line - 1]
    return isinstance(only, Scalar) and only.plain and line[items.span.column - 1] == "["
