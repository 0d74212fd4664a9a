from __future__ import annotations

import pytest
from checks import changed, diagnostics, found, line

from game.authoring.advice import codes

AMARA = "      - amara: I have already moved bay two.          # someone in the cast speaks\n"


def test_what_a_published_scenario_needs_is_asked_for_under_strict_alone() -> None:
    text = changed(
        ("licence: CC-BY-4.0\n", ""),
        ("minutes: {play: 5, debrief: 5}\n", "minutes: {play: 5}\n"),
        ("      ask: When would you hand this back?\n", ""),
        ("        poles: [coach, people]\n", ""),
        ("            because: Temporary cover costs goodwill when nobody explains it.\n", ""),
        (
            "    source: tawfik-2019\n    confidence: low               # low | moderate | high\n",
            "    confidence: high\n",
        ),
        ("    strength: low\n", ""),
    )
    assert found(text) == []
    assert found(text, strict=True) == [
        (1, "C001"),
        (line(text, "confidence: high"), "C005"),
        (line(text, "- after: 2"), "C004"),
        (line(text, "critical: Her score") - 2, "C002"),
        (line(text, "- id: ask-amara"), "C003"),
        (line(text, "  tawfik-2019:\n"), "C006"),
    ]
    first = diagnostics(text, strict=True)[0]
    assert first.message == "a published scenario also has `licence` and `minutes` for both `play` and `debrief`"


def test_advice_is_a_warning_and_waits_until_there_are_no_errors() -> None:
    mistake, slip = ("title: The board", "title: TODO"), ("level: team", "level: taem")
    assert [(it.code, it.severity) for it in diagnostics(changed(mistake))] == [("C014", "warning")]
    assert [it.code for it in diagnostics(changed(mistake, slip), strict=True)] == ["S009"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("facts:", "facts:\n  asked: no\n#", codes.UNUSED_FACT),
        ("{told: yes}", "{told: yes, cover: own}", None),
        ("      - when: cover is agency     #", "      - when: bells > 0     #", codes.NEVER_READ),
        ("cast:", "cast:\n  tom: {name: Tom Adeyemi}\n#", codes.UNUSED_PERSON),
        ("cast:", "cast:\n  tom: {name: Tom Adeyemi, knows: An offer.}\n#", None),
        ("cast:", "cast:\n  ward: {name: Ward Sister}\n#", None),
        ("when: load > 60 and bells == 0", "when: load >= 0 or bells == 0", codes.ALWAYS_HOLDS),
        ("when: load > 60 and bells == 0", "when: load + 1 > 101 and bells == 0", codes.NEVER_HOLDS),
        (
            "when: load > 60 and bells == 0",
            "when: min(load, 200) > 100 or bells > 9999999",
            codes.NEVER_HOLDS,
        ),
        ("when: load > 60 and bells == 0", "when: load * load > 9999 and bells / 2 < 5", None),
        ("when: load > 60 and bells == 0", "when: now >= 0 or bells > 0", codes.ALWAYS_HOLDS),
        (
            "when: load > 60 and bells == 0",
            "when: cover in [none, agency, own] or bells > 0",
            codes.ALWAYS_HOLDS,
        ),
        (
            "Book an agency nurse and give her bay two.",
            "Book an agency nurse, and then " + "give her bay two " * 10,
            codes.LONG_LABEL,
        ),
        ("Bed 12 is scoring seven.", "Bed 12 is scoring seven. " * 40, codes.LONG_SCENE),
        ("A daughter asks for your name.", "Lorem ipsum dolor sit amet.", codes.UNFINISHED),
        ("A daughter asks for your name.", "A daughter asks for your name ???", codes.UNFINISHED),
        ("A daughter asks for your name.", "His NHS number is 943 476 5919.", codes.REAL_PERSON),
        ("A daughter asks for your name.", "The bleep is 943 476 5918.", None),
        ("A daughter asks for your name.", "The test number is 999 123 4560.", None),
        ("A daughter asks for your name.", "Born on 12/03/1950, she says.", codes.REAL_PERSON),
        ("A daughter asks for your name.", "Born in 1950, she says.", None),
        ("A daughter asks for your name.", "A daughter asks for bed # 12 and for you.", codes.CUT_BY_COMMENT),
        ("- Bed 12 is scoring seven.", "- amara:Bed 12 is scoring seven.", codes.SPEECH_UNSPACED),
        ("text: A daughter asks for your name.", "text: Amara:A daughter asks.", codes.SPEECH_UNSPACED),
        ("- Bed 12 is scoring seven.", "- 12:15, and bed 12 is scoring seven.", None),
        ("text: Give it and sit down with her.", "text: amara:Give it and sit down with her.", None),
        ("A daughter asks for your name.", "A daughter asks for your name. # quietly", None),
        (
            "text: A daughter asks for your name.",
            "text: [A daughter asks, and you answer.]",
            codes.CUT_IN_BRACKETS,
        ),
        ("text: A daughter asks for your name.", "text: [A daughter asks., And you answer.]", None),
        ("text: A daughter asks for your name.", "text: [A daughter, an aunt, a notepad]", None),
    ],
)
def test_each_piece_of_advice_is_given_where_it_is_due_and_nowhere_else(
    old: str, new: str, code: str | None
) -> None:
    assert [it.code for it in diagnostics(changed((old, new)))] == ([code] if code else [])


