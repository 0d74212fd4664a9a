import functools
from pathlib import Path

import pytest
from generating import files, plays, scenario_of
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import Reference

import game

TESTS = Path(__file__).parents[1]
FILES = [TESTS / "conformance" / "one-short" / "scenario.yaml", *sorted((TESTS.parent / "scenarios").glob("*.yaml"))]


def _seen(play: game.Play) -> dict[str, object]:
    return {
        "told": [f"{it.speaker.name}: {it.text}" if it.speaker else it.text for it in play.beats],
        "draws": [it.value for it in play.draws],
        "now": play.now,
        "values": dict(play.meters) | dict(play.facts),
        "scene": play.scene.id,
        "ending": play.ending.id if play.ending else None,
        "options": [(it.kind, it.id, it.text, it.locked) for it in play.options],
    }


def _expected(play: Reference) -> dict[str, object]:
    return {
        "told": play.told,
        "draws": play.draws,
        "now": play.values["now"],
        "values": {name: value for name, value in play.values.items() if name not in ("now", "role")},
        "scene": play.scene,
        "ending": play.ending,
        "options": [tuple(option) for option in play.options],
    }


def _agrees(text: str, play: game.Play) -> None:
    reference = Reference(text, play.seed, play.role)
    for step in play.line():
        if step.move is not None:
            reference.move(step.move)
        assert _seen(step) == _expected(reference), step.moves


@settings(deadline=None, max_examples=50)
@given(files, st.data())
def test_a_generated_play_is_what_the_page_says(text: str, data: st.DataObject) -> None:
    scenario = scenario_of(text)
    for _ in range(3):
        _agrees(text, data.draw(plays(scenario)))


@functools.cache
def _real(path: Path) -> game.Scenario:
    return game.load(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@settings(deadline=None, max_examples=20)
@given(data=st.data())
def test_a_play_of_a_real_scenario_is_what_the_page_says(path: Path, data: st.DataObject) -> None:
    _agrees(path.read_text(encoding="utf-8"), data.draw(plays(_real(path), most=60)))
