"""Beginning a play at any scene, with any meters and facts.

It is the scenario itself with another start, so that no rule is another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from game.play.playing import Play, start
from game.present.text import unmarked
from game.present.words import listed
from game.scenario.expressions import Constant, Value
from game.scenario.happenings import Event
from game.scenario.meters import FACT_LIMIT, Fact, Meter
from game.scenario.scenes import BACK, END, Branch, Scene
from game.scenario.story import Scenario


@dataclass(frozen=True)
class Beginning:
    """Where a play begins."""

    scene: str | None = None
    """None: where the scenario begins."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """Meters and facts that begin as something else than the file says."""
    role: str | None = None
    """The chair; None for the first."""
    seed: int = 0

    @property
    def elsewhere(self) -> bool:
        """Say whether it is another than the scenario's own."""
        return self.scene is not None or bool(self.values)


def begin(scenario: Scenario, beginning: Beginning) -> Play:
    """Begin a play at a beginning that fits the scenario."""
    if not beginning.elsewhere:
        return start(scenario, beginning.seed, beginning.role)
    return start(starting_there(scenario, beginning), beginning.seed, beginning.role)


def starting_there(scenario: Scenario, beginning: Beginning) -> Scenario:
    """Return the scenario as it would be if its file had it start there. It is an edition that no file has."""
    first, values = beginning.scene or scenario.start, beginning.values
    named = f"{scenario.edition}|{first}|{sorted(values.items())}"
    return replace(
        scenario,
        edition=hashlib.sha256(named.encode()).hexdigest(),
        start=first,
        meters={id: replace(it, start=cast(int, values.get(id, it.start))) for id, it in scenario.meters.items()},
        facts={id: replace(it, start=values.get(id, it.start)) for id, it in scenario.facts.items()},
        scenes=_without_way_back(scenario, first),
        events=_without_scenes(scenario.events) if goes_back(scenario, first) else scenario.events,
    )


def goes_back(scenario: Scenario, first: str) -> bool:
    """Say whether a scene belongs to an event: from it the story goes back to where it was."""
    return any(it.target == BACK for id in _reached(scenario, first) for it in _ways(scenario.scenes[id]))


def fitted(beginning: Beginning, scenario: Scenario) -> tuple[Beginning, tuple[str, ...]]:
    """Return a beginning as far as an edition has it, and a sentence for each thing that it does not have."""
    lost: list[str] = []
    scene, role = beginning.scene, beginning.role
    if scene is not None and scene not in scenario.scenes:
        lost.append(f'There is no scene "{scene}" any more: the play begins where the scenario does.')
        scene = None
    if role is not None and role not in scenario.roles:
        lost.append(f'There is no role "{role}" any more: the play is from the first chair.')
        role = None
    values = dict(beginning.values)
    for id, value in beginning.values.items():
        if not allowed(scenario, id, value):
            lost.append(f'"{id}" can no longer begin as {shown(value)}: it begins as the file says.')
            del values[id]
    return Beginning(scene, values, role, beginning.seed), tuple(lost)


def allowed(scenario: Scenario, id: str, value: Value) -> bool:
    """Say whether a meter or fact of the scenario may stand so."""
    meter, fact = scenario.meters.get(id), scenario.facts.get(id)
    if meter is not None:
        return type(value) is int and meter.minimum <= value <= meter.maximum
    if fact is None:
        return False
    if fact.kind == "list":
        return value in fact.words
    if fact.kind == "flag":
        return isinstance(value, bool)
    return type(value) is int and abs(value) <= FACT_LIMIT


def beginning_words(scenario: Scenario, beginning: Beginning) -> str:
    """Say where a play begins: `at Midnight, with Staff wellbeing 30`; nothing where it is the scenario's own."""
    said = []
    if beginning.scene is not None:
        said.append(f"at {scene_name(scenario, beginning.scene)}")
    if beginning.values:
        every: dict[str, Meter | Fact] = {**scenario.meters, **scenario.facts}
        said.append(f"with {listed(f'{value_name(every[id])} {shown(it)}' for id, it in beginning.values.items())}")
    return ", ".join(said)


def scene_name(scenario: Scenario, id: str) -> str:
    """Return a scene's title, or its id where it has none."""
    return unmarked(scenario.scenes[id].title) or id


def value_name(it: Meter | Fact) -> str:
    """Return what a meter or fact is called."""
    return unmarked(it.name) if isinstance(it, Meter) else it.id


def shown(value: Value) -> str:
    """Return a value as authors write it."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _reached(scenario: Scenario, first: str) -> set[str]:
    """Return the scenes that ways on lead to from a scene, itself among them, without an event."""
    found: set[str] = set()
    waiting = [first]
    while waiting:
        id = waiting.pop()
        if id in scenario.scenes and id not in found:
            found.add(id)
            waiting += [it.target for it in _ways(scenario.scenes[id])]
    return found


def _ways(scene: Scene) -> Iterator[Branch]:
    yield from scene.goto
    for choice in scene.choices:
        yield from choice.goto


def _without_way_back(scenario: Scenario, first: str) -> dict[str, Scene]:
    """Return the scenes with no way back among those that lead on from the first: no event led there."""
    reached = _reached(scenario, first)
    return {id: _ending_instead(it) if id in reached else it for id, it in scenario.scenes.items()}


def _without_scenes(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the events as they are inside an event's scene, where none with a scene happens."""
    never = Constant(False, (0, 0))
    return tuple(replace(it, when=never) if it.scene else it for it in events)


def _ending_instead(scene: Scene) -> Scene:
    if all(it.target != BACK for it in _ways(scene)):
        return scene
    choices = tuple(replace(it, goto=_ended(it.goto)) for it in scene.choices)
    return replace(scene, goto=_ended(scene.goto), choices=choices)


def _ended(ways: tuple[Branch, ...]) -> tuple[Branch, ...]:
    return tuple(replace(it, target=END) if it.target == BACK else it for it in ways)
