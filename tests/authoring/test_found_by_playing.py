from __future__ import annotations

import pytest
from checks import GOOD, changed, diagnostics, found, line
from hypothesis import given, settings
from mutating import mutated

from game.authoring.advice import codes
from game.authoring.checking import check
from game.language.loading import loads
from game.language.reading.reader import read_bytes
from game.play.playing import replay

GATE = ("when: told          ", "when: trust > 70          ")
LIFT = ("\nevents:  ", "\n  lift:\n    text: The lift is out of order.\n    goto: midnight\nevents:  ")
TO_LIFT = ("        effects: {patients: +4,", "        goto: lift\n        effects: {patients: +4,")


def told(*changes: tuple[str, str], strict: bool = False) -> list[tuple[int, str]]:
    return found(changed(*changes), strict, seconds=30)


def test_what_follows_from_a_gate_that_never_opens_is_not_told_again() -> None:
    text = changed(GATE, LIFT, TO_LIFT)
    assert found(text, seconds=30) == [(line(text, "when: trust > 70"), "L030")]
    [only] = diagnostics(text, seconds=30)
    assert only.message == "`trust > 70` holds in no play, so this choice is never open"
    assert only.help.startswith("In all plays trust is 50 there. ")
    assert only.place is not None and only.place.end_column - only.place.column == len("trust > 70")


def test_a_condition_that_waits_for_what_is_never_done_is_told_once_that_is_mended() -> None:
    waits = ("- when: cover is agency     #", "- when: chose(split-bay-one) or cover is agency and trust > 90     #")
    text = changed(GATE, waits)
    assert found(text, seconds=30) == [(line(text, "when: trust > 70"), "L030")]
    assert told(waits) == []


def test_conditions_that_wait_for_each_other_are_all_told() -> None:
    events = "".join(
        f"  - {{id: {one}, when: happened({other}), text: It rings., effects: {{bells: +1}}, because: It did.}}\n"
        for one, other in (("left", "right"), ("right", "left"))
    )
    text = changed(("  - id: family\n", f"{events}  - id: family\n"))
    assert [code for _, code in found(text, seconds=30)] == ["L030", "L030"]


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        (
            "when: not told\n",
            "when: trust < 90\n",
            "L031",
            "`trust < 90` holds in every play that comes here, so this always comes back",
        ),
        (
            "- when: cover is agency     #",
            "- when: staff < 90 or cover is agency     #",
            "L031",
            "`staff < 90 or cover is agency` holds in every play that comes here, so the `else` is never told",
        ),
        (
            "- when: cover is agency     #",
            "- when: staff > 90 and cover is agency     #",
            "L030",
            "`staff > 90 and cover is agency` holds in no play, so this text is never told",
        ),
        (
            "    when: staff < 45\n",
            "    when: staff < 5\n",
            "L030",
            "`staff < 5` holds in no play, so this never happens",
        ),
        (
            "    when: trust >= 55\n",
            "    when: trust >= 5\n",
            "L031",
            "`trust >= 5` holds in every play that comes here, so no play comes to the endings below",
        ),
        (
            "    goto: end\n",
            "    goto: [{when: staff > 90, scene: handover}, {scene: end}]\n",
            "L030",
            "`staff > 90` holds in no play, so the story never goes on from here to `handover`",
        ),
        (
            "          - after: 2  ",
            "          - after: 9  ",
            "L032",
            "this comes back in no play",
        ),
    ],
)
def test_what_is_the_same_in_every_play_is_told(old: str, new: str, code: str, message: str) -> None:
    [only] = diagnostics(changed((old, new)), seconds=30)
    assert (only.code, only.severity, only.message) == (code, "warning", message)


def test_an_event_that_another_one_always_forestalls_is_told() -> None:
    first = "  - {id: drill, when: load > 60 and bells == 0, scene: complaint, once: no}\n"
    [only] = diagnostics(changed(("  - id: family\n", f"{first}  - id: family\n")), seconds=30)
    assert (only.code, only.message) == ("L032", "this event happens in no play")
    assert "An earlier event with a scene goes first" in only.help


def test_a_scene_whose_way_is_always_cut_off_is_told_where_no_condition_is_to_blame() -> None:
    ways = "[{when: told, scene: midnight}, {when: not told, scene: midnight}, {scene: lift}]"
    text = changed(LIFT, ("    goto: midnight     ", f"    goto: {ways}     "))
    assert found(text, seconds=30) == [(line(text, "when: told, scene"), "L031")]


def test_an_ending_that_only_looks_lead_to_is_not_called_rare() -> None:
    look = ("  - id: together\n    when: trust >= 55", "  - id: together\n    when: told and patients > 60")
    assert told(look) == []


