"""Changes to how lines are laid out, each the mending of one slip: a line moved, or a dash put before it.

A change says what it would tell the author; whether it helps is found out by reading the file with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from game.language.reading.entries import (
    Entry,
    bulleted,
    content_above,
    entry_of,
    indent_in_words,
    is_content,
    shortened,
)
from game.language.reading.syntax_codes import LIST_AND_KEYS, NO_DASH, NOT_LINED_UP

_FARTHEST = 8
"""Nobody is out by more columns than this in one slip."""
_STEP = 2
"""How far the guide indents what belongs to a line."""
_MOST_ENDS = 12


@dataclass(frozen=True, slots=True)
class Change:
    """Lines laid out differently, and what to tell whoever laid them out as they are. Lines count from 0."""

    rank: tuple[int, ...]
    """The smaller, the likelier."""
    code: str
    first: int
    last: int
    """The last line that is changed."""
    by: int
    """How many columns what stands on those lines moves to the right."""
    new: tuple[str, ...]
    """Those lines after the change."""
    message: str
    help: str

    def applied(self, lines: Sequence[str]) -> list[str]:
        """Return the file's lines with this change."""
        return [*lines[: self.first], *self.new, *lines[self.last + 1 :]]


def changes(lines: Sequence[str], at: int, unread: bool) -> list[Change]:
    """Return what may mend a slip that shows at a line, the likeliest first.

    Where a file is `unread` the slip may be far above; in one that could be read it is beside what it shows at.
    """
    found: list[Change] = []
    for place, number in enumerate(_suspects(lines, at) if unread else _neighbours(lines, at)):
        entry = entry_of(lines, number)
        found += [*_dashes(lines, entry, place), *_dash_less(lines, entry, place)]
        for column in _columns(lines, number, at):
            if 0 < abs(column - entry.indent) <= _FARTHEST:
                found += _shifts(lines, entry, column, place)
    return sorted(found, key=lambda it: it.rank)


def _suspects(lines: Sequence[str], at: int) -> list[int]:
    """The lines that may be out of place where a slip shows at `at`, the likeliest first.

    It shows at the line itself, or at the first one that does stand in its place: then what is wrong stands above.
    """
    indent = entry_of(lines, at).indent
    above = number = content_above(lines, at)
    highest: int | None = None
    child = at
    while number is not None:
        here = entry_of(lines, number).indent
        if here < indent:
            break
        if here > indent and (highest is None or here <= entry_of(lines, highest).indent):
            highest = number
        child, number = number, content_above(lines, number)
    listed = [at, highest, number, child, above]
    return list(dict.fromkeys(it for it in listed if it is not None))


def _neighbours(lines: Sequence[str], at: int) -> list[int]:
    above = content_above(lines, at)
    return [at] if above is None else [at, above]


def _columns(lines: Sequence[str], number: int, at: int) -> list[int]:
    """The columns in which a line could stand by what is above it, or by the line where the slip shows."""
    found = {entry_of(lines, at).indent}
    bare = entry_of(lines, number).key is None
    least = len(lines[number]) + 1
    above = content_above(lines, number)
    while above is not None and least > 0:
        entry = entry_of(lines, above)
        if entry.indent < least:
            found |= {entry.indent, entry.start}
            if bare or not entry.value or entry.value.startswith(("|", ">")):
                found.add(entry.start + _STEP)
            least = entry.indent
        above = content_above(lines, above)
    return sorted(found)


def _shifts(lines: Sequence[str], entry: Entry, column: int, place: int) -> Iterator[Change]:
    """A line moved to a column: with what stands below it, alone, or with the lines beside it."""
    unusual = int(_unusual(lines, entry, column))
    last = _end_of(lines, entry.line, entry.indent + 1)
    if last > entry.line and (entry.dash or not entry.value):
        child = entry_of(lines, next(line for line in range(entry.line + 1, last + 1) if is_content(lines[line])))
        alone = child.indent - column == _STEP and entry.key is not None
        yield _shift(lines, entry, column, entry.line, (unusual, place, 1, 0 if alone else 4))
    yield _shift(lines, entry, column, last, (unusual, place, 1, 1))
    run = _end_of(lines, entry.line, entry.indent)
    if run > last:
        yield _shift(lines, entry, column, run, (unusual, place, 1, 3))
    if (
        column > entry.indent and not unusual
    ):  # what already stands in that column may be its neighbour, and not below it
        for end in _ends(lines, entry.line, last, column):
            yield _shift(lines, entry, column, end, (unusual, place, 1, 2))


def _ends(lines: Sequence[str], first: int, last: int, column: int) -> list[int]:
    """The lines of a stretch above each of those that stand no further right than a column; a dozen at most."""
    found: list[int] = []
    end = first
    for number in range(first + 1, last + 1):
        if not is_content(lines[number]):
            continue
        if entry_of(lines, number).indent <= column:
            found.append(end)
        if len(found) == _MOST_ENDS:
            break
        end = number
    return found


