from __future__ import annotations

from pathlib import Path

import pytest

from game.language.loading import examine
from game.language.reading.reader import read_bytes

GOOD = (Path(__file__).parents[1] / "conformance" / "one-short" / "scenario.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code", "helped"),
    [
        ("effects: {bells: +1}", "effects: {bells +1}", "Y030", "`{bells: +1}`"),
        ("effects: {trust: +2, load: +3}", "effects: {trust +2, load = -3}", "Y030", "`{trust: +2, load: -3}`"),
        ("effects: {trust: +2, load: +3}", "effects: {trust: +2, load by 3}", "Y030", "`{trust: +2, load: 3}`"),
        ("effects: {bells: +1}", "effects: bells +1", "S006", "`effects: {bells: +1}`"),
        ("set: {told: yes}", "set: {told yes}", "Y030", "`{told: yes}`"),
        ("set: {cover: agency}", "set: {cover agency}", "Y030", "`{cover: agency}`"),
        ("set: {told: yes}", "set: {told}", "S003", "`told: …`"),
        ("acts: [avoid]", "acts: {avoid}", "S005", "`acts: [avoid]`"),
        ("acts: [avoid]", "acts: (avoid)", "S005", "`acts: [avoid]`"),
        ("acts: [lead, manage]", "acts: lead, manage", "S005", "`acts: [lead, manage]`"),
        ("cover: [none, agency, own]", "cover: {none, agency, own}", "S005", "`cover: [none, agency, own]`"),
        ("told: no  ", "told: {no, yes}  ", "S005", "`told: no`"),
        ("title: Midnight", "title: {Midnight, later}", "S004", "`title: Midnight, later`"),
        ("title: Midnight", "title: {Midnight}", "S004", '`title: "{Midnight}"`'),
        ("- Bed 12 is scoring seven.", "- {Bed 12 is scoring seven.}", "S004", "`- Bed 12 is scoring seven.`"),
    ],
)
def test_what_stands_in_braces_without_a_colon_is_told_once_with_what_to_write(
    old: str, new: str, code: str, helped: str
) -> None:
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    found = examine(read_bytes(text.encode(), "night.yaml"), "night")[1]
    assert [it.code for it in found] == [code], found
    assert helped in found[0].help


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Monday 08.30", "Monday 08:30"),
        ("mon 8:30", "Monday 08:30"),
        ("Mnday 0830", "Monday 08:30"),
        ("Sunday 7pm", "Sunday 19:00"),
        ("Sunday 12am", "Sunday 00:00"),
        ("Tuesday", "Tuesday 19:00"),
        ("8h15", "Friday 08:15"),
        ("Monday 99:99", "Monday 19:00"),
    ],
)
def test_a_clock_is_proposed_as_it_was_meant(written: str, meant: str) -> None:
    text = GOOD.replace("starts: Friday 19:00}", f"starts: {written}}}", 1)
    [only] = examine(read_bytes(text.encode(), "night.yaml"), "night")[1]
    assert (only.code, only.help) == ("S015", f"Write it as `starts: {meant}`.")
    assert examine(read_bytes(text.replace(written, meant).encode(), "night.yaml"), "night")[1] == []


@pytest.mark.parametrize(
    ("written", "helped"),
    [
        ("November 2026", "`2026-11`"),
        ("2 Feb 2026", "`2026-02`"),
        ("3/2026", "`2026-03`"),
        ("2026.9", "`2026-09`"),
        ("2026-13", "such as `2026-11`"),
        ("lately", "such as `2026-11`"),
    ],
)
def test_a_month_is_proposed_as_it_was_meant(written: str, helped: str) -> None:
    text = GOOD.replace("as_of: 2026-11 ", f"as_of: {written} ", 1)
    [only] = examine(read_bytes(text.encode(), "night.yaml"), "night")[1]
    assert only.code == "S015" and helped in only.help and "in figures" in only.message


def test_a_misspelt_group_or_part_is_the_only_thing_told() -> None:
    for old, new in [
        ("cast:", "casts:"),
        ("facts:", "fact:"),
        ("    decision:", "    descision:"),
        ("goto: end", "gotto: end"),
    ]:
        text = GOOD.replace(old, new, 1)
        assert [it.code for it in examine(read_bytes(text.encode(), "night.yaml"), "night")[1]] == ["S001"], new
