import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sitting import FACILITATOR, Sitting, library

from game.group.session.asking import RULES, opening
from game.group.session.commands import command_from_json
from game.group.session.data.sitting import Begun, Closed, Opened
from game.group.session.events import Event, LogError, event_from_json, event_json
from game.group.session.folding import applied, begin, fold
from game.group.session.refusals import Refusal

SCENARIO = library("first-shift")
OPENED: dict[str, Any] = {
    "scenario": "first-shift", "edition": SCENARIO.edition, "seed": 3, "role": None, "hands": False, "minutes": None,
    "own_names": False,
}  # fmt: skip


def opened() -> Event:
    body = opening(SCENARIO, seed=3)
    assert isinstance(body, Opened)
    return Event.of(1, 5.0, "facilitator", body)


@pytest.fixture
def played() -> Sitting:
    sitting = Sitting(SCENARIO, seed=3)
    sitting.join("ann", "ben")
    sitting.start()
    for _ in range(2):
        sitting.lead("next")
        sitting.vote({"ann": "sitter", "ben": "swipe"}, sureness=2, reason="So")
        sitting.lead("next")
    sitting.lead("decide", choice="sitter")
    sitting.do("ben", "dissent", decision=1, words="Not so")
    sitting.lead("next")
    return sitting


def test_an_event_is_written_as_what_it_is() -> None:
    assert event_json(opened()) == {"seq": 1, "at": 5.0, "by": "facilitator", "kind": "opened", "data": OPENED}


def test_every_event_of_a_session_comes_back_from_json_as_it_was(played: Sitting) -> None:
    for event in played.log:
        assert event_from_json(json.loads(json.dumps(event_json(event)))) == event
    assert played.folded() == played.session


def test_the_session_at_any_moment_is_the_fold_of_the_log_up_to_it(played: Sitting) -> None:
    session = begin(SCENARIO, played.log[0])
    for place, event in enumerate(played.log[1:], 1):
        assert fold(SCENARIO, played.log[:place]) == session
        session = applied(session, event)
    assert session == played.session


@pytest.mark.parametrize(
    "wrong",
    [
        {"seq": 0}, {"seq": "1"}, {"seq": True}, {"seq": 1.5}, {"at": "now"}, {"at": -1}, {"at": float("nan")},
        {"at": float("inf")}, {"by": ""}, {"by": None}, {"kind": "nonsense"}, {"kind": None}, {"data": None},
        {"data": OPENED | {"kind": "opened"}}, {"data": OPENED | {"more": 1}}, {"data": OPENED | {"seed": "3"}},
        {"data": OPENED | {"edition": "x"}}, {"data": {}}, {"more": 1},
    ],
    ids=str,
)  # fmt: skip
def test_an_event_that_is_odd_in_any_way_is_not_taken_in(wrong: dict[str, Any]) -> None:
    whole = {"seq": 1, "at": 5.0, "by": "facilitator", "kind": "opened", "data": OPENED}
    assert event_from_json(whole) == opened()
    with pytest.raises(LogError, match="of the log"):
        event_from_json(whole | wrong)


def test_a_log_has_its_events_one_after_another_from_an_opening_on() -> None:
    later = Event.of(2, 6.0, "facilitator", Begun())
    assert fold(SCENARIO, [opened(), later]).step == "prebrief"
    for log in ([], [later], [opened(), opened()], [opened(), later, later], [opened(), later._replace(seq=3)]):
        with pytest.raises(LogError, match="log"):
            fold(SCENARIO, log)


def test_a_session_goes_on_in_the_edition_that_it_was_opened_with() -> None:
    with pytest.raises(LogError, match="another edition"):
        begin(library("acting-up"), opened())


def test_an_event_that_does_not_fit_is_a_damaged_log_and_no_traceback() -> None:
    body = {"decision": 1, "round": "first", "choice": "sitter", "sureness": None, "reason": ""}
    vote = event_from_json({"seq": 2, "at": 6.0, "by": "ann", "kind": "voted", "data": body})
    with pytest.raises(LogError, match=r"Event 2 .*voted"):
        fold(SCENARIO, [opened(), vote])


def test_nothing_follows_a_closed_session(played: Sitting) -> None:
    played.lead("finish")
    assert isinstance(played.log[-1].data, Closed)
    assert played.refused(FACILITATOR, "finish") == "over"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=6), part, max_size=3),
    max_leaves=8,
)
KINDS = [command.model_fields["kind"].default for command in RULES]


@settings(deadline=None, max_examples=100)
@given(JSON | st.fixed_dictionaries({"kind": st.sampled_from(KINDS), "nonsense": JSON}))
def test_what_is_no_command_is_refused_with_a_sentence(outside: Any) -> None:
    refused = command_from_json(outside)
    assert isinstance(refused, Refusal)
    assert refused.code in ("wrong", "too-long")
    assert refused.reason.endswith(".")


@settings(deadline=None, max_examples=100)
@given(JSON | st.fixed_dictionaries({"seq": JSON, "at": JSON, "by": JSON, "kind": JSON, "data": JSON}))
def test_what_is_no_event_is_no_traceback(outside: Any) -> None:
    with pytest.raises(LogError):
        event_from_json(outside)


# The cost of a vote must not grow with the room: what one vote leaves as it was is shared, not copied.
def test_a_vote_shares_what_it_does_not_change() -> None:
    sitting = Sitting(SCENARIO)
    sitting.join(*(f"p{number}" for number in range(200)))
    sitting.start()
    sitting.lead("next")
    before = sitting.session
    sitting.vote({"p7": "sitter"})
    assert sitting.session.people is before.people
    assert sitting.session.names is before.names
    assert sitting.session.play is before.play
