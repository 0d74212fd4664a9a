"""What would have come of another choice: the same place, the same luck, the same picks afterwards."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from game.paths.answers import Outdone, Weight
from game.play.history import Option
from game.play.playing import Play, start
from game.scenario.evaluation import constant_value
from game.scenario.expressions import Call, Expression, Name, walk
from game.scenario.happenings import Happening
from game.scenario.scenes import Choice, Scene
from game.scenario.story import Scenario

PLAYS: Final = 60
"""Random plays whose every decision is tried otherwise."""
_LONGEST: Final = 100
"""Choices after which a play is given up as going round."""
_CHOICES: Final = 60_000
"""Choices made in all, after which no further play is tried: only plays that go round need so many."""


@dataclass(slots=True)
class _Decided:
    """What trying the choices of one scene came to."""

    tried: int = 0
    changed: int = 0
    pairs: dict[tuple[str, str], int] = field(default_factory=dict)
    """How often two choices were both tried from one place."""
    better: Counter[tuple[str, str]] = field(default_factory=Counter)
    """In how many of them the first came out better on some meter than the second."""
    elsewhere: Counter[tuple[str, str]] = field(default_factory=Counter)
    """In how many of them the two came to different endings."""
    apart: Counter[tuple[str, str]] = field(default_factory=Counter)
    """In how many of those something besides meters told the endings apart."""


def tried_otherwise(
    scenario: Scenario, role: str | None, plays: int = PLAYS, stop: Callable[[], bool] | None = None
) -> tuple[tuple[Weight, ...], tuple[Outdone, ...]]:
    """Try every open choice at every decision of some random plays.

    Returns for each decision in how many what-ifs another ending came, and the choices that another one outdid.
    """
    found = {scene.id: _Decided() for scene in scenario.scenes.values() if scene.choices}
    made = 0
    for seed in range(plays):
        if made > _CHOICES or (stop is not None and seed and stop()):
            break
        play, picks = start(scenario, seed, role), _Picks(seed)
        for step in range(_LONGEST):
            if play.over:
                break
            _try(play, step, picks, found[play.scene.id])
            play = play.choose(picks.of(play, step))
        made += picks.made
    weights = tuple(Weight(scene, it.tried, it.changed) for scene, it in found.items())
    return weights, tuple(_outdone(scenario, found))


class _Picks:
    """Picks at random, the same in every play with one seed: a changed choice leaves later picks as they were."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.made = 0
        self.ranks: dict[tuple[str, int], dict[str, float]] = {}

    def of(self, play: Play, step: int) -> str:
        """Pick one of the open choices. After every fifty steps the picks change, so that no loop holds a play."""
        self.made += 1
        key = (play.scene.id, step // 50)
        if key not in self.ranks:
            order = random.Random(f"{self.seed}|{key}")
            self.ranks[key] = {choice.id: order.random() for choice in play.scene.choices}
        return min((it.id for it in play.options if _is_open_choice(it)), key=self.ranks[key].__getitem__)


def _try(play: Play, step: int, picks: _Picks, found: _Decided) -> None:
    """Play every open choice from here to its end, and compare."""
    choices = [option.id for option in play.options if _is_open_choice(option)]
    ends = {id: _played_on(play.choose(id), step + 1, picks) for id in choices}
    picked = ends[picks.of(play, step)]
    meters = play.scenario.meters
    for id, end in ends.items():
        if end is not picked:
            found.tried += 1
            found.changed += end.ending is not picked.ending
        for other, its in ends.items():
            if other != id:
                found.pairs[id, other] = found.pairs.get((id, other), 0) + 1
                if any(_better(it.better, end.meters[name], its.meters[name]) for name, it in meters.items()):
                    found.better[id, other] += 1
                found.elsewhere[id, other] += end.ending is not its.ending
                found.apart[id, other] += end.ending is not its.ending and not _by_meters(play.scenario, end, its)


def _played_on(play: Play, step: int, picks: _Picks) -> Play:
    for at in range(step, _LONGEST):
        if play.over:
            break
        play = play.choose(picks.of(play, at))
    return play


def _is_open_choice(option: Option) -> bool:
    return option.open and option.kind == "choice"


def _by_meters(scenario: Scenario, one: Play, other: Play) -> bool:
    """Say whether meters alone told the different endings of two plays apart.

    An ending that holds at once decides which of the two came, otherwise the first of them in file order.
    """
    if one.ending is None or other.ending is None:
        return False
    both = sorted((one.ending, other.ending), key=scenario.endings.index)
    return all(_reads_meters(it.when) for it in [it for it in both if it.at_once] or both[:1])


def _reads_meters(condition: Expression | None) -> bool:
    """Say whether a condition reads meters and nothing else that changes."""
    read = () if condition is None else tuple(it for it in walk(condition) if isinstance(it, Name | Call))
    return bool(read) and all(isinstance(it, Name) and it.kind == "meter" for it in read)


def _better(better: str, one: int, other: int) -> bool:
    return one < other if better == "low" else one > other


def _outdone(scenario: Scenario, found: dict[str, _Decided]) -> Iterator[Outdone]:
    """Give the choices that neither by their own effects nor in any what-if came out better than another one."""
    for id, it in found.items():
        scene = scenario.scenes[id]
        named: set[str] = set()
        for (one, other), tried in it.pairs.items():
            outdone = not it.better[one, other] and _never_better(scenario, scene, one, other)
            if outdone and one not in named and other not in named:
                named.add(one)
                ends = it.elsewhere[one, other], it.apart[one, other]
                yield Outdone(id, one, other, tried, it.better[other, one], *ends)


def _never_better(scenario: Scenario, scene: Scene, one: str, other: str) -> bool:
    """Say whether, by the constant effects of the two choices and what they plant, one is nowhere better."""
    mine, its = _effects(scene, one), _effects(scene, other)
    if mine is None or its is None:
        return False
    meters = scenario.meters.items()
    return not any(_better(meter.better, mine.get(name, 0), its.get(name, 0)) for name, meter in meters)


def _effects(scene: Scene, choice: str) -> dict[str, int] | None:
    """Return what a choice and all that it plants add to each name; None where that depends on the play."""
    option = next(it for it in scene.choices if it.id == choice)
    total: dict[str, int] = {}
    for happening in _told(option):
        for effect in happening.effects:
            amount = constant_value(effect.amount)
            if not isinstance(amount, int):
                return None
            total[effect.name] = total.get(effect.name, 0) + amount
    return total


def _told(choice: Choice) -> Iterator[Happening]:
    yield choice.happening
    yield from (item.happening for item in choice.later)
