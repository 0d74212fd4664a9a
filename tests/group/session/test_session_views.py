import pytest
from sitting import FACILITATOR, WALL, Sitting, library

from game.present.session import OVERRULED, decided_lines

TWELVE = tuple(f"p{number}" for number in range(12))


@pytest.fixture
def sitting() -> Sitting:
    sitting = Sitting(library("first-shift"), seed=3, minutes=60)
    sitting.join(*TWELVE)
    sitting.start()
    return sitting


def voted(sitting: Sitting, first: int, second: int) -> None:
    """Two votes: so many for the sitter in each, the rest for holding back."""
    for count in (first, second):
        sitting.lead("next")
        sitting.vote({id: "sitter" if place < count else "hold-back" for place, id in enumerate(TWELVE)}, sureness=3)
        sitting.lead("next")


def test_every_right_sees_the_same_room_and_only_its_own_part(sitting: Sitting) -> None:
    phone, wall, desk = sitting.seen("p1"), sitting.seen(WALL), sitting.seen(FACILITATOR)
    assert phone["room"] == wall["room"] == desk["room"]
    assert (set(phone), set(wall), set(desk)) == (
        {"right", "now", "room", "you"}, {"right", "now", "room"}, {"right", "now", "room", "desk"},
    )  # fmt: skip


def test_the_split_is_seen_when_it_is_revealed_and_no_more_when_it_is_hidden(sitting: Sitting) -> None:
    voted(sitting, 7, 5)
    assert sitting.room()["decision"]["votes"]["first"]["tally"] is None
    sitting.lead("reveal", round="first")
    assert sitting.room()["decision"]["votes"]["first"]["tally"] == {"sitter": 7, "hold-back": 5, "swipe": 0}
    assert sitting.room()["decision"]["votes"]["second"]["tally"] is None
    sitting.lead("hide", round="first")
    assert sitting.room()["decision"]["votes"]["first"]["tally"] is None


def test_who_voted_is_the_desks_and_never_what(sitting: Sitting) -> None:
    sitting.lead("next")
    sitting.vote({"p3": "swipe"}, reason="Quick")
    people = {it["id"]: it for it in sitting.desk()["people"]}
    assert [id for id, it in people.items() if it["voted"]] == ["p3"]
    assert set(people["p3"]) == {"id", "name", "seat", "present", "late", "voted"}
    assert set(sitting.desk()["waiting"][0]) == {
        "item", "kind", "words", "people", "choice", "decision", "round",
    }  # fmt: skip


def test_no_split_is_shown_for_fewer_than_five_nor_can_it_be_worked_out(sitting: Sitting) -> None:
    voted(sitting, 7, 5)
    # Twelve people in four seats: three each.
    assert sitting.desk()["votes"]["first"]["by_seat"] is None


def test_small_groups_are_put_together_until_there_are_five() -> None:
    sitting = Sitting(library("first-shift"))
    sitting.join(*TWELVE)
    for place, id in enumerate(TWELVE):
        sitting.lead("seat", participant=id, seat="liza" if place < 7 else "joseph" if place < 10 else "callum")
    sitting.start()
    sitting.lead("next")
    sitting.vote(dict.fromkeys(TWELVE, "swipe"))
    assert sitting.desk()["votes"]["first"]["by_seat"] is None
    sitting.lead("close")
    assert sitting.desk()["votes"]["first"]["by_seat"] == [
        {"seat": "Liza Santos", "people": 7, "tally": {"swipe": 7}},
        {"seat": "others", "people": 5, "tally": {"swipe": 5}},
    ]


def test_one_small_group_takes_the_next_larger_with_it() -> None:
    sitting = Sitting(library("first-shift"))
    sitting.join(*TWELVE)
    sitting.start()
    sitting.lead("next")
    for place, id in enumerate(TWELVE):
        asked = {"decision": 1, "round": "first", "choice": "swipe"}
        sitting.do(id, "vote", **asked, sureness=1 if place < 6 else 2 if place < 11 else 3)
    sitting.lead("close")
    assert sitting.desk()["votes"]["first"]["by_sureness"] == [
        {"sureness": "1", "people": 6, "tally": {"swipe": 6}},
        {"sureness": "others", "people": 6, "tally": {"swipe": 6}},
    ]


def test_the_desk_has_the_authors_notes_and_the_wall_has_not(sitting: Sitting) -> None:
    notes = sitting.desk()["notes"]
    assert notes["prompts"] == ["Whose voice is not in the four plans?"]
    assert notes["demands"][0]["demand"] == "wicked"
    room = str(sitting.room())
    assert notes["prompts"][0] not in room
    assert notes["demands"][0]["reason"] not in room
    assert notes["ask"] not in room


def test_a_blanked_wall_says_so_and_phones_go_on(sitting: Sitting) -> None:
    sitting.lead("blank", on=True)
    assert sitting.room()["blank"]
    assert sitting.room()["story"] is not None
    sitting.lead("blank", on=False)
    assert not sitting.room()["blank"]


def test_that_a_decision_went_against_the_most_voted_is_said_with_it_though_the_split_is_not_shown(
    sitting: Sitting,
) -> None:
    voted(sitting, 7, 5)
    sitting.lead("decide", choice="sitter", reason="We have Dawn today")
    room = sitting.room()["decision"]
    assert (room["decided"]["override"], room["decided"]["reason"]) == (True, "We have Dawn today")
    assert {it["tally"] is None for it in room["votes"].values()} == {True}
    assert [words for _, words in decided_lines(room["decided"])][1:] == [OVERRULED, "We have Dawn today"]
    sitting.lead("reopen")
    sitting.lead("decide", choice=sitting.desk()["ahead"][0])
    assert sitting.room()["decision"]["decided"]["override"] is False


def test_a_phone_offers_what_would_be_taken(sitting: Sitting) -> None:
    assert "vote" not in sitting.seen("p1")["you"]["may"]
    sitting.lead("next")
    assert "vote" in sitting.seen("p1")["you"]["may"]
    assert "next" not in sitting.seen("p1")["you"]["may"]


def test_what_the_desk_is_told_comes_next_is_what_next_does(sitting: Sitting) -> None:
    steps = []
    for _ in range(5):
        steps.append((sitting.desk()["next"], sitting.desk()["skip"]))
        if steps[-1][0]:
            sitting.lead("next")
    assert steps == [
        ("Open the first vote", "Talk without a first vote"),
        ("Close the vote and talk", "Close the vote and decide without a talk"),
        ("Open the second vote", "Decide without a second vote"),
        ("Close the vote", None),
        (None, None),
    ]


def test_the_past_decisions_stand_ready_for_a_what_if(sitting: Sitting) -> None:
    voted(sitting, 7, 5)
    sitting.lead("decide", choice="hold-back")
    sitting.lead("next")
    past = sitting.desk()["decisions"][0]
    assert (past["number"], past["choice"]) == (1, "hold-back")
    assert past["rounds"]["second"] == {"revealed": False, "tally": {"sitter": 5, "hold-back": 7}}
