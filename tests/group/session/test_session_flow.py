import pytest
from sitting import FACILITATOR, WALL, Sitting, library

from game.group.session.asking import Refusal, opening
from game.play.playing import replay

FIVE = ("ann", "ben", "cat", "dan", "eve")


@pytest.fixture
def sitting() -> Sitting:
    """Five people before the first decision of the first shift: two votes, framing asked."""
    sitting = Sitting(library("first-shift"), seed=3, minutes=60)
    sitting.join(*FIVE)
    sitting.start()
    return sitting


def decided(sitting: Sitting, choice: str) -> None:
    sitting.lead("skip")
    if sitting.session.step == "talk":
        sitting.lead("skip")
    sitting.lead("decide", choice=choice)


def test_a_marked_decision_goes_by_two_votes_a_talk_a_decision_and_its_consequence(sitting: Sitting) -> None:
    assert sitting.session.step == "scene"
    assert sitting.lead("next").step == "first"
    sitting.vote(dict.fromkeys(FIVE, "sitter"))
    assert sitting.lead("next").step == "talk"
    assert sitting.lead("next").step == "second"
    sitting.vote({"ann": "sitter", "ben": "hold-back", "cat": "hold-back"})
    assert sitting.lead("next").step == "deciding"
    assert sitting.lead("decide", choice="hold-back").step == "dissent"
    assert sitting.lead("next").step == "consequence"
    session = sitting.lead("next")
    assert (session.step, session.number) == ("scene", 2)
    assert session.play == replay(sitting.scenario, 3, None, ["hold-back"])


def test_an_unmarked_decision_has_one_vote(sitting: Sitting) -> None:
    decided(sitting, "sitter")
    sitting.lead("next")
    assert sitting.lead("next").step == "first"
    sitting.vote({"ann": "point"})
    assert sitting.lead("next").step == "deciding"
    assert sitting.refused(FACILITATOR, "open", round="second") == "not-now"


def test_a_decision_outside_the_room_cut_is_made_in_passing() -> None:
    sitting = Sitting(library("acting-up"))
    sitting.start()
    assert sitting.session.scene.id not in sitting.scenario.room_cut
    assert sitting.desk()["next"] is None
    assert sitting.refused(FACILITATOR, "next") == "not-now"
    assert sitting.lead("decide", choice="pin-arun").step == "consequence"
    assert sitting.lead("next").live


def test_a_vote_may_be_opened_on_a_decision_in_passing_too() -> None:
    sitting = Sitting(library("acting-up"))
    sitting.join("ann")
    sitting.start()
    sitting.lead("open", round="first")
    sitting.vote({"ann": "read-out"})
    assert sitting.lead("close").step == "deciding"


def test_where_nobody_differs_the_consequence_follows_at_once(sitting: Sitting) -> None:
    sitting.lead("next")
    sitting.vote(dict.fromkeys(FIVE, "swipe"))
    sitting.lead("skip")
    assert sitting.lead("decide", choice="swipe").step == "consequence"


def test_against_the_most_voted_only_with_a_reason_which_is_recorded(sitting: Sitting) -> None:
    sitting.lead("next")
    sitting.vote({"ann": "swipe", "ben": "swipe", "cat": "sitter"})
    sitting.lead("skip")
    assert sitting.refused(FACILITATOR, "decide", choice="sitter") == "reason-needed"
    assert sitting.refused(FACILITATOR, "decide", choice="sitter", reason=" \n ") == "reason-needed"
    session = sitting.lead("decide", choice="sitter", reason="I know\nthis ward")
    assert session.ruling is not None
    assert session.ruling.override
    sitting.lead("next")
    assert sitting.session.play is not None
    assert sitting.session.play.decisions[0].reason == "I know this ward"


def test_of_two_that_are_level_the_facilitator_takes_either_without_a_reason(sitting: Sitting) -> None:
    sitting.lead("next")
    sitting.vote({"ann": "swipe", "ben": "sitter"})
    sitting.lead("skip")
    assert sitting.desk()["ahead"] == ["sitter", "swipe"]
    session = sitting.lead("decide", choice="swipe")
    assert session.ruling is not None
    assert not session.ruling.override


