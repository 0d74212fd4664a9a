import pytest
from sitting import FACILITATOR, Sitting, library

from game.group.session.debriefing import group_debrief
from game.group.session.state import seats
from game.present.session import record_lines

TWELVE = tuple(f"p{number}" for number in range(12))


@pytest.fixture
def debriefing() -> Sitting:
    """A session that has come to its debrief: at the first decision two votes, the others without any."""
    sitting = Sitting(library("first-shift"), seed=3)
    sitting.join(*TWELVE)
    sitting.start()
    for count in (7, 5):
        sitting.lead("next")
        chosen = {id: "sitter" if place < count else "hold-back" for place, id in enumerate(TWELVE)}
        sitting.vote(chosen, sureness=3)
        sitting.lead("next")
    sitting.do("p0", "tell", told=True)
    sitting.lead("decide", choice="hold-back")
    sitting.do("p0", "dissent", decision=1, words="He will be off again")
    sitting.lead("next")
    for choice in ("point", "names"):
        sitting.lead("next")
        sitting.lead("skip")
        if sitting.session.step == "talk":
            sitting.lead("skip")
        sitting.lead("decide", choice=choice)
    sitting.lead("next")
    sitting.lead("next")
    return sitting


def phase(sitting: Sitting, name: str) -> dict[str, object]:
    if sitting.session.phase != name:
        sitting.lead("phase", phase=name)
    page: dict[str, object] = sitting.room()["debrief"]
    return page


def test_the_phases_are_stepped_through_in_their_order(debriefing: Sitting) -> None:
    seen = [debriefing.session.phase]
    while debriefing.desk()["next"]:
        debriefing.lead("next")
        seen.append(debriefing.session.phase)
    assert seen == ["reactions", "description", "my_view", "analysis", "summary"]
    assert debriefing.refused(FACILITATOR, "next") == "not-now"


def test_a_phase_can_be_left_out_or_gone_back_to(debriefing: Sitting) -> None:
    assert debriefing.lead("skip").phase == "my_view"
    assert debriefing.lead("phase", phase="reactions").phase == "reactions"


def test_a_reaction_is_one_word_and_reaches_the_wall_when_passed(debriefing: Sitting) -> None:
    assert debriefing.refused("p1", "react", word="two words") == "too-long"
    assert debriefing.refused("p1", "react", word="w" * 41) == "too-long"
    debriefing.do("p1", "react", word="cold")
    debriefing.do("p1", "react", word="Tired")
    assert debriefing.room()["passed"] == []
    assert debriefing.room()["debrief"]["answered"] == 1
    waiting = [it for it in debriefing.desk()["waiting"] if it["kind"] == "reaction"]
    assert [it["words"] for it in waiting] == ["Tired"]
    debriefing.lead("pass", item=waiting[0]["item"])
    assert [it["words"] for it in debriefing.room()["passed"]] == ["Tired"]
    debriefing.lead("next")
    assert debriefing.room()["passed"] == []
    assert debriefing.refused("p1", "react", word="late") == "not-now"


def test_what_happened_is_stepped_through_decision_by_decision(debriefing: Sitting) -> None:
    page = phase(debriefing, "description")
    assert (page["number"], page["of"]) == (1, 3)
    debriefing.lead("turn", number=3)
    moment = debriefing.room()["debrief"]["moment"]
    assert "Noon" in moment["title"]
    assert debriefing.refused(FACILITATOR, "turn", number=4) == "unknown"
    series = debriefing.room()["debrief"]["series"]
    assert [it["id"] for it in series] == ["patients", "staff", "finance"]
    assert all(len(it["values"]) == 4 for it in series)


def test_the_rooms_debrief_shows_only_splits_that_were_revealed(debriefing: Sitting) -> None:
    phase(debriefing, "description")
    group = debriefing.room()["debrief"]["moment"]["group"]
    assert (group["rounds"], group["shift"], group["acts"], group["moved"]) == ({}, [], {}, None)
    debriefing.lead("reveal", round="first", decision=1)
    assert debriefing.room()["debrief"]["moment"]["group"]["rounds"] == {
        "first": {"sitter": 7, "hold-back": 5, "swipe": 0}
    }
    debriefing.lead("reveal", round="second", decision=1)
    group = debriefing.room()["debrief"]["moment"]["group"]
    assert (group["moved"], group["sure_and_moved"]) == (2, 2)
    assert group["acts"] == {"manage": {"first": 7, "second": 5}, "lead": {"first": 5, "second": 7}}


def test_the_judgement_is_shown_when_the_facilitator_asks_for_it(debriefing: Sitting) -> None:
    assert debriefing.refused(FACILITATOR, "judge", on=True) == "not-now"
    page = phase(debriefing, "analysis")
    assert page["judgement"] is None
    assert page["evidence"] and page["question"]
    judgement = debriefing.desk()["debrief"]["judgement"]
    assert judgement and judgement not in str(debriefing.room())
    debriefing.lead("judge", on=True)
    assert debriefing.room()["debrief"]["judgement"] == judgement
    debriefing.lead("phase", phase="description")
    assert debriefing.room()["debrief"].get("judgement") is None


