"""What exploring a scenario found, in sections that the text and the page share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from game.paths.answers import Labels, Led, Paths, Reached, Stuck, View
from game.paths.intervals import Share
from game.present.clocks import clock_words
from game.present.text import unmarked
from game.scenario.story import Scenario

_MOST = 12
"""Lines of one section; the rest is counted, and stands in the JSON."""
_EXCERPT = 60
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
    return [_shortened(found)] if lines else []


def sections(paths: Paths, every: bool = False) -> list[Section]:
    """Return everything else besides endings and meters, of each the first lines, or `every` one.

    Sections with nothing are left out.
    """
    found = [*_about_reaching(paths), *_about_choosing(paths), *_about_landing(paths)]
    return [it if every else _shortened(it) for it in found if it.lines]


def _about_reaching(paths: Paths) -> Iterator[Section]:
    """Give what plays never come to, and what comes out the same in all of them."""
    seen = [it for it in paths.never if not _follows(it)]
    no_play = "No play" if paths.exact else "Of the plays that were walked, none"
    parts = (f"{it.part} {it.where}: {it.why}" for it in seen if it.part != "beat")
    yield _section("NEVER REACHED" if paths.exact else "NOT SEEN", f"{no_play} comes to these:", parts)
    texts = (f'{it.where}: "{_excerpt(it.said)}": {it.why}' for it in seen if it.part == "beat")
    yield _section("TEXT THAT NO PLAY SHOWS" if paths.exact else "TEXT NOT SEEN", f"{no_play} tells these:", texts)
    yield _section(
        "ALWAYS THE SAME",
        "These conditions decide nothing:",
        (
            f"{it.where} ({it.kind}): `{it.condition}` {'always' if it.holds else 'never'} holds"
            f"{f': {it.why}' if it.why else ''}"
            for it in paths.always
            if it.kind != "ending" or it.holds
        ),
    )


def _about_choosing(paths: Paths) -> Iterator[Section]:
    """Give what there is to say of choices and decisions."""
    yield from (
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
            "SHORTEST AND LONGEST",
            _guessing(paths.labels),
            [
                f"{it.scene}: {it.shortest} ({_words(it.shortest_words)}), {it.longest} ({_words(it.longest_words)}); "
                f"fits best: {', '.join(it.fitting)}"
                for it in paths.labels
            ],
        ),
    )


def _words(number: int) -> str:
    return f"{number} word{'s' if number != 1 else ''}"


def _guessing(labels: Sequence[Labels]) -> str:
    """Say how far somebody would come who only looks at where an option stands, and how long it is."""
    clear = [it for it in labels if len(it.fitting) == 1]
    first, short, long = (
        sum(it.fitting == (getattr(it, which),) for it in clear) for which in ("first", "shortest", "longest")
    )
    return (
        f"The options of each decision by the length of their labels. Of {len(clear)} decisions with one choice that "
        f"fits best, that is the first at {first}, the shortest at {short}, the longest at {long}."
    )


def _about_landing(paths: Paths) -> Iterator[Section]:
    """Give where things fall, and what plays had done that came to each ending."""
    titles = {it.id: it.title for it in paths.views[0].endings}
    yield _section(
        "ENDINGS BY THE ACTS THAT LED THERE",
        "Of 100 choices on the way to each, how many had which act, in random plays; a choice may have several:",
        [
            f"{ending_title(titles[it.ending])}: {_acts(it)} ({it.plays:,} play{'s' if it.plays > 1 else ''})"
            for it in paths.led
            if it.plays
        ],
    )
    yield _section(
        "WHERE THINGS LAND",
        "The scene that each falls in, with how many of 100 random plays:",
        [f"{it.what}: {_scenes(it.scenes.items())}" for it in paths.lands],
    )


def _acts(it: Led) -> str:
    return ", ".join(f"{act} {100 * part:.0f}" for act, part in it.acts.items())


def _section(title: str, lead: str, lines: Iterable[str]) -> Section:
    return Section(title, lead, tuple(lines))


def _shortened(it: Section) -> Section:
    """Return a section with its first lines, and how many more there are."""
    more = len(it.lines) - _MOST
    left = f"… and {more} more; all of them are in --format json and html"
    return it if more <= 1 else replace(it, lines=(*it.lines[:_MOST], left))


def _excerpt(text: str) -> str:
    """Return how a text begins, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else f"{line[: _EXCERPT - 1].rstrip()}…"


def _follows(it: Reached) -> bool:
    """Say whether something is never reached only because something else is not."""
    return it.why in ("its scene is never entered", "what plants it is never chosen", "the text is never told")


def _stuck(it: Stuck, called: str) -> str:
    how = f"{it.where}: {_STUCK[it.kind]}, in {100 * it.share:.1f} of 100 random plays"
    if it.seed is None:
        return f"{how}; by {', '.join(it.moves)} with some luck" if it.moves else how
    return f"{how}. See it: {replay_line(called, it.moves, it.seed, it.role)}"


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