def test_the_second_vote_is_what_a_decision_rests_on_unless_nobody_voted_in_it(sitting: Sitting) -> None:
    sitting.lead("next")
    sitting.vote({"ann": "swipe", "ben": "swipe"})
    sitting.lead("next")
    sitting.lead("next")
    sitting.lead("close")
    assert sitting.desk()["ahead"] == ["swipe"]
    sitting.lead("reopen")
    sitting.vote({"ann": "sitter"})
    sitting.lead("close")
    assert sitting.desk()["ahead"] == ["sitter"]


def test_only_an_open_choice_can_be_decided_and_a_look_is_none(sitting: Sitting) -> None:
    assert sitting.refused(FACILITATOR, "decide", choice="watch") == "unknown"
    assert sitting.refused(FACILITATOR, "decide", choice="nonsense") == "unknown"
    sitting.lead("next")
    assert sitting.refused(FACILITATOR, "decide", choice="sitter") == "not-now"


def test_a_look_is_taken_for_the_room_and_its_words_stand_with_the_scene(sitting: Sitting) -> None:
    sitting.lead("look", look="watch")
    passages = sitting.room()["story"]["passages"]
    assert [it["kind"] for it in passages] == ["scene", "look"]
    assert sitting.refused(FACILITATOR, "look", look="watch") == "unknown"
    sitting.lead("next")
    assert sitting.refused(FACILITATOR, "look", look="watch") == "not-now"


def test_the_kind_of_moment_is_voted_on_before_the_first_vote(sitting: Sitting) -> None:
    assert sitting.lead("open", round="frame").step == "framing"
    sitting.vote({"ann": "wicked", "ben": "wicked", "cat": "tame"})
    assert sitting.lead("next").step == "scene"
    decided(sitting, "sitter")
    assert sitting.session.play is not None
    assert sitting.session.play.moves == ("frame:wicked", "sitter")


def test_the_desk_may_take_down_another_kind_of_moment(sitting: Sitting) -> None:
    sitting.lead("open", round="frame")
    sitting.vote({"ann": "wicked"})
    sitting.lead("close")
    sitting.lead("frame", demand="tame")
    decided(sitting, "sitter")
    assert sitting.session.play is not None
    assert sitting.session.play.decisions[0].frame == "tame"


def test_a_kind_of_moment_that_two_share_is_left_open(sitting: Sitting) -> None:
    sitting.lead("open", round="frame")
    sitting.vote({"ann": "wicked", "ben": "tame"})
    sitting.lead("close")
    decided(sitting, "sitter")
    assert sitting.session.play is not None
    assert sitting.session.play.moves == ("sitter",)


def test_where_the_author_does_not_ask_no_kind_of_moment_is_taken_down(sitting: Sitting) -> None:
    decided(sitting, "sitter")
    sitting.lead("next")
    assert sitting.refused(FACILITATOR, "open", round="frame") == "not-now"
    assert sitting.refused(FACILITATOR, "frame", demand="critical") == "not-now"


def test_every_step_of_a_decision_can_be_skipped(sitting: Sitting) -> None:
    assert sitting.lead("skip").step == "talk"
    assert sitting.lead("skip").step == "deciding"
    assert sitting.session.skipped == ((1, "first"), (1, "second"))
    assert sitting.refused(FACILITATOR, "skip") == "not-now"


def test_skipping_out_of_an_open_vote_closes_it_with_its_votes(sitting: Sitting) -> None:
    sitting.lead("next")
    sitting.vote({"ann": "swipe"})
    assert sitting.lead("skip").step == "deciding"
    assert sitting.refused("ann", "vote", decision=1, round="first", choice="sitter") == "closed"
    assert sitting.desk()["votes"]["first"]["tally"]["swipe"] == 1


