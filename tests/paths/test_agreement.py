from pathlib import Path

import pytest
from agreeing import differences, watched_conditions
from generating import scenarios
from hypothesis import HealthCheck, Phase, assume, given, settings

import game
from game.paths.arrays import Limit, Walk
from game.paths.layout import UnsupportedError
from game.paths.reference import Reference
from game.scenario.story import Scenario

# Hypothesis writes out the whole strategy when a draw fails, and warns that it is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

CORPUS = sorted((Path(__file__).parent.parent / "conformance").glob("*/scenario.yaml"))
ROOMY = settings(
    # Shrinking a scenario takes minutes: a failing one is printed as it was drawn.
    deadline=None, max_examples=14, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)  # fmt: skip
FEW = 3_000


def _walked(scenario: Scenario, role: str | None = None) -> Reference:
    reference = Reference(scenario, role, most=FEW)
    with watched_conditions(scenario, reference.tally):
        reference.walk()
    return reference


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.parent.name)
def test_columns_agree_with_the_engine_on_every_rule(path: Path) -> None:
    scenario = game.load(str(path))
    reference = _walked(scenario)
    try:
        walk = Walk(scenario, reference.role, limit=Limit(FEW, rounds=500))
        tally = walk.from_start()
    except UnsupportedError:
        assert path.parent.name.startswith("fault-division")
        return
    if not reference.finished:
        assert not walk.finished
        assert differences(reference.tally, tally, truths=not tally.faults) == []


@given(scenarios)
@ROOMY
def test_columns_agree_with_the_engine(scenario: Scenario) -> None:
    reference = _walked(scenario)
    assume(not reference.finished)
    try:
        tally = Walk(scenario, reference.role, limit=Limit(20_000, rounds=2_000)).from_start()
    except UnsupportedError:
        assume(False)
    assert differences(reference.tally, tally, truths=True) == []
