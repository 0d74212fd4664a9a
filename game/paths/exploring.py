"""Exploring a scenario: every path where that can be done, seeded plays where not, and which of the two it was."""

from __future__ import annotations

from collections.abc import Mapping

from game.paths.answers import Always, Lands, Paths, Stuck
from game.paths.arrays import Limit
from game.paths.labels import labels_of
from game.paths.layout import Layout
from game.paths.ledto import led_to
from game.paths.reading import conditions, later_items
from game.paths.reasons import Reasons
from game.paths.tally import Fault, Tally
from game.paths.views import view_of
from game.paths.walks import PLAYS, Stop, Walked, fits_columns, roles_that_matter, together, walked
from game.paths.whatifs import tried_otherwise
from game.paths.witnesses import moves_of, seed_for
from game.paths.wording import in_words
from game.play.playing import Play
from game.play.turn import Turn
from game.scenario.story import Scenario


def explore(
    scenario: Scenario,
    stop: Stop | None = None,
    *,
    limit: Limit | None = None,
    whatifs: int = 60,
    personas: bool = True,
    sample: int = PLAYS,
) -> Paths:
    """Walk every path of a scenario and answer what plays come to.

    `stop` is asked between pieces of work: once it says yes, what was walked is completed by seeded plays, and every
    answer says so, from a `sample` of so many. `limit` bounds the states; `whatifs` is how many random plays are tried
    otherwise. Without `personas` nobody but chance plays, and by what acts endings are come to is left out too.
    """
    limit = limit or Limit()
    roles = roles_that_matter(scenario)
    walks = {role: walked(scenario, role, stop=stop, limit=limit, sample=sample) for role in roles}
    tally = together([it.tally for it in walks.values()], 1 / len(walks))
    words = Layout(scenario, None).words if fits_columns(scenario) else {}
    weights, outdone = tried_otherwise(scenario, roles[0], whatifs) if whatifs else ((), ())
    reasons = Reasons(scenario, tally, words)
    reached = reasons.all()
    return Paths(
        scenario=scenario.id,
        title=scenario.title,
        edition=scenario.edition,
        views=tuple(view_of(scenario, role, it, personas, stop, limit) for role, it in walks.items()),
        reached=reached,
        stuck=tuple(_stuck(scenario, walks, fault, came.mass) for fault, came in tally.faults.items()),
        always=tuple(_always(scenario, tally, reasons)),
        outdone=outdone,
        weights=weights,
        lands=tuple(_lands(scenario, tally)),
        labels=tuple(labels_of(scenario)),
        led=tuple(led_to(scenario, roles[0])) if personas else (),
    )


def _stuck(scenario: Scenario, walks: Mapping[str | None, Walked], fault: Fault, share: float) -> Stuck:
    role, came = next((role, it.tally.faults[fault]) for role, it in walks.items() if fault in it.tally.faults)

    def there(turn: Turn, counts: tuple[int, ...]) -> bool:
        return turn.fault is not None

    moves = moves_of(scenario, role, came.trail, there)

    def failing(play: Play) -> bool:
        return play.fault is not None

    found = bool(moves) or came.trail == 1
    seed = seed_for(scenario, role, moves, failing) if found else None
    return Stuck(fault.doing, fault.kind, share, moves, seed, role)


def _always(scenario: Scenario, tally: Tally, reasons: Reasons) -> list[Always]:
    found = []
    for number, place in enumerate(conditions(scenario)):
        true, false = tally.truths.get(id(place.tree), (False, False))
        if true != false:
            why = reasons.standing(place)
            found.append(Always(place.kind, place.where, in_words(place.tree), true, number, why))
    return found


def _lands(scenario: Scenario, tally: Tally) -> list[Lands]:
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
