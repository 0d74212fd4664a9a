from __future__ import annotations

import pytest
from line_of_decisions import line, played

from game.findings.debriefing import debrief
from game.findings.developing import APPROACHES
from game.findings.model import View


def suited(demands: str, moves: str, view: View | None = None) -> str:
    return debrief(played(line(demands.split()), moves), view).approach.id


@pytest.mark.parametrize(
    ("demands", "moves", "approach"),
    [
        ("tame tame tame", "avoid avoid avoid", "reflection"),
        ("wicked wicked tame", "command command manage", "coaching"),
        ("tame tame wicked", "command lead lead", "improvement"),
        ("critical critical tame", "lead manage manage", "programme"),
        ("tame wicked critical", "manage lead manage", "action-learning"),
        ("tame wicked critical", "manage lead command", "cross-boundary"),
    ],
)
def test_the_step_suits_what_was_missed_most(demands: str, moves: str, approach: str) -> None:
    assert suited(demands, moves) == approach


def test_a_view_apart_from_the_record_asks_for_other_peoples_eyes() -> None:
    assert suited("tame tame tame", "manage manage manage", View(counts={"manage": 0})) == "feedback"


def test_a_contested_moment_counts_as_no_miss() -> None:
    assert suited("tame+wicked? tame+wicked?", "command command") == "cross-boundary"


def test_every_approach_of_the_source_is_there_once() -> None:
    assert len({it.id for it in APPROACHES}) == len(APPROACHES) == 7
