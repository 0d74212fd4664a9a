import pytest
from sitting import FACILITATOR, Sitting, library

FIVE = ("ann", "ben", "cat", "dan", "eve")


@pytest.fixture
def voting() -> Sitting:
    """Five people in the first vote of the first shift."""
    sitting = Sitting(library("first-shift"), seed=3)
    sitting.join(*FIVE)
    sitting.start()
    sitting.lead("next")
    return sitting


def vote_of(sitting: Sitting) -> dict[str, object]:
    found: dict[str, object] = sitting.room()["decision"]["votes"]["first"]
    return found


def test_the_last_vote_before_the_close_counts_once(voting: Sitting) -> None:
    voting.vote({"ann": "sitter"}, sureness=3, reason="It is safe")
    voting.vote({"ann": "swipe"}, sureness=1, reason="Or not")
    assert voting.desk()["votes"]["first"]["tally"] == {"sitter": 0, "hold-back": 0, "swipe": 1}
    assert voting.seen("ann")["you"]["vote"] == {
        "decision": 1, "round": "first", "choice": "swipe", "sureness": 1, "reason": "Or not",
    }  # fmt: skip
    assert [it["words"] for it in voting.desk()["waiting"]] == ["Or not"]


def test_the_same_vote_again_is_no_news(voting: Sitting) -> None:
    voting.vote({"ann": "sitter"}, reason="One")
    many = len(voting.log)
    voting.vote({"ann": "sitter"}, reason="One")
    assert len(voting.log) == many


def test_after_the_close_a_vote_is_refused(voting: Sitting) -> None:
    voting.lead("close")
    assert voting.refused("ann", "vote", decision=1, round="first", choice="sitter") == "closed"
    assert voting.refused("ann", "vote", decision=1, round="second", choice="sitter") == "not-now"
    assert voting.refused("ann", "vote", decision=2, round="first", choice="sitter") == "not-now"


def test_an_unsent_vote_never_lands_in_another_decision(voting: Sitting) -> None:
    voting.lead("skip")
    voting.lead("decide", choice="sitter")
    voting.lead("next")
    voting.lead("next")
    assert voting.session.number == 2
    assert voting.refused("ann", "vote", decision=1, round="first", choice="sitter") == "closed"
    assert voting.refused("ann", "vote", decision=1, round="second", choice="sitter") == "closed"


@pytest.mark.parametrize("choice", ["watch", "look:watch", "point", "", "wicked"])
def test_only_an_open_choice_can_be_voted_for_and_a_look_is_no_vote(voting: Sitting, choice: str) -> None:
    assert voting.refused("ann", "vote", decision=1, round="first", choice=choice) in ("not-open", "wrong")


@pytest.mark.parametrize("sureness", [0, 4, -1, "3", 2.5, True])
def test_sureness_has_three_steps(voting: Sitting, sureness: object) -> None:
    asked = {"decision": 1, "round": "first", "choice": "sitter", "sureness": sureness}
    assert voting.refused("ann", "vote", **asked) == "wrong"


def test_a_reason_is_one_line_of_two_hundred_characters(voting: Sitting) -> None:
    asked = {"decision": 1, "round": "first", "choice": "sitter"}
    assert voting.refused("ann", "vote", **asked, reason="x" * 201) == "too-long"
    assert voting.refused("ann", "vote", **asked, reason="x" * 100_000) == "too-long"
    voting.do("ann", "vote", **asked, reason="x" * 200)
    voting.do("ben", "vote", **asked, reason=" two\r\nlines\tand \x1b[31m red ")
    assert voting.session.rounds[1, "first"].votes["ben"].reason == "two lines and <U+001B>[31m red"


def test_everybody_is_waited_for_who_is_here_and_came_before_it_was_opened(voting: Sitting) -> None:
    assert (vote_of(voting)["voted"], vote_of(voting)["of"]) == (0, 5)
    voting.vote(dict.fromkeys(FIVE[:4], "sitter"))
    assert (vote_of(voting)["voted"], vote_of(voting)["of"], vote_of(voting)["all"]) == (4, 5, False)
    voting.vote({"eve": "swipe"})
    assert (vote_of(voting)["voted"], vote_of(voting)["of"], vote_of(voting)["all"]) == (5, 5, True)


