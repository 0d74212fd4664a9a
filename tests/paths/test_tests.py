from generating import scenario_of
from test_promises import FILE

import game
from game.documents import tested
from game.paths import tests
from game.paths.tests import Result
from game.scenario.story import Scenario


def _scenario(lines: str) -> Scenario:
    return scenario_of(FILE.replace("promises:\n", f"tests:\n{lines}"))


def _run(lines: str) -> Result:
    (found,) = tests.run(_scenario(lines))
    return found


def test_a_test_without_a_seed_holds_on_every_draw() -> None:
    sure = "  - {name: N, choose: {one: organise, two: both}, expect: [ending is good, manage == 2]}\n"
    lucky = "  - {name: N, choose: {one: organise, two: lead}, expect: [ending is good]}\n"
    assert _run(sure) == Result("N", True, "")
    found = _run(lucky)
    assert not found.passed and found.moves == ("organise", "lead") and found.seed is not None
    assert found.why == "`ending is good` does not hold at the end: ending is plain"
    assert game.replay(_scenario(lucky), seed=found.seed, moves=found.moves).meters["care"] == 46


def test_a_test_with_a_seed_is_that_one_play() -> None:
    lines = "  - {name: N, seed: SEED, choose: {one: organise, two: lead}, expect: [care > 50]}\n"
    passed = [_run(lines.replace("SEED", str(seed))).passed for seed in range(30)]
    assert True in passed and False in passed


def test_a_scene_that_the_script_does_not_name_is_a_failure() -> None:
    found = _run("  - {name: N, choose: {one: ask}, expect: [choices == 2]}\n")
    assert found.why == 'the play comes to scene "two", which `choose` does not name'
    assert found.moves == ("ask",)


def test_a_list_that_runs_out_is_a_failure() -> None:
    again = FILE.replace("promises:\n", "tests:\n").replace("because: C.}\n  two", "because: C., goto: one}\n  two")
    (found,) = tests.run(
        scenario_of(again + "  - {name: N, choose: {one: [ask, ask], two: both}, expect: [choices == 3]}\n")
    )
    assert found.why == 'the play comes to scene "one" again, and `choose` has nothing left for it'
    assert found.moves == ("ask", "ask")


def test_a_failure_is_told_with_what_happened_and_how_to_see_it() -> None:
    scenario = _scenario("  - {name: N, choose: {one: organise, two: lead}, expect: [ending is good]}\n")
    results = tests.run(scenario)
    text = tested.tested_text(scenario, "t.yaml", results, ())
    assert "FAILED: N" in text and "1. Week 1, one: organise" in text
    assert f"twohats replay t.yaml --moves organise,lead --seed {results[0].seed}" in text
    assert text.endswith("t.yaml: 1 test, 1 failed; 0 promises, none broken.\n")
