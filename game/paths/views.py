"""What plays from one chair come to: endings, meters, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from game.paths.answers import EndingShare, Standing, View
from game.paths.arrays import Limit, Walk
from game.paths.intervals import Share, exactly, sampled
from game.paths.layout import UnsupportedError
from game.paths.policies import RANDOM, policies
from game.paths.reference import Reference
from game.paths.sampling import Sampler
from game.paths.tally import Came, Range, Tally
from game.paths.walks import PLAYS, Stop, Walked
from game.paths.witnesses import moves_of, seed_for
from game.play.playing import Play
from game.play.turn import Turn
from game.scenario.story import Ending, Scenario

RARE: Final = 0.01
"""An ending that fewer random plays come to is shown with the moves that do."""
_PERSONA_STATES: Final = 300_000
_PERSONA_ROUNDS: Final = 1_000
"""Past these a persona is followed by play-testing."""


def view_of(
    scenario: Scenario, role: str | None, it: Walked, with_personas: bool, stop: Stop | None, limit: Limit
) -> View:
    """Answer what a walk from one chair came to; `with_personas` by playing as each of them as well."""
    tally = it.tally
    names = [name for name in policies(scenario) if name != RANDOM and with_personas]
    personas = {name: _persona(scenario, role, name, limit, stop) for name in names}
    endings = []
    for ending in scenario.endings:
        came = tally.endings.get(ending.id)
        mass = it.random.endings.get(ending.id, Came()).mass
        moves, seed = _way_to(scenario, role, ending, came) if came and mass < RARE else ((), None)
        endings.append(
            EndingShare(
                id=ending.id,
                title=ending.title,
                reached=came is not None,
                share=exactly(mass) if it.exact else sampled(mass, it.sampled),
                plays=came.plays if came and it.exact else 0.0,
                personas={name: found[ending.id] for name, found in personas.items()},
                moves=moves,
                seed=seed,
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


def _way_to(scenario: Scenario, role: str | None, ending: Ending, came: Came) -> tuple[tuple[str, ...], int | None]:
    """Return the moves of a shortest play that comes to an ending, with a seed for them."""

    def there(turn: Turn, counts: tuple[int, ...]) -> bool:
        return turn.ending is not None and turn.ending.node is ending

    def ended(play: Play) -> bool:
        return play.ending is ending

    moves = moves_of(scenario, role, came.trail, there)
    seed = seed_for(scenario, role, moves, ended) if moves else None
    return (moves, seed) if seed is not None else ((), None)


def _persona(scenario: Scenario, role: str | None, name: str, limit: Limit, stop: Stop | None) -> Mapping[str, Share]:
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
        plain = Reference(scenario, role, persona=name, stop=stop)
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
