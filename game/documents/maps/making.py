"""Working out the map of a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from game.documents.maps.lengths import words_of_plays
from game.documents.maps.phrases import label
from game.documents.maps.pieces import pieces_of
from game.documents.maps.times import time_words, times_of
from game.documents.maps.values import Map, Piece, Place, Reading, Return, Way
from game.paths.graph import Graph, Spot
from game.present.readability import reading_age, sentence_count, word_count
from game.scenario.scenes import Branch, Choice, Scene
from game.scenario.story import Scenario


def map_of(scenario: Scenario) -> Map:
    """Return the map of a scenario."""
    pieces = pieces_of(scenario)
    ways, returns = tuple(_ways(scenario)), tuple(_returns(scenario))
    reached, times = _reached(scenario), times_of(scenario)
    places = {
        scene.id: replace(
            _place(scenario, scene, ways, returns, reached, [it for it in pieces if it.scene == scene.id]),
            when=time_words(scenario, times.get(scene.id)),
        )
        for scene in scenario.scenes.values()
    }
    told = _reading(scenario, [it for it in pieces if it.seen in ("before", "play")])
    return Map(scenario, places, ways, returns, pieces, told, words_of_plays(scenario))


def around(whole: Map, scene: str) -> Map:
    """Return the part of a map that shows one scene with what leads there and what it leads to."""
    place = whole.places[scene]
    near = {scene, *(way.scene for way in place.ways_in), *(way.target for way in place.ways_out)}
    near |= {it.later.at for it in place.planted if it.later.at} | {it.scene for it in place.due}
    return replace(whole, places={id: it for id, it in whole.places.items() if id in near}, around=scene)


def _ways(scenario: Scenario) -> Iterator[Way]:
    yield Way("start", "", "", scenario.start)
    for scene in scenario.scenes.values():
        for choice in scene.choices:
            yield from _branches(Way("choice", scene.id, choice.id, "", choice.when), choice.goto)
        if not scene.choices:
            yield from _branches(Way("passage", scene.id, "", ""), scene.goto)
    for event in scenario.events:
        if event.scene is not None:
            yield Way("event", "", event.id, event.scene, event.when, odds=event.odds)


def _branches(way: Way, goto: Sequence[Branch]) -> Iterator[Way]:
    for branch in goto:
        last = branch.when is None and len(goto) > 1
        yield replace(way, target=branch.target, when=branch.when, otherwise=last)


def _returns(scenario: Scenario) -> Iterator[Return]:
    numbers = count(1)
    for scene in scenario.scenes.values():
        for option in scene.options:
            for number, outcome in enumerate(option.chance, 1):
                yield from (Return(next(numbers), scene.id, option, later, number) for later in outcome.later)
            yield from (Return(next(numbers), scene.id, option, later) for later in option.later)


def _place(
    scenario: Scenario,
    scene: Scene,
    ways: Sequence[Way],
    returns: Sequence[Return],
    reached: Mapping[str, set[str]],
    pieces: Sequence[Piece],
) -> Place:
    told = [it for it in pieces if it.seen == "play"]
    lengths = {choice.id: word_count(label(choice)) for choice in scene.choices}
    uneven = len(set(lengths.values())) > 1

    def measured(choice: Choice) -> int:
        return lengths[choice.id]

    return Place(
        scene=scene,
        ways_in=tuple(it for it in ways if it.target == scene.id),
        ways_out=tuple(it for it in ways if it.scene == scene.id),
        found=scene.id in reached[""],
        reaches=tuple(id for id in scenario.scenes if id in reached[scene.id]),
        entering=_reading(scenario, [it for it in told if it.kind == "text"]),
        whole=_reading(scenario, told),
        planted=tuple(it for it in returns if it.scene == scene.id),
        due=tuple(it for it in returns if it.later.at == scene.id),
        events=tuple(it for it in scenario.events if it.at == scene.id),
        shortest=min(scene.choices, key=measured) if uneven else None,
        longest=max(scene.choices, key=measured) if uneven else None,
    )


def _reading(scenario: Scenario, pieces: Sequence[Piece]) -> Reading:
    """Measure some pieces; words on the shorter side of a condition count for the age alone."""
    text = "\n".join(it.text for it in pieces)
    words = sum(word_count(it.text) for it in pieces if not it.side)
    english = scenario.language.partition("-")[0] == "en"
    return Reading(words, sentence_count(text), reading_age(text) if english else None)


def _reached(scenario: Scenario) -> dict[str, set[str]]:
    """Return for the start, as an empty id, and for each scene the scenes that may follow."""
    graph = Graph(scenario, [Spot(scenario.start)])
    found = {"": {spot.scene for spot in graph.after}}
    for id in scenario.scenes:
        spots = [spot for spot in graph.after if spot.scene == id]
        found[id] = _following(graph if spots else Graph(scenario, [Spot(id)]), spots or [Spot(id)])
    return found


def _following(graph: Graph, spots: Sequence[Spot]) -> set[str]:
    seen: set[Spot] = set()
    waiting = [after for spot in spots for after in graph.after[spot]]
    while waiting:
        spot = waiting.pop()
        if spot not in seen:
            seen.add(spot)
            waiting += graph.after[spot]
    return {spot.scene for spot in seen}
