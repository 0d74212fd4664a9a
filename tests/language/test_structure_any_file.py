from __future__ import annotations

from hypothesis import given, settings
from mutating import mutated

from game.language.loading import examine
from game.language.reading.reader import read_bytes
from game.language.rendering import render
from game.play.playing import start


@settings(deadline=None, max_examples=250)
@given(mutated())
def test_any_mutation_of_a_scenario_is_answered_or_can_be_played(text: str) -> None:
    document = read_bytes(text.encode(), "mutated.yaml")
    scenario, found = examine(document, "mutated")
    if scenario is None:
        assert any(it.severity == "error" for it in found)
        for it in found:
            assert it.message
            assert it.place is None or 1 <= it.place.line <= len(document.lines) + 1
        assert render(found, document.lines).endswith(".")
        return
    assert not [it for it in found if it.severity == "error"]
    for role in scenario.roles or [None]:
        play = start(scenario, seed=1, role=role)
        for option in play.options:
            if option.open:
                (play.choose if option.kind == "choice" else play.look)(option.id)


@settings(deadline=None, max_examples=100)
@given(mutated())
def test_no_two_messages_are_the_same(text: str) -> None:
    found = examine(read_bytes(text.encode(), "mutated.yaml"), "mutated")[1]
    assert len(set(found)) == len(found)
    places = [(it.place.line, it.place.column) for it in found if it.place]
    assert places == sorted(places)
