from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import game
from game.authoring.watching.beginning import Beginning, allowed, begin, beginning_words, fitted, goes_back
from game.authoring.watching.values import ROLE, SEED, beginning_with, start_values
from game.language.loading import loads
from game.scenario.expressions import Value

ONE_SHORT = game.load(Path(__file__).parents[1] / "conformance" / "one-short" / "scenario.yaml")
"""It has an event with a scene, hidden meters, and facts of all three kinds."""


def test_a_beginning_of_the_scenarios_own_is_a_play_as_any_other() -> None:
    assert begin(ONE_SHORT, Beginning(seed=7)) == game.start(ONE_SHORT, seed=7)


@pytest.mark.parametrize("scene", [id for id, it in ONE_SHORT.scenes.items() if it.choices])
def test_a_play_begins_at_any_scene_with_any_values(scene: str) -> None:
    values: dict[str, Value] = {"staff": 31, "told": True, "cover": "own", "bells": 4}
    play = begin(ONE_SHORT, Beginning(scene, values))
    assert play.scene.id == scene and play.now == 0
    assert (play.meters["staff"], play.facts["told"], play.facts["cover"]) == (31, True, "own")
    assert play.meters["patients"] == ONE_SHORT.meters["patients"].start


def test_what_begins_elsewhere_is_no_edition_that_a_file_has() -> None:
    one, other = (begin(ONE_SHORT, Beginning("midnight", {"staff": it})) for it in (30, 31))
    assert len({ONE_SHORT.edition, one.scenario.edition, other.scenario.edition}) == 3


def test_in_an_events_scene_the_way_back_ends_the_play_since_nothing_led_there() -> None:
    assert goes_back(ONE_SHORT, "complaint") and not goes_back(ONE_SHORT, "handover")
    play = begin(ONE_SHORT, Beginning("complaint")).choose("give-it")
    assert play.fault is None and play.ending is not None


def test_elsewhere_the_way_back_stays_what_it_is() -> None:
    play = begin(ONE_SHORT, Beginning("handover", {"load": 90}, seed=7)).choose("ask-the-team")
    assert play.scene.id == "complaint" and play.inside_event
    assert play.choose("give-it").scene.id == "midnight"


def test_a_beginning_that_an_edition_has_stays_whole() -> None:
    beginning = Beginning("midnight", {"staff": 30, "cover": "own"}, None, 3)
    assert fitted(beginning, ONE_SHORT) == (beginning, ())


def test_what_an_edition_no_longer_has_is_left_out_and_said() -> None:
    beginning = Beginning("cellar", {"staff": 300, "cover": "moon", "told": 1, "gone": 1, "finance": 20}, "chief", 3)
    left, lost = fitted(beginning, ONE_SHORT)
    assert left == Beginning(None, {"finance": 20}, None, 3)
    assert [it for it in lost if "cellar" in it] and [it for it in lost if "chief" in it] and len(lost) == 6
    begin(ONE_SHORT, left)


def test_a_beginning_is_named_in_the_scenarios_words() -> None:
    assert beginning_words(ONE_SHORT, Beginning()) == ""
    words = beginning_words(ONE_SHORT, Beginning("midnight", {"staff": 30, "told": True}))
    assert words == "at Midnight, with Staff wellbeing 30 and told yes"


def test_a_scene_without_a_title_is_named_by_its_id() -> None:
    text = ONE_SHORT.text.replace("title: Midnight", "title: ''")
    assert beginning_words(loads(text.encode(), "ward.yaml"), Beginning("midnight")) == "at midnight"


# Whatever an author does to the values, what comes of it is a beginning that fits the scenario.
@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(sorted(ONE_SHORT.scenes)),
    st.lists(st.tuples(st.booleans(), st.integers(0, 20), st.integers(-(10**9), 10**9)), max_size=8),
)
def test_every_change_of_a_value_gives_a_beginning_that_fits(scene: str, changes: list[tuple[bool, int, int]]) -> None:
    play = game.start(ONE_SHORT, 7)
    values = list(start_values(ONE_SHORT, play, Beginning(seed=7)))
    for stepped, place, amount in changes:
        it = values[place % len(values)]
        values[place % len(values)] = it.stepped(amount) if stepped else it.numbered(amount)
    beginning = beginning_with(ONE_SHORT, scene, values)
    assert fitted(beginning, ONE_SHORT) == (beginning, ())
    assert all(allowed(ONE_SHORT, id, value) for id, value in beginning.values.items())
    begun = begin(ONE_SHORT, beginning)
    assert begun.seed == next(it.value for it in values if it.key == SEED)


def test_values_are_those_of_the_play_as_it_stands_and_only_what_differs_from_the_file_is_set() -> None:
    play = game.start(ONE_SHORT, 7).choose("ask-the-team")
    values = {it.key: it for it in start_values(ONE_SHORT, play, Beginning(seed=7))}
    assert values["staff"].value == 52 and values["trust"].hidden
    beginning = beginning_with(ONE_SHORT, "midnight", values.values())
    assert beginning.values == {"patients": 59, "staff": 52, "trust": 55, "cover": "own"} and beginning.seed == 7


def test_the_chair_is_a_value_where_there_are_several() -> None:
    roles = "roles: {matron: {name: Matron}, sister: {name: Sister}}\n"
    scenario = loads((ONE_SHORT.text + roles).encode(), "ward.yaml")
    values = {it.key: it for it in start_values(scenario, game.start(scenario), Beginning())}
    assert values[ROLE].value == "matron"
    assert ROLE not in {it.key for it in start_values(ONE_SHORT, game.start(ONE_SHORT), Beginning())}
    beginning = beginning_with(scenario, scenario.start, [*values.values(), values[ROLE].stepped(1)])
    assert begin(scenario, beginning).role == "sister"
