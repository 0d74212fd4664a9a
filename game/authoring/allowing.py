"""Warnings that their author has silenced on their line: `# allow CODE: reason`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from game.authoring.advice.codes import ALLOW_UNUSED, ALLOW_WITHOUT_REASON
from game.language.diagnostics import Diagnostic, Place
from game.language.expressions.names import nearest
from game.language.reading.nodes import Items, Map, Node, Scalar

_ALLOW = re.compile(r"(?:^|[ \t])# *allow(?:[ :]+([A-Za-z]\d{1,4})\b[ \t]*:?[ \t]*(.*)|[ :]*)$")


@dataclass
class Allowance:
    """One comment that allows one code on its line."""

    code: str
    """Empty where none is named."""
    reason: str
    place: Place
    used: bool = field(default=False)


def allowances(lines: Sequence[str], root: Node) -> list[Allowance]:
    """Return the allowances of a file, in file order; what looks like one inside a text is text."""
    found: list[Allowance] = []
    if not any("allow" in line for line in lines):
        return found
    texts = list(_texts(root))
    for number, line in enumerate(lines, 1):
        match = _ALLOW.search(line) if "allow" in line else None
        if match is None or any(_covers(span, number, match.start() + 2) for span in texts):
            continue
        start = match.group().index("#") + match.start()
        place = Place(number, start + 1, number, len(line.rstrip()) + 1)
        found.append(Allowance((match.group(1) or "").upper(), (match.group(2) or "").strip(), place))
    return found


def settle(
    found: Sequence[Diagnostic],
    allowed: Sequence[Allowance],
    file: str,
    known: Collection[str],
    strict: bool,
    unjudged: Collection[str] = (),
) -> list[Diagnostic]:
    """Take out the warnings that are allowed, and add what is wrong with the allowances themselves.

    Of the codes that are `unjudged` nobody looked, or not far enough, to say that an allowance is in vain.
    """
    left = [it for it in found if not is_allowed(it, allowed)]
    for it in allowed:
        if it.code not in known:
            near = nearest(it.code, known) if it.code else None
            said = f"there is no code {it.code}" if it.code else "this names no code"
            help = "Write it as `# allow W004: why`." if not near else f"Did you mean {near}?"
            left.append(Diagnostic(ALLOW_WITHOUT_REASON, "warning", said, file, it.place, help=help))
        elif not it.reason:
            help = f"Write it after a colon: `# allow {it.code}: why`."
            said = f"{it.code} is allowed here without a reason"
            left.append(Diagnostic(ALLOW_WITHOUT_REASON, "warning", said, file, it.place, help=help))
        elif strict and not it.used and it.code not in unjudged:
            said = f"{it.code} is allowed here, and nothing on this line would be told"
            left.append(Diagnostic(ALLOW_UNUSED, "warning", said, file, it.place, help="Take the comment out."))
    return left


def is_allowed(it: Diagnostic, allowed: Sequence[Allowance]) -> bool:
    """Say whether a warning is allowed on its line, and note which allowance does it."""
    matching = [a for a in allowed if it.place and a.place.line == it.place.line and a.code == it.code]
    for allowance in matching:
        allowance.used = True
    return it.severity == "warning" and bool(matching)


def _texts(node: Node) -> Iterator[Place]:
    """Give the places where a # is part of a text: quoted texts, and the lines of blocks."""
    if isinstance(node, Map):
        for _, value in node.entries:
            yield from _texts(value)
    elif isinstance(node, Items):
        for item in node.items:
            yield from _texts(item)
    elif isinstance(node, Scalar) and not node.plain:
        span = node.span
        yield Place(span.line + 1, 1, span.end_line, span.end_column) if node.block else span


def _covers(span: Place, line: int, column: int) -> bool:
    return (span.line, span.column) <= (line, column) < (span.end_line, span.end_column)