def _unusual(lines: Sequence[str], entry: Entry, column: int) -> bool:
    """Say whether a line in this column would be further from the line it belongs to than the guide puts it."""
    above = content_above(lines, entry.line)
    while above is not None:
        holder = entry_of(lines, above)
        if holder.dash and holder.start == column and not entry.dash:
            return False
        if holder.start < column or (entry.dash and holder.indent == column and not holder.dash):
            return column - holder.start not in ((0, _STEP) if entry.dash else (_STEP,))
        above = content_above(lines, above)
    return column > 0


def _shift(lines: Sequence[str], entry: Entry, column: int, last: int, rank: tuple[int, ...]) -> Change:
    by = column - entry.indent
    new = tuple(_moved(line, by) for line in lines[entry.line : last + 1])
    too_far = by < 0
    message = (
        f"this line is {'indented too far' if too_far else 'not indented far enough'}: it has "
        f"{indent_in_words(entry.indent)} before it, and should have {column or 'none'}"
    )
    help = f"Move it {indent_in_words(abs(by))} to the {'left' if too_far else 'right'}"
    if last > entry.line:
        help += f", and everything down to line {last + 1} with it"
    unusual, *others = rank
    rank = (unusual, int(abs(by) > _STEP), *others, abs(by))
    return Change(rank, NOT_LINED_UP, entry.line, last, by, new, message, f"{help}.")


def _moved(line: str, by: int) -> str:
    if by > 0:
        return " " * by + line if line.strip() else line
    blanks = len(line) - len(line.lstrip(" "))
    return line[min(-by, blanks) :]


def _dashes(lines: Sequence[str], entry: Entry, place: int) -> Iterator[Change]:
    """A dash put before a line: in place of a bullet, of two spaces, or in front."""
    line = lines[entry.line].rstrip()
    indent, words = line[: entry.indent], line[entry.indent :]
    if not words or entry.dash or "\t" in indent:
        return
    if bullet := bulleted(words):
        last = _same_below(lines, entry, lambda text: bulleted(text) is not None)
        new = [f"{it[: entry.indent]}- {bulleted(it[entry.indent :])}" for it in lines[entry.line : last + 1]]
        message = f"a list item begins with a hyphen, and this line begins with {words[0]}"
        yield _dash(entry, (0, 0, place, 0), new, 0, message, f"`- {shortened(bullet)}`")
        return
    keyless = entry.key is None
    last = _same_below(lines, entry, _is_bare) if keyless else entry.line
    message = "this list item has lost the hyphen that it begins with"
    if keyless or entry.indent < _STEP:
        new = [f"{it[: entry.indent]}- {it[entry.indent :]}" for it in lines[entry.line : last + 1]]
        yield _dash(entry, (0, 0, place, 0), new, _STEP, message, f"`- {shortened(words)}`")
        return
    example = f"`- {shortened(entry.lead + entry.value)}`"
    yield _dash(entry, (0, 0, place, 2), [f"{indent}- {words}"], _STEP, message, example)
    instead = f"{example}, in place of two of the spaces before it"
    yield _dash(entry, (0, 0, place, 2), [f"{indent[_STEP:]}- {words}"], 0, message, instead)


def _dash(entry: Entry, rank: tuple[int, ...], new: Sequence[str], by: int, message: str, example: str) -> Change:
    help = f"Begin the line with a hyphen and a space: {example}"
    if len(new) > 1:
        help += "; and the next line as well" if len(new) == 2 else f"; and the next {len(new) - 1} lines as well"
    return Change(rank, NO_DASH, entry.line, entry.line + len(new) - 1, by, tuple(new), message, f"{help}.")


def _dash_less(lines: Sequence[str], entry: Entry, place: int) -> Iterator[Change]:
    """The dash before a line taken away, or made two spaces."""
    if not entry.dash or entry.key is None or "\t" in lines[entry.line][: entry.start]:
        return
    words = lines[entry.line][entry.start :].rstrip()
    message = "this line begins with a hyphen, which would begin another list item"
    for new, by, how in (
        (" " * entry.start + words, 0, "Put two spaces in place of the hyphen and the space after it"),
        (" " * entry.indent + words, entry.indent - entry.start, "Take the hyphen and the space after it away"),
    ):
        help = f"{how}: `{shortened(f'{entry.key}: {entry.value}'.rstrip())}`."
        yield Change((0, 0, place, 0), LIST_AND_KEYS, entry.line, entry.line, by, (new,), message, help)


def _same_below(lines: Sequence[str], entry: Entry, fits: Callable[[str], bool]) -> int:
    """The last of the lines that follow one another in the same column and fit."""
    last = entry.line
    while last + 1 < len(lines):
        below = lines[last + 1]
        if len(below) - len(below.lstrip(" ")) != entry.indent or not fits(below[entry.indent :]):
            break
        last += 1
    return last


def _is_bare(text: str) -> bool:
    entry = entry_of([text], 0)
    return bool(text.strip()) and entry.key is None and not entry.dash and is_content(text)


def _end_of(lines: Sequence[str], number: int, indent: int) -> int:
    """The last line of what begins on a line and goes on while lines are indented at least so far."""
    last = number
    for below in range(number + 1, len(lines)):
        if not is_content(lines[below]):
            continue
        if entry_of(lines, below).indent < indent:
            break
        last = below
    return last
