"""Where each thing stands in the tuple of values that a state holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from game.scenario.expressions import Call, Name
from game.scenario.story import Scenario

Values: TypeAlias = list[Any]
"""Meters, then facts, then `now`, the role, and three sets as bits of a whole number: scenes entered before
the current visit, choices and looks chosen, events happened."""


class Slots:
    """The numbering of one scenario's values, and of the bits of its three sets."""

    def __init__(self, scenario: Scenario) -> None:
        """Number the meters, the facts and what the engine itself keeps, in file order."""
        self.meters: Mapping[str, int] = {id: slot for slot, id in enumerate(scenario.meters)}
        first = len(self.meters)
        self.facts: Mapping[str, int] = {id: first + slot for slot, id in enumerate(scenario.facts)}
        first += len(self.facts)
        self.now, self.role, self.visited, self.chosen, self.happened = range(first, first + 5)
        self.scene_bits = {id: 1 << bit for bit, id in enumerate(scenario.scenes)}
        self.event_bits = {event.id: 1 << bit for bit, event in enumerate(scenario.events)}
        keys = [
            f"{scene.id}.{option.id}"
            for scene in scenario.scenes.values()
            for option in scene.options
        ]
        self.option_bits = {key: 1 << bit for bit, key in enumerate(keys)}

    def named(self, name: str) -> int:
        """Return the slot of a meter or fact."""
        slot = self.meters.get(name)
        return self.facts[name] if slot is None else slot

    def name_source(self, node: Name) -> str:
        """Return how generated code reads a name; only our own numbers stand in it."""
        if node.kind == "now":
            return f"s[{self.now}]"
        if node.kind == "role":
            return f"s[{self.role}]"
        return f"s[{self.named(node.id)}]"

    def call_source(self, node: Call) -> str:
        """Return how generated code asks whether a scene was visited, an option chosen, an event happened."""
        slot, bits = {
            "visited": (self.visited, self.scene_bits),
            "chose": (self.chosen, self.option_bits),
            "happened": (self.happened, self.event_bits),
        }[node.function]
        return f"(s[{slot}] & {bits[node.target]} != 0)"
