import pytest
from sitting import Sitting, library

SEVEN = tuple(f"p{number}" for number in range(7))


@pytest.fixture
def voting() -> Sitting:
    sitting = Sitting(library("first-shift"), seed=3)
    sitting.join(*SEVEN)
    sitting.start()
    sitting.lead("next")
    return sitting


def said(sitting: Sitting) -> list[tuple[str, str, int]]:
    return [(it["kind"], it["words"], it["people"]) for it in sitting.desk()["waiting"]]


def test_equal_words_wait_once_with_how_many_wrote_them_and_the_latest_last(voting: Sitting) -> None:
    voting.vote({"p0": "sitter"}, reason="It is safe")
    voting.vote({"p1": "swipe"}, reason="We have waited")
    voting.vote({"p2": "swipe", "p3": "swipe"}, reason="it is SAFE")
    assert said(voting) == [("reason", "We have waited", 1), ("reason", "it is SAFE", 3)]
    assert voting.desk()["waiting_count"] == 2
    # Of words for several choices none is said to be theirs.
    assert [it["choice"] for it in voting.desk()["waiting"]] == ["swipe", None]


def test_somebody_who_writes_the_same_in_both_votes_is_one_of_those_who_wrote_it(voting: Sitting) -> None:
    for _ in range(2):
        voting.vote({"p0": "sitter", "p1": "swipe"}, reason="It is safe")
        voting.lead("next")
        if voting.session.step == "talk":
            voting.lead("next")
    assert said(voting) == [("reason", "It is safe", 2)]


def test_what_is_on_the_wall_already_waits_no_more_until_it_is_taken_away(voting: Sitting) -> None:
    voting.vote({"p0": "sitter", "p1": "swipe"}, reason="It is safe")
    voting.vote({"p2": "sitter"}, reason="We have waited")
    voting.lead("close")
    item = voting.desk()["waiting"][0]["item"]
    voting.lead("pass", item=item)
    assert [words for _, words, _ in said(voting)] == ["We have waited"]
    voting.lead("withdraw", item=item)
    assert said(voting)[0] == ("reason", "It is safe", 2)


def test_where_sentences_are_asked_for_they_come_first_at_the_desk_which_reads_from_the_end(voting: Sitting) -> None:
    voting.vote({"p0": "sitter", "p1": "swipe", "p2": "swipe", "p3": "swipe"}, reason="It is safe")
    voting.lead("skip")
    voting.lead("decide", choice="swipe")
    voting.do("p0", "dissent", decision=1, words="He will be off again")
    assert [kind for kind, _, _ in said(voting)] == ["reason", "dissent"]
    voting.lead("reopen")
    assert [kind for kind, _, _ in said(voting)][-1] == "reason"


def test_who_is_here_and_not_in_yet_is_counted_while_a_vote_is_open(voting: Sitting) -> None:
    assert voting.desk()["not_in"] == 7
    voting.vote({"p0": "sitter", "p1": "swipe"})
    voting.lead("leave", participant="p2")
    voting.join("late")
    assert voting.desk()["not_in"] == 4
    voting.lead("close")
    assert voting.desk()["not_in"] == 0


def test_hands_are_never_not_in_yet() -> None:
    sitting = Sitting(library("first-shift"), seed=3, hands=True)
    sitting.start()
    sitting.lead("next")
    assert sitting.desk()["not_in"] == 0
