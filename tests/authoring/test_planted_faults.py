from __future__ import annotations

import pytest
from checks import GOOD, changed, diagnostics, line

UNREACHED = "  lift:\n    text: The lift is out of order.\n    goto: midnight\nevents:"
CHOICE = "      - id: call-it\n"
LOOP = [
    ("    goto: end\n", "    goto: handover\n"),
    ("    at_once: yes                  # ends the play wherever it holds\n", ""),
]
FAULTS: dict[str, tuple[list[tuple[str, str]], str, str]] = {
    "a jump to a scene that is not there": (
        [("goto: midnight  ", "goto: midnite  ")],
        "R001",
        "goto: midnite",
    ),
    "a scene that nothing leads to": ([("\nevents:", f"\n{UNREACHED}")], "L010", "  lift:"),
    "a scene that leads nowhere": (
        [("\nevents:", "\n  lift:\n    text: Stuck.\nevents:")],
        "S017",
        "  lift:",
    ),
    "a misspelt name in a condition": ([("not told\n", "not tolled\n")], "E020", "not tolled"),
    "an effect on a meter that is not declared": ([("{bells: +1}", "{bell: +1}")], "R002", "{bell: +1}"),
    "a scene twice": (
        [("\nevents:", "\n  midnight:\n    text: Again.\n    goto: end\nevents:")],
        "Y016",
        "    text: Again",
    ),
    "a choice twice": ([("- id: ask-amara", "- id: call-it")], "R007", "text: Ask Amara what"),
    "a ring without a way out": (LOOP, "L011", "  handover:"),
    "a condition that no number can meet": (
        [("when: told    ", "when: trust > 100    ")],
        "L012",
        "trust > 100",
    ),
    "a condition on a fact that nothing sets": ([("        set: {told: yes}\n", "")], "W003", "  told: no"),
    "a number compared with a word": ([("patients <= 55", "patients is agency")], "E0", "patients is agency"),
    "a meter that nothing uses": (
        [("meters:", "meters:\n  calm: {name: Calm, start: 5}\n#")],
        "W001",
        "  calm:",
    ),
    "two options with the same words": (
        [
            (
                "text: Ask Amara what she would do and back her.",
                "text: Call the outreach team, tell each person what to do.",
            )
        ],
        "C010",
        "text: Call the outreach team, tell",
    ),
}


def test_nothing_is_said_about_the_good_scenario() -> None:
    assert diagnostics(GOOD, strict=True) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_once_and_in_its_place(name: str) -> None:
    changes, code, part = FAULTS[name]
    text = changed(*changes)
    [only] = diagnostics(text)
    assert only.code.startswith(code)
    assert only.place is not None
    assert abs(only.place.line - line(text, part)) <= 1
    assert only.help
