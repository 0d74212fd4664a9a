import pytest
from agreeing import differences
from generating import scenarios
from hypothesis import HealthCheck, Phase, assume, given, settings

from game.paths.arrays import Limit, Walk
from game.paths.graph import components
from game.paths.intervals import Share, exactly, sampled
from game.paths.layout import UnsupportedError
from game.paths.policies import policies
from game.paths.reference import Reference
from game.paths.told import shares
from game.scenario.story import Scenario

# Hypothesis writes out the whole strategy when a draw fails, and warns that it is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

ROOMY = settings(deadline=None, max_examples=5, suppress_health_check=list(HealthCheck), phases=[Phase.generate])


@given(scenarios)
@ROOMY
def test_projecting_changes_no_answer(scenario: Scenario) -> None:
    limit = Limit(2_000, rounds=500)
    role = next(iter(scenario.roles), None)
    try:
        whole, projected = Walk(scenario, role, limit=limit, project=False), Walk(scenario, role, limit=limit)
        answers = [whole.from_start(), projected.from_start()]
    except UnsupportedError:
        assume(False)
    assume(not whole.finished and not whole.graph.looping)
    assert differences(*answers, truths=True) == []
    assert projected.tally.states <= whole.tally.states


@given(scenarios)
@ROOMY
def test_little_memory_changes_no_answer(scenario: Scenario) -> None:
    role = next(iter(scenario.roles), None)
    try:
        roomy, tight = (
            Walk(scenario, role, limit=Limit(2_000, rounds=500)),
            Walk(scenario, role, limit=Limit(20_000, 0, 500)),
        )
        answers = [roomy.from_start(), tight.from_start()]
    except UnsupportedError:
        assume(False)
    assume(not roomy.finished and not roomy.graph.looping)
    assert differences(*answers, truths=True) == []


@given(scenarios)
@ROOMY
def test_merging_equal_states_changes_no_answer(scenario: Scenario) -> None:
    brute = Reference(scenario, merge=False, most=2_000)
    answers = [brute.walk(), Reference(scenario, most=2_000).walk()]
    assume(not brute.finished)
    assert differences(*answers) == []


@given(scenarios)
@ROOMY
def test_personas_agree_with_the_engine(scenario: Scenario) -> None:
    role = next(iter(scenario.roles), None)
    for name, policy in policies(scenario).items():
        plain = Reference(scenario, role, persona=name, most=500)
        tally = plain.walk()
        if plain.finished:
            continue
        try:
            walk = Walk(scenario, role, policy=policy, limit=Limit(2_000, rounds=500), promises=False)
            assert differences(tally, walk.from_start()) == [], name
        except UnsupportedError:
            return


@pytest.mark.parametrize(
    ("odds", "found"),
    [((70, 30), [70, 30, 0]), ((40,), [40, 60]), ((-5,), [0, 100]), ((120,), [100, 0]), ((120, -20), [100, 0, 0])],
)
def test_a_hundred_draws_are_shared_out_in_file_order(odds: tuple[int, ...], found: list[int]) -> None:
    assert shares(odds) == found


def test_a_share_of_every_play_is_exact_and_one_of_a_sample_is_not() -> None:
    assert exactly(0.25) == Share(0.25, 0.25, 0.25) and exactly(0.25).exact
    share = sampled(0.5, 100)
    assert share.value == 0.5 and round(share.low, 3) == 0.404 and round(share.high, 3) == 0.596
    assert sampled(0.0, 10_000).high > 0


def test_components_come_before_what_they_lead_to() -> None:
    after = {"a": ["b"], "b": ["c", "d"], "c": ["b"], "d": []}
    assert [sorted(group) for group in components(list(after), lambda it: after[it])] == [["a"], ["b", "c"], ["d"]]
