"""In which order later items come back, told from their `after` and from where they were planted.

"First planted first, then file order": of two that come back at the same tick, the longer `after` was planted first;
with equal `after`, the scene that the story passes first. Where only the play itself can tell, and it matters, the
pair is `tangled`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from game.paths.graph import Graph, Spot, components
from game.paths.reading import conditionals, later_items
from game.scenario.evaluation import constant_value
from game.scenario.expressions import Call, Name, walk
from game.scenario.happenings import Later
from game.scenario.scenes import Choice, Look


class Order:
    """The order of the later items of a scenario, as far as its graph fixes it."""

    def __init__(self, graph: Graph) -> None:
        """Order the items of the graph's scenario."""
        self._reach = _reaching(graph)
        one_way = {
            scene: [it for it in others if scene not in self._reach.get(it, ())]
            for scene, others in self._reach.items()
        }
        groups = components(list(one_way), lambda scene: one_way[scene])
        self._group = {scene: number for number, scenes in enumerate(groups) for scene in scenes}
        items = later_items(graph.scenario)
        self.place = {
            id(item): (-(item.after or 0), self._group.get(scene.id, 0), number)
            for number, (scene, _, item) in enumerate(items)
        }
        """A key to sort items by that come back together."""
        self.tangled = [
            (one, other)
            for (scene, option, one), (others_scene, others_option, other) in combinations(items, 2)
            if (one.after, one.at) == (other.after, other.at)
            and self._unordered(scene.id, option, others_scene.id, others_option)
            and _conflict(one, other)
        ]

    def _unordered(self, scene: str, option: Look | Choice, other: str, others_option: Look | Choice) -> bool:
        """Say whether either of two options may be taken first."""
        one, two = self._reach.get(scene, frozenset()), self._reach.get(other, frozenset())
        if scene == other:
            both_looks = isinstance(option, Look) and isinstance(others_option, Look)
            return scene in one or (both_looks and option is not others_option)
        there_and_back = other in one and scene in two
        return there_and_back or (self._group.get(scene) == self._group.get(other) and scene in self._group)


def _reaching(graph: Graph) -> dict[str, frozenset[str]]:
    """Return for each scene those that may follow it, at once or later, itself among them where it may come again."""
    found: dict[Spot, frozenset[str]] = {}
    for spot in sorted(graph.after, key=graph.rank.__getitem__, reverse=True):
        if spot not in graph.looping:
            found[spot] = frozenset().union(*(found[it] | {it.scene} for it in graph.after[spot]))
            continue
        seen: set[Spot] = set()
        waiting = list(graph.after[spot])
        while waiting:
            other = waiting.pop()
            if other not in seen:
                seen.add(other)
                waiting += graph.after[other]
        found[spot] = frozenset(it.scene for it in seen)
    scenes: dict[str, frozenset[str]] = {}
    for spot, others in found.items():
        scenes[spot.scene] = scenes.get(spot.scene, frozenset()) | others
    return scenes


def _conflict(one: Later, other: Later) -> bool:
    """Say whether the order of two items can matter."""
    written, others_written = dict(_writes(one)), dict(_writes(other))
    if set(written) & set(_reads(other)) or set(others_written) & set(_reads(one)):
        return True
    both = set(written) & set(others_written)
    return any(written[name] * others_written[name] <= 0 for name in both)


def _writes(item: Later) -> Iterator[tuple[str, int]]:
    """Give the names that an item changes, with the sign of the change; 0 where it has none."""
    for setting in item.happening.settings:
        yield setting.name, 0
    for effect in item.happening.effects:
        amount = constant_value(effect.amount)
        yield effect.name, (amount > 0) - (amount < 0) if isinstance(amount, int) else 0


def _reads(item: Later) -> Iterator[str]:
    trees = [effect.amount for effect in item.happening.effects]
    trees += [beat.when for beat in conditionals(item.happening.text)]
    for tree in (*trees, *([] if item.when is None else [item.when])):
        read = (node for node in walk(tree) if isinstance(node, Name | Call))
        yield from (node.id if isinstance(node, Name) else node.target for node in read)
