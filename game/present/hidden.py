"""Hidden meters, opened: what each of them is, as far as the scenario says."""

from __future__ import annotations

from collections.abc import Iterator

from game.present.sections import Entry, Section
from game.present.text import unmarked
from game.present.words import listed
from game.scenario.expressions import Expression, Name, walk
from game.scenario.happenings import Dynamic
from game.scenario.meters import Meter
from game.scenario.story import Scenario


def hidden_sections(scenario: Scenario) -> Iterator[Section]:
    """Give one section that says what the hidden meters are, before the first of them is spoken of."""
    hidden = [it for it in scenario.meters.values() if it.hidden]
    if hidden:
        entries = tuple(Entry(unmarked(it.name), hidden_words(it, scenario)) for it in hidden)
        yield Section("Counted all along, and not shown in play", entries)


def hidden_words(meter: Meter, scenario: Scenario) -> str:
    """Say what a hidden meter is, as far as the scenario tells: its range, and in the author's words what it did."""
    better = "more" if meter.better == "high" else "less"
    hung = [unmarked(it.happening.because) for it in scenario.dynamics if it.happening.because and _asks(it, meter)]
    endings = sum(any(id == meter.id for id in _meters(it.when)) for it in scenario.endings)
    parts = [f"A number from {meter.minimum} to {meter.maximum}; {better} is better."]
    parts += [f"{endings} of the {len(scenario.endings)} endings ask{'s' * (endings == 1)} for it."] if endings else []
    parts += [f"What hung on it: {listed(f'“{it}”' for it in hung)}"] if hung else []
    return " ".join(parts)


def _asks(it: Dynamic, meter: Meter) -> bool:
    return meter.id in _meters(it.when)


def _meters(condition: Expression | None) -> set[str]:
    """Return the ids of the meters that a condition reads."""
    nodes = walk(condition) if condition is not None else ()
    return {node.id for node in nodes if isinstance(node, Name) and node.kind == "meter"}
