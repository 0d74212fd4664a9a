from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.language.diagnostics import Diagnostic
from game.language.loading import examine
from game.language.reading.reader import read_bytes

TESTS = Path(__file__).parents[1]
GOOD = (TESTS / "conformance" / "one-short" / "scenario.yaml").read_text(encoding="utf-8")
LINES = GOOD.split("\n")
SLIPS = sorted(
    file
    for code in ("Y031", "Y032", "Y042")
    for file in (TESTS / "language" / "gallery").glob(f"{code}-*.yaml")
)  # fmt: skip
MOVE = re.compile(r"Move it (\d) spaces? to the (left|right)(?:, and everything down to line (\d+) with it)?\.")
BEGIN = re.compile(r"(in place of two of the spaces before it)?(?:; and the next (?:line|(\d+) lines) as well)?\.\Z")


def found_in(text: str) -> list[Diagnostic]:
    return examine(read_bytes(text.encode(), "night.yaml"), "night")[1]


def as_advised(text: str, it: Diagnostic) -> str:
    assert it.place is not None
    lines = text.split("\n")
    first = it.place.line - 1
    line = lines[first]
    front = line[: len(line) - len(line.lstrip())]
    if moved := MOVE.fullmatch(it.help):
        by = int(moved[1])
        for number in range(first, int(moved[3] or it.place.line)):
            if moved[2] == "right":
                lines[number] = " " * by + lines[number]
            else:
                assert not lines[number][:by].strip()
                lines[number] = lines[number][by:]
    elif it.help.startswith("Put two spaces"):
        lines[first] = front + "  " + line.lstrip()[2:]
    elif it.help.startswith("Take the hyphen"):
        lines[first] = front + line.lstrip()[2:]
    else:
        begin = BEGIN.search(it.help)
        assert begin is not None and it.help.startswith("Begin the line with a hyphen and a space"), it.help
        more = int(begin[2] or 1) if "as well" in it.help else 0
        for number in range(first, first + more + 1):
            words = lines[number].strip()
            if "begins with a hyphen, and this line begins with" in it.message:
                words = words[1:].strip()
            lines[number] = (front[2:] if begin[1] else front) + "- " + words
    return "\n".join(lines)


@pytest.mark.parametrize("file", SLIPS, ids=lambda file: file.stem)
def test_a_file_with_one_slip_is_well_once_its_one_message_has_been_followed(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    [only] = found_in(text)
    assert found_in(as_advised(text, only)) == []


@settings(deadline=None, max_examples=60)
@given(st.sampled_from([n for n, line in enumerate(LINES) if line.startswith(" ")]), st.sampled_from([-2, -1, 1, 2]))
def test_what_is_said_of_a_line_that_was_moved_can_be_followed_and_mends_the_file(number: int, by: int) -> None:
    lines = list(LINES)
    lines[number] = " " * by + lines[number] if by > 0 else lines[number][-by:]
    text = "\n".join(lines)
    found = found_in(text)
    slips = [it for it in found if MOVE.fullmatch(it.help)]
    for slip in reversed(slips):
        text = as_advised(text, slip)
    assert not slips or len(found_in(text)) == len(found) - len(slips)


def moved(first: str, last: str, by: int) -> str:
    lines = GOOD.split("\n")
    start, end = (next(n for n, line in enumerate(lines) if line.startswith(it)) for it in (first, last))
    return "\n".join((" " * by + line if start <= number < end and line else line) for number, line in enumerate(lines))


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_what_else_is_wrong_is_told_with_the_slip_and_in_its_own_place() -> None:
    text = moved("  midnight:", "  complaint:", 2)
    text = text.replace("level: team", "levle: team").replace("acts: [command]", "acts: [comand]")
    found = found_in(text)
    assert [(it.code, it.place and it.place.line) for it in found] == [
        ("S001", line_of(text, "levle")),
        ("Y031", line_of(text, "    midnight:")),
        ("S009", line_of(text, "[comand]")),
    ]
    place = found[2].place
    assert place is not None
    assert text.split("\n")[place.line - 1][place.column - 1 : place.end_column - 1] == "comand"
    assert found[1].where == 'scene "midnight"'


def test_two_slips_are_two_messages() -> None:
    text = moved("  midnight:", "  complaint:", 2).replace("  staff:    {name", "    staff:    {name")
    text = text.replace("      - id: ask-the-team", "        id: ask-the-team")
    assert [(it.code, it.place and it.place.line) for it in found_in(text)] == [
        ("Y031", line_of(text, "    staff:")),
        ("Y042", line_of(text, "        id: ask-the-team")),
        ("Y031", line_of(text, "    midnight:")),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\nevents:", "\nnotes: yes\nevents:"),
        ("  cover: [none, agency, own]", "  cover: [none, agency, own]\nmood: yes"),
        ("    title: Midnight", "    whatever: Midnight"),
    ],
)
def test_a_key_that_is_nothing_anywhere_is_not_sent_elsewhere(old: str, new: str) -> None:
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    assert "S001" in {it.code for it in found_in(text)}
    assert "Y031" not in {it.code for it in found_in(text)}


def test_a_line_that_only_lacks_its_colon_is_not_moved() -> None:
    [only] = found_in(GOOD.replace("    title: Midnight", "    title Midnight", 1))
    assert only.code == "Y030" and "`title: Midnight`" in only.help
