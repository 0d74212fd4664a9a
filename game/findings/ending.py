"""How a play stood as it ended: what the conditions of the endings were read from."""

from __future__ import annotations

from game.findings.course import told
from game.findings.model import Ended
from game.paths.told import stood, turn_of
from game.play.playing import Play
from game.scenario.expressions import Function, NameKind, Value


def ended(play: Play) -> Ended | None:
    """Return how a play stood as it ended; None where it has no ending."""
    if play.ending is None:
        return None
    at = stood(turn_of(play))
    settled: dict[str, tuple[int, ...]] = {}
    for decision in play.decisions:
        changed = {it.name for one in decision.happened for it in one.changes if it.before != it.after}
        for fact in sorted(changed & set(play.scenario.facts)):
            settled[fact] = (*settled.get(fact, ()), decision.number)
    words = next(told(it.beats) for it in play.happened if it.kind == "ending")
    return Ended(
        now=at.now,
        told=words,
        role=play.role or "",
        meters=dict(at.meters),
        facts=dict(at.facts),
        visited=tuple(sorted(at.visited)),
        chose=tuple(sorted(at.chosen)),
        happened=tuple(sorted(at.happened)),
        settled=settled,
    )


class AtTheEnd:
    """How a play stood as it ended, as what conditions are read from."""

    def __init__(self, ended: Ended) -> None:
        """Read from `ended`."""
        self._ended = ended

    def name(self, kind: NameKind, id: str) -> Value:
        """Return the value of a meter, a fact, `now` or `role`; an ending's condition names nothing else."""
        if kind == "meter":
            return self._ended.meters[id]
        if kind == "fact":
            return self._ended.facts[id]
        return self._ended.now if kind == "now" else self._ended.role

    def call(self, function: Function, target: str) -> Value:
        """Return the answer to a question about the play."""
        known = {"visited": self._ended.visited, "chose": self._ended.chose, "happened": self._ended.happened}
        return target in known[function]
