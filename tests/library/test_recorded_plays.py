# Five recorded plays and what their debriefs must tell apart: what was done, and what was luck.

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

import game
from game.findings.model import Debrief
from game.findings.reflections import Reflections
from game.language.library import find_scenario
from game.play.playing import Play
from game.present.outline import analysis
from game.scenario.acts import Act

PLAYS: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "recorded_plays.yaml").read_text(encoding="utf-8")
)
SCENARIO = game.load(find_scenario("acting-up"))
MOSTLY: dict[str, Act] = {"lead": "lead", "manage": "manage", "avoid": "avoid"}


def recorded(name: str) -> Play:
    told = PLAYS[name]
    return game.replay(SCENARIO, seed=told["seed"], moves=told["moves"])


def debriefed(name: str) -> Debrief:
    return game.debrief(recorded(name))


def words(name: str) -> str:
    return "\n".join(
        f"{section.title} {entry.label} {entry.text}"
        for section in analysis(debriefed(name), SCENARIO, Reflections())
        for entry in section.entries
    )


@pytest.mark.parametrize("name", PLAYS)
def test_a_recorded_play_still_comes_to_its_ending(name: str) -> None:
    play = recorded(name)
    assert play.ending is not None and play.ending.id == PLAYS[name]["ending"]


def test_every_recorded_play_has_an_ending_and_a_debrief_of_its_own() -> None:
    assert len({told["ending"] for told in PLAYS.values()}) == len(PLAYS) == 5
    for one, other in combinations(PLAYS, 2):
        assert words(one) != words(other)


@pytest.mark.parametrize("name", MOSTLY)
def test_a_play_of_one_hat_has_that_act_in_every_decision_where_it_could(name: str) -> None:
    act, found = MOSTLY[name], debriefed(name)
    for moment in found.moments:
        possible = {it for choice in SCENARIO.scenes[moment.scene].choices for it in choice.acts}
        assert act in moment.acts or act not in possible


def test_the_same_moves_with_other_luck_are_the_same_choices_and_another_ending() -> None:
    lucky, unlucky = debriefed("fit"), debriefed("fit-unlucky")
    assert lucky.moves == unlucky.moves and lucky.ending_id != unlucky.ending_id
    assert [it.fit for it in lucky.moments] == [it.fit for it in unlucky.moments]


def test_a_fitting_play_with_poor_luck_is_told_so_and_a_lucky_one_is_not() -> None:
    assert "the luck was poor" in words("fit-unlucky")
    # What an event drew came in the days after a decision, and was no part of it.
    assert "4 draws went against you (at decisions 3, 8 and 9, and after decision 10)" in words("fit-unlucky")
    assert not any("the luck was poor" in words(name) for name in PLAYS if name != "fit-unlucky")
