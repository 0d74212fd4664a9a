from __future__ import annotations

from pathlib import Path

import pytest

from game.language.loading import ScenarioError, examine, load, loads
from game.language.reading.reader import read_bytes
from game.language.rendering import render

GOOD = (Path(__file__).parents[1] / "conformance" / "one-short" / "scenario.yaml").read_text(encoding="utf-8")


def with_mistakes(*mistakes: tuple[str, str]) -> str:
    text = GOOD
    for good, bad in mistakes:
        assert good in text, good
        text = text.replace(good, bad, 1)
    return text


def found_in(text: str) -> list[tuple[int, str]]:
    document = read_bytes(text.encode(), "night.yaml")
    return [(it.place.line if it.place else 0, it.code) for it in examine(document, "night")[1]]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_every_mistake_of_a_file_is_told_once_and_in_file_order() -> None:
    text = with_mistakes(
        ("level: team", "levle: team"),
        ("start: 48}", "start: many}"),
        ("when: staff < 45", "when: staf < 45"),
        ("set: {told: yes}", "set: {told: perhaps}"),
        ("      cue: Three nurses, a counted gap, an agency line open until eight.", ""),
        ("goto: midnight", "goto: midnigth"),
        ("acts: [manage]", "acts: [organise]"),
        ("odds: 70", "odds: 60"),
        ("- amara: Who decided", "- amarra: Who decided"),
        ("scene: complaint", "scene: complaints"),
        ("ending is together]", "ending is alone]"),
    )
    assert found_in(text) == [
        (line_of(text, "levle"), "S001"),
        (line_of(text, "many"), "S007"),
        (line_of(text, "staf <"), "E020"),
        (line_of(text, "perhaps"), "R004"),
        (line_of(text, "    decision:"), "S002"),
        (line_of(text, "midnigth"), "R001"),
        (line_of(text, "[organise]"), "S009"),
        (line_of(text, "        chance:"), "L005"),
        (line_of(text, "amarra"), "R008"),
        (line_of(text, "complaints"), "R001"),
        (line_of(text, "alone]"), "E021"),
    ]


def test_what_a_mistake_hides_is_not_told_as_well() -> None:
    text = with_mistakes(("  staff:    {name", "  Staff:    {name"))
    assert found_in(text) == [(line_of(text, "  Staff:"), "S010")]
    text = with_mistakes((GOOD[GOOD.index("meters:") : GOOD.index("facts:")], ""))
    assert found_in(text) == [(1, "S002")]
    text = with_mistakes(("  midnight:\n    title: Midnight\n", "  midnight:\n    titel: [Midnight]\n"))
    assert found_in(text) == [(line_of(text, "titel"), "S001")]


def test_after_an_entry_that_cannot_be_used_the_others_keep_their_places_and_numbers() -> None:
    text = with_mistakes(
        ("      - id: book-agency\n", "      - nothing\n      - id: book-agency\n"),
        ("{staff: +4, ", "{stuff: +4, "),
    )
    document = read_bytes(text.encode(), "night.yaml")
    first, second = examine(document, "night")[1]
    assert first.where == 'scene "handover", choice 1'
    assert second.where == 'scene "handover", choice 3 "Ask the three of them how they would ru…"'


def test_more_than_twenty_mistakes_are_counted_and_not_all_shown() -> None:
    text = GOOD + "".join(f"wrong-{number}: 1\n" for number in range(25))
    document = read_bytes(text.encode(), "night.yaml")
    shown = render(examine(document, "night")[1], document.lines)
    assert shown.count("error S001") == 20
    assert shown.endswith("… and 5 more like these.\n\n25 errors.")


def test_loading_a_broken_file_raises_with_everything_that_is_wrong(tmp_path: Path) -> None:
    text = with_mistakes(("level: team", "level: taem"), ("unit: hour", "unit: hours"))
    path = tmp_path / "night.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as of_the_file:
        load(path)
    with pytest.raises(ScenarioError) as of_its_bytes:
        loads(text.encode(), str(path))
    assert str(of_the_file.value) == str(of_its_bytes.value)
    assert [it.code for it in of_the_file.value.diagnostics] == ["S009", "S009"]
    assert "`taem`" in str(of_the_file.value) and str(of_the_file.value).endswith("2 errors.")
