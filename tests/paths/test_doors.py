from collections.abc import Iterable
from pathlib import Path

import pytest

import game
from game.paths.doors import doors, known_doors
from game.paths.reaches import Reach
from game.paths.told import opened, turn_of, ways
from game.play.playing import Play
from game.play.turn import Turn
from game.scenario.story import Scenario

ROOT = Path(__file__).parents[2]
FIRST_SHIFT = ROOT / "scenarios" / "first-shift.yaml"
ONE_SHORT = ROOT / "tests" / "conformance" / "one-short" / "scenario.yaml"
PLAYS = [
    (FIRST_SHIFT, 3, ("swipe", "gather", "send")),
    (FIRST_SHIFT, 8, ("look:watch", "sitter", "policy", "kitchen")),
    (ONE_SHORT, 1, ("look:acuity", "split-bay-one", "give-it", "call-it")),
]


def _scenario(path: Path) -> Scenario:
    return game.load(str(path))


def _ends(turn: Turn) -> Iterable[tuple[str, tuple[int, ...]]]:
    """Walk every path from a turn, one play at a time: the endings, each with its meters."""
    if turn.ending is not None:
        slots = turn.machine.slots.meters
        yield turn.ending.node.id, tuple(turn.values[slot] for slot in slots.values())
    elif turn.fault is None:
        for option in opened(turn):
            for way in ways(turn, option):
                yield from _ends(way.turn)


def _brute(scenario: Scenario, turns: Iterable[Turn]) -> tuple[frozenset[str], dict[str, tuple[int, int]]]:
    ends = {end for turn in turns for end in _ends(turn)}
    columns = zip(*(meters for _, meters in ends), strict=True)
    ranges = {id: (min(column), max(column)) for id, column in zip(scenario.meters, columns, strict=True)}
    return frozenset(ending for ending, _ in ends), ranges


def _same(reach: Reach, brute: tuple[frozenset[str], dict[str, tuple[int, int]]]) -> bool:
    return reach.exact and (reach.endings, dict(reach.meters)) == brute


@pytest.mark.parametrize(("path", "seed", "moves"), PLAYS, ids=lambda it: getattr(it, "stem", str(it)))
def test_doors_agree_with_a_walk_of_one_play_at_a_time(path: Path, seed: int, moves: tuple[str, ...]) -> None:
    scenario = _scenario(path)
    play = game.replay(scenario, seed=seed, moves=moves)
    assert play.over
    chosen = [(at.previous, at) for at in play.line() if at.previous and not (at.move or "").startswith("look:")]
    found = doors(play)
    assert len(found) == len(chosen)
    for door, (before, after) in zip(found, chosen, strict=True):
        assert before is not None
        standing = turn_of(before)
        by_choice = {
            option.id: _brute(scenario, [way.turn for way in ways(standing, option)])
            for option in opened(standing)
            if option in before.scene.choices
        }
        endings = frozenset().union(*(it[0] for it in by_choice.values()))
        assert door.before.endings == endings
        assert _same(door.after, _brute(scenario, [turn_of(after)]))
        for closed in door.closed:
            assert closed.ending in endings - door.after.endings
            assert set(closed.kept_by) == {
                id for id, it in by_choice.items() if id != door.choice and closed.ending in it[0]
            }
            assert closed.by_luck == (closed.ending in by_choice[door.choice][0])


def _over(scenario: Scenario) -> Play:
    return game.replay(scenario, seed=3, moves=("swipe", "gather", "send"))


def test_a_door_that_no_other_choice_kept_open_does_not_count() -> None:
    last = doors(_over(_scenario(FIRST_SHIFT)))[-1]
    assert {closed.ending for closed in last.closed} <= last.before.endings - last.after.endings
    assert all(closed.kept_by for closed in last.closed)


def test_stopped_doors_are_tried_by_random_plays_and_not_called_closed() -> None:
    exact, stopped = doors(_over(_scenario(FIRST_SHIFT))), doors(_over(_scenario(FIRST_SHIFT)), stop=lambda: True)
    assert not any(it.exact for it in stopped[:-1])
    assert stopped[0].after.plays == 2_000
    assert all(it.before.endings <= whole.before.endings for it, whole in zip(stopped, exact, strict=True))


def test_what_was_found_is_kept_for_the_next_time() -> None:
    scenario = _scenario(FIRST_SHIFT)
    kept: dict[str, Reach] = {}
    first = doors(_over(scenario), kept=kept)

    def never() -> bool:
        raise AssertionError("walked again")

    assert doors(_over(scenario), stop=never, kept=kept) == first
    assert kept


def test_doors_are_known_without_a_walk_only_where_all_of_them_were_found() -> None:
    play = _over(_scenario(FIRST_SHIFT))
    kept: dict[str, Reach] = {}
    found = doors(play, kept=kept)
    assert known_doors(play, kept) == found
    kept.popitem()
    assert known_doors(play, kept) is None
    assert known_doors(play, {}) is None


def test_what_random_plays_found_is_taken_as_it_is_where_nobody_asks_for_more() -> None:
    play = _over(_scenario(FIRST_SHIFT))
    kept: dict[str, Reach] = {}
    sampled = doors(play, stop=lambda: True, kept=kept)
    assert known_doors(play, kept) == sampled
    assert doors(play, kept=kept)[0].exact