def test_ones_own_view_is_asked_before_the_findings_and_the_rooms_stands_beside_the_record(debriefing: Sitting) -> None:
    asked = {"same": 1, "change": 2, "counts": {"command": 0}}
    assert debriefing.refused("p1", "my_view", **asked) == "not-now"
    page = phase(debriefing, "my_view")
    assert page["answered"] == 0
    assert debriefing.refused("p1", "my_view", same=4) == "unknown"
    assert debriefing.refused("p1", "my_view", counts={"lead": 4}) == "unknown"
    assert debriefing.refused("p1", "my_view", counts={"shout": 1}) == "wrong"
    assert debriefing.refused("p1", "my_view", keep="k" * 301) == "too-long"
    debriefing.do("p1", "my_view", **asked, keep="The five minutes")
    debriefing.do("p2", "my_view", same=3, change=2, counts={"command": 3})
    debriefing.do("p3", "my_view", same=3, change=1, counts={"command": 3})
    assert phase(debriefing, "my_view")["answered"] == 3
    found = group_debrief(debriefing.session)
    assert found.view is not None
    assert (found.view.same, found.view.change, found.view.counts) == (3, 2, {"command": 3})
    assert [(it.picked, it.recorded) for it in found.play.findings if it.kind == "difference"] == [(3, 1)]


def test_what_somebody_means_to_do_is_theirs_alone_and_the_group_agrees_on_one(debriefing: Sitting) -> None:
    phase(debriefing, "summary")
    mine = {"what": "Ask Joseph first", "when": "Monday", "who": "Liza"}
    debriefing.do("p1", "commit", commitments=[mine])
    assert debriefing.refused("p1", "commit", commitments=[mine] * 4) == "wrong"
    assert debriefing.refused("p1", "commit", commitments=[mine | {"what": "w" * 201}]) == "too-long"
    assert debriefing.refused("p1", "commit", commitments=[mine | {"what": " "}]) == "empty"
    assert debriefing.seen("p1")["you"]["commitments"] == [mine]
    for other in (FACILITATOR, "p2"):
        assert "Ask Joseph first" not in str(debriefing.seen(other))
    assert debriefing.room()["debrief"]["answered"] == 1
    debriefing.lead("agree", words="A name against every plan.")
    assert debriefing.room()["debrief"]["agreed"] == "A name against every plan."
    assert debriefing.refused(FACILITATOR, "agree", words="a" * 301) == "too-long"


def test_seeing_a_finding_otherwise_is_kept(debriefing: Sitting) -> None:
    phase(debriefing, "analysis")
    debriefing.do("p1", "otherwise", finding=1, on=True)
    debriefing.do("p2", "otherwise", finding=1, on=True)
    debriefing.do("p2", "otherwise", finding=1, on=False)
    assert debriefing.refused("p1", "otherwise", finding=9, on=True) == "unknown"
    assert debriefing.seen("p1")["you"]["otherwise"] == [1]
    assert group_debrief(debriefing.session).otherwise == {1: 1}


def test_how_many_see_a_finding_otherwise_is_the_desks_at_once_and_the_rooms_with_its_judgement(
    debriefing: Sitting,
) -> None:
    phase(debriefing, "analysis")
    for id in ("p1", "p2"):
        debriefing.do(id, "otherwise", finding=1, on=True)
    desk = debriefing.desk()["debrief"]
    assert (desk["otherwise"][0], set(desk["otherwise"][1:]), desk["there"]) == (2, {0}, 12)
    assert len(desk["otherwise"]) == len(desk["findings"])
    assert debriefing.room()["debrief"]["otherwise"] is None
    debriefing.lead("judge", on=True)
    assert debriefing.room()["debrief"]["otherwise"] == {"count": 2, "of": 12}


def test_of_fewer_than_five_the_room_is_not_told_how_many_see_it_otherwise(debriefing: Sitting) -> None:
    for id in TWELVE[4:]:
        debriefing.lead("remove", participant=id)
    phase(debriefing, "analysis")
    debriefing.do("p1", "otherwise", finding=1, on=True)
    debriefing.lead("judge", on=True)
    assert debriefing.desk()["debrief"]["otherwise"][0] == 1
    assert debriefing.room()["debrief"]["otherwise"] is None


def test_who_comes_to_the_debrief_or_comes_back_to_it_was_there_and_who_had_gone_was_not() -> None:
    sitting = Sitting(library("first-shift"), seed=3)
    sitting.join("p0", "p1", "p2")
    sitting.start()
    while sitting.session.step != "ending":
        if sitting.desk()["next"] == "Open the first vote":
            for _ in range(2):
                sitting.lead("skip")
        elif sitting.desk()["next"] and not sitting.desk()["next"].startswith("Open"):
            sitting.lead("next")
        else:
            options = sitting.room()["decision"]["options"]
            choice = next(it["id"] for it in options if it["kind"] == "choice" and it["open"])
            sitting.lead("decide", choice=choice)
    for id in ("p1", "p2"):
        sitting.lead("leave", participant=id)
    sitting.lead("next")
    assert sitting.desk()["debrief"]["there"] == 1
    sitting.join("late")
    sitting.do("p2", "react", word="back")
    sitting.lead("leave", participant="p0")
    assert sitting.desk()["debrief"]["there"] == 3
    assert sitting.folded() == sitting.session
    assert group_debrief(sitting.session).there == 3


