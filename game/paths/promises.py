"""What an author promises of every path: kept, broken, or not to be decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Literal

from game.paths.arrays import Limit
from game.paths.intervals import Share, exactly, sampled
from game.paths.plainly import Standing
from game.paths.reference import Reference
from game.paths.tally import Came, Kept
from game.paths.told import turn_of
from game.paths.walks import Walked, roles_that_matter, walked
from game.paths.witnesses import Counts, moves_of, seed_for
from game.play.playing import Play
from game.play.turn import Turn
from game.scenario.acts import ACTS
from game.scenario.evaluation import evaluate
from game.scenario.expressions import Call, Expression, Function, Name, NameKind, Value, walk
from game.scenario.story import Promise, Scenario

_SMALL = 30_000
"""States up to which a promise whose counts are too many for columns is judged in the plain form."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one promise."""

    kind: Literal["always", "possible", "never"]
    text: str
    """The condition as the author typed it."""
    verdict: Literal["kept", "broken", "undecided"]
    exact: bool
    """It was judged on every path."""
    why: str
    """What was seen, in a sentence; nothing where an exact promise is kept."""
    role: str | None = None
    moves: tuple[str, ...] = ()
    """The moves of a play that breaks it; none where there is none to show."""
    seed: int | None = None
    """A seed with which those moves break it."""

    @property
    def finding(self) -> bool:
        """Say whether the author has something to mend: it is broken, or its shares lie too near to a bound."""
        return self.verdict == "broken" or (self.verdict == "undecided" and "share(" in self.text)


def judge(scenario: Scenario, stop: Callable[[], bool] | None = None, limit: Limit | None = None) -> tuple[Judged, ...]:
    """Judge every promise of a scenario, in every role: exact where every path can be walked."""
    if not scenario.promises:
        return ()
    walks = {role: walked(scenario, role, stop=stop, limit=limit) for role in roles_that_matter(scenario)}
    return tuple(_judge(scenario, number, promise, walks) for number, promise in enumerate(scenario.promises))


def _judge(scenario: Scenario, number: int, promise: Promise, walks: Mapping[str | None, Walked]) -> Judged:
    """Judge one promise: where one role decides it, by that role."""
    if any(_shares(promise.promised.condition)):
        return _by_shares(scenario, promise, walks)
    exact = all(it.exact for it in walks.values())
    plays = sum(it.sampled for it in walks.values())
    held = []
    for role, it in walks.items():
        kept = it.tally.promises[number]
        if kept.unclear:
            plain = _plainly(scenario, number, role)
            if plain is None:
                return _answer(promise, "undecided", False, "it counts too many different things to walk every path")
            kept = plain
        wrong = kept.failed if promise.kind == "always" else kept.held if promise.kind == "never" else False
        if wrong:
            return _broken(scenario, promise, role, kept.failing if promise.kind == "always" else kept.holding, exact)
        held.append(kept.held)
    if promise.kind == "possible" and any(held):
        return _answer(promise, "kept", exact, "")
    if not exact:
        seen = "no play was seen" if promise.kind == "possible" else "nothing against it was seen"
        return _answer(promise, "undecided", False, f"{seen} in what was walked and {plays:,} random plays")
    if promise.kind == "possible":
        return _answer(promise, "broken", True, "it holds at the end of no play")
    return _answer(promise, "kept", True, "")


def _broken(scenario: Scenario, promise: Promise, role: str | None, trail: int, exact: bool) -> Judged:
    """Show a play that breaks a promise, as far as one can be traced."""
    wanted = promise.kind == "never"
    tree = promise.promised.condition

    def breaks(turn: Turn, counts: Counts) -> bool:
        return turn.ending is not None and bool(evaluate(tree, Standing(turn, turn.ending.node.id, counts))) == wanted

    def played(play: Play) -> bool:
        return breaks(turn_of(play), _counts(play))

    moves = moves_of(scenario, role, trail, breaks)
    seed = seed_for(scenario, role, moves, played) if moves else None
    why = "it holds at the end of some plays" if wanted else "it does not hold at the end of some plays"
    return Judged(promise.kind, promise.promised.text, "broken", exact, why, role, moves, seed)


def _counts(play: Play) -> Counts:
    """Return how many choices a play made, and how many with each act."""
    made = [play.scenario.scenes[it.scene].option(it.choice) for it in play.decisions]
    return (len(made), *(sum(act in getattr(choice, "acts", ()) for choice in made) for act in ACTS))


def _plainly(scenario: Scenario, number: int, role: str | None) -> Kept | None:
    """Judge a promise in the plain form, where that can be finished."""
    reference = Reference(scenario, role, most=_SMALL)
    tally = reference.walk()
    return None if reference.finished else tally.promises[number]


def _answer(promise: Promise, verdict: Literal["kept", "broken", "undecided"], exact: bool, why: str) -> Judged:
    return Judged(promise.kind, promise.promised.text, verdict, exact, why)


# Shares


def _shares(tree: Expression) -> Iterator[str]:
    """Give the endings whose share an expression reads."""
    return (node.target for node in walk(tree) if isinstance(node, Call) and node.function == "share")


class _Shares:
    """Shares as a reading: nothing else is known."""

    def __init__(self, shares: Mapping[str, float]) -> None:
        self.shares = shares

    def name(self, kind: NameKind, id: str) -> Value:
        raise LookupError(id)

    def call(self, function: Function, target: str) -> Value:
        # Per cent need not be whole; a comparison reads them all the same.
        return self.shares[target]  # type: ignore[return-value]


def _by_shares(scenario: Scenario, promise: Promise, walks: Mapping[str | None, Walked]) -> Judged:
    """Judge a promise about shares in each role: at both ends of every interval."""
    tree = promise.promised.condition
    if any(isinstance(node, Name) or (isinstance(node, Call) and node.function != "share") for node in walk(tree)):
        return _answer(promise, "undecided", False, "it mixes shares with what a single play can tell")
    endings = sorted(set(_shares(tree)))
    exact = all(it.exact for it in walks.values())
    answers: set[bool] = set()
    seen = []
    for it in walks.values():
        found = [share_of(it, ending) for ending in endings]
        seen += [f"share({id}) is {percent(share)}" for id, share in zip(endings, found, strict=True)]
        for corner in product(*({share.low, share.high} for share in found)):
            shares = {id: round(100 * value, 9) for id, value in zip(endings, corner, strict=True)}
            answers.add(bool(evaluate(tree, _Shares(shares))))
    why = ", ".join(seen)
    if len(answers) > 1:
        return _answer(promise, "undecided", exact, why)
    holds = answers == {True}
    return _answer(promise, "kept" if holds == (promise.kind != "never") else "broken", exact, why)


def share_of(it: Walked, ending: str) -> Share:
    """Return an ending's share of random plays."""
    mass = it.random.endings.get(ending, Came()).mass
    return exactly(mass) if it.exact else sampled(mass, it.sampled)


def percent(share: Share) -> str:
    """Return a share in words: `41.2 per cent`, or with its interval where it is not exact."""
    if share.exact:
        return f"{100 * share.value:.1f} per cent"
    return f"{100 * share.value:.1f} per cent of random plays, between {100 * share.low:.1f} and {100 * share.high:.1f}"
