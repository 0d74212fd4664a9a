"""The doors of a play: what could still happen before each decision and after it, and what closed them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from hashlib import blake2b
from typing import Final

from game.paths.arrays import Limit, Walk
from game.paths.layout import UnsupportedError
from game.paths.reaches import Closed, Doors, Narrowed, Reach
from game.paths.reading import later_items
from game.paths.sampling import Sampler
from game.paths.starting import Start
from game.paths.tally import Range, Tally
from game.paths.told import Stood, opened, stood, turn_of
from game.play.playing import Play
from game.scenario.scenes import Choice
from game.scenario.story import Scenario

PLAYS: Final = 2_000
"""Plays from a point, where not every path from there can be walked."""

Stop = Callable[[], bool]


def doors(
    play: Play,
    stop: Stop | None = None,
    *,
    limit: Limit | None = None,
    kept: MutableMapping[str, Reach] | None = None,
    again: bool = True,
) -> tuple[Doors, ...]:
    """Return the doors of every decision of a play, the first first.

    Once `stop` says yes, what is left is tried by random plays. `kept` is read and filled with what each point was
    found to lead to, by a key that hangs on the edition and the point, for a caller who keeps it; `again` walks
    once more from where random plays had to do.
    """
    looking = _Looking(play.scenario, play.role, limit or Limit(), stop, kept if kept is not None else {}, again)
    found: list[Doors] = []
    for standing, after in _decided(play):
        found.append(_doors(looking, len(found) + 1, standing, after))
    return tuple(found)


def known_doors(play: Play, kept: Mapping[str, Reach]) -> tuple[Doors, ...] | None:
    """Return the doors of a play from what was found before, walking nothing; None where that is not all there is."""
    try:
        return doors(play, _unknown, kept=dict(kept), again=False)
    except _UnknownError:
        return None


class _UnknownError(Exception):
    """A point of which nothing is known yet."""


def _unknown() -> bool:
    raise _UnknownError


def _decided(play: Play) -> Iterable[tuple[Play, Play]]:
    """Give each choice as the play before it and the play after it."""
    for at in play.line():
        before = at.previous
        if (
            before is not None
            and at.move is not None
            and any(it.id == at.move and it.kind == "choice" for it in before.options)
        ):
            yield before, at


def _doors(looking: _Looking, number: int, standing: Play, play: Play) -> Doors:
    """Work out the doors of one choice."""
    chosen = play.move or ""
    here = stood(turn_of(standing))
    choices = [it for it in opened(turn_of(standing)) if isinstance(it, Choice)]
    reaches = {it.id: looking.onward(here, it) for it in choices}
    before = _either(reaches.values())
    after = looking.of_play(play)
    others = {id: reach for id, reach in reaches.items() if id != chosen}
    closed = []
    for ending in play.scenario.endings:
        if ending.id in before.endings and ending.id not in after.endings:
            kept_by = tuple(id for id, reach in others.items() if ending.id in reach.endings)
            if kept_by:
                closed.append(Closed(ending.id, kept_by, ending.id in reaches[chosen].endings))
    return Doors(
        number, standing.scene.id, chosen, before, after, tuple(closed), tuple(_narrowed(play, before, after, others))
    )


def _narrowed(play: Play, before: Reach, after: Reach, others: Mapping[str, Reach]) -> Iterable[Narrowed]:
    for id, meter in play.scenario.meters.items():
        if id not in before.meters or id not in after.meters:
            continue
        best = 0 if meter.better == "low" else 1
        if before.meters[id][best] != after.meters[id][best]:
            kept_by = tuple(
                name
                for name, reach in others.items()
                if id in reach.meters and reach.meters[id][best] == before.meters[id][best]
            )
            if kept_by:
                yield Narrowed(id, before.meters[id], after.meters[id], kept_by)


class _Looking:
    """Finds out what can still come from a point, by every path or by random plays."""

    def __init__(
        self,
        scenario: Scenario,
        role: str | None,
        limit: Limit,
        stop: Stop | None,
        kept: MutableMapping[str, Reach],
        again: bool,
    ) -> None:
        self.scenario, self.role, self.limit, self.stop, self.kept = scenario, role, limit, stop, kept
        self.again = again

    def of_play(self, play: Play) -> Reach:
        """Return what can still come of a play; of one that is over, what came."""
        if play.over:
            endings = frozenset([play.ending.id] if play.ending else [])
            return Reach(True, endings, {id: (value, value) for id, value in play.meters.items()}, 0)
        return self.onward(stood(turn_of(play)), None)

    def onward(self, here: Stood, choice: Choice | None) -> Reach:
        """Return what can still come from a point, or of one choice there."""
        key = self._key(here, choice)
        known = self.kept.get(key)
        if known is None or (self.again and not known.exact):
            self.kept[key] = known = self._found(Start(self.scenario, here, choice))
        return known

    def _found(self, start: Start) -> Reach:
        try:
            if self.stop is None or not self.stop():
                walk = Walk(self.scenario, self.role, limit=self.limit, stop=self.stop, promises=False)
                tally = walk.onward(start)
                if not walk.finished:
                    return _reach(tally, True, 0)
            sample = Sampler(self.scenario, self.role, plays=PLAYS, start=start, curious=True).run()
            return _reach(sample.tally, False, sample.plays)
        except UnsupportedError:
            return Reach(False, frozenset(), {}, 0)

    def _key(self, here: Stood, choice: Choice | None) -> str:
        """Return a key for a point that is the same on every machine and in every run."""
        numbers = {id(item): number for number, item in enumerate(item for _, _, item in later_items(self.scenario))}
        pending = [(numbers[item], left) for item, left in here.pending]
        parts = (
            self.scenario.edition, self.role, here.scene, here.now, dict(here.meters), dict(here.facts),
            sorted(here.visited), sorted(here.chosen), sorted(here.happened), sorted(here.looked), pending,
            here.interrupted, choice.id if choice else None,
        )  # fmt: skip
        return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _reach(tally: Tally, exact: bool, plays: int) -> Reach:
    meters: dict[str, Range] = {}
    for (_, name), (low, high) in tally.last.items():
        if name != "now":
            known = meters.get(name, (low, high))
            meters[name] = (min(low, known[0]), max(high, known[1]))
    return Reach(exact, frozenset(tally.endings), meters, plays)


def _either(reaches: Iterable[Reach]) -> Reach:
    """Return what one of several points can still lead to."""
    reaches = list(reaches)
    meters: dict[str, Range] = {}
    for reach in reaches:
        for name, (low, high) in reach.meters.items():
            known = meters.get(name, (low, high))
            meters[name] = (min(low, known[0]), max(high, known[1]))
    endings = frozenset().union(*(reach.endings for reach in reaches))
    return Reach(all(it.exact for it in reaches), endings, meters, sum(it.plays for it in reaches))
