from generating import scenario_of

import game
from game.paths import promises
from game.paths.promises import Judged
from game.scenario.story import Scenario

FILE = """
two_hats: 1
title: T
summary: S.
brief: B.
clock: {unit: week}
meters:
  care: {name: Care, start: 50}
start: one
scenes:
  one:
    text: One.
    decision: {demand: {tame: A.}, cue: B.}
    goto: two
    choices:
      - {id: organise, text: O., acts: [manage], because: C., effects: {care: +5}}
      - {id: ask, text: A., acts: [lead], because: C.}
  two:
    text: Two.
    decision: {demand: {wicked: A.}, cue: B.}
    goto: end
    choices:
      - {id: lead, text: L., acts: [lead], because: C., chance: [{odds: 70}, {odds: 30, effects: {care: -9}}]}
      - {id: both, text: B., acts: [lead, manage], because: C.}
endings:
  - {id: good, title: Good, text: G., when: care > 50}
  - {id: plain, title: Plain, text: P.}
promises:
"""


def _scenario(*lines: str) -> Scenario:
    if not lines:
        return scenario_of(FILE.replace("promises:\n", ""))
    return scenario_of(FILE + "".join(f"  - {line}\n" for line in lines))


def _judged(line: str) -> Judged:
    (found,) = promises.judge(_scenario(line))
    return found


def test_always_never_and_possible_are_kept_or_broken() -> None:
    kept = [
        "always: choices == 2",
        "never: ending is good and chose(ask)",
        "possible: ending is good",
        "always: lead >= 1",
    ]
    broken = ["always: ending is good", "never: ending is plain", "possible: care > 55"]
    assert [_judged(line).verdict for line in kept] == ["kept"] * len(kept)
    assert [_judged(line).verdict for line in broken] == ["broken"] * len(broken)
    assert all(_judged(line).exact for line in (*kept, *broken))


def test_counts_that_go_together_are_told_apart_from_counts_that_do_not() -> None:
    assert _judged("never: manage == 2 and chose(ask)").verdict == "kept"
    assert _judged("never: manage == 1 and lead == 2").verdict == "broken"
    assert _judged("never: manage == 0 and lead < 2").verdict == "kept"


def test_counts_that_no_column_can_carry_are_judged_in_the_plain_form() -> None:
    assert _judged("always: lead + manage >= 2").verdict == "kept"
    assert _judged("always: lead > manage").verdict == "broken"


def test_a_broken_promise_shows_a_play_that_breaks_it() -> None:
    found = _judged("never: ending is plain and manage >= 1 and care < 50")
    assert found.verdict == "broken" and found.seed is not None
    play = game.replay(_scenario(), seed=found.seed, moves=found.moves)
    assert play.ending is not None and play.ending.id == "plain" and play.meters["care"] < 50


def test_shares_are_read_per_cent() -> None:
    # Random plays: care above 50 after `organise`, but for 30 in 100 of those that go on to `lead`.
    assert _judged("always: share(good) == 42").verdict == "broken"
    assert _judged("always: 42 < share(good) < 43").verdict == "kept"
    assert _judged("never: share(good) > 43").verdict == "kept"
    assert "share(good) is 42.5 per cent" in _judged("always: share(good) > 50").why


def test_a_share_too_near_its_bound_is_undecided_where_it_is_not_exact() -> None:
    scenario = _scenario("always: share(good) < 42", "always: share(good) < 90")
    verdicts = [(it.verdict, it.exact, it.finding) for it in promises.judge(scenario, stop=lambda: True)]
    assert verdicts == [("undecided", False, True), ("kept", False, False)]


def test_a_promise_that_was_not_walked_to_its_end_is_undecided_but_a_counterexample_is_enough() -> None:
    scenario = _scenario("always: choices == 2", "never: ending is plain", "possible: ending is good")
    verdicts = [it.verdict for it in promises.judge(scenario, stop=lambda: True)]
    assert verdicts == ["undecided", "broken", "kept"]
