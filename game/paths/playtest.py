"""Play-testing: seeded plays at random, by personas, and of what was used least; with what each line was hit by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from game.paths.answers import EndingShare, Reached
from game.paths.intervals import sampled
from game.paths.layout import Layout
from game.paths.policies import RANDOM, policies
from game.paths.reasons import Reasons
from game.paths.sampling import Sample, Sampler
from game.paths.starting import NO_MOVES, Trails
from game.paths.tally import Came
from game.paths.vectors import Column
from game.play.playing import MoveError, replay
from game.scenario.story import Scenario

LEAST_USED = "least-used"


class UnknownWayError(ValueError):
    """There is no such way of playing. The message says which there are."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How values lie: of 100 plays, 10 are at or below `low`, 50 at or below `middle`, 90 at or below `high`."""

    least: int
    low: int
    middle: int
    high: int
    greatest: int


@dataclass(frozen=True, slots=True)
class Failing:
    """A play that could not go on."""

    seed: int
    moves: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Playtest:
    """What seeded plays came to."""

    scenario: str
    title: str
    plays: int
    seed: int
    """The first seed; the plays have this one and those after it."""
    how: str
    """random, a persona, or least-used."""
    choices: int
    endings: tuple[EndingShare, ...]
    hits: tuple[Reached, ...]
    """Each part, how often it happened in a play on average."""
    by_time: Mapping[str, Mapping[int, Spread]]
    """By meter and tick, as decisions stood."""
    at_end: Mapping[str, Spread]
    lowest: Mapping[str, float]
    """By how plays were made, this way and each persona: what the worst meter in sight ended with on average, in per
    cent of its range, turned so that more is better. Only where plays ended."""
    failing: tuple[Failing, ...]
    """Some of the plays that could not go on."""
    stuck: float
    """The share of plays that could not go on."""
    endless: float
    """The share of plays that were given up as going round for ever."""


def playtest(
    scenario: Scenario,
    plays: int,
    seed: int = 0,
    *,
    role: str | None = None,
    how: str = RANDOM,
    personas: bool = True,
    stop: Callable[[], bool] | None = None,
) -> Playtest:
    """Play a scenario `plays` times with the seeds from `seed` on.

    `how` is `random`, a persona's name or `least-used`, which also takes looks; `personas` plays each persona as
    often beside it. Raises UnknownWayError for another word or role, UnsupportedError for a scenario that does not
    fit columns.
    """
    ways = policies(scenario)
    least = how == LEAST_USED
    if not least and how not in ways:
        raise UnknownWayError(
            f'There is no way of playing called "{how}". There are: {", ".join([*ways, LEAST_USED])}.'
        )
    if role is not None and role not in scenario.roles:
        raise UnknownWayError(f'There is no role "{role}". Its roles: {", ".join(scenario.roles) or "none"}.')
    role = role if role is not None else next(iter(scenario.roles), None)
    sampler = Sampler(
        scenario, role, plays=plays, first_seed=seed, policy=ways.get(how), least_used=least, curious=least, stop=stop
    )
    sample = sampler.run()
    others = {
        name: Sampler(scenario, role, plays=min(plays, 10_000), first_seed=seed, policy=policy, stop=stop).run()
        for name, policy in ways.items()
        if personas and name != RANDOM
    }
    return Playtest(
        scenario=scenario.id,
        title=scenario.title,
        plays=sample.plays,
        seed=seed,
        how=how,
        choices=sample.choices,
        endings=_endings(scenario, sample, others),
        hits=Reasons(scenario, sample.tally, Layout(scenario, None).words).all(),
        by_time=_by_time(scenario, sample),
        at_end={id: spread(counts, scenario.meters[id].minimum) for id, counts in sample.at_end.items()},
        lowest={name: it.lowest / it.ended for name, it in {**others, how: sample}.items() if it.ended},
        failing=tuple(_failing(scenario, role, sample)),
        stuck=sum(came.mass for came in sample.tally.faults.values()),
        endless=sample.tally.endless,
    )


def _endings(scenario: Scenario, sample: Sample, others: Mapping[str, Sample]) -> tuple[EndingShare, ...]:
    found = []
    for ending in scenario.endings:
        came = sample.tally.endings.get(ending.id)
        personas = {
            name: sampled(other.tally.endings.get(ending.id, Came()).mass, other.plays)
            for name, other in others.items()
        }
        share = sampled(came.mass if came else 0.0, sample.plays)
        found.append(EndingShare(ending.id, ending.title, came is not None, share, came.plays if came else 0, personas))
    return tuple(found)


def _by_time(scenario: Scenario, sample: Sample) -> dict[str, dict[int, Spread]]:
    found: dict[str, dict[int, Spread]] = {id: {} for id in scenario.meters}
    for (id, tick), counts in sorted(sample.by_time.items()):
        found[id][tick] = spread(counts, scenario.meters[id].minimum)
    return found


def spread(counts: Column, minimum: int) -> Spread:
    """Return how values lie, from how often each was seen; the first count is that of `minimum`."""
    total = np.cumsum(counts)
    seen = np.flatnonzero(counts)
    low, middle, high = (int(np.searchsorted(total, share * total[-1])) for share in (0.1, 0.5, 0.9))
    return Spread(*(minimum + int(it) for it in (seen[0], low, middle, high, seen[-1])))


def _failing(scenario: Scenario, role: str | None, sample: Sample) -> list[Failing]:
    """Return the moves of plays that could not go on, found by playing them again."""
    trails = Trails(scenario)
    found = []
    for seed, trail, where in sample.failing:
        if trail < NO_MOVES:
            continue
        moves: list[str] = []
        try:
            play = replay(scenario, seed, role)
            for digit in trails.digits(trail):
                option = play.scene.options[digit]
                shown = next(it for it in play.options if it.id == option.id)
                moves.append(option.id if shown.kind == "choice" else f"look:{option.id}")
                play = play.make(moves[-1])
        except (MoveError, StopIteration):
            continue
        found.append(Failing(seed, tuple(moves), str(play.fault) if play.fault else f"stuck at {where}"))
    return found