def test_a_rare_ending_is_shown_with_moves_that_come_to_it() -> None:
    rare = "  - {id: storm, odds: 1, effects: {bells: +9}, because: It comes when it comes.}\n"
    ending = "  - id: flood\n    when: bells >= 9 and trust > 56\n    title: Flood\n    text: It rains in.\n"
    text = changed(*((f"  - id: {id}\n", f"{it}  - id: {id}\n") for it, id in ((rare, "family"), (ending, "together"))))
    [only] = diagnostics(text, seconds=30)
    assert only.code == "B006"
    play = replay(loads(text.encode(), "night.yaml"), only.seed or 0, only.role, only.moves)
    assert play.ending is not None and play.ending.id == "flood"


def test_a_poor_choice_is_told_by_its_effects_or_by_its_plays_and_never_by_both() -> None:
    poor = ("effects: {trust: +2, load: +3}", "effects: {trust: -4, load: +3}")
    later = "        later: [{after: 1, text: She rings., effects: {trust: -1}, because: She was promised it.}]\n"
    planted = ("        because: It costs ten", f"{later}        because: It costs ten")
    assert [code for _, code in told(poor)] == ["B001"]
    assert "B001" not in [code for _, code in told(poor, planted)]


UNEQUAL = (
    "effects: {staff: +4, trust: +5, patients: -1}\n        set: {cover: own}\n",
    "effects: {staff: -9, trust: -9, patients: -9, finance: -9, load: +9}\n",
)
"""Nothing speaks for it, and it brings the worst ending."""


def test_an_outdone_choice_is_told_though_its_meters_bring_a_worse_ending() -> None:
    [only] = [it for it in diagnostics(changed(UNEQUAL), seconds=30) if it.code == "B002"]
    assert only.place is not None
    assert only.place.line == line(changed(UNEQUAL), "- id: ask-the-team")
    assert "it brought another ending, by its meters alone" in only.help


def test_a_choice_that_opens_an_ending_of_its_own_is_not_called_outdone() -> None:
    own = "  - id: asked\n    when: chose(ask-the-team)\n    title: Asked\n    text: They were asked.\n"
    first = ("endings:                          # the first that holds; the last has no `when`\n", f"endings:\n{own}")
    assert "B002" not in [code for _, code in told(UNEQUAL, first)]


USUAL = """
two_hats: 1
title: T
summary: S.
authors: [Two Hats]
licence: CC-BY-4.0
level: team
challenges: [workforce]
minutes: {play: 5, debrief: 5}
as_of: 2026-11
jurisdiction: England
aims: [Notice.]
brief: B.
clock: {unit: hour, starts: Friday 19:00}
meters: {care: {name: Care, start: 50}, rest: {name: Rest, start: 50}}
start: one
scenes:
  one:
    text: One.
    decision: {demand: {tame: A.}, cue: B., ask: What?}
    goto: two
    choices:
      - {id: ask, text: Ask the four., acts: [lead], poles: [people], because: C., effects: {care: +30, rest: -9}}
      - {id: rota, text: Write it down., acts: [manage], poles: [process], because: C., effects: {rest: +3}}
      - {id: wait, text: Wait a while., acts: [avoid], poles: [process], because: C., effects: {rest: +4, care: -1}}
  two:
    text: Two.
    decision: {demand: {wicked: A.}, cue: B., ask: What?}
    goto: end
    choices:
      - {id: fill, text: Fill it in now., acts: [manage], poles: [process], because: C., effects: {care: -2, rest: +2}}
      - {id: talk, text: Talk to them all., acts: [lead], poles: [people], because: C., effects: {care: +2, rest: -2}}
endings:
  - {id: good, title: Good, text: G., when: care < 60}
  - {id: poor, title: Poor, text: P.}
"""


LUCKY = "effects: {rest: -9}, chance: [{odds: 50, effects: {care: +30}}, {odds: 50, effects: {care: +1}}]"


@pytest.mark.parametrize(("effects", "codes"), [("effects: {care: +30, rest: -9}", []), (LUCKY, ["B007"])])
def test_a_decision_that_decides_nothing_is_told_beside_a_usual_ending_where_another_one_decides(
    effects: str, codes: list[str]
) -> None:
    text = USUAL.replace("effects: {care: +30, rest: -9}", effects)
    assert sorted(code for _, code in found(text, strict=True, seconds=30)) == ["B003", *codes]


