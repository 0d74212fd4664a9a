from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from line_of_decisions import line, played
from small_winter import winter

from game.findings.choosing import choose_findings, closeness
from game.findings.debriefing import debrief
from game.findings.model import SAMPLED, View
from game.findings.moments import moments
from game.paths.reaches import Closed, Doors, Reach

ACTS = ("lead", "manage", "command", "avoid")
DEMANDS = ("tame", "wicked", "critical", "tame+wicked?")

Found = list[tuple[str, tuple[int, ...]]]


def found(demands: str, moves: str, view: View | None = None, returns: dict[int, int] | None = None) -> Found:
    play = played(line(demands.split(), returns), moves)
    return [(it.kind, it.decisions) for it in debrief(play, view).findings]


def test_a_well_met_moment_is_the_first_finding() -> None:
    assert found("tame wicked critical", "avoid lead avoid") == [("strength", (2,))]


def test_a_reason_given_makes_a_moment_the_better_evidence() -> None:
    assert found("tame tame", "manage reason:x manage") == [("strength", (2,))]


def test_a_look_taken_first_makes_a_moment_the_better_evidence() -> None:
    assert found("tame tame tame", "manage look:look manage avoid") == [("strength", (2,))]


def test_an_uncontested_strength_comes_before_a_contested_one() -> None:
    assert found("tame+wicked? tame", "manage manage") == [("strength", (2,))]


def test_nothing_is_said_where_there_is_no_candidate() -> None:
    assert found("tame wicked", "avoid avoid") == []


def test_twice_is_no_pattern_and_three_times_is() -> None:
    assert found("tame tame wicked", "lead lead avoid") == []
    assert found("tame tame tame", "lead lead lead") == [("pattern", (1, 2, 3))]


def test_a_pattern_leaves_out_the_decision_that_is_a_strength_already() -> None:
    assert found("tame tame tame", "manage manage manage") == [("strength", (1,))]
    assert found("tame tame tame tame", "manage manage manage manage") == [("strength", (1,)), ("pattern", (2, 3, 4))]


def test_a_pattern_that_missed_its_moments_comes_before_one_that_met_them() -> None:
    chosen = found("tame tame tame tame wicked wicked wicked", "manage manage manage manage avoid avoid avoid")
    assert chosen == [("strength", (1,)), ("pattern", (5, 6, 7))]


def test_what_moved_the_meters_most_on_coming_back_is_the_moment() -> None:
    assert found("tame tame tame", "avoid avoid avoid", returns={1: 2, 2: 9}) == [("pattern", (1, 2, 3))]
    assert found("tame wicked tame", "avoid avoid avoid", returns={1: 2, 2: 9}) == [("moment", (2,))]


def test_the_count_furthest_from_the_record_is_the_difference() -> None:
    view = View(counts={"lead": 0, "manage": 2, "command": 1, "avoid": 0})
    chosen = found("wicked tame tame tame", "lead lead lead lead", view)
    assert chosen == [("strength", (1,)), ("difference", (2, 3, 4))]


def test_a_count_of_something_never_done_points_to_where_it_was_asked_for() -> None:
    view = View(counts={"command": 3})
    assert found("critical tame", "lead manage", view) == [("strength", (2,)), ("difference", (1,))]


def test_without_a_difference_in_counts_a_pick_that_disagrees_with_the_fit_is_one() -> None:
    view = View(same=1, change=2, counts={"lead": 1, "manage": 1, "command": 0, "avoid": 0})
    assert found("tame+critical tame", "lead manage", view) == [("strength", (2,))]
    assert found("critical tame tame", "lead manage avoid", View(same=1)) == [("strength", (2,)), ("difference", (1,))]


def test_a_contested_decision_is_never_held_against_a_pick() -> None:
    assert found("wicked+critical? tame", "manage manage", View(same=1)) == [("strength", (2,))]


