"""Which parts of a scenario hold conditions, and how they are named where an author reads about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.scenario.expressions import Expression
from game.scenario.happenings import Happening, Later, Outcome
from game.scenario.prose import Conditional, Prose
from game.scenario.scenes import Branch, Choice, Look, Scene
from game.scenario.story import Scenario

ConditionKind: TypeAlias = Literal["choice", "look", "later", "dynamic", "event", "ending", "goto", "beat"]
"""What the condition decides about."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a condition stands."""

    kind: ConditionKind
    where: str
    """The scene, option, event, dynamic or ending that it belongs to, as `scene.option` or an id."""
    tree: Expression


def conditions(scenario: Scenario) -> tuple[Place, ...]:
    """Return every `when` of a scenario with its place, in file order, each once."""
    places = {id(place.tree): place for place in _all(scenario)}
    return tuple(places.values())


def conditionals(prose: Prose) -> Iterator[Conditional]:
    """Give the conditional beats of a text, those within others too."""
    for part in prose:
        if isinstance(part, Conditional):
            yield part
            yield from conditionals(part.then)
            yield from conditionals(part.otherwise)


def later_items(scenario: Scenario) -> tuple[tuple[Scene, Look | Choice, Later], ...]:
    """Return everything that can be planted, with the scene and the option that plants it, in file order."""
    return tuple(
        (scene, option, item)
        for scene in scenario.scenes.values()
        for option in scene.options
        for item in (*option.later, *(it for outcome in option.chance for it in outcome.later))
    )


def _all(scenario: Scenario) -> Iterator[Place]:
    for scene in scenario.scenes.values():
        yield from _beats(scene.id, scene.text)
        for option in scene.options:
            yield from _of_option(f"{scene.id}.{option.id}", option)
        yield from _ways(scene.id, scene.goto)
    for dynamic in scenario.dynamics:
        yield from _one("dynamic", dynamic.id, dynamic.when)
        yield from _told(dynamic.id, dynamic.happening)
    for event in scenario.events:
        yield from _one("event", event.id, event.when)
        yield from _told(event.id, event.happening)
    for ending in scenario.endings:
        yield from _one("ending", ending.id, ending.when)
        yield from _beats(ending.id, ending.text)


def _of_option(where: str, option: Look | Choice) -> Iterator[Place]:
    yield from _one("look" if isinstance(option, Look) else "choice", where, option.when)
    yield from _told(where, option.happening)
    yield from _chance(where, option.chance)
    yield from _laters(where, option.later)
    if isinstance(option, Choice):
        yield from _ways(where, option.goto)


def _chance(where: str, outcomes: Iterable[Outcome]) -> Iterator[Place]:
    for outcome in outcomes:
        yield from _told(where, outcome.happening)
        yield from _laters(where, outcome.later)


def _laters(where: str, items: Iterable[Later]) -> Iterator[Place]:
    for item in items:
        yield from _one("later", where, item.when)
        yield from _told(where, item.happening)


def _ways(where: str, branches: Iterable[Branch]) -> Iterator[Place]:
    for branch in branches:
        yield from _one("goto", f"{where} to {branch.target}", branch.when)


def _told(where: str, happening: Happening) -> Iterator[Place]:
    yield from _beats(where, happening.text)


def _beats(where: str, prose: Prose) -> Iterator[Place]:
    for beat in conditionals(prose):
        yield Place("beat", where, beat.when)


def _one(kind: ConditionKind, where: str, tree: Expression | None) -> Iterator[Place]:
    if tree is not None:
        yield Place(kind, where, tree)
