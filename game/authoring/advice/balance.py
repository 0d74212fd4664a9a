"""Choices that are no dilemma, as far as fixed effects show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.authoring.advice.codes import NO_DILEMMA
from game.authoring.advice.subject import Subject
from game.language.diagnostics import Diagnostic
from game.scenario.evaluation import constant_value
from game.scenario.meters import Meter
from game.scenario.scenes import Choice


def advise(subject: Subject) -> Iterator[Diagnostic]:
    """Say which choices are on every meter no better than another one of their scene, and on some worse."""
    meters = subject.scenario.meters
    for id, scene in subject.scenario.scenes.items():
        plain = [(place, it, moves) for place, it in enumerate(scene.choices) if (moves := _moves(it, meters))]
        for place, worse, loses in plain:
            better = next((it for _, it, gains in plain if _beats(it, gains, worse, loses)), None)
            if better is not None:
                path = ("scenes", id, "choices", place, "effects")
                said = f"on every meter `{better.id}` is as good as this choice, and on some it is better"
                help = "Let each cost something that another does not, now or later; else nothing has to be weighed."
                yield subject.about_key(NO_DILEMMA, path, said, help)


def _moves(choice: Choice, meters: Mapping[str, Meter]) -> dict[str, int] | None:
    """Return by how much a choice moves each meter to the good; None where that is not all that it does."""
    happening = choice.happening
    if choice.chance or choice.later or happening.settings or not happening.effects:
        return None
    moves = {}
    for effect in happening.effects:
        amount = constant_value(effect.amount)
        if not isinstance(amount, int) or effect.name not in meters:
            return None
        moves[effect.name] = amount if meters[effect.name].better == "high" else -amount
    return moves


def _beats(better: Choice, gains: dict[str, int], worse: Choice, loses: dict[str, int]) -> bool:
    """Say whether one choice is open wherever the other is, leads to the same, and does more good with less harm."""
    if better is worse or (better.when is not None and better.when != worse.when) or better.once:
        return False
    if (better.goto, better.takes) != (worse.goto, worse.takes):
        return False
    each = [gains.get(meter, 0) - loses.get(meter, 0) for meter in gains.keys() | loses.keys()]
    return min(each) >= 0 and max(each) > 0