def four_decisions(*, first: bool) -> str:
    act = "      - {id: act, text: Fill it., acts: [manage], because: C., effects: {care: +2, rest: -2}}\n"
    wait = "      - {id: wait, text: Wait for it., acts: [avoid], because: C., effects: {care: -1, rest: +1}}\n"
    decision = "    decision: {demand: {tame: A.}, cue: B.}\n    choices:\n"
    scenes = "".join(
        f"  s{n}:\n    text: T.\n    goto: {f's{n + 1}' if n < 4 else 'end'}\n{decision}"
        f"{act + wait if first or n != 3 else wait + act}"
        for n in range(1, 5)
    )
    head, endings = USUAL.partition("start: one\n")[0], USUAL.partition("endings:\n")[2].replace("60", "53")
    return f"{head}start: s1\nscenes:\n{scenes}endings:\n{endings}"


@pytest.mark.parametrize("first", [True, False])
def test_a_first_choice_that_fits_best_at_four_decisions_wins_without_reading(first: bool) -> None:
    messages = [it.message for it in diagnostics(four_decisions(first=first), seconds=30) if it.code == "B004"]
    assert messages == (["at every decision the choice that fits best is the first"] if first else [])


def test_where_a_play_gets_stuck_only_that_is_told_of_what_playing_finds() -> None:
    text = changed(
        ("      - id: call-it\n", "      - id: call-it\n        when: trust > 100\n"),
        ("      - id: ask-amara\n", "      - id: ask-amara\n        when: told\n"),
        ("    when: patients <= 55\n", "    when: patients <= 9\n"),
    )
    assert [code for _, code in found(text, seconds=30)] == ["L020"]


def test_what_was_not_walked_to_its_end_is_never_called_never() -> None:
    text = changed(GATE, ("    when: patients <= 55\n", "    when: patients <= 9\n"))
    checked = check(read_bytes(text.encode(), "night.yaml"), "night", seconds=1e-9)
    assert checked.paths is not None and not checked.paths.exact
    assert {it.code for it in checked.diagnostics}.isdisjoint(codes.PROVED)
    assert checked.paths.views[0].sampled == 2_000


def test_a_play_that_gets_stuck_is_found_in_a_sample_as_well() -> None:
    text = changed(
        ("      - id: call-it\n", "      - id: call-it\n        when: trust > 52\n"),
        ("      - id: ask-amara\n", "      - id: ask-amara\n        when: told\n"),
    )
    [only] = diagnostics(text, seconds=1e-9)
    assert (only.code, only.moves) == ("L020", ("book-agency",))


def test_nothing_is_played_unless_it_is_asked_for_and_nothing_where_the_story_cannot_end() -> None:
    ring = [("    goto: end\n", "    goto: handover\n"), ("    at_once: yes                  #", "    #")]
    for text, seconds in ((changed(GATE), 0.0), (changed(*ring), 30.0), (changed(("level: team", "level: x")), 30.0)):
        checked = check(read_bytes(text.encode(), "night.yaml"), "night", seconds=seconds)
        assert checked.paths is None
        assert {it.code for it in checked.diagnostics}.isdisjoint(codes.BY_PLAYING)


@pytest.mark.parametrize("place", ["when: trust > 70          ", "acts: [manage]            "])
def test_an_allowance_is_in_vain_only_where_somebody_looked(place: str) -> None:
    text = changed(GATE, (place, f"{place.rstrip()} # allow L030: a later edition opens it #"))
    vain = place.startswith("acts")
    assert [code for _, code in found(text, strict=True)] == []
    assert [code for _, code in found(text, strict=True, seconds=1e-9)] == []
    assert sorted(code for _, code in found(text, strict=True, seconds=30)) == (["L030", "W011"] if vain else [])


def test_an_allowance_for_what_was_not_weighed_is_not_in_vain() -> None:
    text = changed(GATE, ("acts: [manage]            ", "acts: [manage]  # allow B002: it says so on the door #"))
    assert [code for _, code in found(text, strict=True, seconds=30)] == ["L030"]


def test_a_chair_that_nothing_opens_for_is_no_fault_where_another_one_may() -> None:
    roles = "roles: {sister: {name: Sister}, porter: {name: Porter}}\nfacts:"
    gate = ("when: told          ", "when: role is porter          ")
    assert told(("facts:", roles), gate) == []


def test_the_good_scenario_stays_silent_however_long_it_is_played() -> None:
    for seconds in (1e-9, 30.0):
        assert diagnostics(GOOD, strict=True, seconds=seconds) == []


@settings(deadline=None, max_examples=25)
@given(mutated())
def test_whatever_plays_is_checked_by_playing_and_what_is_shown_can_be_seen(text: str) -> None:
    data = text.encode()
    checked = check(read_bytes(data, "mutated.yaml"), "mutated", strict=True, seconds=0.2)
    for it in checked.diagnostics:
        if it.code in codes.BY_PLAYING:
            assert it.place is not None and it.help.endswith((".", "?"))
        if it.seed is not None and it.severity == "error":
            assert replay(loads(data, "mutated.yaml"), it.seed, it.role, it.moves).fault is not None