def test_a_late_joiner_may_vote_and_never_blocks(voting: Sitting) -> None:
    voting.vote(dict.fromkeys(FIVE, "sitter"))
    voting.join("zoe")
    assert vote_of(voting)["all"]
    assert next(it for it in voting.desk()["people"] if it["id"] == "zoe")["late"]
    voting.vote({"zoe": "swipe"})
    assert (vote_of(voting)["voted"], vote_of(voting)["of"], vote_of(voting)["all"]) == (6, 6, True)


def test_a_late_joiner_who_goes_and_comes_back_changes_nothing_about_the_wait(voting: Sitting) -> None:
    voting.join("zoe")
    for kind in ("leave", "join"):
        voting.do("zoe", kind)
        assert vote_of(voting)["of"] == 5


def test_a_late_joiner_is_waited_for_in_the_next_vote(voting: Sitting) -> None:
    voting.join("zoe")
    voting.lead("close")
    voting.lead("next")
    assert voting.room()["decision"]["votes"]["second"]["of"] == 6


def test_people_who_leave_stop_counting_and_their_vote_stays(voting: Sitting) -> None:
    voting.vote(dict.fromkeys(FIVE[:4], "sitter"))
    voting.do("eve", "leave")
    assert vote_of(voting)["all"]
    voting.do("ann", "leave")
    assert (vote_of(voting)["voted"], vote_of(voting)["of"]) == (4, 4)
    assert voting.room()["people"] == {"present": 3, "joined": 5}


def test_whoever_comes_back_is_waited_for_again(voting: Sitting) -> None:
    voting.do("eve", "leave")
    voting.do("eve", "leave")
    assert vote_of(voting)["of"] == 4
    voting.do("eve", "join")
    assert vote_of(voting)["of"] == 5


def test_voting_brings_back_whoever_was_thought_gone(voting: Sitting) -> None:
    voting.do("eve", "leave")
    voting.vote({"eve": "sitter"})
    assert voting.session.people["eve"].present
    assert (vote_of(voting)["voted"], vote_of(voting)["of"]) == (1, 5)


def test_whoever_is_removed_loses_the_open_vote_and_every_word_not_a_closed_one(voting: Sitting) -> None:
    voting.vote({"ann": "sitter", "ben": "swipe"}, reason="Because")
    voting.lead("remove", participant="ann")
    assert voting.desk()["votes"]["first"]["tally"]["sitter"] == 0
    assert len(voting.desk()["waiting"]) == 1
    assert voting.refused("ann", "vote", decision=1, round="first", choice="sitter") == "removed"
    assert voting.refused("ann", "join") == "removed"
    assert voting.refused(FACILITATOR, "remove", participant="ann") == "unknown"
    voting.lead("close")
    voting.lead("remove", participant="ben")
    assert voting.desk()["votes"]["first"]["tally"]["swipe"] == 1
    assert voting.seen("ann")["you"] == {"id": "ann", "removed": True, "joined": False}


def test_a_vote_that_is_opened_again_keeps_its_votes_hides_its_split_and_waits_for_all(voting: Sitting) -> None:
    voting.vote({"ann": "sitter", "ben": "swipe"})
    voting.lead("close")
    voting.lead("reveal", round="first")
    voting.lead("remove", participant="ben")
    voting.join("zoe")
    voting.lead("reopen")
    assert vote_of(voting) | {"options": None} == {
        "open": True, "voted": 1, "of": 5, "all": False, "options": None, "revealed": False, "tally": None,
    }  # fmt: skip


def test_an_open_vote_cannot_be_revealed(voting: Sitting) -> None:
    assert voting.refused(FACILITATOR, "reveal", round="first") == "not-now"
    assert voting.refused(FACILITATOR, "reveal", round="second") == "unknown"
    assert voting.refused(FACILITATOR, "reveal", round="first", decision=7) == "unknown"


