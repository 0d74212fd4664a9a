import pytest
from generating import as_yaml, scenario_of
from hostile import SHOWN, harmful_in
from rpds import HashTrieSet
from sitting import FACILITATOR, Sitting, library

from game.group.session.asking import Who
from game.group.session.naming import generated, key
from game.group.session.state import seats
from game.scenario.story import Scenario


@pytest.fixture
def sitting() -> Sitting:
    return Sitting(library("first-shift"))


def name_of(sitting: Sitting, id: str) -> str:
    return sitting.session.people[id].name


def test_names_are_two_words_and_the_same_for_the_same_id(sitting: Sitting) -> None:
    sitting.join("ann")
    assert len(name_of(sitting, "ann").split()) == 2
    assert name_of(sitting, "ann") == generated("ann", HashTrieSet())


def test_no_two_names_are_alike_in_one_session() -> None:
    taken: HashTrieSet[str] = HashTrieSet()
    for number in range(5_000):
        name = generated(f"p{number}", taken)
        assert key(name) not in taken
        assert len(name) <= 30
        taken = taken.insert(key(name))


def test_own_names_are_only_taken_where_the_facilitator_allows_them(sitting: Sitting) -> None:
    assert sitting.refused("ann", "join", name="Ann") == "not-allowed"
    sitting.lead("names", own=True)
    sitting.do("ann", "join", name="  Ann   of Ward\n7 ")
    assert name_of(sitting, "ann") == "Ann of Ward 7"
    sitting.do("ann", "rename", name="Anna")
    sitting.lead("names", own=False)
    assert sitting.refused("ann", "rename", name="Annie") == "not-allowed"
    assert name_of(sitting, "ann") == "Anna"


@pytest.mark.parametrize(
    ("name", "code"),
    [("x" * 31, "too-long"), ("", "empty"), (" \t\n", "empty"), ("BEN", "taken"), ("\x1b" * 5, "too-long")],
)
def test_a_name_is_at_most_thirty_characters_and_nobody_elses(name: str, code: str) -> None:
    sitting = Sitting(library("first-shift"), own_names=True)
    sitting.do("ben", "join", name="Ben")
    assert sitting.refused("ann", "join", name=name) == code
    sitting.join("ann")
    assert sitting.refused("ann", "rename", name=name) == code
    assert sitting.refused(FACILITATOR, "rename", participant="ann", name=name) == code


def test_a_name_that_was_given_up_is_free_and_ones_own_may_change_its_case() -> None:
    sitting = Sitting(library("first-shift"), own_names=True)
    sitting.do("ben", "join", name="Ben")
    sitting.do("ben", "rename", name="BEN")
    sitting.do("ben", "rename", name="Benedict")
    sitting.do("ann", "join", name="Ben")
    assert name_of(sitting, "ann") == "Ben"


def test_nothing_that_is_typed_can_act_on_a_terminal() -> None:
    sitting = Sitting(library("first-shift"), own_names=True)
    for number, text in enumerate(SHOWN):
        sitting.join(f"p{number}")
        sitting.ask(FACILITATOR, {"kind": "rename", "participant": f"p{number}", "name": text})
    sitting.start()
    sitting.lead("next")
    for number, text in enumerate(SHOWN):
        asked = {"kind": "vote", "decision": 1, "round": "first", "choice": "sitter", "reason": text}
        sitting.ask(Who("participant", f"p{number}"), asked)
    typed = [it["name"] for it in sitting.desk()["people"]] + [it["words"] for it in sitting.desk()["waiting"]]
    assert len(typed) > 30
    assert not harmful_in("".join(typed))


def test_a_participant_renames_and_dismisses_nobody_else(sitting: Sitting) -> None:
    sitting.join("ann", "ben")
    sitting.lead("names", own=True)
    assert sitting.refused("ann", "rename", participant="ben", name="Fool") == "not-allowed"
    assert sitting.refused("ann", "leave", participant="ben") == "not-allowed"
    assert sitting.refused("ann", "remove", participant="ben") == "not-allowed"
    assert sitting.refused(FACILITATOR, "leave", participant="zoe") == "unknown"
    sitting.lead("leave", participant="ben")
    assert not sitting.session.people["ben"].present