def test_a_choice_that_loses_on_every_meter_is_told_unless_it_does_something_else() -> None:
    poor = ("effects: {trust: +2, load: +3}", "effects: {trust: -4, load: +3}")
    text = changed(poor)
    assert found(text) == [(line(text, "{trust: -4, load"), "B001")]
    assert "`later` is as good" in diagnostics(text)[0].message
    for also in (
        "        set: {told: yes}\n",
        "        takes: 1\n",
        "        goto: end\n",
        "        later: [{after: 1, text: She rings.}]\n",
    ):
        assert (
            found(changed(poor, ("        because: It costs ten", f"{also}        because: It costs ten")))
            == []
        )


def test_lower_is_better_where_the_meter_says_so() -> None:
    text = changed(("hidden: yes, better: low}", "hidden: yes}"))
    assert [code for _, code in found(text)] == ["B001"]


def test_of_scenes_that_only_lost_scenes_lead_to_the_first_is_told_once() -> None:
    lost = "  lift:\n    text: A lift.\n    goto: stairs\n  stairs:\n    text: Stairs.\n    goto: lift-two\n"
    lost += "  lift-two:\n    text: Another.\n    goto: midnight\nevents:"
    text = changed(("events:", lost))
    assert found(text) == [(line(text, "  lift:"), "L010")]


def test_a_scene_that_an_event_waits_at_is_not_led_to_by_it() -> None:
    text = changed(
        (
            "events:",
            "  lift:\n    text: A lift.\n    goto: end\nevents:\n  - {id: stop, at: lift, text: It stops.}",
        )
    )
    assert "`stop` waits there" in diagnostics(text)[0].message


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("cue: A score of seven,", "cue: A {closing} score of seven,", "`{closing}`"),
        ("ask: When would you", "ask: At {now}, when would you", "`{now}`"),
        ("because: She could not", "because: At {patients} she could not", "`{patients}`"),
        ("title: Midnight", "title: Midnight {{", "`{{`"),
        ("critical: Her score", "critical: Her {score", ""),
        ("name: asking first", "name: asking {first}", "`{first}`"),
        ("reply: Six minutes.", "reply: Six minutes, {cover}.", ""),
        ("- Bed 12 is", "- Bed 12 at {patients.word} is", ""),
        ("locked: You would", "locked: At {staff} you would", ""),
        ("- amara: Who decided", "- amara: At {staff}, who decided", ""),
    ],
)
def test_braces_are_told_where_nothing_fills_them_in(old: str, new: str, told: str) -> None:
    text = changed((old, new))
    assert [(it.code, it.message.split(" is ")[0]) for it in diagnostics(text)] == ([("C018", told)] if told else [])


RING = [
    ("    goto: midnight                # the default", "    goto: lunch                   # the default"),
    ("    at_once: yes                  # ends the play wherever it holds\n", ""),
    ("  complaint:\n", "  lunch:\n    text: Lunch.\n    goto: handover\n  complaint:\n"),
]


def test_a_ring_that_nothing_ends_is_an_error_where_it_closes_and_names_what_it_goes_through() -> None:
    text = changed(*RING)
    [ring] = diagnostics(text, strict=True, seconds=30)
    assert (ring.severity, ring.place.line if ring.place else 0) == ("error", line(text, "    goto: handover\n"))
    assert ring.message == (
        "this leads back to `handover`, and once there a play never ends: it goes round through `handover`, `lunch`"
    )


@pytest.mark.parametrize(
    ("back", "rings"), [("back", True), ("end", False), ("[{when: told, scene: end}, {scene: back}]", False)]
)
def test_an_event_that_leads_to_the_end_ends_a_ring_and_one_that_comes_back_does_not(back: str, rings: bool) -> None:
    text = changed(*RING, ("    goto: back                    # an event's", f"    goto: {back}    # an event's"))
    assert ("L011" in [code for _, code in found(text)]) == rings


def test_a_ring_within_an_events_scenes_is_told_though_another_event_leads_to_the_end() -> None:
    ring = ("    goto: back                    # an event's", "    goto: complaint    # an event's")
    way_out = ("events:  ", "events:\n  - {id: fire, scene: outside}\n#")
    outside = ("  complaint:\n", "  outside:\n    text: Rain.\n    goto: end\n  complaint:\n")
    no_ending = RING[1]
    text = changed(ring, way_out, outside, no_ending)
    assert (line(text, "    goto: complaint "), "L011") in found(text)


@pytest.mark.parametrize("comment", ["# allow C014: on the door", "# allow c014 : on the door"])
def test_a_warning_is_silenced_on_its_line_with_a_reason(comment: str) -> None:
    assert found(changed(("title: The board", f"title: TODO {comment}")), strict=True) == []


@pytest.mark.parametrize(
    ("comment", "strict", "told"),
    [
        ("# allow C014", False, ["W010"]),
        ("# allow", False, ["C014", "W010"]),
        ("# allow X999: why", False, ["C014", "W010"]),
        ("# allow C010: why", False, ["C014"]),
        ("# allow C010: why", True, ["C014", "W011"]),
        ("# allow me to explain", True, ["C014"]),
    ],
)
def test_an_allowance_that_is_none_is_told(comment: str, strict: bool, told: list[str]) -> None:
    text = changed(("title: The board", f"title: TODO {comment}"))
    assert sorted(code for _, code in found(text, strict)) == told


def test_an_allowance_inside_a_text_is_text_and_one_beside_a_block_is_none_of_it() -> None:
    quoted = '"TODO # allow C014: not here"'
    assert [code for _, code in found(changed(("title: The board", f"title: {quoted}")))] == ["C014"]
    block = ("text: A daughter asks for your name.", "text: |\n      TODO # allow C014: not here")
    assert [code for _, code in found(changed(block))] == ["C014"]


def test_an_error_cannot_be_silenced() -> None:
    text = changed(("level: team", "level: taem # allow S009: we say so"))
    assert [code for _, code in found(text)] == ["S009"]
