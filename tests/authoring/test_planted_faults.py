from __future__ import annotations

import pytest
from checks import GOOD, changed, diagnostics, line

from game.language.loading import loads
from game.play.playing import replay

UNREACHED = "  lift:\n    text: The lift is out of order.\n    goto: midnight\nevents:"
LOOP = [
    ("    goto: end\n", "    goto: handover\n"),
    ("    at_once: yes                  # ends the play wherever it holds\n", ""),
]
SAME_WORDS = (
    "text: Ask Amara what she would do and back her.",
    "text: Call the outreach team, tell each person what to do.",
)
HUB = [
    ("    goto: midnight                # the default", "    goto: handover                # the default"),
    ("      - id: book-agency\n", "      - id: book-agency\n        once: yes\n"),
    ("      - id: ask-the-team\n", "      - id: ask-the-team\n        once: yes\n"),
    ("        when: told          ", "        goto: midnight\n        when: told          "),
]
LOCK = [
    ("      - id: call-it\n", "      - id: call-it\n        when: trust > 52\n"),
    ("      - id: ask-amara\n", "      - id: ask-amara\n        when: told\n"),
]
FAULTS: dict[str, tuple[list[tuple[str, str]], str, str]] = {
    "01 a jump to a scene that is not there": ([("goto: midnight  ", "goto: midnite  ")], "R001", "goto: midnite"),
    "02 a scene that nothing leads to": ([("\nevents:", f"\n{UNREACHED}")], "L010", "  lift:"),
    "03 a scene that leads nowhere": ([("\nevents:", "\n  lift:\n    text: Stuck.\nevents:")], "S017", "  lift:"),
    "04 a scene whose every choice has a gate": (LOCK, "L020", "    choices:\n      - id: call-it"),
    "05 a misspelt name in a condition": ([("not told\n", "not tolled\n")], "E020", "not tolled"),
    "06 an effect on a meter that is not declared": ([("{bells: +1}", "{bell: +1}")], "R002", "{bell: +1}"),
    "07 a scene twice": (
        [("\nevents:", "\n  midnight:\n    text: Again.\n    goto: end\nevents:")], "Y016", "    text: Again"
    ),
    "07 a choice twice": ([("- id: ask-amara", "- id: call-it")], "R007", "text: Ask Amara what"),
    "08 a ring without a way out": (LOOP, "L011", "    goto: handover\n"),
    "09 a gate that no number can open": ([("when: told    ", "when: trust > 100    ")], "L012", "trust > 100"),
    "09 a gate on a fact that nothing sets": ([("        set: {told: yes}\n", "")], "W003", "  told: no"),
    "09 a gate that no play opens": ([("when: told    ", "when: trust > 70    ")], "L030", "trust > 70"),
    "09 an ending that no play reaches": ([("when: patients <= 55", "when: patients <= 9")], "L030", "patients <= 9"),
    "10 a number compared with a word": ([("patients <= 55", "patients is agency")], "E0", "patients is agency"),
    "11 a meter that nothing uses": ([("meters:", "meters:\n  calm: {name: Calm, start: 5}\n#")], "W001", "  calm:"),
    "12 two options with the same words": ([SAME_WORDS], "C010", SAME_WORDS[1]),
    "13 a hub whose choices are all made": (HUB, "L020", "    choices:\n      - id: book-agency"),
    "14 a division by zero on one path": (
        [("{patients: +5, staff: -2,", "{patients: 60 / (staff - 52), staff: -2,")], "L021", "{patients: 60 /"
    ),
}  # fmt: skip
SHOWN = {
    "04 a scene whose every choice has a gate": ("book-agency",),
    "13 a hub whose choices are all made": ("book-agency", "ask-the-team"),
    "14 a division by zero on one path": ("ask-the-team", "call-it"),
}


def test_nothing_is_said_about_the_good_scenario() -> None:
    assert diagnostics(GOOD, strict=True, seconds=30) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_once_and_in_its_place(name: str) -> None:
    changes, code, part = FAULTS[name]
    text = changed(*changes)
    [only] = diagnostics(text, seconds=30)
    assert only.code.startswith(code)
    assert only.place is not None
    assert abs(only.place.line - line(text, part)) <= 1
    assert only.help
    assert only.moves == SHOWN.get(name, ())


@pytest.mark.parametrize("name", SHOWN)
def test_the_moves_that_are_shown_lead_to_the_fault(name: str) -> None:
    text = changed(*FAULTS[name][0])
    [only] = diagnostics(text, seconds=30)
    assert only.severity == "error" and only.seed is not None
    play = replay(loads(text.encode(), "night.yaml"), only.seed, only.role, only.moves)
    assert play.fault is not None


def test_every_one_of_the_fourteen_has_its_plant() -> None:
    assert {name[:2] for name in FAULTS} == {f"{number:02}" for number in range(1, 15)}
