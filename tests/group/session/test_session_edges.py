from typing import Any

from generating import as_yaml, scenario_of
from sitting import FACILITATOR, Sitting

from game.scenario.story import Scenario

ON: dict[str, Any] = {"id": "on", "text": "On.", "acts": ["lead"], "because": "~"}
OFF: dict[str, Any] = {"id": "off", "text": "Off.", "acts": ["manage"], "because": "~"}
DECISION: dict[str, Any] = {"demand": {"tame": "~"}, "cue": "~"}


def small(**changed: Any) -> Scenario:
    """Give a scenario of one decision between on and off, with other parts of its scene, or of the file."""
    scene = {"text": "A room.", "goto": "end", "decision": DECISION, "choices": [ON, OFF]}
    scene |= {key: changed.pop(key) for key in ("looks", "decision", "choices") if key in changed}
    tree = {
        "two_hats": 1, "title": "~", "summary": "~", "brief": "~", "clock": {"unit": "week"},
        "meters": {"patients": {"name": "Patients", "start": 50}}, "facts": {"gone": "no"}, "start": "one",
        "scenes": {"one": scene}, "endings": [{"id": "held", "title": "Held", "text": "It held."}],
    }  # fmt: skip
    return scenario_of(as_yaml(tree | changed))


SUDDEN = [
    {"id": "lost", "when": "gone", "at_once": "yes", "title": "Lost", "text": "It was over."},
    {"id": "held", "title": "Held", "text": "It held."},
]


def test_what_kind_of_moment_is_asked_after_the_vote_where_a_critical_one_cannot_wait() -> None:
    sitting = Sitting(small(decision={"demand": {"critical": "~"}, "cue": "~", "frame": "ask"}))
    sitting.join("ann")
    sitting.start()
    assert sitting.refused(FACILITATOR, "open", round="frame") == "not-now"
    sitting.lead("next")
    sitting.vote({"ann": "on"})
    sitting.lead("next")
    assert sitting.lead("open", round="frame").step == "framing"
    sitting.vote({"ann": "critical"})
    assert sitting.lead("next").step == "deciding"
    sitting.lead("decide", choice="on")
    assert sitting.session.play is not None
    assert sitting.session.play.moves == ("frame:critical", "on")


def test_a_look_may_end_the_play_and_the_room_sees_what_it_found_first() -> None:
    look = {"id": "door", "text": "Open the door.", "reply": "The wind takes it.", "set": {"gone": "yes"}}
    sitting = Sitting(small(looks=[look], endings=SUDDEN))
    sitting.start()
    assert sitting.lead("look", look="door").step == "consequence"
    assert sitting.room()["decision"] is None
    assert [it["kind"] for it in sitting.room()["story"]["passages"]] == ["look"]
    assert sitting.lead("next").step == "ending"
    assert sitting.room()["story"]["ending"]["id"] == "lost"
    sitting.lead("next")
    for _ in range(4):
        assert sitting.room()["debrief"] is not None
        sitting.lead("next")
    assert sitting.session.phase == "summary"


def test_a_play_may_be_over_as_it_begins() -> None:
    sitting = Sitting(small(endings=SUDDEN, facts={"gone": "yes"}))
    sitting.start()
    assert sitting.session.step == "consequence"
    assert sitting.lead("next").step == "ending"
    assert sitting.room()["story"]["ending"]["title"] == "Lost"


def test_a_mistake_in_the_scenario_ends_the_play_and_is_said() -> None:
    broken = ON | {"effects": {"patients": "1 / (patients - 50)"}}
    sitting = Sitting(small(choices=[broken, OFF]))
    sitting.start()
    assert sitting.lead("decide", choice="on").step == "consequence"
    sitting.lead("next")
    story = sitting.room()["story"]
    assert story["ending"] is None
    assert story["fault"]


def test_a_choice_that_a_look_closed_takes_its_votes_with_it_when_the_vote_is_opened_again() -> None:
    look = {"id": "ask", "text": "Ask.", "set": {"gone": "yes"}}
    gated = OFF | {"when": "not gone"}
    sitting = Sitting(small(looks=[look], choices=[ON, gated], decision=DECISION | {"discuss": 3}))
    sitting.join("ann", "ben")
    sitting.start()
    sitting.lead("next")
    sitting.vote({"ann": "off", "ben": "on"}, reason="So")
    sitting.lead("next")
    sitting.lead("look", look="ask")
    assert sitting.refused(FACILITATOR, "decide", choice="off") == "unknown"
    assert sitting.desk()["ahead"] == ["on"]
    sitting.lead("reopen")
    assert sitting.desk()["votes"]["first"]["tally"] == {"on": 1}
    assert sitting.refused("ann", "vote", decision=1, round="first", choice="off") == "not-open"
    assert [it["choice"] for it in sitting.desk()["waiting"]] == ["on"]


def test_without_anybody_who_knows_something_there_are_no_seats() -> None:
    sitting = Sitting(small())
    sitting.join("ann")
    sitting.start()
    assert sitting.seen("ann")["you"]["seat"] is None
    assert sitting.refused("ann", "tell", told=True) == "unknown"
    assert "tell" not in sitting.seen("ann")["you"]["may"]
