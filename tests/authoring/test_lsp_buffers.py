from __future__ import annotations

from pathlib import Path

import pytest
from checks import GOOD
from generating import scenarios
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types
from pygls.workspace import PositionCodec

from game.authoring.lsp.buffers import Buffer, Shift, is_scenario
from game.authoring.lsp.complaints import complaints
from game.authoring.lsp.lenses import command_line
from game.authoring.lsp.names import Name
from game.authoring.lsp.positions import Positions
from game.authoring.lsp.ways import Way, find_ways
from game.language.diagnostics import Place
from game.language.library import library_files
from game.language.loading import load
from game.play.playing import replay, start
from game.scenario.story import Scenario

LINES = st.lists(st.sampled_from(["a", "b", "c"]), max_size=8)
MIDNIGHT = Name("scene", "midnight")


@given(LINES, LINES, LINES, LINES)
def test_lines_that_were_not_changed_are_found_again_both_ways(
    before: list[str], old: list[str], new: list[str], after: list[str]
) -> None:
    first, second = [*before, *old, *after], [*before, *new, *after]
    shift = Shift(first, second)
    for line in range(1, len(first) + 1):
        if (there := shift.after(line)) is not None:
            assert first[line - 1] == second[there - 1]
            assert shift.before(there) == line
    assert [shift.after(line) for line in range(1, len(before) + 1)] == [*range(1, len(before) + 1)]
    known = [line for line in range(1, len(first) + 1) if shift.after(line)]
    assert len(known) >= len(before) + len(after)


def test_a_broken_file_is_served_by_what_it_last_was_with_its_lines_moved() -> None:
    buffer = Buffer("night.yaml", GOOD)
    [before] = buffer.mentions(MIDNIGHT, used=False)
    goto = GOOD[: GOOD.index("goto: midnight")].count("\n") + 1
    buffer.write("# a line more\n" + GOOD.replace("start: handover", "start: [handover"), 2)
    assert buffer.reading.index is None
    [after] = buffer.mentions(MIDNIGHT, used=False)
    assert after.place.line == before.place.line + 1
    assert buffer.name_at(goto + 1, 12) == MIDNIGHT


def test_on_a_line_that_broke_it_a_word_stands_for_the_one_thing_called_so() -> None:
    buffer = Buffer("night.yaml", GOOD)
    assert buffer.good
    broken = GOOD.replace("    goto: midnight", "    goto: [midnight")
    buffer.write(broken, 2)
    line = broken[: broken.index("[midnight")].count("\n") + 1
    assert buffer.name_at(line, 15) == MIDNIGHT
    assert buffer.name_at(line, 6) is None


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (GOOD, True),
        ("two_hats: 1\n", True),
        ("meters: {\nscenes:\n", True),
        ("title: Notes\nscenes: 4\n", False),
        ("services:\n  web:\n    image: two_hats: 1\n", False),
        ("", False),
    ],
)
def test_only_what_looks_like_a_scenario_is_one(text: str, is_one: bool) -> None:
    assert is_scenario(text) is is_one


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 8), ("utf-16", 5), ("utf-32", 4)])
def test_columns_are_counted_in_the_units_that_the_editor_counts_in(encoding: str, column: int) -> None:
    positions = Positions(['"a😀é"', ""], PositionCodec(encoding))
    [after] = [positions.range(Place(1, 5, 1, 6)).start]
    assert (after.line, after.character) == (0, column)
    assert positions.spot(types.Position(0, column)) == (1, 5)


def test_positions_past_the_end_are_at_the_end() -> None:
    positions = Positions(["abc", "d"], PositionCodec())
    assert positions.spot(types.Position(0, 99)) == (1, 4)
    assert positions.spot(types.Position(99, 0)) == (2, 2)
    assert positions.range(Place(1, 1, 9, 9)).end == types.Position(1, 1)


@settings(deadline=None, max_examples=8)
@given(scenarios)
def test_every_way_leads_where_it_says(scenario: Scenario) -> None:
    ways = find_ways(scenario, lambda: False)
    # A play may be over as it begins, before its first scene is entered.
    assert scenario.start in ways.scenes or start(scenario, 0).over
    for id, way in ways.scenes.items():
        play = replay(scenario, way.seed, way.role, way.moves)
        assert ("scene", id) in [(it.kind, it.id) for it in play.happened]
    for (scene, id), way in ways.options.items():
        before = replay(scenario, way.seed, way.role, way.moves[:-1])
        assert before.scene.id == scene
        assert way.moves[-1].removeprefix("look:") == id
        before.make(way.moves[-1])


@pytest.mark.parametrize("file", library_files(), ids=lambda file: file.stem)
def test_the_library_has_a_way_to_every_choice(file: Path) -> None:
    scenario = load(file)
    ways = find_ways(scenario, lambda: False)
    wanted = {(scene.id, choice.id) for scene in scenario.scenes.values() for choice in scene.choices}
    assert wanted <= set(ways.options)


def test_a_search_that_is_stopped_ends_with_what_it_has() -> None:
    asked = iter([False, False, True, True, True, True])
    ways = find_ways(load(library_files()[0]), lambda: next(asked))
    assert len(ways.scenes) < len(load(library_files()[0]).scenes)


def test_a_way_is_a_command_as_one_types_it() -> None:
    assert command_line(Way((), 0, None), "a.yaml") == "twohats replay a.yaml"
    line = command_line(Way(("look:x", "y"), 3, "matron"), "my ward.yaml")
    assert line == "twohats replay 'my ward.yaml' --moves look:x,y --seed 3 --role matron"


@pytest.mark.parametrize(
    "text", ["two_hats: 1\ntitle: \ud800\n", "two_hats: 1\n\x00", "two_hats: 1\ntitle: a\x0bb\u2028c\n"]
)
def test_what_no_file_may_hold_is_told_and_breaks_nothing(text: str) -> None:
    buffer = Buffer("night.yaml", text)
    found = buffer.reading.examined.diagnostics
    assert found and found[0].severity == "error"
    shown = complaints(found, Positions(buffer.reading.lines, PositionCodec()))
    assert all(it.range.end.line < len(buffer.reading.lines) for it in shown)
    assert buffer.name_at(2, 3) is None