def test_what_people_would_keep_or_change_is_counted_by_decision_from_five_answers_on(debriefing: Sitting) -> None:
    phase(debriefing, "my_view")
    for place, id in enumerate(TWELVE[:5]):
        assert debriefing.desk()["debrief"]["view"] == {"answered": place, "fewest": 5, "decisions": None}
        same, change = 1 if place < 3 else 2, 3 if place else None
        debriefing.do(id, "my_view", same=same, change=change, counts={}, keep="", differently="")
    found = debriefing.desk()["debrief"]["view"]
    assert [(it["number"], it["same"], it["change"]) for it in found["decisions"]] == [(1, 3, 0), (2, 2, 0), (3, 0, 4)]
    assert "view" not in debriefing.room()["debrief"]


def test_the_own_record_has_what_somebody_wrote_of_their_own_view(debriefing: Sitting) -> None:
    phase(debriefing, "my_view")
    view = {"same": 1, "change": 2, "counts": {}, "keep": "We asked first", "differently": "Say who decides"}
    debriefing.do("p1", "my_view", **view)
    seen = debriefing.seen("p1")
    lines = record_lines(seen["room"], seen["you"])
    assert lines[-4:] == [
        "We should play decision 1 the same again", "We should play decision 2 otherwise",
        "What to keep: We asked first", "What to do differently: Say who decides",
    ]  # fmt: skip
    other = debriefing.seen("p2")
    assert not any("We asked first" in it for it in record_lines(other["room"], other["you"]))


def test_the_group_debrief_has_the_shift_and_who_was_sure_and_moved(debriefing: Sitting) -> None:
    decision = group_debrief(debriefing.session).decisions[0]
    assert [(it.before, it.after, it.count) for it in decision.shift] == [
        ("hold-back", "hold-back", 5), ("sitter", "hold-back", 2), ("sitter", "sitter", 5),
    ]  # fmt: skip
    assert (decision.moved, decision.sure_and_moved) == (2, 2)
    assert decision.dissents == ("He will be off again",)


def test_what_the_smaller_side_knew_is_named_where_five_or_more_stood_there(debriefing: Sitting) -> None:
    decision = group_debrief(debriefing.session).decisions[0]
    assert {it.seat for it in decision.smaller_knew} == {"Liza Santos", "Joseph Mensah", "Callum Reid", "Pearl Grant"}


def test_of_four_on_the_smaller_side_nothing_is_said() -> None:
    sitting = Sitting(library("first-shift"))
    sitting.join(*TWELVE)
    sitting.start()
    sitting.lead("next")
    sitting.vote({id: "sitter" if place < 4 else "swipe" for place, id in enumerate(TWELVE)}, sureness=3)
    sitting.lead("skip")
    sitting.lead("decide", choice="swipe")
    sitting.lead("next")
    decision = group_debrief(sitting.session).decisions[0]
    assert decision.smaller_knew == ()
    assert decision.sure_and_moved is None


def test_what_nobody_marked_as_told_is_named(debriefing: Sitting) -> None:
    knows = {id: it.knows for id, it in seats(debriefing.scenario).items()}
    found = group_debrief(debriefing.session)
    assert [it.knows for it in found.untold] == [knows["joseph"], knows["callum"], knows["pearl"]]
    phase(debriefing, "description")
    assert debriefing.room()["debrief"]["moment"]["group"]["untold"] == []
    phase(debriefing, "analysis")
    assert debriefing.room()["debrief"]["groups"][0]["untold"]


def test_what_if_lines_that_were_shown_are_in_the_debrief(debriefing: Sitting) -> None:
    debriefing.lead("what_if", decision=2, choice="policy")
    assert debriefing.room()["what_if"]["real"]["ending"] == "Five o'clock, doors"
    assert [(it.decision, it.choice) for it in group_debrief(debriefing.session).what_ifs] == [(2, "policy")]


def test_everyone_takes_home_a_record_of_their_own(debriefing: Sitting) -> None:
    record = debriefing.seen("p0")["you"]["record"]
    first = record["decisions"][0]
    assert (first["votes"]["first"]["choice"], first["votes"]["second"]["sureness"]) == ("sitter", 3)
    assert first["dissent"] == "He will be off again"
    assert record["told_at"] == 1
    debriefing.lead("finish")
    assert debriefing.seen("p0")["you"]["record"] == record


def test_what_was_left_out_is_on_record(debriefing: Sitting) -> None:
    assert group_debrief(debriefing.session).skipped == ((2, "first"), (3, "first"), (3, "second"))