def test_the_smaller_side_may_leave_a_sentence_and_take_it_back(voting: Sitting) -> None:
    voting.vote({"ann": "sitter", "ben": "sitter", "cat": "swipe"})
    assert voting.refused("cat", "dissent", decision=1, words="No") == "not-now"
    voting.lead("skip")
    voting.lead("decide", choice="sitter")
    assert "dissent" in voting.seen("cat")["you"]["may"]
    assert "dissent" not in voting.seen("ann")["you"]["may"]
    assert voting.refused("ann", "dissent", decision=1, words="No") == "not-allowed"
    assert voting.refused("dan", "dissent", decision=1, words="No") == "not-allowed"
    assert voting.refused("cat", "dissent", decision=2, words="No") == "closed"
    assert voting.refused("cat", "dissent", decision=1, words="n" * 301) == "too-long"
    voting.do("cat", "dissent", decision=1, words="You will see him at the door again.")
    assert [it["words"] for it in voting.desk()["waiting"]] == ["You will see him at the door again."]
    voting.do("cat", "dissent", decision=1, words="")
    assert voting.desk()["waiting"] == []
    assert voting.seen("cat")["you"]["dissent"] is None


def test_a_sentence_goes_when_the_decision_turns_its_authors_way(voting: Sitting) -> None:
    voting.vote({"ann": "sitter", "ben": "swipe"})
    voting.lead("skip")
    voting.lead("decide", choice="sitter")
    voting.do("ben", "dissent", decision=1, words="No")
    voting.lead("reopen")
    voting.lead("decide", choice="swipe")
    assert voting.seen("ben")["you"]["dissent"] is None
    assert not list(voting.session.items)


def test_words_reach_the_wall_when_the_facilitator_passes_them(voting: Sitting) -> None:
    voting.vote({"ann": "sitter"}, reason="He needs company")
    item = voting.desk()["waiting"][0]["item"]
    assert voting.refused(FACILITATOR, "pass", item=item) == "not-now"
    voting.lead("close")
    voting.lead("pass", item=item)
    passed = {"item": item, "kind": "reason", "words": "He needs company", "choice": None}
    assert voting.room()["passed"] == [passed]
    voting.lead("reveal", round="first")
    assert voting.room()["passed"] == [passed | {"choice": "sitter"}]
    voting.lead("withdraw", item=item)
    assert voting.room()["passed"] == []
    assert [it["item"] for it in voting.desk()["waiting"]] == [item]


def test_words_that_were_changed_meanwhile_are_not_passed(voting: Sitting) -> None:
    voting.vote({"ann": "sitter"}, reason="One")
    item = voting.desk()["waiting"][0]["item"]
    voting.vote({"ann": "sitter"}, reason="Two")
    voting.lead("close")
    assert voting.refused(FACILITATOR, "pass", item=item) == "unknown"
    assert voting.refused(FACILITATOR, "withdraw", item=item) == "unknown"


def test_where_people_went_between_the_votes_is_the_desks(voting: Sitting) -> None:
    voting.vote({"ann": "sitter", "ben": "sitter", "cat": "swipe"})
    voting.lead("next")
    voting.lead("next")
    voting.vote({"ann": "swipe", "ben": "sitter", "dan": "swipe"})
    assert voting.desk()["shift"] == []
    voting.lead("close")
    assert voting.desk()["shift"] == [
        {"from": "sitter", "to": "sitter", "count": 1},
        {"from": "sitter", "to": "swipe", "count": 1},
    ]


def test_of_very_many_words_the_desk_gets_the_latest_and_how_many_there_are() -> None:
    sitting = Sitting(library("first-shift"))
    ids = [f"p{number}" for number in range(210)]
    sitting.join(*ids)
    sitting.start()
    sitting.lead("next")
    for id in ids:
        sitting.vote({id: "sitter"}, reason=f"Words of {id}")
    assert sitting.desk()["waiting_count"] == 210
    assert [it["words"] for it in sitting.desk()["waiting"]] == [f"Words of {id}" for id in ids[10:]]
