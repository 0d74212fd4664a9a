"""Which key one is in, told from the lines around the cursor: it has to work while the file cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from game.authoring.lsp.keys import ITEM, Steps
from game.language.reading.entries import Entry, entry_of, is_content

_COMMENT: Final = re.compile(r"(?:^|[ \t])#(?:[ \t]|$)")
_BLOCK: Final = re.compile(r"[|>][-+0-9]*$")


class Spot(NamedTuple):
    """Where the cursor is."""

    path: Steps
    """The keys that it stands in."""
    typed: str
    """What stands between the last of them, or its bracket, and the cursor."""
    value: bool
    """A value is due and no key: a colon stands before it, or it is within a text or a list in brackets."""
    beside: frozenset[str] = frozenset()
    """The keys that stand on the lines around it, in the same group."""


def spot_at(lines: Sequence[str], line: int, column: int) -> Spot | None:
    """Return where a cursor is; `line` and `column` count from 1. None in a comment."""
    before = lines[line - 1][: column - 1]
    if _COMMENT.search(before):
        return None
    entry = entry_of([before], 0)
    start = entry.start if before.strip() else len(before)
    path, in_text = _around(lines, line - 1, entry, start)
    if in_text:
        return Spot(path, before.strip(), True)
    typed = before[entry.colon + 1 if entry.key is not None else start :].lstrip()
    if entry.key is not None:
        path = (*path, entry.key)
    inside, typed, value = _in_brackets(typed, entry.key is not None)
    beside = frozenset() if value or inside else frozenset(_keys_beside(lines, line - 1, start))
    return Spot((*path, *inside), typed, value, beside)


def _keys_beside(lines: Sequence[str], number: int, column: int) -> Iterator[str]:
    """Give the keys of a group in block form on the lines before and after one of its own."""
    if not entry_of(lines, number).dash:
        for above in range(number - 1, -1, -1):
            it = entry_of(lines, above)
            if is_content(lines[above]) and it.start < column:
                break
            if it.start == column and it.key is not None:
                yield it.key
                if it.dash:
                    break
    for below in range(number + 1, len(lines)):
        it = entry_of(lines, below)
        if is_content(lines[below]) and (it.start < column or (it.dash and it.start == column)):
            break
        if it.start == column and it.key is not None:
            yield it.key


def _around(lines: Sequence[str], number: int, entry: Entry, start: int) -> tuple[Steps, bool]:
    """Return the keys around a line, and whether it is but a line of a text in block form."""
    path: list[str | int] = []
    column, in_item = start, False
    if entry.dash:
        path, column, in_item = [ITEM], entry.indent, True
    for above in range(number - 1, -1, -1):
        if column == 0 and not in_item:
            break
        if not is_content(lines[above]):
            continue
        it = entry_of(lines, above)
        if it.key is not None and (it.start < column or (in_item and it.start == column and not it.dash)):
            if _BLOCK.match(it.value):
                return _whole_path(lines, above, it), True
            path.append(it.key)
            column, in_item = it.start, False
        elif not (it.dash and it.start == column and not in_item):
            continue
        if it.dash:
            path.append(ITEM)
            column, in_item = it.indent, True
    return tuple(reversed(path)), False


def _whole_path(lines: Sequence[str], number: int, it: Entry) -> Steps:
    """Return the path of the key on a line."""
    assert it.key is not None
    return (*_around(lines, number, it, it.start)[0], it.key)


def _in_brackets(text: str, value: bool) -> tuple[Steps, str, bool]:
    """Return the keys within open brackets, what is typed after them, and whether that is a value.

    `value` says it for what stands in no bracket.
    """
    if not text.startswith(("{", "[")):
        return (), text, value
    steps: list[str | int] = []
    place = start = 0
    while place < len(text):
        sign = text[place]
        if sign in "\"'" and not text[start:place].strip():
            place = text.find(sign, place + 1) % (len(text) + 1)  # to the end, where it is not closed yet
        elif sign in "{[":
            steps.append("" if sign == "{" else ITEM)
            start = place + 1
        elif sign in "}]" and steps:
            steps.pop()
        elif sign == "," and steps:
            steps[-1] = ITEM if steps[-1] == ITEM else ""
            start = place + 1
        elif sign == ":" and steps and steps[-1] == "" and text[place + 1 : place + 2] in ("", " "):
            steps[-1] = text[start:place].strip(" \"'")
            start = place + 1
        place += 1
    value = steps[-1] != "" if steps else value
    return tuple(step for step in steps if step != ""), text[start:].lstrip(), value
