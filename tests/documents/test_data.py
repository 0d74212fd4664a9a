from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from game.documents.data import debrief_json, replay_json, to_json
from game.findings.debriefing import debrief
from game.findings.reflections import Reflections
from game.language.library import find_scenario
from game.language.loading import load
from game.play.playing import replay

FIRST_SHIFT = load(find_scenario("first-shift"))
PLAY = replay(FIRST_SHIFT, seed=1, moves=["frame:tame", "reason:It was quick.", "sitter", "policy", "names"])


def test_a_replay_has_the_keys_that_others_build_on() -> None:
    data: dict[str, Any] = json.loads(replay_json(PLAY))
    promised = "scenario seed role moves scene now meters facts ending options decisions text"
    assert set(promised.split()) <= set(data)
    assert (data["scenario"], data["seed"], data["role"], data["ending"]) == ("first-shift", 1, None, "signed")
    assert data["moves"] == list(PLAY.moves)
    assert data["meters"] == dict(PLAY.meters)
    assert data["options"] == []
    assert [set(it) for it in data["decisions"]] == [{"scene", "choice", "now", "before", "after", "draws"}] * 3
    assert data["text"][-1] == "Joseph Mensah: They had a plan."


def test_options_say_what_they_are() -> None:
    data = json.loads(replay_json(replay(FIRST_SHIFT)))
    assert data["options"][0] == {
        "id": "watch",
        "kind": "look",
        "text": "Watch him for a minute before you say anything",
        "open": True,
        "locked": None,
    }
    assert data["ending"] is None


def test_a_debrief_holds_its_moments_findings_and_acts() -> None:
    data = json.loads(debrief_json(debrief(PLAY), Reflections()))
    assert [it["choice"] for it in data["moments"]] == ["sitter", "policy", "names"]
    assert data["moments"][0]["reason"] == "It was quick."
    assert data["acts"] == {"command": [], "manage": [1, 2, 3], "lead": [], "avoid": []}
    assert [it["kind"] for it in data["findings"]] == ["strength", "moment"]


@settings(deadline=None)
@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5))
def test_any_words_come_back_from_json_as_they_were(data: object) -> None:
    text = to_json(data)
    assert json.loads(text) == data
    assert all(it == "\n" or it.isprintable() or it == " " for it in text if ord(it) < 0xA0)
