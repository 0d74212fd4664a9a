"""Walking a scenario from one chair: exactly where that can be done, with a sample beside it where not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from game.paths.arrays import Limit, Walk
from game.paths.layout import Layout, UnsupportedError, expressions
from game.paths.reference import Reference
from game.paths.sampling import Sampler
from game.paths.tally import Kept, Tally
from game.scenario.expressions import Name, walk
from game.scenario.story import Scenario

Stop = Callable[[], bool]

PLAYS: Final = 10_000
"""Random plays behind shares that are not exact: the seeds 0 to 9,999."""
ROUND_FOR_EVER: Final = "some plays never end"
"""Why a walk that came to its end is not exact all the same."""


@dataclass(frozen=True, slots=True)
class Walked:
    """What one walk came to, exact or not."""

    tally: Tally
    """What was seen on every path, or on those walked."""
    random: Tally
    """Random plays: the same, or a sample."""
    exact: bool
    why: str
    sampled: int


def roles_that_matter(scenario: Scenario) -> list[str | None]:
    """Return every role where an expression reads the role, else the first, or None where there are none."""
    reads = any(isinstance(it, Name) and it.kind == "role" for tree in expressions(scenario) for it in walk(tree))
    roles: list[str | None] = list(scenario.roles) or [None]
    return roles if reads else roles[:1]


def walked(
    scenario: Scenario,
    role: str | None,
    *,
    stop: Stop | None = None,
    limit: Limit | None = None,
    sample: int = PLAYS,
) -> Walked:
    """Walk every path in one role; where that is stopped, or cannot be finished, play a `sample` at random as well."""
    walk: Walk | Reference = (
        Walk(scenario, role, limit=limit, stop=stop) if fits_columns(scenario) else _plain(scenario, role, stop)
    )
    try:
        tally = walk.from_start() if isinstance(walk, Walk) else walk.walk()
    except UnsupportedError:
        walk = _plain(scenario, role, stop)
        tally = walk.walk()
    if not walk.finished and tally.endless < 1e-6:
        return Walked(tally, tally, True, "", 0)
    why = walk.finished or ROUND_FOR_EVER
    try:
        seeded = Sampler(scenario, role, plays=sample).run()
        # Random plays take no looks; these do, for what only a look opens.
        curious = Sampler(scenario, role, plays=sample, curious=True, least_used=True).run()
    except UnsupportedError:
        return Walked(tally, tally, False, why, 0)
    seen = together([seeded.tally, *(_weightless(it) for it in (tally, curious.tally))])
    return Walked(seen, seeded.tally, False, why, seeded.plays)


def _weightless(tally: Tally) -> Tally:
    """Return a tally whose sights count and whose shares do not."""
    tally.mass = dict.fromkeys(tally.mass, 0.0)
    for came in (*tally.endings.values(), *tally.faults.values()):
        came.mass = 0.0
    return tally


def fits_columns(scenario: Scenario) -> bool:
    """Say whether the columns can hold a scenario; the plain form walks any."""
    try:
        Layout(scenario, None)
    except UnsupportedError:
        return False
    return True


def _plain(scenario: Scenario, role: str | None, stop: Stop | None) -> Reference:
    return Reference(scenario, role, stop=stop)


def together(tallies: list[Tally], weight: float = 1.0) -> Tally:
    """Put what was seen on several walks together; masses are added, each times `weight`."""
    if len(tallies) == 1:
        return tallies[0]
    found = Tally(promises=[Kept() for _ in tallies[0].promises])
    for tally in tallies:
        for key, mass in tally.mass.items():
            found.hit(key, mass * weight)
        for identity, (true, false) in tally.truths.items():
            was_true, was_false = found.truths.get(identity, (False, False))
            found.truths[identity] = (was_true or true, was_false or false)
        for home in ("ranges", "last"):
            for name, (low, high) in getattr(tally, home).items():
                found.widen(getattr(found, home), name, low, high)
        for name, bits in tally.standing.items():
            found.standing[name] = found.standing.get(name, 0) | bits
        for ending, came in tally.endings.items():
            found.end(ending, came.mass * weight, came.plays, came.trail)
        for fault, came in tally.faults.items():
            found.fault(fault, came.mass * weight, came.plays, came.trail)
        for promise, kept in zip(found.promises, tally.promises, strict=True):
            promise.held |= kept.held
            promise.failed |= kept.failed
            promise.failing = promise.failing or kept.failing
            promise.holding = promise.holding or kept.holding
            promise.unclear |= kept.unclear
        found.states += tally.states
        found.edges += tally.edges
        found.round_again |= tally.round_again
        for source, rows in tally.spread.items():
            found.add_spread(source, rows)
    return found
