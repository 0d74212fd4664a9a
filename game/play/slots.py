"""Where each thing stands in the tuple of values that a state holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from game.scenario.expressions import Call, Name
from game.scenario.story import Scenario

Values: TypeAlias = list[Any]
"""What the engine itself keeps, in the places below; then meters, then facts."""

NOW: Final = 0
"""The ticks that have passed."""
ROLE: Final = 1
VISITED: Final = 2
"""The scenes entered before the current visit, as bits of a whole number."""
CHOSEN: Final = 3
"""The choices and looks chosen, as bits."""
HAPPENED: Final = 4
"""The events that happened, as bits."""
LOOKED: Final = 5
"""The looks taken in this visit, as bits of the same set as `CHOSEN`."""
MADE: Final = 6
"""How many choices were made."""
AT_FIRST: Final = (0, "", 0, 0, 0, 0, 0)
"""What stands in these places before a play begins; the role is put in."""


class Slots:
    """The numbering of one scenario's values, and of the bits of its three sets."""

    def __init__(self, scenario: Scenario) -> None:
        """Number the meters and the facts, in file order."""
        first = len(AT_FIRST)
        self.meters: Mapping[str, int] = {id: slot for slot, id in enumerate(scenario.meters, first)}
        first += len(self.meters)
        self.facts: Mapping[str, int] = {id: slot for slot, id in enumerate(scenario.facts, first)}
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
            return f"s[{NOW}]"
        if node.kind == "role":
            return f"s[{ROLE}]"
        return f"s[{self.named(node.id)}]"

    def call_source(self, node: Call) -> str:
        """Return how generated code asks whether a scene was visited, an option chosen, an event happened."""
        slot, bits = {
            "visited": (VISITED, self.scene_bits),
            "chose": (CHOSEN, self.option_bits),
            "happened": (HAPPENED, self.event_bits),
        }[node.function]
        return f"(s[{slot}] & {bits[node.target]} != 0)"
