"""What exploring a scenario found, in sections that the text and the page share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from game.paths.answers import Paths, Reached, Stuck, View
from game.paths.intervals import Share
from game.present.clocks import clock_words
from game.present.text import unmarked
from game.scenario.story import Scenario

_MOST = 12
"""Lines of one section; the rest is counted, and stands in the JSON."""
_STUCK = {
    "zero": "something divides by zero",
    "closed": "every choice is closed",
    "odds": "the odds of a chance do not add up to 100",
    "other": "there is no way on",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A title, what it means in a sentence, and its lines."""

    title: str
    lead: str
    lines: tuple[str, ...]


def headline(paths: Paths) -> list[str]:
    """Say what was walked, and how sure the answers are."""
    return [line for view in paths.views for line in _walked(view, len(paths.views) > 1)]


def _walked(view: View, named: bool) -> Iterator[str]:
    role = f"As {view.role}: e" if named and view.role else "E"
    moments = f"{view.states:,} moments of decision that differ in what can still come of them"
    if view.exact:
        plays = f", {view.plays:,.0f} in all" if view.plays is not None else "; there is no last number of them"
        yield f"{role}xact: every play was walked{plays}, through {moments}."
    else:
        why = "it was stopped" if view.why == "stopped" else view.why
        where = f" as {view.role}" if named and view.role else ""
        yield f"Not exact{where}: {why}, after {moments} and {view.edges:,} ways on from them."
        yield (
            f"Shares come from {view.sampled:,} random plays, with the interval that holds 95 times in 100; "
            'where it says "never", read "not seen".'
        )
    if not view.exact and view.multipliers:
        yield f"What made it so many: {'; '.join(f'{it} (+{rows:,})' for it, rows in view.multipliers[:3])}."
    if view.endless > 1e-6:
        yield f"{100 * view.endless:.1f} in 100 random plays go round and never end."


def mending(paths: Paths, called: str) -> list[Section]:
    """Return what has to be mended first of all. `called` is how the author named the file."""
    lines = [_stuck(it, called) for it in paths.stuck]
    found = _section("MUST BE MENDED", "Plays come here and cannot go on:", lines)
    return [found] if lines else []


def sections(paths: Paths) -> list[Section]:
    """Return everything else besides endings and meters; sections with nothing are left out."""
    found = [
        _never(paths),
        _section(
            "ALWAYS THE SAME",
            "These conditions decide nothing:",
            [
                f"{it.where} ({it.kind}): `{it.condition}` {'always holds' if it.holds else 'never holds'}"
                for it in paths.always
                if it.kind != "ending" or it.holds
            ],
        ),
        _section(
            "NEVER BETTER",
            "Another choice there does as well or better on every meter, in its effects and in every what-if tried:",
            [f"{it.scene}: {it.choice}, against {it.by} ({it.tried} what-ifs)" for it in paths.outdone],
        ),
        _section(
            "WHAT DECISIONS DECIDE",
            "In how many of 100 what-ifs another choice here, with the same luck, brought another ending:",
            [f"{it.scene}: {_in_hundred(it.changed, it.tried)}" for it in paths.weights if it.tried],
        ),
        _section(
            "WHERE THINGS LAND",
            "The scene that each falls in, with how many of 100 random plays:",
            [f"{it.what}: {_scenes(it.scenes.items())}" for it in paths.lands],
        ),
    ]
    return [it for it in found if it.lines]


def _section(title: str, lead: str, lines: Iterable[str]) -> Section:
    lines = list(lines)
    more = [f"… and {len(lines) - _MOST} more; all of them are in --format json"] if len(lines) > _MOST + 1 else []
    return Section(title, lead, tuple(lines[:_MOST] + more if more else lines))


def _never(paths: Paths) -> Section:
    """Say what plays never reach; what follows from something else that is never reached is left out."""
    seen = [it for it in paths.never if not _follows(it)]
    title = "NEVER REACHED" if paths.exact else "NOT SEEN"
    return _section(title, "No play comes to these:", [f"{it.part} {it.where}: {it.why}" for it in seen])


def _follows(it: Reached) -> bool:
    return it.why in ("its scene is never entered", "what plants it is never chosen", "the text is never told")


def _stuck(it: Stuck, called: str) -> str:
    how = f"{it.where}: {_STUCK[it.kind]}, in {100 * it.share:.1f} of 100 random plays"
    if it.seed is None:
        return f"{how}; by {', '.join(it.moves)} with some luck" if it.moves else how
    return f"{how}. See it: {replay_line(called, it.moves, it.seed)}"


def replay_line(scenario: str, moves: tuple[str, ...], seed: int | None, role: str | None = None) -> str:
    """Return the command that shows some moves."""
    said = f" --role {role}" if role else ""
    made = ",".join(moves) or '""'
    return f"twohats replay {scenario} --moves {made} --seed {seed or 0}{said}"


def _scenes(pairs: Iterable[tuple[str, float]]) -> str:
    return ", ".join(f"{scene} {100 * often:.0f}" if often >= 0.005 else f"{scene} rarely" for scene, often in pairs)


def _in_hundred(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} (of {whole} tried)" if part else f"none (of {whole} tried)"


def percent(share: Share) -> str:
    """Return a share as a number per cent; the interval's half beside it where it is not exact."""
    value = 100 * share.value
    shown = "<0.1" if 0 < value < 0.05 else f"{value:.1f}"
    return shown if share.exact else f"{shown} ±{max(0.1, 50 * (share.high - share.low)):.1f}"


def short_percent(share: Share) -> str:
    """Return a share as a whole number, `·` for none at all."""
    value = 100 * share.value
    return "·" if value == 0 else "<1" if value < 0.5 else f"{value:.0f}"


def when_words(scenario: Scenario, now: tuple[int, int]) -> str:
    """Return when a decision stands: one time, or the earliest and the latest."""
    # A weekday comes round again; the day's number does not.
    numbered = scenario.clock.unit in ("day", "shift")
    first, last = (clock_words(scenario.clock, tick) + (f" ({tick})" if numbered else "") for tick in now)
    return first if first == last else f"{first} to {last}"


def ending_title(title: str) -> str:
    """Return an ending's title, harmless."""
    return unmarked(title)
