from __future__ import annotations

from pathlib import Path

import pytest

from game.authoring.checking import check
from game.authoring.watching.walking import Walk
from game.language.loading import loads
from game.language.reading.reader import read_bytes

CORPUS = Path(__file__).parents[1] / "conformance"
TEXTS = {name: (CORPUS / name / "scenario.yaml").read_bytes() for name in ("one-short", "fault-every-choice-closed")}


@pytest.mark.parametrize("name", TEXTS)
def test_a_walk_finds_what_check_finds(name: str) -> None:
    scenario = loads(TEXTS[name], "ward.yaml")
    found = Walk(scenario, "here/ward.yaml", seconds=60).wait()
    assert found is not None
    checked = check(read_bytes(TEXTS[name], "here/ward.yaml"), "ward", seconds=60)
    assert list(found.diagnostics) == checked.diagnostics
    assert "Every path walked" in found.words or any(it.moves for it in found.diagnostics)


def test_a_walk_that_is_stopped_finds_nothing() -> None:
    walk = Walk(loads(TEXTS["one-short"], "ward.yaml"), "ward.yaml", seconds=60)
    walk.stop()
    assert walk.wait() is None