def test_of_several_decisions_the_question_is_the_latest_ones() -> None:
    play = played(line(["tame"] * 3), "lead lead lead")
    assert [it.question for it in debrief(play).findings] == ["Question 3?"]


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_never_more_than_four_and_never_two_about_one_decision(data: st.DataObject) -> None:
    demands = data.draw(st.lists(st.sampled_from(DEMANDS), min_size=1, max_size=9))
    moves = data.draw(st.lists(st.sampled_from(ACTS), min_size=len(demands), max_size=len(demands)))
    numbers = st.none() | st.integers(1, len(demands))
    counts = st.none() | st.fixed_dictionaries({act: st.integers(0, 9) for act in ACTS})
    view = data.draw(st.none() | st.builds(View, same=numbers, change=numbers, counts=counts))
    play = played(line(demands, dict.fromkeys(range(1, 9), 1)), " ".join(moves))
    findings = choose_findings(moments(play), view)
    used = [number for it in findings for number in it.decisions]
    assert len(findings) <= 4
    assert len(used) == len(set(used))
    assert [it.kind for it in findings] == sorted(
        (it.kind for it in findings), key=["strength", "difference", "pattern", "moment"].index
    )
    for it in findings:
        assert it.question == f"Question {max(it.decisions)}?"
        if it.kind == "pattern":
            assert len(it.decisions) >= SAMPLED
            assert {moves[number - 1] for number in it.decisions} == {it.act}
        if it.kind == "strength":
            assert moments(play)[it.decisions[0] - 1].fit == "well"


def doors(*closed: Closed, exact: bool = True) -> tuple[Doors, ...]:
    reach = Reach(exact, frozenset(["over"]), {}, 0)
    return tuple(Doors(number, f"s{number}", "avoid", reach, reach, (it,), ()) for number, it in enumerate(closed, 1))


def test_a_moment_not_met_that_would_be_played_the_same_again_comes_before_a_count_that_is_only_just_apart() -> None:
    view = View(same=1, counts={"lead": 1, "manage": 2, "command": 0, "avoid": 1})
    chosen = debrief(played(line(["critical", "tame", "tame"]), "avoid manage lead"), view).findings
    assert [(it.kind, it.decisions, it.again) for it in chosen] == [
        ("strength", (2,), None), ("difference", (1,), True),
    ]  # fmt: skip
    far = View(same=1, counts={"lead": 4})
    (_, counted) = debrief(played(line(["critical", "tame", "tame"]), "avoid manage lead"), far).findings
    assert (counted.decisions, counted.act) == ((3,), "lead")


def test_a_count_that_is_only_just_apart_is_the_difference_where_nothing_else_is() -> None:
    assert found("tame tame tame", "manage lead avoid", View(same=1, counts={"lead": 2}))[1] == ("difference", (2,))


def test_the_more_decisions_the_further_a_count_may_be_and_still_be_close() -> None:
    assert [closeness(many) for many in (1, 9, 10, 12, 15)] == [1, 1, 2, 2, 3]


def test_a_meter_that_one_s_own_decisions_wore_down_is_a_moment_at_the_one_that_took_most() -> None:
    finding = next(it for it in debrief(winter("fill ask rest")).findings if it.kind == "moment")
    assert (finding.decisions, finding.meter) == ((2,), "grip")
    assert all(it.meter is None for it in debrief(winter("fill order rest")).findings)


def test_half_of_the_endings_closed_come_before_what_came_back_and_before_what_wore_down() -> None:
    shut = Closed("over", ("lead",), False)
    reach = Reach(True, frozenset(["over", "one", "two", "three"]), {}, 0)
    wide = (Doors(1, "s1", "avoid", reach, reach, (shut, Closed("one", ("lead",), False)), ()),)
    play = played(line(["tame", "wicked", "tame"], {2: 9}), "avoid avoid avoid")
    (finding,) = debrief(play, doors=wide).findings
    assert (finding.decisions, finding.door) == ((1,), "over")
    last = (Doors(3, "s3", "avoid", reach, reach, wide[0].closed, ()),)
    (finding,) = debrief(play, doors=last).findings
    assert (finding.decisions, finding.door) == ((2,), None)  # the last decision leaves one ending whatever it is


def test_a_closed_door_is_the_moment_where_nothing_came_back() -> None:
    play = played(line(["tame", "wicked"]), "avoid avoid")
    (finding,) = debrief(play, doors=doors(Closed("over", ("lead",), False))).findings
    assert (finding.kind, finding.decisions, finding.door) == ("moment", (1,), "over")


def test_what_came_back_is_the_moment_before_a_closed_door() -> None:
    play = played(line(["tame", "wicked", "tame"], {2: 9}), "avoid avoid avoid")
    (finding,) = debrief(play, doors=doors(Closed("over", ("lead",), False))).findings
    assert (finding.decisions, finding.door) == ((2,), None)


def test_a_door_that_luck_closed_or_that_nobody_can_be_sure_of_is_no_finding() -> None:
    play = played(line(["tame", "wicked"]), "avoid avoid")
    assert debrief(play, doors=doors(Closed("over", ("lead",), True))).findings == ()
    assert debrief(play, doors=doors(Closed("over", ("lead",), False), exact=False)).findings == ()