def test_without_roles_the_seats_are_the_cast_with_something_to_know(sitting: Sitting) -> None:
    sitting.join("ann", "ben", "cat", "dan", "eve")
    held = [sitting.session.people[it].seat for it in ("ann", "ben", "cat", "dan", "eve")]
    assert held == ["liza", "joseph", "callum", "pearl", "liza"]


def test_with_roles_the_seats_are_the_roles() -> None:
    scenario = with_roles()
    sitting = Sitting(scenario, role="matron")
    sitting.join("ann", "ben", "cat")
    assert list(seats(scenario)) == ["sister", "matron"]
    assert [sitting.session.people[it].seat for it in ("ann", "ben", "cat")] == ["sister", "matron", "sister"]
    sitting.lead("role", role="sister")
    sitting.start()
    assert sitting.session.play is not None
    assert sitting.session.play.role == "sister"
    assert sitting.seen("ben")["you"]["seat"]["knows"] == "What only the matron knows."
    assert "What only the sister knows." not in str(sitting.seen("ben"))


def with_roles() -> Scenario:
    return scenario_of(
        as_yaml(
            {
                "two_hats": 1, "title": "~", "summary": "~", "brief": "~", "clock": {"unit": "week"},
                "roles": {
                    "sister": {"name": "Sister", "knows": "What only the sister knows."},
                    "matron": {"name": "Matron", "knows": "What only the matron knows."},
                },
                "cast": {"amara": {"name": "Amara", "knows": "Nobody's seat."}},
                "meters": {"patients": {"name": "~", "start": 50}},
                "start": "one",
                "scenes": {
                    "one": {
                        "text": "~", "goto": "end", "decision": {"demand": {"tame": "~"}, "cue": "~"},
                        "choices": [{"id": "on", "text": "~", "acts": ["lead"], "because": "~"}],
                    }
                },
                "endings": [{"id": "held", "title": "~", "text": "~"}],
            }
        )
    )  # fmt: skip


def test_whoever_comes_takes_the_emptiest_seat_and_the_facilitator_may_give_another(sitting: Sitting) -> None:
    sitting.join("ann", "ben")
    sitting.lead("seat", participant="ann", seat="pearl")
    sitting.join("cat")
    assert sitting.session.people["cat"].seat == "liza"
    assert sitting.refused(FACILITATOR, "seat", participant="ann", seat="nobody") == "unknown"
    sitting.lead("remove", participant="ben")
    held = {it["id"]: it["people"] for it in sitting.desk()["seats"]}
    assert held == {"liza": 1, "joseph": 0, "callum": 0, "pearl": 1}


def test_what_only_a_seat_knows_is_read_from_the_prebrief_on_by_that_seat_alone(sitting: Sitting) -> None:
    sitting.join("ann", "ben")
    assert sitting.seen("ann")["you"]["seat"]["knows"] == ""
    sitting.lead("next")
    knows = {id: it.knows for id, it in seats(sitting.scenario).items()}
    assert sitting.seen("ann")["you"]["seat"]["knows"] == knows["liza"]
    assert knows["joseph"] not in str(sitting.seen("ann"))
    assert all(words not in str(sitting.room()) for words in knows.values())


def test_i_have_told_the_room_is_marked_with_its_decision_and_may_be_taken_back(sitting: Sitting) -> None:
    sitting.join("ann", "ben")
    assert sitting.refused("ann", "tell", told=True) == "not-now"
    sitting.start()
    sitting.do("ann", "tell", told=True)
    assert sitting.seen("ann")["you"]["told"]
    assert sitting.session.told["liza", "ann"] == 1
    assert [it["id"] for it in sitting.desk()["seats"] if it["told"]] == ["liza"]
    sitting.do("ann", "tell", told=False)
    assert not sitting.seen("ann")["you"]["told"]


def test_an_id_that_could_be_taken_for_another_right_is_refused(sitting: Sitting) -> None:
    for id in ("facilitator", "wall", "", "a b", "x" * 65, "<script>"):
        assert sitting.refused(id, "join") == "wrong"
    assert sitting.refused("zoe", "vote", decision=1, round="first", choice="sitter") == "unknown"
