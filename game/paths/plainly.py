"""Personas and promises in the plain form: for one turn at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeAlias

from game.paths.policies import FIRST, FIT, RANDOM
from game.paths.tally import Kept, shortest
from game.play.slots import CHOSEN, HAPPENED, NOW, ROLE, VISITED
from game.play.turn import Turn
from game.scenario.acts import ACTS, best_fit
from game.scenario.evaluation import evaluate
from game.scenario.expressions import Call, Expression, Function, NameKind, Value, walk
from game.scenario.scenes import Choice, Scene
from game.scenario.story import Scenario

Picks: TypeAlias = Callable[[Scene, Sequence[Choice], Turn], Sequence[Choice]]
"""Takes a scene, its open choices and where the play stands; returns those that the player might take."""
_FITS = ("not", "partly", "well")


def picks_of(scenario: Scenario) -> Mapping[str, Picks]:
    """Return every way of playing by its name, as `game.paths.policies` has them."""
    found: dict[str, Picks] = {
        RANDOM: lambda scene, choices, turn: choices,
        FIRST: lambda scene, choices, turn: choices[:1],
        FIT: _fitting,
    }
    found |= {act: _single_hat(act) for act in ACTS}
    found |= {f"protect {id}": _protecting(id, meter.better == "low") for id, meter in scenario.meters.items()}
    return found


def _fitting(scene: Scene, choices: Sequence[Choice], turn: Turn) -> Sequence[Choice]:
    decision = scene.decision
    assert decision is not None
    return _best(choices, lambda it: _FITS.index(best_fit(decision.demands, it.acts, decision.contested)))


def _single_hat(act: str) -> Picks:
    return lambda scene, choices, turn: _best(choices, lambda it: act in it.acts)


def _protecting(meter: str, low: bool) -> Picks:
    def effect(turn: Turn, choice: Choice) -> int:
        amounts = [it.amount for it in choice.happening.effects if it.name == meter]
        try:
            amount = int(evaluate(amounts[0], Standing(turn))) if amounts else 0
        except ZeroDivisionError:
            amount = 0
        return -amount if low else amount

    return lambda scene, choices, turn: _best(choices, lambda it: effect(turn, it))


def _best(choices: Sequence[Choice], value: Callable[[Choice], int]) -> Sequence[Choice]:
    best = max(value(it) for it in choices)
    return [it for it in choices if value(it) == best]


class Standing:
    """Where a turn stands, as a reading; with the ending and the counts of a play that is over."""

    def __init__(
        self, turn: Turn, ending: str = "", counts: Sequence[int] = (), shares: Mapping[str, int] = {}
    ) -> None:
        """Read from a turn; `counts` are the choices made, then those with each act."""
        self.turn, self.ending, self.counts, self.shares = turn, ending, counts, shares

    def name(self, kind: NameKind, id: str) -> Value:
        """Return the value of a name."""
        slots, values = self.turn.machine.slots, self.turn.values
        if kind in ("meter", "fact"):
            found: Value = values[slots.named(id)]
            return found
        if kind == "now":
            return int(values[NOW])
        if kind == "role":
            return str(values[ROLE])
        if kind == "ending":
            return self.ending
        return self.counts[0] if kind == "choices" else self.counts[1 + ACTS.index(id)]

    def call(self, function: Function, target: str) -> Value:
        """Return the answer to a question."""
        if function == "share":
            return self.shares[target]
        slots, values = self.turn.machine.slots, self.turn.values
        home, bits = {
            "visited": (VISITED, slots.scene_bits),
            "chose": (CHOSEN, slots.option_bits),
            "happened": (HAPPENED, slots.event_bits),
        }[function]
        return bool(values[home] & bits[target])


def counted(counts: tuple[int, ...], choice: Choice) -> tuple[int, ...]:
    """Return the counts after one more choice: all choices, then those with each act."""
    return (counts[0] + 1, *(count + (act in choice.acts) for count, act in zip(counts[1:], ACTS, strict=True)))


def judge(
    scenario: Scenario,
    turn: Turn,
    counts: Collection[tuple[int, ...]],
    trail: int,
    kept: Sequence[Kept],
) -> None:
    """Note which promises held at the end of the plays that a turn stands for."""
    assert turn.ending is not None
    for promise, it in zip(scenario.promises, kept, strict=True):
        if _about_shares(promise.promised.condition):
            it.unclear = True
            continue
        for count in counts:
            held = bool(evaluate(promise.promised.condition, Standing(turn, turn.ending.node.id, count)))
            it.held |= held
            it.failed |= not held
            if held:
                it.holding = shortest((it.holding, trail))
            else:
                it.failing = shortest((it.failing, trail))


def _about_shares(tree: Expression) -> bool:
    return any(isinstance(node, Call) and node.function == "share" for node in walk(tree))
