from __future__ import annotations

import pytest
from small_winter import winter

from game.findings.debriefing import debrief
from game.findings.reflections import Reflections
from game.paths.reaches import Closed, Doors, Reach
from game.play.playing import Play
from game.present.hinges import ending_section, why_it_ended
from game.present.outline import outline

PLAY = winter("look:list fill order meet")
TWO = """\
  - {{id: asked, when: {when}, title: Asked, text: It was asked.}}
  - {{id: rest, title: The rest, text: It is over.}}
"""


def why(play: Play, doors: tuple[Doors, ...] | None = None) -> dict[str, str]:
    return dict(why_it_ended(debrief(play, doors=doors), play.scenario))


def door(decision: int, *closed: Closed, exact: bool = True) -> Doors:
    before = Reach(exact, frozenset(["shut", "good", "told", "some", "none"]), {}, 0 if exact else 2_000)
    return Doors(decision, "first", "fill", before, before, closed, ())


def test_an_ending_says_what_it_hung_on_what_the_others_asked_and_what_moved_it() -> None:
    assert why(PLAY) == {
        "It hung on": "Staff at 40 or more (it stood at 42).",
        "Others": "These are looked at first. “Shut” asks for Staff at 10 or less: it stood at 42. “A good spring” and "
        "“Told” ask for Grip at 46 or more: it stood at 42.",
        "Moved by": "Staff, 50 to 42: of your decisions most by decision 1 (down 8). Grip (hidden in play), 50 to 42: "
        "of your decisions most by decision 1 (down 10) and decision 2 (up 2); the rest moved it down 1.",
    }


def test_an_ending_without_a_condition_says_so_and_one_that_comes_at_once_too() -> None:
    last = why(winter("fill ask rest", TWO.format(when="grip > 99")))
    assert last["It hung on"] == "Nothing of its own: it comes where no other ending does."
    at_once = "  - {id: shut, when: staff < 46, at_once: yes, title: Shut, text: Shut.}\n"
    first = why(winter("fill", at_once + "  - {id: rest, title: The rest, text: Over.}\n"))
    assert first["It hung on"] == "Staff below 46 (it stood at 45). It ends the play wherever that is so."
    assert "Others" not in first


@pytest.mark.parametrize(
    ("when", "asks"),
    [
        ("not told", "“told” not to be so: it was so, from decision 1"),
        ("mood is calm", "“mood” to be calm: it was cross, from decision 1"),
        ("mood in [calm]", "“mood” to be calm: it was cross, from decision 1"),
        ("mood is not cross", "“mood” not to be cross: it was cross, from decision 1"),
        ("beds > 2", "“beds” above 2: it stood at 2"),
        ("40 <= grip", "Grip at 40 or more: it stood at 7"),
        ("chose(leave)", "you to have chosen “Leave it”: it was not so"),
        ("not chose(fill)", "you not to have chosen “Fill the gap”: it was so"),
        ("not visited(first)", "the story not to have come to “The board”: it was so"),
        ("not happened(storm)", "this not to have happened: “Nobody chose the rain.”: it was so"),
        ("now > 30", "the end after Wednesday: it was Thursday"),
        (
            "grip >= 40 or beds > 2",
            "Grip at 40 or more (it stood at 7) or “beds” above 2 (it stood at 2): none of it was so",
        ),
        ("grip + staff >= 190", "“grip + staff >= 190”: this was not so"),
    ],
)
def test_every_kind_of_condition_is_put_into_words(when: str, asks: str) -> None:
    play = winter("fill ask rest", TWO.format(when=f'"{when}"'))
    assert asks in why(play)["Others"]


def test_of_two_ways_to_an_ending_the_one_that_held_is_told() -> None:
    play = winter("fill ask rest", TWO.format(when="patients > 99 or told"))
    assert why(play)["It hung on"] == "“told” to be so (it was so, from decision 1)."


def test_the_decision_that_closed_most_endings_is_named_where_doors_are_known() -> None:
    told, good = Closed("told", ("leave",), False), Closed("good", ("leave",), False)
    known = (door(1, told), door(2, told, good), door(3, Closed("none", (), True), Closed("shut", (), True)))
    assert why(PLAY, known)["Doors"] == "Decision 2 closed the most endings: 2 of the 5 still open before it."
    assert "Doors" not in why(PLAY) and "Doors" not in why(PLAY, (door(1),))


def test_doors_of_a_sample_are_not_called_closed_in_the_ending_either() -> None:
    words = why(PLAY, (door(1, Closed("told", (), False), exact=False),))["Doors"]
    assert words == "After decision 1, 1 of 5 endings were not come to any more in 2,000 random plays."


def test_a_play_that_is_not_over_has_no_ending_to_explain() -> None:
    play = winter("fill")
    assert ending_section(debrief(play), play.scenario) is None


def test_what_is_hidden_is_explained_before_it_is_spoken_of() -> None:
    (phase,) = (it for it in outline(debrief(PLAY), PLAY.scenario, Reflections()) if it.title == "Description")
    assert phase.sections[0] == (
        "Counted all along, and not shown in play",
        (("Grip", "A number from 0 to 100; more is better. 2 of the 5 endings ask for it."),),
    )


def test_documents_tell_the_ending_after_the_last_decision() -> None:
    (phase,) = (it for it in outline(debrief(PLAY), PLAY.scenario, Reflections()) if it.title == "Description")
    assert [it.title for it in phase.sections][-2:] == ["3. Wednesday", "The end, Thursday: Some of it"]
    assert phase.sections[-1].entries[0] == ("", "Some of it held. The rest is for May.")
