"""What became of a scenario's tests and promises, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.documents.explored import replay_line
from game.documents.explored_text import wrapped
from game.paths.promises import Judged
from game.paths.tests import Result
from game.play.playing import replay, start
from game.present.beats import beat_words
from game.present.clocks import clock_words
from game.present.text import safe
from game.scenario.story import Scenario

_LONGEST = 100
"""Choices after which a play is given up as going round."""
_LAST = 8
"""Lines of the transcript before the point of difference."""


def tested_text(scenario: Scenario, called: str, results: Sequence[Result], judged: Sequence[Judged]) -> str:
    """Return what failed and how to see it, then the counts; `called` is how the author named the file."""
    parts = [_failed(scenario, called, it) for it in results if not it.passed]
    parts += [_promise(called, it) for it in judged if it.verdict != "kept"]
    hint = [] if results else [a_first_test(scenario)]
    return "\n\n".join([*parts, _counts(called, results, judged), *hint]) + "\n"


def a_first_test(scenario: Scenario) -> str:
    """Show how a test is written, by one that passes: always the first open choice, with the luck of the seed 0."""
    play = start(scenario, 0)
    for _ in range(_LONGEST):
        if play.over:
            break
        play = play.choose(next(it.id for it in play.options if it.open and it.kind == "choice"))
    made: dict[str, list[str]] = {}
    for decision in play.decisions:
        made.setdefault(decision.scene, []).append(decision.choice)
    if play.ending is None or not made:
        return "There are no tests in it yet."
    lists = {scene: ", ".join(ids) for scene, ids in made.items()}
    choices = [f"      {scene}: {f'[{it}]' if ',' in it else it}" for scene, it in lists.items()]
    return "\n".join([
        "There are no tests in it yet. A test is one play and what holds at its end; this one would pass:",
        "",
        "tests:",
        "  - name: always the first choice",
        "    seed: 0          # without a seed it has to hold whatever the luck",
        "    choose:          # a choice for each scene that the play comes to",
        *choices,
        f"    expect: [ending is {play.ending.id}]",
    ])  # fmt: skip


def _failed(scenario: Scenario, called: str, it: Result) -> str:
    lines = [safe(f"FAILED: {it.name}"), wrapped(it.why)]
    if it.moves or it.seed is not None:
        lines += _told(scenario, it)
    if it.seed is not None:
        lines.append(wrapped(f"See it: {replay_line(called, it.moves, it.seed, it.role)}"))
    elif it.moves:
        lines.append(wrapped(f"The moves are {', '.join(it.moves)}; it takes luck that no seed tried has."))
    return "\n".join(lines)


def _told(scenario: Scenario, it: Result) -> Iterator[str]:
    """Tell the play that failed, move by move, with the last of what it told."""
    if it.seed is None:
        return
    play = replay(scenario, it.seed, it.role, it.moves)
    yield wrapped("What happened:")
    for number, at in enumerate(play.line()):
        before = at.previous
        if before is not None:
            yield wrapped(f"{number}. {clock_words(scenario.clock, before.now)}, {before.scene.id}: {at.move}")
    told = [beat_words(beat) for beat in play.beats][-_LAST:]
    for line in told:
        yield wrapped(f"   | {line}")
    ending = f"The play ended: {play.ending.title}" if play.ending else f"The play stands at {play.scene.id}"
    meters = ", ".join(f"{id} {value}" for id, value in play.meters.items())
    yield wrapped(f"{ending}, with {meters}.")


def _promise(called: str, it: Judged) -> str:
    lines = [safe(f"{it.verdict.upper()}: {it.kind}: {it.text}"), wrapped(it.why)]
    if it.seed is not None:
        lines.append(wrapped(f"See it: {replay_line(called, it.moves, it.seed, it.role)}"))
    elif it.moves:
        lines.append(wrapped(f"One such play, with some luck: {', '.join(it.moves)}"))
    return "\n".join(lines)


def _counts(called: str, results: Sequence[Result], judged: Sequence[Judged]) -> str:
    failed = sum(not it.passed for it in results)
    broken = sum(it.verdict == "broken" for it in judged)
    undecided = sum(it.verdict == "undecided" for it in judged)
    tests = f"{len(results)} test{'s' * (len(results) != 1)}, {failed or 'none'} failed"
    promises = f"{len(judged)} promise{'s' * (len(judged) != 1)}, {broken or 'none'} broken"
    return safe(f"{called}: {tests}; {promises}{f', {undecided} undecided' if undecided else ''}.")