def test_each_step_back_is_taken_by_reopening(sitting: Sitting) -> None:
    sitting.lead("next")
    sitting.vote({"ann": "swipe", "ben": "sitter"})
    sitting.lead("next")
    assert sitting.lead("reopen").step == "first"
    assert sitting.session.open_round is not None
    assert sitting.session.open_round.voted == 2
    sitting.lead("next")
    sitting.lead("next")
    sitting.lead("close")
    assert sitting.lead("reopen").step == "second"
    sitting.lead("close")
    sitting.lead("decide", choice="swipe")
    assert sitting.lead("reopen").step == "deciding"
    assert sitting.session.ruling is None
    sitting.lead("decide", choice="swipe")
    sitting.lead("next")
    assert sitting.refused(FACILITATOR, "reopen") == "not-now"


def test_a_skipped_second_vote_is_reopened_as_the_talk(sitting: Sitting) -> None:
    sitting.lead("skip")
    sitting.lead("skip")
    assert sitting.lead("reopen").step == "talk"
    assert sitting.refused(FACILITATOR, "reopen") == "not-now"


def test_while_paused_nothing_moves_on_but_votes_are_still_taken(sitting: Sitting) -> None:
    sitting.lead("next")
    sitting.lead("pause")
    for kind in ("next", "skip", "close"):
        assert sitting.refused(FACILITATOR, kind) == "paused"
    sitting.vote({"ann": "sitter"})
    sitting.lead("resume")
    assert sitting.lead("close").step == "talk"


def test_the_clock_of_the_talk_is_the_authors_stands_still_in_a_pause_and_can_be_extended(sitting: Sitting) -> None:
    sitting.lead("skip")
    assert sitting.session.step_ends == sitting.now + 3 * 60
    ends = sitting.now + 3 * 60
    sitting.lead("pause")
    sitting.wait(99)
    sitting.lead("resume")
    assert sitting.session.step_ends == ends + 100
    sitting.lead("extend", minutes=2)
    assert sitting.session.step_ends == ends + 100 + 120
    sitting.wait(10_000)
    assert sitting.session.step == "talk"
    sitting.lead("extend", minutes=1)
    assert sitting.session.step_ends == sitting.now + 60


def test_a_step_without_a_clock_gets_one_by_extending(sitting: Sitting) -> None:
    sitting.lead("next")
    assert sitting.room()["clock"]["ends"] is None
    sitting.lead("extend", minutes=5)
    assert sitting.room()["clock"]["ends"] == sitting.now + 300


def test_the_budget_gives_half_to_the_debrief_and_says_when_play_eats_it(sitting: Sitting) -> None:
    budget = sitting.desk()["budget"]
    begun = budget["started"]
    assert (budget["play_until"], budget["ends"]) == (begun + 30 * 60, begun + 60 * 60)
    assert budget["level"] == "fine"
    sitting.now = begun + 26 * 60
    assert sitting.desk()["budget"]["level"] == "soon"
    sitting.now = begun + 33 * 60
    budget = sitting.desk()["budget"]
    assert budget["level"] == "over"
    assert "eaten 3 minutes of the debrief" in budget["words"]
    assert budget["left"] == 27 * 60


def test_time_in_the_lobby_is_not_spent() -> None:
    sitting = Sitting(library("first-shift"), minutes=60)
    sitting.wait(5_000)
    assert sitting.desk()["budget"]["left"] == 60 * 60
    assert Sitting(library("first-shift")).desk()["budget"] is None


def test_hands_are_counted_in_place_of_votes() -> None:
    sitting = Sitting(library("first-shift"), hands=True)
    assert sitting.refused("ann", "join") == "not-now"
    sitting.start()
    sitting.lead("next")
    assert sitting.refused(FACILITATOR, "count", round="second", counts={}) == "closed"
    assert sitting.refused(FACILITATOR, "count", round="first", counts={"watch": 3}) == "not-open"
    assert sitting.refused(FACILITATOR, "count", round="first", counts={"sitter": -3}) == "wrong"
    sitting.lead("count", round="first", counts={"sitter": 3, "swipe": 9})
    sitting.lead("count", round="first", counts={"sitter": 8, "swipe": 4})
    sitting.lead("skip")
    assert sitting.refused(FACILITATOR, "decide", choice="swipe") == "reason-needed"
    assert sitting.lead("decide", choice="sitter").step == "consequence"
    assert sitting.session.rounds[1, "first"].tally == {"sitter": 8, "swipe": 4}


