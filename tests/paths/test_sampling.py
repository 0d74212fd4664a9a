from pathlib import Path

import pytest
from generating import scenario_of, scenarios
from hypothesis import HealthCheck, Phase, given, settings
from test_promises import FILE

import game
from game.documents.playtested import playtest_text
from game.paths.layout import UnsupportedError
from game.paths.playtest import Spread, UnknownWayError, playtest, spread
from game.paths.sampling import Sampler
from game.paths.starting import Trails
from game.paths.tally import Tally
from game.scenario.scenes import Look
from game.scenario.story import Ending, Scenario

# Hypothesis writes out the whole strategy when a draw fails, and warns that it is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

ONE_SHORT = Path(__file__).parents[1] / "conformance" / "one-short" / "scenario.yaml"


def _small() -> Scenario:
    return scenario_of(FILE.replace("promises:\n", ""))


class _Kept(Sampler):
    """Keeps the seed, trail, ending and meters of every play."""

    def ended(self, ending: Ending, rows: object) -> None:
        super().ended(ending, rows)  # type: ignore[arg-type]
        columns = [rows[self.layout.seed], rows[self.layout.trail], *(rows[it.low] for it in self.layout.meters)]  # type: ignore[index]
        for seed, trail, *meters in zip(*(column.tolist() for column in columns), strict=True):
            self.over.append((seed, trail, ending.id, tuple(meters)))

    over: list[tuple[int, int, str, tuple[int, ...]]]


def _kept(scenario: Scenario, plays: int) -> _Kept:
    role = next(iter(scenario.roles), None)
    sampler = _Kept(scenario, role, plays=plays, curious=True)
    sampler.over = []
    sampler.run()
    return sampler


def _replays(scenario: Scenario, sampler: _Kept) -> None:
    trails = Trails(scenario)
    for seed, trail, ending, meters in sampler.over:
        if trail == 0:
            continue
        play = game.replay(scenario, seed=seed)
        for digit in trails.digits(trail):
            option = play.scene.options[digit]
            play = play.look(option.id) if isinstance(option, Look) else play.choose(option.id)
        assert play.ending is not None and play.ending.id == ending
        assert tuple(play.meters.values()) == meters


def test_each_sampled_play_is_the_play_that_its_seed_and_moves_give() -> None:
    scenario = game.load(str(ONE_SHORT))
    sampler = _kept(scenario, 300)
    assert len(sampler.over) == 300
    _replays(scenario, sampler)


@given(scenarios)
@settings(deadline=None, max_examples=10, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
def test_sampled_plays_of_any_scenario_can_be_played_again(scenario: Scenario) -> None:
    try:
        _replays(scenario, _kept(scenario, 30))
    except UnsupportedError:
        return


def test_shares_of_a_sample_lie_near_the_exact_ones() -> None:
    sample = Sampler(_small(), plays=20_000).run()
    assert abs(sample.tally.endings["good"].mass - 0.425) < 0.02
    assert sample.choices == 40_000


def test_what_was_used_least_is_taken_first() -> None:
    sample = Sampler(_small(), plays=1_000, least_used=True).run()
    assert sample.tally.mass["option", "one.ask"] == sample.tally.mass["option", "one.organise"] == 0.5


def test_a_sample_is_the_same_each_time() -> None:
    one, other = (Sampler(_small(), plays=500, first_seed=7).run() for _ in range(2))
    assert one.tally.mass == other.tally.mass != Tally().mass


def test_a_play_that_cannot_go_on_is_given_with_its_moves() -> None:
    text = FILE.replace("promises:\n", "").replace(
        "acts: [lead], because: C., chance", "acts: [lead], when: care > 50, because: C., chance"
    )
    scenario = scenario_of(
        text.replace("acts: [lead, manage], because: C.}", "acts: [lead], when: care > 50, because: C.}")
    )
    found = playtest(scenario, 200, personas=False)
    assert 0.3 < found.stuck < 0.7
    for failing in found.failing:
        assert game.replay(scenario, seed=failing.seed, moves=failing.moves).fault
    assert "MUST BE MENDED" in playtest_text(found, scenario, "t.yaml")


def test_the_report_names_endings_hits_and_meters() -> None:
    scenario = _small()
    text = playtest_text(playtest(scenario, 400), scenario, "t.yaml")
    for words in ("400 plays at random, seeds 0 to 399, 800 choices", "Good", "one.organise", "Care: Week 1 50"):
        assert words in text


def test_a_way_of_playing_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownWayError, match="least-used"):
        playtest(_small(), 10, how="wildly")


def test_a_spread_is_read_off_the_counts() -> None:
    import numpy as np

    assert spread(np.array([0, 1, 8, 0, 1]), minimum=10) == Spread(11, 11, 12, 12, 14)
