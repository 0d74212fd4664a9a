from __future__ import annotations

import pytest
from small_winter import winter

from game.findings.debriefing import debrief
from game.present.debriefing import description
from game.present.followed import followed
from game.present.glyphs import UNICODE
from game.present.journal import journal
from game.present.parts import words
from game.present.text import in_short

PLAY = winter("look:list fill order meet")
FOUND = debrief(PLAY)


def rows(opened: str | None) -> list[str]:
    return [f"{words(it.margin).strip()}|{words(it.parts)}" for it in journal(PLAY, UNICODE, opened)]


def test_the_timeline_says_what_each_thing_did_on_a_line_of_its_own() -> None:
    first, second, _ = (section.entries for section in description(FOUND, PLAY.scenario.clock))
    assert [tuple(it) for it in first] == [
        ("You could see", "A gap."),
        ("You looked", "“Read the list”"),
        ("You found", "Two names are missing. Staff 50 to 49 (down 1)."),
        ("You chose", "“Fill the gap.”"),
        (
            "At once",
            "You fill it. It holds. Ann Lee: And tonight? Staff 49 to 44 (down 5). Not shown in play: Grip down 10.",
        ),
        ("By luck", "A bed comes free. Patients 60 to 63 (up 3)."),
        (
            "Knock-on",
            "Tuesday. Tired people see less. Patients 63 to 62 (down 1). Not shown in play: Grip down 1.",
        ),
        ("By itself", "Tuesday. The roof leaks. A bay is shut. Nobody sleeps. Patients 62 to 58 (down 4)."),
    ]
    assert second[-1] == ("Came back", "Wednesday, from decision 1. The gap is back. Staff 44 to 42 (down 2).")


def test_the_journal_in_a_play_says_the_same_without_the_author_s_reasons_and_hidden_meters() -> None:
    told = rows("1")
    assert "At once|■ Staff 49 to 44 ▼ -5" in told
    assert "By luck|A bed comes free.   ● Patients 60 to 63 ▲ +3" in told
    assert "Knock-on|Tuesday.   ● Patients 63 to 62 ▼ -1" in told
    assert "By itself|Tuesday. The roof leaks. A bay is shut. Nobody sleeps.   ● Patients 62 to 58 ▼ -4" in told
    assert not any("see less" in it or "Grip" in it for it in told)
    assert [it.split("|")[0] for it in told].count("Knock-on") == 1


def test_the_journal_of_the_debrief_gives_the_reasons() -> None:
    assert "Knock-on|Tuesday. Tired people see less.   ● Patients 63 to 62 ▼ -1" in rows(None)


def test_a_closed_entry_shows_what_the_choice_did_and_not_what_the_world_did() -> None:
    assert "|■ Staff 49 to 44 ▼ -5" in rows("2")
    assert not any("Patients 60 to" in it for it in rows("2"))


def test_what_comes_back_under_its_own_decision_does_not_name_it_again() -> None:
    back = [it for moment in FOUND.moments for it in moment.course if it.by == "back"]
    (own,) = followed(1, 1, back, PLAY.scenario.clock)
    assert own.words == "Wednesday. The gap is back."


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("One. Two! Three four?", "One. Two! Three four?"),
        ("It rang at 3.15. Nobody came. Then she did.", "It rang at 3.15. … Then she did."),
        ("Ann: “Why?” Nobody knew. Nobody said so. It went on.", "Ann: “Why?” … It went on."),
        ("One sentence that has more words than may stand.", "One sentence that has more words than may stand."),
        ("", ""),
    ],
)
def test_a_long_text_keeps_its_first_and_its_last_sentence(text: str, short: str) -> None:
    assert in_short(text, most=5) == short
