"""The values that a watched play can begin with, each as a line that can be changed: meters, facts, chair and luck."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from game.authoring.watching.beginning import Beginning, value_name
from game.play.playing import Play
from game.present.text import safe
from game.scenario.expressions import Value
from game.scenario.meters import FACT_LIMIT, Fact, Meter
from game.scenario.story import Scenario

ROLE, SEED = ":role", ":seed"
"""The keys of the chair and of the luck; no id has a colon."""
_MOST_LUCK = 999_999


@dataclass(frozen=True)
class StartValue:
    """One value that a play can begin with."""

    key: str
    """The id of a meter or fact, or one of the two keys above."""
    name: str
    value: Value
    usual: Value
    """What it is where nobody says otherwise."""
    words: tuple[Value, ...] = ()
    """All that it can be, where that is not a number."""
    lowest: int = 0
    highest: int = 100
    hidden: bool = False
    """A meter that players do not see."""

    def stepped(self, by: int) -> StartValue:
        """Return it with the next value (1), the one before (-1), or one further off; numbers stop at their ends."""
        if self.words:
            return replace(self, value=self.words[(self.words.index(self.value) + by) % len(self.words)])
        return self.numbered(int(self.value) + by)

    def numbered(self, number: int) -> StartValue:
        """Return it with a number, or the nearest that it can be; what is no number stays as it is."""
        return self if self.words else replace(self, value=max(self.lowest, min(self.highest, number)))

    def limits(self, number: int) -> str:
        """Say, of a number that it cannot be, what it can be; nothing of one that it can, or where words stand."""
        beyond = not self.words and not self.lowest <= number <= self.highest
        return f"{number:,} cannot be: {self.lowest:,} to {self.highest:,}" if beyond else ""


def start_values(scenario: Scenario, play: Play, beginning: Beginning) -> tuple[StartValue, ...]:
    """Return every value as the play stands now, the meters first."""
    meters, facts = dict(play.meters), dict(play.facts)
    found = [_of_meter(it, meters.get(it.id, it.start)) for it in scenario.meters.values()]
    found += [_of_fact(it, facts.get(it.id, it.start)) for it in scenario.facts.values()]
    if scenario.roles:
        roles = tuple(scenario.roles)
        found.append(StartValue(ROLE, "The chair", play.role if play.role in roles else roles[0], roles[0], roles))
    return (*found, StartValue(SEED, "The luck (seed)", beginning.seed, 0, highest=_MOST_LUCK))


def beginning_with(scenario: Scenario, scene: str, values: Iterable[StartValue]) -> Beginning:
    """Return the beginning at a scene with some values; the scenario's own where nothing is different from it."""
    found = {it.key: it for it in values}
    seed, role = found.pop(SEED), found.pop(ROLE, None)
    changed = {it.key: it.value for it in found.values() if it.value != it.usual}
    own = scene == scenario.start
    return Beginning(None if own else scene, changed, str(role.value) if role else None, int(seed.value))


def _of_meter(it: Meter, value: int) -> StartValue:
    return StartValue(it.id, value_name(it), value, it.start, (), it.minimum, it.maximum, it.hidden)


def _of_fact(it: Fact, value: Value) -> StartValue:
    if it.kind == "number":
        return StartValue(it.id, value_name(it), value, it.start, (), -FACT_LIMIT, FACT_LIMIT)
    words: tuple[Value, ...] = it.words if it.kind == "list" else (False, True)
    return StartValue(it.id, safe(value_name(it)), value, it.start, words)
