"""What can still come of a play, and which doors a decision closed, as values: nothing here walks anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from game.paths.tally import Range


@dataclass(frozen=True, slots=True)
class Reach:
    """What can still come of a play from some point."""

    exact: bool
    """Every path from there was walked. If not, what it has can happen, and what it has not was not seen."""
    endings: frozenset[str]
    meters: Mapping[str, Range]
    """The least and the greatest that each meter can end with."""
    plays: int
    """The random plays tried from there, where not exact."""


@dataclass(frozen=True, slots=True)
class Closed:
    """An ending that could still happen before a decision and cannot after it."""

    ending: str
    kept_by: tuple[str, ...]
    """The other choices of that moment from which it could still happen."""
    by_luck: bool
    """The choice itself left it open; the draws that followed closed it."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A meter whose best or worst end moved with a decision, where another choice would have kept it."""

    meter: str
    before: Range
    after: Range
    kept_by: tuple[str, ...]
    """The other choices from which the best that could be before could still be."""


@dataclass(frozen=True, slots=True)
class Doors:
    """The doors of one decision."""

    decision: int
    """Counted from 1."""
    scene: str
    choice: str
    before: Reach
    after: Reach
    closed: tuple[Closed, ...]
    narrowed: tuple[Narrowed, ...]

    @property
    def exact(self) -> bool:
        """Say whether a door may be called closed: else it says "in 2,000 plays from here, none reached it"."""
        return self.before.exact and self.after.exact


def reach_data(reach: Reach) -> dict[str, Any]:
    """Return a reach as values that JSON has."""
    return {
        "exact": reach.exact,
        "endings": sorted(reach.endings),
        "meters": {id: list(ends) for id, ends in reach.meters.items()},
        "plays": reach.plays,
    }


def reach_from(data: Mapping[str, Any]) -> Reach:
    """Return the reach that `reach_data` gave. Raises KeyError, TypeError or ValueError where it did not."""
    return Reach(bool(data["exact"]), frozenset(data["endings"]), _ranges(data["meters"]), int(data["plays"]))


def doors_data(doors: Iterable[Doors]) -> list[dict[str, Any]]:
    """Return the doors of a play as values that JSON has."""
    return [
        {
            "decision": it.decision,
            "scene": it.scene,
            "choice": it.choice,
            "before": reach_data(it.before),
            "after": reach_data(it.after),
            "closed": [[one.ending, list(one.kept_by), one.by_luck] for one in it.closed],
            "narrowed": [[one.meter, list(one.before), list(one.after), list(one.kept_by)] for one in it.narrowed],
        }
        for it in doors
    ]


def doors_from(data: Iterable[Mapping[str, Any]]) -> tuple[Doors, ...]:
    """Return the doors that `doors_data` gave. Raises KeyError, TypeError or ValueError where it did not."""
    return tuple(
        Doors(
            int(it["decision"]),
            str(it["scene"]),
            str(it["choice"]),
            reach_from(it["before"]),
            reach_from(it["after"]),
            tuple(Closed(ending, tuple(kept_by), bool(by_luck)) for ending, kept_by, by_luck in it["closed"]),
            tuple(
                Narrowed(meter, (int(before[0]), int(before[1])), (int(after[0]), int(after[1])), tuple(kept_by))
                for meter, before, after, kept_by in it["narrowed"]
            ),
        )
        for it in data
    )


def _ranges(data: Mapping[str, Any]) -> dict[str, Range]:
    return {str(id): (int(low), int(high)) for id, (low, high) in data.items()}
