"""The author's own tests: a script of choices, held to what it expects on every draw."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from game.paths.plainly import Standing, counted
from game.paths.told import beginnings, identity, opened, turn_of, ways
from game.paths.wording import in_words, value_words
from game.play.playing import MoveError, Play, start
from game.play.turn import Turn
from game.scenario.acts import ACTS
from game.scenario.evaluation import evaluate
from game.scenario.expressions import Call, Expression, Name, walk
from game.scenario.scenes import Choice, Look
from game.scenario.story import Scenario, Test

_MOST: Final = 100_000
"""Different moments of decision that one test may come to."""
_SEEDS: Final = 2_000
"""Seeds that are tried to show a failure as a play."""
_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one test."""

    __test__ = False

    name: str
    passed: bool
    why: str
    """Where it failed: what was expected and what came instead; otherwise nothing."""
    moves: tuple[str, ...] = ()
    """The moves to the point of difference."""
    seed: int | None = None
    """A seed that shows it; None where none of the first seeds does, or nothing failed."""
    role: str | None = None


class _Stand(NamedTuple):
    """A point of a script: where the play stands, what was done, and how far each scene's list was used."""

    turn: Turn
    moves: tuple[str, ...]
    used: tuple[tuple[str, int], ...]
    counts: tuple[int, ...]


def run(scenario: Scenario, stop: Callable[[], bool] | None = None) -> tuple[Result, ...]:
    """Run every test of a scenario, in file order; once `stop` says yes, those left fail as not run."""
    return tuple(run_one(scenario, test, stop) for test in scenario.tests)


def run_one(scenario: Scenario, test: Test, stop: Callable[[], bool] | None = None) -> Result:
    """Run one test: with its seed the one play that it scripts, else every way that the draws can go."""
    role = test.role if test.role is not None else next(iter(scenario.roles), None)
    if test.seed is not None:
        why, moves = _played(scenario, test, test.seed, role)
        return Result(test.name, not why, why, moves if why else (), test.seed if why else None, role)
    why, moves = _every_way(scenario, test, role, stop)
    if not why:
        return Result(test.name, True, "", role=role)
    for seed in range(_SEEDS):
        seeded, its_moves = _played(scenario, test, seed, role)
        if seeded:
            return Result(test.name, False, seeded, its_moves, seed, role)
    return Result(test.name, False, why, moves, None, role)


def _every_way(
    scenario: Scenario, test: Test, role: str | None, stop: Callable[[], bool] | None
) -> tuple[str, tuple[str, ...]]:
    """Return the first thing that goes wrong on some draws, with the moves to it; nothing where all goes well."""
    nothing = (0,) * (1 + len(ACTS))
    waiting = [_Stand(way.turn, (), (), nothing) for way in beginnings(scenario, role)]
    seen: set[Hashable] = set()
    while waiting:
        here = waiting.pop()
        if here.turn.ending is not None or here.turn.fault is not None:
            why = _wrong_at_end(test, here.turn, here.counts)
            if why:
                return why, here.moves
            continue
        key = (identity(here.turn), here.used, here.counts)
        if key in seen:
            continue
        seen.add(key)
        if len(seen) > _MOST or (stop is not None and stop()):
            return f"not decided: its draws can go more ways than were tried ({len(seen):,})", ()
        option, why = _next(test, here.turn, dict(here.used))
        if option is None:
            return why, here.moves
        waiting += _onward(here, option)
    return "", ()


def _onward(here: _Stand, option: Choice | Look) -> Iterable[_Stand]:
    assert here.turn.scene is not None
    used = dict(here.used)
    used[here.turn.scene.id] = used.get(here.turn.scene.id, 0) + 1
    moves = (*here.moves, f"look:{option.id}" if isinstance(option, Look) else option.id)
    counts = here.counts if isinstance(option, Look) else counted(here.counts, option)
    return [_Stand(way.turn, moves, tuple(used.items()), counts) for way in ways(here.turn, option)]


def _next(test: Test, turn: Turn, used: dict[str, int]) -> tuple[Choice | Look | None, str]:
    """Return what the script does here, or why it cannot go on."""
    assert turn.scene is not None
    scene = turn.scene.node
    script = test.choose.get(scene.id)
    if script is None:
        return None, f'the play comes to scene "{scene.id}", which `choose` does not name'
    done = used.get(scene.id, 0)
    if done >= len(script):
        return None, f'the play comes to scene "{scene.id}" again, and `choose` has nothing left for it'
    id = script[done].removeprefix("look:")
    option = next((it for it in opened(turn) if it.id == id), None)
    if option is None:
        can = ", ".join(f"look:{it.id}" if isinstance(it, Look) else it.id for it in opened(turn))
        return None, f'"{script[done]}" is not open in scene "{scene.id}"; open are {can}'
    return option, ""


def _wrong_at_end(test: Test, turn: Turn, counts: tuple[int, ...]) -> str:
    """Return the first expectation that does not hold at the end of a play; nothing where all hold."""
    if turn.fault is not None or turn.ending is None:
        return str(turn.fault)
    reading = Standing(turn, turn.ending.node.id, counts)
    for expected in test.expect:
        try:
            holds = evaluate(expected.condition, reading)
        except ZeroDivisionError:
            return f"`{expected.text}` divides by zero"
        if not holds:
            return f"`{expected.text}` does not hold at the end: {values_read(expected.condition, reading)}"
    return ""


def values_read(tree: Expression, reading: Standing) -> str:
    """Return the values of what an expression reads: `staff is 44, ending is held`."""
    nodes = {in_words(node): node for node in walk(tree) if isinstance(node, Name | Call)}
    return ", ".join(f"{words} is {value_words(evaluate(node, reading))}" for words, node in nodes.items())


def _played(scenario: Scenario, test: Test, seed: int, role: str | None) -> tuple[str, tuple[str, ...]]:
    """Play the script with one seed; return what goes wrong, and the moves to it."""
    try:
        play: Play = start(scenario, seed, role)
    except MoveError as error:
        return str(error), ()
    used: dict[str, int] = {}
    counts: tuple[int, ...] = (0,) * (1 + len(ACTS))
    for _ in range(_LONGEST):
        turn = turn_of(play)
        if play.over:
            return _wrong_at_end(test, turn, counts), play.moves
        option, why = _next(test, turn, used)
        if option is None:
            return why, play.moves
        used[play.scene.id] = used.get(play.scene.id, 0) + 1
        if isinstance(option, Choice):
            counts = counted(counts, option)
            play = play.choose(option.id)
        else:
            play = play.look(option.id)
    return "the play goes round for ever", play.moves
