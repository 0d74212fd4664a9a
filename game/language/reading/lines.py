"""What can be seen on the raw lines alone: odd characters, tabs and look-alikes in front, and a # that cuts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from game.language.diagnostics import Diagnostic, Place
from game.language.reading.syntax_codes import INVISIBLE_INDENT, ODD_CHARACTER, TAB

ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Nothing that a text needs: control characters, line breaks that editors count differently, marks inside."""

HALF = re.compile("[\ud800-\udfff]")
"""Half of a character: no encoding can hold it."""

_LOOK_ALIKE = (
    "\u00a0\u00ad\u034f\u061c\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufe00-\ufe0f"
)
INVISIBLE = re.compile(f"[{_LOOK_ALIKE}]")
"""What looks like a space, or like nothing, and is neither a space nor a tab."""

_ODD_INDENT = re.compile(f"[ \t]*[{_LOOK_ALIKE}][ \t{_LOOK_ALIKE}]*")
_TAB_INDENT = re.compile(r" *\t[ \t]*(?=\S)")
_CUT = re.compile(r"(?<=[ \t])#(?=\S)")
_BLANKS = re.compile(r"[ \t]+")

_NAMES = {
    "\t": "a tab",
    "\u00a0": "a no-break space",
    "\u00ad": "a soft hyphen",
    "\u0085": "a next-line mark",
    "\u200b": "a zero-width space",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\u202f": "a narrow no-break space",
    "\u3000": "a wide space",
    "\ufeff": "a byte order mark",
    "\x1b": "an escape character",
}


class Finding(NamedTuple):
    """A run of one wrong character on a line; line and columns count from 0."""

    line: int
    start: int
    end: int
    character: str


def name_of(character: str) -> str:
    """What to call a character that cannot be seen, such as: a zero-width space (U+200B)."""
    if character == "\t":
        return "a tab"
    name = _NAMES.get(character)
    if name is None:
        known = unicodedata.name(character, "control character").lower()
        name = f"{'an' if known[0] in 'aeiou' else 'a'} {known}"
    return f"{name} (U+{ord(character):04X})"


def without_odd(text: str, file: str) -> tuple[str, list[Diagnostic]]:
    """Replace every odd character by one that can be read, and tell each kind once, at its first place."""
    if not ODD.search(text):
        return text, []
    diagnostics = []
    for first, more in _by_character(_odd_findings(text)):
        message = f"{name_of(first.character)} stands in this line, where nobody can see it"
        help = f"Delete it, or type the line again; it often comes along when text is pasted{more}."
        diagnostics.append(Diagnostic(ODD_CHARACTER, "error", message, file, _place(first), help=help))
    return ODD.sub("\ufffd", text), diagnostics


def _odd_findings(text: str) -> Iterator[Finding]:
    """The first odd character of each line."""
    for number, line in enumerate(text.split("\n")):
        match = ODD.search(line)
        if match:
            yield Finding(number, match.start(), match.end(), match.group())


def hash_lines(lines: Sequence[str]) -> set[int]:
    """The lines, from 0, on which a blank and a # stand with no space after the #."""
    return {number for number, line in enumerate(lines) if "#" in line and _CUT.search(line)}


def cut_at(line: str, column: int) -> int | None:
    """Where on a line the # stands that cuts what ends at `column`, both from 0; None if nothing cuts it."""
    blanks = _BLANKS.match(line, column)
    return blanks.end() if blanks and _CUT.match(line, blanks.end()) else None


def cut_within(line: str, column: int) -> int | None:
    """Where on a line, from `column` on, the first # stands that cuts what is before it; None if there is none."""
    match = _CUT.search(line, column)
    return match.start() if match else None


def block_place(lines: Sequence[str], place: Place) -> tuple[Place, int]:
    """A block's place to the end of its last line with text, and its last line, from 0.

    The parser's place reaches to what comes next.
    """
    first, last = place.line - 1, min(place.end_line, len(lines)) - 1
    if last == place.end_line - 1 and not lines[last][: place.end_column - 1].strip():
        last -= 1
    line = last
    while line > first and not lines[line].strip():
        line -= 1
    return Place(place.line, place.column, line + 1, len(lines[line].rstrip()) + 1), last


def indent_findings(text: str, lines: Sequence[str]) -> list[Finding]:
    """Every tab or look-alike in the white space in front of a line, in file order."""
    found = []
    if not text.isascii():
        for number, line in enumerate(lines):
            match = _ODD_INDENT.match(line) if line and not line.isascii() else None
            if match:
                first = INVISIBLE.search(line)
                assert first is not None
                found.append(Finding(number, first.start(), match.end(), first.group()))
    if "\t" in text:
        for number, line in enumerate(lines):
            match = _TAB_INDENT.match(line) if "\t" in line else None
            if match:
                found.append(Finding(number, line.index("\t"), match.end(), "\t"))
    return sorted(found)


def indent_diagnostics(findings: Iterable[Finding], file: str) -> list[Diagnostic]:
    """One diagnostic for each kind of character, at its first place: an author's editor makes one mistake."""
    diagnostics = []
    for first, more in _by_character(findings):
        if first.character == "\t":
            code, message = TAB, "this line is indented with a tab"
            help = f"Use spaces only, two for each step{more}."
        else:
            code = INVISIBLE_INDENT
            message = f"{name_of(first.character)} stands in front of this line, where only spaces may"
            help = f"Replace it by a space{more}."
        diagnostics.append(Diagnostic(code, "error", message, file, _place(first), help=help))
    return diagnostics


def _by_character(findings: Iterable[Finding]) -> list[tuple[Finding, str]]:
    """The first finding of each character, and what to say of the other lines that have it."""
    first: dict[str, Finding] = {}
    others: Counter[str] = Counter()
    for finding in findings:
        if first.setdefault(finding.character, finding) is not finding:
            others[finding.character] += 1
    return [(finding, _more_lines(others[character])) for character, finding in first.items()]


def _more_lines(count: int) -> str:
    return {0: "", 1: "; one more line has the same"}.get(count, f"; {count} more lines have the same")


def _place(finding: Finding) -> Place:
    return Place(finding.line + 1, finding.start + 1, finding.line + 1, finding.end + 1)
