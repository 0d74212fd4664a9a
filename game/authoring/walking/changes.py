"""What of a scenario plays reach, and by what each name in a condition is changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TypeAlias

from game.paths.answers import Paths
from game.paths.reading import later_items
from game.scenario.expressions import Call, Expression, Name, walk
from game.scenario.happenings import Happening
from game.scenario.scenes import Branch
from game.scenario.story import Scenario

Part: TypeAlias = tuple[str, str]
"""What kind of part it is, and its id; of an option `scene.option`, of what comes back its number in file order."""


class Changes:
    """Answers whether something was reached, and whether a condition waits only for what was not."""

    def __init__(self, scenario: Scenario, paths: Paths) -> None:
        """Take a scenario and what its plays came to."""
        self.scenario = scenario
        laters = 0
        self.why: dict[Part, str] = {}
        """Every part that was not reached, with the reason."""
        for it in paths.reached:
            kind = "option" if it.part in ("choice", "look") else it.part
            where = str(laters) if it.part == "what comes back" else it.where
            laters += it.part == "what comes back"
            if not it.reached and it.part != "beat":
                self.why[kind, where] = it.why

    def reached(self, kind: str, id: str) -> bool:
        """Say whether plays reach a part."""
        return (kind, id) not in self.why

    def waits_for_lost(self, tree: Expression, guarded: Part) -> bool:
        """Say whether something that a condition reads would be changed by what plays never reach.

        What the condition itself guards does not count.
        """
        read = (node for node in walk(tree) if isinstance(node, Name | Call))
        return any(part != guarded and not self.reached(*part) for node in read for part in self._changed_by(node))

    def all_reached(self, name: str) -> bool:
        """Say whether every part that changes a name is reached."""
        return all(self.reached(*part) for part in self._changers.get(name, ()))

    def _changed_by(self, node: Name | Call) -> list[Part]:
        if isinstance(node, Name):
            return self._changers.get(node.id, []) if node.kind in ("meter", "fact") else []
        kind = {"chose": "option", "visited": "scene", "happened": "event"}.get(node.function)
        return [(kind, node.target)] if kind else []

    @cached_property
    def _changers(self) -> dict[str, list[Part]]:
        found: dict[str, list[Part]] = {}
        for part, happening in _happenings(self.scenario):
            for name in (*(it.name for it in happening.effects), *(it.name for it in happening.settings)):
                found.setdefault(name, []).append(part)
        return found

    def ways_to(self, scene: str) -> Iterator[tuple[Part, tuple[Branch, ...]]]:
        """Give what may lead to a scene from where plays come to: each with the way there and those before it."""
        for other in self.scenario.scenes.values():
            ways = [(("option", f"{other.id}.{it.id}"), it.goto) for it in other.choices]
            for part, branches in (*ways, (("scene", other.id), other.goto)):
                for number, branch in enumerate(branches):
                    if branch.target == scene and self.reached("scene", other.id):
                        yield part, branches[: number + 1]
        for event in self.scenario.events:
            if event.scene == scene and (event.at is None or self.reached("scene", event.at)):
                yield ("event", event.id), ()


def _happenings(scenario: Scenario) -> Iterator[tuple[Part, Happening]]:
    for scene in scenario.scenes.values():
        for option in scene.options:
            part = ("option", f"{scene.id}.{option.id}")
            yield part, option.happening
            yield from ((part, outcome.happening) for outcome in option.chance)
    yield from ((("what comes back", str(n)), it.happening) for n, (_, _, it) in enumerate(later_items(scenario)))
    yield from ((("event", it.id), it.happening) for it in scenario.events)
    yield from ((("dynamic", it.id), it.happening) for it in scenario.dynamics)