def test_only_a_session_of_hands_counts_them(sitting: Sitting) -> None:
    sitting.lead("next")
    assert sitting.refused(FACILITATOR, "count", round="first", counts={"sitter": 3}) == "not-now"


def test_a_what_if_stands_beside_the_real_line_and_changes_nothing(sitting: Sitting) -> None:
    decided(sitting, "hold-back")
    play = sitting.session.play
    assert sitting.refused(FACILITATOR, "what_if", decision=2, choice="swipe") == "unknown"
    assert sitting.refused(FACILITATOR, "what_if", decision=1, choice="hold-back") == "not-open"
    assert sitting.refused(FACILITATOR, "what_if", decision=1, choice="watch") == "not-open"
    sitting.lead("what_if", decision=1, choice="swipe")
    shown = sitting.room()["what_if"]
    assert (shown["real"]["choice"], shown["other"]["choice"]) == ("hold-back", "swipe")
    assert shown["other"]["told"] != shown["real"]["told"]
    assert sitting.session.play is play
    sitting.lead("what_if_end")
    assert sitting.room()["what_if"] is None
    sitting.lead("what_if", decision=1, choice="sitter")
    sitting.lead("next")
    assert sitting.room()["what_if"] is None
    assert sitting.session.what_ifs == ((1, "swipe"), (1, "sitter"))


def test_the_play_ends_with_its_ending_and_the_debrief_follows(sitting: Sitting) -> None:
    for choice in ("hold-back", "point", "names"):
        decided(sitting, choice)
        sitting.lead("next")
    assert sitting.session.step == "ending"
    story = sitting.room()["story"]
    assert story["ending"]["id"] == "doors"
    assert story["passages"][-1]["kind"] == "ending"
    session = sitting.lead("next")
    assert (session.step, session.phase) == ("debrief", "reactions")


def test_a_consequence_tells_what_came_of_it_and_not_yet_the_next_scene(sitting: Sitting) -> None:
    decided(sitting, "hold-back")
    story = sitting.room()["story"]
    assert story["title"] == "The keys"
    assert [it["kind"] for it in story["passages"]] == ["choice", "later"]
    assert "decision 1" in story["passages"][1]["from"]
    sitting.lead("next")
    story = sitting.room()["story"]
    assert story["title"] == "Bed 6"
    assert [it["kind"] for it in story["passages"]] == ["scene"]


def test_only_visible_meters_are_shown(sitting: Sitting) -> None:
    assert [it["id"] for it in sitting.room()["story"]["meters"]] == ["patients", "staff", "finance"]


def test_once_closed_everything_is_refused(sitting: Sitting) -> None:
    sitting.lead("next")
    sitting.lead("finish")
    assert sitting.session.step == "closed"
    assert sitting.refused(FACILITATOR, "next") == "over"
    assert sitting.refused("ann", "vote", decision=1, round="first", choice="sitter") == "over"
    assert sitting.refused("zoe", "join") == "over"
    assert sitting.session.open_round is None


def test_the_wall_may_ask_for_nothing_and_each_right_only_for_its_own(sitting: Sitting) -> None:
    assert sitting.refused(WALL, "next") == "not-allowed"
    assert sitting.refused(WALL, "join") == "not-allowed"
    assert sitting.refused("ann", "next") == "not-allowed"
    assert sitting.refused("ann", "decide", choice="sitter") == "not-allowed"
    assert sitting.refused(FACILITATOR, "vote", decision=1, round="first", choice="sitter") == "not-allowed"


def test_the_role_is_chosen_before_the_play() -> None:
    sitting = Sitting(library("first-shift"))
    assert sitting.refused(FACILITATOR, "role", role="nobody") == "unknown"
    sitting.start()
    assert sitting.refused(FACILITATOR, "role", role="nobody") == "not-now"


def test_a_session_is_not_opened_with_what_the_scenario_does_not_have() -> None:
    scenario = library("first-shift")
    for options in ({"role": "nobody"}, {"minutes": 0}, {"minutes": 9999}):
        assert isinstance(opening(scenario, **options), Refusal)
