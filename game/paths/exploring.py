"""Exploring a scenario: every path where that can be done, seeded plays where not, and which of the two it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from game.paths.answers import Always, EndingShare, Lands, Paths, Reached, Standing, Stuck, View
from game.paths.arrays import Limit, Walk
from game.paths.intervals import Share, exactly, sampled
from game.paths.layout import Layout, UnsupportedError, expressions
from game.paths.policies import RANDOM, policies
from game.paths.reading import conditions, later_items
from game.paths.reasons import Reasons
from game.paths.reference import Reference
from game.paths.sampling import Sampler
from game.paths.tally import Came, Fault, Kept, Range, Tally
from game.paths.whatifs import tried_otherwise
from game.paths.witnesses import moves_of, seed_for
from game.paths.wording import in_words
from game.play.playing import Play
from game.play.turn import Turn
from game.scenario.expressions import Name, walk
from game.scenario.story import Scenario

Stop = Callable[[], bool]

PLAYS: Final = 10_000
"""Random plays behind shares that are not exact: the seeds 0 to 9,999."""
_PERSONA_STATES: Final = 300_000
_PERSONA_ROUNDS: Final = 1_000
"""Past these a persona is followed by play-testing."""


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


def explore(scenario: Scenario, stop: Stop | None = None, *, limit: Limit | None = None, whatifs: int = 60) -> Paths:
    """Walk every path of a scenario and answer what plays come to.

    `stop` is asked between pieces of work: once it says yes, what was walked is completed by seeded plays, and every
    answer says so. `limit` bounds the states; `whatifs` is how many random plays are tried otherwise.
    """
    limit = limit or Limit()
    roles = roles_that_matter(scenario)
    walks = {role: walked(scenario, role, stop=stop, limit=limit) for role in roles}
    together = _together([it.tally for it in walks.values()], 1 / len(walks))
    words = Layout(scenario, None).words if _fits(scenario) else {}
    weights, outdone = tried_otherwise(scenario, roles[0], whatifs) if whatifs else ((), ())
    reached = Reasons(scenario, together, words).all()
    return Paths(
        scenario=scenario.id,
        title=scenario.title,
        edition=scenario.edition,
        views=tuple(_view(scenario, role, it, stop, limit) for role, it in walks.items()),
        reached=reached,
        stuck=tuple(_stuck(scenario, roles[0], fault, came) for fault, came in together.faults.items()),
        always=tuple(_always(scenario, together)),
        outdone=outdone,
        weights=weights,
        lands=tuple(_lands(scenario, together, reached)),
    )


def roles_that_matter(scenario: Scenario) -> list[str | None]:
    """Return every role where an expression reads the role, else the first, or None where there are none."""
    reads = any(isinstance(it, Name) and it.kind == "role" for tree in expressions(scenario) for it in walk(tree))
    roles: list[str | None] = list(scenario.roles) or [None]
    return roles if reads else roles[:1]


def walked(scenario: Scenario, role: str | None, *, stop: Stop | None = None, limit: Limit | None = None) -> Walked:
    """Walk every path in one role; where that is stopped, or cannot be finished, play at random as well."""
    walk: Walk | Reference = (
        Walk(scenario, role, limit=limit, stop=stop) if _fits(scenario) else _plain(scenario, role, stop)
    )
    try:
        tally = walk.from_start() if isinstance(walk, Walk) else walk.walk()
    except UnsupportedError:
        walk = _plain(scenario, role, stop)
        tally = walk.walk()
    if not walk.finished and tally.endless < 1e-6:
        return Walked(tally, tally, True, "", 0)
    why = walk.finished or "some plays never end"
    try:
        sample = Sampler(scenario, role, plays=PLAYS).run()
        # Random plays take no looks; these do, for what only a look opens.
        curious = Sampler(scenario, role, plays=PLAYS, curious=True, least_used=True).run()
    except UnsupportedError:
        return Walked(tally, tally, False, why, 0)
    seen = _together([sample.tally, *(_weightless(it) for it in (tally, curious.tally))])
    return Walked(seen, sample.tally, False, why, sample.plays)


def _weightless(tally: Tally) -> Tally:
    """Return a tally whose sights count and whose shares do not."""
    tally.mass = dict.fromkeys(tally.mass, 0.0)
    for came in (*tally.endings.values(), *tally.faults.values()):
        came.mass = 0.0
    return tally


def _fits(scenario: Scenario) -> bool:
    try:
        Layout(scenario, None)
    except UnsupportedError:
        return False
    return True


def _plain(scenario: Scenario, role: str | None, stop: Stop | None) -> Reference:
    return Reference(scenario, role, stop=stop)


# The parts of the answer


def _view(scenario: Scenario, role: str | None, it: Walked, stop: Stop | None, limit: Limit) -> View:
    tally = it.tally
    personas = {name: _persona(scenario, role, name, limit) for name in policies(scenario) if name != RANDOM}
    endings = []
    for ending in scenario.endings:
        came = tally.endings.get(ending.id)
        mass = it.random.endings.get(ending.id, Came()).mass
        endings.append(
            EndingShare(
                id=ending.id,
                title=ending.title,
                reached=came is not None,
                share=exactly(mass) if it.exact else sampled(mass, it.sampled),
                plays=came.plays if came and it.exact else 0.0,
                personas={name: found[ending.id] for name, found in personas.items()},
            )
        )
    return View(
        role=role,
        exact=it.exact,
        why=it.why,
        plays=sum(came.plays for came in (*tally.endings.values(), *tally.faults.values()))
        if it.exact and not tally.round_again
        else None,
        states=tally.states,
        edges=tally.edges,
        sampled=it.sampled,
        endings=tuple(endings),
        personas=tuple(personas),
        standing=_standing(scenario, tally),
        last={id: _widest(tally, id) for id in scenario.meters},
        multipliers=tuple(sorted(tally.spread.items(), key=lambda pair: -pair[1])[:5]),
        endless=it.random.endless,
    )


def _persona(scenario: Scenario, role: str | None, name: str, limit: Limit) -> Mapping[str, Share]:
    """Return how often plays by a persona come to each ending."""
    try:
        few = Limit(min(limit.states, _PERSONA_STATES), limit.bytes, _PERSONA_ROUNDS)
        walk = Walk(scenario, role, policy=policies(scenario)[name], limit=few)
        tally = walk.from_start()
        if not walk.finished:
            return {it.id: exactly(tally.endings.get(it.id, Came()).mass) for it in scenario.endings}
        sample = Sampler(scenario, role, plays=PLAYS, policy=policies(scenario)[name]).run()
        masses = sample.tally.endings
        return {it.id: sampled(masses.get(it.id, Came()).mass, sample.plays) for it in scenario.endings}
    except UnsupportedError:
        plain = Reference(scenario, role, persona=name)
        masses = plain.walk().endings
        share = exactly if not plain.finished else (lambda mass: Share(mass, mass, 1.0))
        return {it.id: share(masses.get(it.id, Came()).mass) for it in scenario.endings}


def _standing(scenario: Scenario, tally: Tally) -> tuple[Standing, ...]:
    found = [
        Standing(scene, tally.ranges[scene, "now"], {id: tally.ranges[scene, id] for id in scenario.meters})
        for scene in scenario.scenes
        if (scene, "now") in tally.ranges
    ]
    return tuple(sorted(found, key=lambda it: it.now))


def _widest(tally: Tally, name: str) -> Range:
    spans = [span for (_, it), span in tally.last.items() if it == name]
    return (min(low for low, _ in spans), max(high for _, high in spans)) if spans else (0, 0)


def _stuck(scenario: Scenario, role: str | None, fault: Fault, came: Came) -> Stuck:
    def there(turn: Turn, counts: tuple[int, ...]) -> bool:
        return turn.fault is not None

    moves = moves_of(scenario, role, came.trail, there)

    def failing(play: Play) -> bool:
        return play.fault is not None

    found = bool(moves) or came.trail == 1
    seed = seed_for(scenario, role, moves, failing) if found else None
    return Stuck(fault.doing, fault.kind, came.mass, moves, seed)


def _always(scenario: Scenario, tally: Tally) -> list[Always]:
    found = []
    for place in conditions(scenario):
        true, false = tally.truths.get(id(place.tree), (False, False))
        if true != false:
            found.append(Always(place.kind, place.where, in_words(place.tree), true))
    return found


def _lands(scenario: Scenario, tally: Tally, reached: tuple[Reached, ...]) -> list[Lands]:
    items = later_items(scenario)
    names = [f"{scene.id}.{option.id}" for scene, option, _ in items]
    found: dict[str, dict[str, float]] = {}
    for key, mass in tally.mass.items():
        if key[0] == "event":
            found.setdefault(f"event {key[1]}", {})[key[2]] = mass
        elif key[0] == "later":
            name = names[int(key[1])]
            several = names.count(name) > 1
            nth = f" ({names[: int(key[1]) + 1].count(name)})" if several else ""
            found.setdefault(f"{name}{nth}", {})[key[2]] = mass
    return [Lands(what, dict(sorted(scenes.items(), key=lambda pair: -pair[1]))) for what, scenes in found.items()]


def _together(tallies: list[Tally], weight: float = 1.0) -> Tally:
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
