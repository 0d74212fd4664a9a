"""Holds one way of walking every path against another, answer by answer."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from game.paths.tally import Tally
from game.play import lambdas, machine, telling
from game.scenario.story import Scenario

TINY = 1e-9


def differences(one: Tally, other: Tally, *, truths: bool = False) -> list[str]:
    """Return every answer on which two tallies differ."""
    found = []
    for key in one.mass.keys() | other.mass.keys():
        if not math.isclose(one.mass.get(key, -1), other.mass.get(key, -1), abs_tol=TINY):
            found.append(f"{key}: {one.mass.get(key)} and {other.mass.get(key)}")
    # Facts are noted only where something still reads them, which projecting changes.
    always_noted = {name for _, name in (*one.last, *other.last)}
    for name in ("ranges", "last"):
        mine, its = getattr(one, name), getattr(other, name)
        keys = [key for key in mine.keys() | its.keys() if key[1] in always_noted]
        found += [f"{name} {key}: {mine.get(key)} and {its.get(key)}" for key in keys if mine.get(key) != its.get(key)]
    for name in ("endings", "faults"):
        mine, its = getattr(one, name), getattr(other, name)
        for key in mine.keys() | its.keys():
            a, b = mine.get(key), its.get(key)
            if a is None or b is None or not math.isclose(a.mass, b.mass, abs_tol=TINY) or a.plays != b.plays:
                found.append(f"{name} {key}: {a} and {b}")
    for number, (a, b) in enumerate(zip(one.promises, other.promises, strict=True)):
        if not a.unclear and not b.unclear and (a.held, a.failed) != (b.held, b.failed):
            found.append(f"promise {number}: {a} and {b}")
    if truths:
        for tree in one.truths.keys() | other.truths.keys():
            if one.truths.get(tree) != other.truths.get(tree):
                found.append(f"condition {tree}: {one.truths.get(tree)} and {other.truths.get(tree)}")
    return found


@contextmanager
def watched_conditions(scenario: Scenario, tally: Tally) -> Iterator[None]:
    """Let the engine itself note which conditions were true, and which false."""

    def noting(tree: Any) -> Any:
        def note(found: bool) -> bool:
            tally.truth(tree, found, not found)
            return found

        return note

    def compiled(tree: Any, slots: Any) -> Any:
        plain, note = lambdas.compile_expression(tree, slots), noting(tree)
        return lambda values: note(found) if isinstance(found := plain(values), bool) else found

    def source(tree: Any, slots: Any, constants: list[Any]) -> str:
        plain = lambdas.python_source(tree, slots, constants)
        constants.append(noting(tree))
        return f"k[{len(constants) - 1}]({plain})"

    machine.machine.cache_clear()
    with patch.object(machine, "compile_expression", compiled), patch.object(telling, "python_source", source):
        machine.machine(scenario)
    try:
        yield
    finally:
        machine.machine.cache_clear()
