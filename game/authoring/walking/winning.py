"""Scenarios that are won without reading: by the first choice, or by the longest; and meters that say little."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.authoring.advice.codes import FIRST_WINS, FULL_METER, LONGEST_WINS, STILL_METER, UNUSED_METER
from game.authoring.walking.changes import Changes
from game.authoring.walking.played import Played, shown_by
from game.language.diagnostics import Diagnostic
from game.paths.playtest import Spread, playtest
from game.paths.policies import FIRST
from game.play.playing import Play, start
from game.scenario.meters import Meter

_DECISIONS = 4
"""With fewer decisions it may be chance."""
_PLAYS = 2_000
_LONGEST = 100
_NARROW = 20
"""A meter of fewer steps counts something, and may well come to its last."""


def advise(played: Played) -> Iterator[Diagnostic]:
    """Say where the first or the longest choice wins, and which meters end where they cannot say more."""
    scenario = played.subject.scenario
    random = playtest(scenario, _PLAYS, personas=False).at_end
    yield from _labels(played)
    if not _always_fits(played, "first"):
        yield from _first(played, random)
    yield from _full(played, random)


def advise_exactly(played: Played) -> Iterator[Diagnostic]:
    """Say which meters no play moves."""
    changes = Changes(played.subject.scenario, played.paths)
    for id in played.subject.scenario.meters:
        spans = [it for view in played.paths.views for it in (view.last[id], *(s.meters[id] for s in view.standing))]
        still = min(low for low, _ in spans) == max(high for _, high in spans)
        if still and changes.all_reached(id) and not played.said(UNUSED_METER, ("meters", id)):
            said = f"`{id}` stands at {spans[0][0]} at every decision and every end, in every play"
            help = "Let some choice move it further than something else moves it back, or take the meter out."
            yield played.subject.about_key(STILL_METER, ("meters", id), said, help)


def _always_fits(played: Played, which: str) -> bool:
    """Say whether at every decision with one best choice that is the first, or the longest."""
    clear = [it for it in played.paths.labels if len(it.fitting) == 1]
    return len(clear) >= _DECISIONS and all(it.fitting == (getattr(it, which),) for it in clear)


def _labels(played: Played) -> Iterator[Diagnostic]:
    for which, code, mend in (
        ("first", FIRST_WINS, "Change the order of some choices."),
        ("longest", LONGEST_WINS, "Cut some of the longest, or give others more to say."),
    ):
        if _always_fits(played, which):
            said = f"at every decision the choice that fits best is the {which}"
            help = f"Somebody may play well without reading. {mend}"
            yield played.subject.about_key(code, ("scenes",), said, help)


def _first(played: Played, random: Mapping[str, Spread]) -> Iterator[Diagnostic]:
    """Where whoever always takes the first choice ends better on every meter than nearly all who play at random."""
    scenario = played.subject.scenario
    first = playtest(scenario, _PLAYS, how=FIRST, personas=False).at_end
    if not random or not first:
        return
    if all(_beats(meter, first[id], random[id]) for id, meter in scenario.meters.items()):
        said = "always taking the first choice ends better on every meter than 90 in 100 random plays"
        help = "Somebody may play well without reading. Change the order of some choices, or what they cost."
        found = played.subject.about_key(FIRST_WINS, ("scenes",), said, help)
        play = _first_play(start(scenario, 0))
        yield shown_by(found, play.moves, 0, None)


def _beats(meter: Meter, first: Spread, random: Spread) -> bool:
    if meter.better == "low":
        return first.middle <= random.low and first.middle < random.middle
    return first.middle >= random.high and first.middle > random.middle


def _first_play(play: Play) -> Play:
    for _ in range(_LONGEST):
        if play.over:
            break
        play = play.choose(next(it.id for it in play.options if it.open and it.kind == "choice"))
    return play


def _full(played: Played, random: Mapping[str, Spread]) -> Iterator[Diagnostic]:
    for id, meter in played.subject.scenario.meters.items():
        spread = random.get(id)
        narrow = meter.maximum - meter.minimum < _NARROW
        if spread is None or narrow or spread.least == spread.greatest == meter.start:
            continue
        if spread.middle in (meter.minimum, meter.maximum):
            said = f"half of all random plays or more end with `{id}` at {spread.middle}, the end of its range"
            help = "From there it can say nothing more. Let choices move it less, or start it further away."
            yield played.subject.about_key(FULL_METER, ("meters", id), said, help)
