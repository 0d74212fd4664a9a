"""How a play comes to each scene and choice: a search for few moves, bounded, and stopped as soon as that is wanted.

It plays on with every choice and look in turn, fewest moves first. Where plays grow too many it goes on with some of
each scene, so that a way it finds is short but not proved the shortest, and a way it does not find may be there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Final, NamedTuple, TypeAlias

from game.play.playing import Play, start
from game.scenario.story import Scenario

Stop: TypeAlias = Callable[[], bool]

SEEDS: Final = range(5)
"""Tried one after the other, as long as something is missing."""
_ABREAST: Final = (40, 4)
"""Plays that go on from one scene after the same number of moves: many, for short ways; then few, which come far."""
_MOVES: Final = 4_000
"""Moves tried in one search."""
_ALL_MOVES: Final = 16_000
"""Moves tried in all of them: about a second."""


class Way(NamedTuple):
    """Moves that lead somewhere, and with which luck and in which chair they do."""

    moves: tuple[str, ...]
    seed: int
    role: str | None
    """None for the first."""


@dataclass
class Ways:
    """What is known of the ways through a scenario."""

    scenes: dict[str, Way] = field(default_factory=dict)
    options: dict[tuple[str, str], Way] = field(default_factory=dict)
    """By scene and id; the moves end with the choice or look itself."""

    def lead_everywhere(self, scenario: Scenario) -> bool:
        """Say whether nothing of a scenario is missing."""
        options = sum(len(scene.options) for scene in scenario.scenes.values())
        return len(self.scenes) == len(scenario.scenes) and len(self.options) == options


class _Step(NamedTuple):
    play: Play
    moves: tuple[str, ...]


def find_ways(scenario: Scenario, stop: Stop) -> Ways:
    """Look for moves to every scene, choice and look; `stop` is asked before each move."""
    ways = Ways()
    left = _ALL_MOVES
    roles = [None, *[*scenario.roles][1:]]
    for seed, role, abreast in product(SEEDS, roles, _ABREAST):
        if stop() or left <= 0 or ways.lead_everywhere(scenario):
            break
        search = _Search(scenario, Way((), seed, role), ways, stop)
        search.run(abreast)
        left -= _MOVES - search.left
    return ways


class _Search:
    """One search, with one seed and role."""

    def __init__(self, scenario: Scenario, begin: Way, ways: Ways, stop: Stop) -> None:
        self.scenario, self.begin, self.ways, self.stop = scenario, begin, ways, stop
        self.left = _MOVES

    def run(self, abreast: int) -> None:
        steps = [_Step(start(self.scenario, self.begin.seed, self.begin.role), ())]
        self.note(steps[0])
        while steps and not self.ways.lead_everywhere(self.scenario):
            steps = [after for step in _some_of_each_scene(steps, abreast) for after in self.after(step)]

    def after(self, step: _Step) -> Iterator[_Step]:
        """Give the plays one move on that are not over."""
        for option in step.play.options:
            if self.stop() or not self.left:
                return
            if option.open:
                self.left -= 1
                move = option.id if option.kind == "choice" else f"look:{option.id}"
                made = _Step(step.play.make(move), (*step.moves, move))
                self.note(made)
                if not made.play.over:
                    yield made

    def note(self, step: _Step) -> None:
        way = self.begin._replace(moves=step.moves)
        for it in step.play.happened:
            if it.kind == "scene":
                self.ways.scenes.setdefault(it.id, way)
        for option in step.play.options:
            if option.open:
                move = option.id if option.kind == "choice" else f"look:{option.id}"
                through = way._replace(moves=(*step.moves, move))
                self.ways.options.setdefault((step.play.scene.id, option.id), through)


def _some_of_each_scene(steps: list[_Step], most: int) -> Iterator[_Step]:
    """Give at most so many plays that stand in one scene, spread over all that do."""
    standing: dict[str, list[_Step]] = defaultdict(list)
    for step in steps:
        standing[step.play.scene.id].append(step)
    for there in standing.values():
        apart = max(len(there) / most, 1)
        yield from (there[int(place * apart)] for place in range(min(len(there), most)))
