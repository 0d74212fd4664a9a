"""Meters as strings: a bar, a line and a column, each with a mark, a number, a word and the change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from game.present.glyphs import Glyphs
from game.present.parts import Line, Paragraph, Part, words
from game.present.text import safe, unmarked, width

if TYPE_CHECKING:
    from game.scenario.meters import Meter


class Reading(NamedTuple):
    """A visible meter as it stands."""

    place: int
    """Its place among the visible meters, counted from 0; each place has its own mark."""
    meter: Meter
    value: int
    before: int
    """As it stood before the last choice."""

    @property
    def change(self) -> int:
        """Return by how much it moved."""
        return self.value - self.before


def readings(
    meters: Iterable[Meter], values: Mapping[str, int], before: Mapping[str, int] | None = None
) -> tuple[Reading, ...]:
    """Return the visible meters as they stand, and as they stood before."""
    seen = [meter for meter in meters if not meter.hidden]
    before = values if before is None else before
    return tuple(Reading(place, it, values[it.id], before[it.id]) for place, it in enumerate(seen))


def between(start: Sequence[Reading], end: Sequence[Reading], share: float) -> tuple[Reading, ...]:
    """Return the meters on their way from one reading to the next; `share` goes from 0 to 1."""
    return tuple(
        later._replace(value=round(earlier.value + (later.value - earlier.value) * share), before=later.before)
        for earlier, later in zip(start, end, strict=True)
    )


def bar(value: int, lowest: int, highest: int, cells: int, glyphs: Glyphs) -> tuple[str, str]:
    """Return the reached and the open part of a bar; together they fill `cells`."""
    steps = len(glyphs.parts) + 1
    reach = max(1, highest - lowest)
    filled = max(0, min(cells * steps, round((value - lowest) * cells * steps / reach)))
    whole, rest = divmod(filled, steps)
    reached = glyphs.full * whole + (glyphs.parts[rest - 1] if rest else "")
    return reached, glyphs.empty * (cells - len(reached))


def mark(reading: Reading, glyphs: Glyphs) -> str:
    """Return the sign of a meter."""
    return glyphs.marks[reading.place % len(glyphs.marks)]


def change(reading: Reading, glyphs: Glyphs) -> Part | None:
    """Return the change as `▲ +4` or `▼ -6`, None where there is none."""
    amount = reading.change
    if amount == 0:
        return None
    better = (amount > 0) == (reading.meter.better == "high")
    return Part(f"{glyphs.up if amount > 0 else glyphs.down} {amount:+}", "better" if better else "worse")


def meter_column(all_readings: Sequence[Reading], cells: int, glyphs: Glyphs) -> tuple[Paragraph, ...]:
    """Return the meters one below the other, two lines each."""
    paragraphs = []
    for it in all_readings:
        changed = change(it, glyphs)
        number = f"{it.value:>3}"
        name = clipped(unmarked(it.meter.name), cells - 12, glyphs)
        space = " " * max(1, cells - 11 - width(name))
        first = (
            Part(mark(it, glyphs), "mark"), Part(" "), Part(name, "strong"), Part(space), Part(number, "strong"),
            Part("  "), changed or Part("      "),
        )  # fmt: skip
        paragraphs.append(Paragraph(first, gap=1, whole=True))
        paragraphs.append(Paragraph(_bar_line(it, cells - 2, glyphs), indent=2, whole=True))
    return tuple(paragraphs)


def _bar_line(it: Reading, cells: int, glyphs: Glyphs) -> Line:
    word = clipped(safe(it.meter.word(it.value)), cells // 2, glyphs)
    reached, still = bar(it.value, it.meter.minimum, it.meter.maximum, max(4, cells - 11), glyphs)
    return Part(reached, "bar"), Part(still, "faint"), Part("  "), Part(word)


def meter_line(all_readings: Sequence[Reading], cells: int, glyphs: Glyphs) -> Line:
    """Return the meters side by side, with as much of name and word as `cells` allow; numbers and changes always.

    The word of a meter that has moved goes last: it is what the move was about.
    """
    forms = [_line_of(all_readings, form, glyphs) for form in _FORMS]
    return next((line for line in forms if width(words(line)) <= cells), forms[-1])


class _Form(NamedTuple):
    """How much is said of each meter, and how far apart."""

    named: bool
    worded: Literal["all", "moved", "none"]
    apart: int
    """Cells between two meters; below 3 a change stands close to its sign."""


_FORMS = (
    _Form(True, "all", 3), _Form(True, "all", 2), _Form(True, "all", 1), _Form(True, "moved", 3),
    _Form(True, "moved", 2), _Form(True, "none", 3), _Form(True, "none", 2), _Form(False, "moved", 2),
    _Form(False, "none", 2),
)  # fmt: skip


def _line_of(all_readings: Sequence[Reading], form: _Form, glyphs: Glyphs) -> Line:
    short = short_names([it.meter.name for it in all_readings])
    line: list[Part] = []
    for it, name in zip(all_readings, short, strict=True):
        if line:
            line.append(Part(" " * form.apart))
        line += [Part(mark(it, glyphs), "mark"), Part(" ")]
        if form.named:
            line.append(Part(f"{clipped(unmarked(name), 18, glyphs)} "))
        line.append(Part(str(it.value), "strong"))
        if form.worded == "all" or (form.worded == "moved" and it.change):
            line.append(Part(f" {clipped(safe(it.meter.word(it.value)), 14, glyphs)}"))
        changed = change(it, glyphs)
        if changed:
            line += [Part(" "), changed if form.apart > 2 else changed._replace(text=changed.text.replace(" ", ""))]
    return tuple(line)


def short_names(names: Sequence[str]) -> list[str]:
    """Return the first word of each name, or the whole name where two begin alike."""
    firsts = [name.split(maxsplit=1)[0] if name.strip() else name for name in names]
    return [first if firsts.count(first) == 1 else name for first, name in zip(firsts, names, strict=True)]


def clipped(text: str, cells: int, glyphs: Glyphs) -> str:
    """Return a text cut to a number of cells, with an ellipsis where it was cut."""
    if width(text) <= cells:
        return text
    room = max(0, cells - len(glyphs.ellipsis))
    kept = ""
    for character in text:
        if width(kept + character) > room:
            break
        kept += character
    return f"{kept.rstrip()}{glyphs.ellipsis}"[: max(cells, 0)]
