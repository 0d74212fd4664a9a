"""What play-testing found, as text."""

from __future__ import annotations

from collections.abc import Iterator

from game.documents.explored import ending_title, percent, replay_line
from game.documents.explored_text import bar, wrapped
from game.paths.answers import Reached
from game.paths.playtest import Playtest, Spread
from game.present.clocks import clock_words
from game.present.text import unmarked, width
from game.scenario.story import Scenario

_PARTS = ("scene", "choice", "look", "event", "what comes back", "dynamic")
_TIMES = 12


def playtest_text(playtest: Playtest, scenario: Scenario, called: str) -> str:
    """Return the whole report; `called` is how the author named the file."""
    last = playtest.seed + playtest.plays - 1
    how = {"random": "at random", "least-used": "taking what was used least"}.get(playtest.how, f"as {playtest.how}")
    parts = [
        f"{unmarked(playtest.title)}: {playtest.plays:,} plays {how}, seeds {playtest.seed} to {last}, "
        f"{playtest.choices:,} choices",
        "\n".join(_failures(playtest, called)),
        "\n".join(_endings(playtest)),
        "\n".join(_meters(playtest, scenario)),
        "\n".join(_lowest(playtest)),
        "\n".join(_hits(playtest)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _failures(playtest: Playtest, called: str) -> Iterator[str]:
    if playtest.stuck:
        yield f"MUST BE MENDED: {100 * playtest.stuck:.2f} of 100 plays could not go on"
        for it in playtest.failing[:5]:
            yield wrapped(f"- {it.why} See it: {replay_line(called, it.moves, it.seed)}")
    if playtest.endless:
        yield f"{100 * playtest.endless:.2f} of 100 plays went round and were given up"


def _endings(playtest: Playtest) -> Iterator[str]:
    yield "ENDINGS, in 100 plays"
    room = max((width(ending_title(it.title)) for it in playtest.endings), default=0)
    for it in playtest.endings:
        title = ending_title(it.title)
        note = "" if it.reached else "   not seen"
        yield f"  {title}{' ' * (room - width(title))}  {bar(it.share.value)} {percent(it.share)}{note}"


def _meters(playtest: Playtest, scenario: Scenario) -> Iterator[str]:
    """Say how each meter lies as decisions stand, and at the end."""
    yield "METERS BY TIME: the middle of the plays, and in brackets where 80 of 100 lie"
    for id, meter in scenario.meters.items():
        times = playtest.by_time[id]
        step = max(1, -(-len(times) // _TIMES))
        said = [f"{clock_words(scenario.clock, tick)} {_lies(it)}" for tick, it in [*times.items()][::step]]
        end = playtest.at_end.get(id)
        said += [f"end {_lies(end)}"] if end else []
        yield wrapped(f"{unmarked(meter.name)}: {', '.join(said)}")


def _lowest(playtest: Playtest) -> Iterator[str]:
    """Say how the worst-off meter in sight ended by each way of playing, the best way first."""
    if len(playtest.lowest) > 1:
        yield "THE LOWEST METER IN SIGHT at the end, on average, by who plays"
        ranked = sorted(playtest.lowest.items(), key=lambda it: -it[1])
        yield wrapped(", ".join(f"{name} {value:.1f}" for name, value in ranked))


def _lies(it: Spread) -> str:
    return f"{it.middle} ({it.low}–{it.high})" if it.low != it.high else str(it.middle)


def _hits(playtest: Playtest) -> Iterator[str]:
    yield "HITS, in 100 plays: how often each is come to or chosen"
    looks = any(it.part == "look" for it in playtest.hits)
    if looks and not any(it.part == "look" and it.reached for it in playtest.hits):
        yield wrapped("These plays take no looks, so that nothing is said of them.")
    for part in _PARTS:
        found = [it for it in playtest.hits if it.part == part]
        if found and (part != "look" or any(it.reached for it in found)):
            yield wrapped(f"{part}: {', '.join(map(_hit, found))}")
    unseen = [it for it in playtest.hits if it.part == "beat" and not it.reached]
    yield wrapped(f"beats not told: {', '.join(it.where for it in unseen) or 'none'}")


def _hit(it: Reached) -> str:
    return f"{it.where} {100 * it.often:.0f}" if it.reached else f"{it.where} never"
