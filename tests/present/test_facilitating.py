from pathlib import Path

import pytest

from game.group.session.state import PHASES
from game.present.facilitating import PHASE_ADVICE, phase_minutes, script

README = Path(__file__).parents[2] / "README.md"


def test_the_readme_has_the_script_as_the_desk_does() -> None:
    words = " ".join(README.read_text(encoding="utf-8").replace(">", " ").split())
    for paragraph in script(False):
        assert paragraph in words


def test_where_own_names_are_allowed_the_script_says_so() -> None:
    assert "made-up name, or one that you gave" in " ".join(script(True))
    assert script(True) != script(False)


@pytest.mark.parametrize(("whole", "wanted"), [(30, [4, 5, 4, 11, 5]), (4, [1, 1, 1, 1, 1]), (45, [6, 8, 6, 16, 8])])
def test_a_phase_has_its_share_of_the_minutes_and_at_least_one(whole: float, wanted: list[int]) -> None:
    assert [phase_minutes(it, whole) for it in PHASES] == wanted
    assert sum(phase_minutes(it, 60) or 0 for it in PHASES) <= 60


def test_without_a_plan_no_minutes_are_made_up_and_every_phase_has_advice() -> None:
    assert {phase_minutes(it, None) for it in PHASES} == {None}
    assert set(PHASE_ADVICE) == set(PHASES)
