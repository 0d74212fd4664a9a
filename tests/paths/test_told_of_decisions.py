from __future__ import annotations

import pytest
from generating import scenario_of

from game.documents.explored import sections
from game.documents.explored_page import explored_page
from game.documents.explored_text import explored_text
from game.paths.exploring import explore
from game.paths.labels import labels_of
from game.paths.ledto import led_to
from game.scenario.story import Scenario

TWO = """
two_hats: 1
title: T
summary: S.
brief: B.
clock: {unit: week}
meters: {care: {name: Care, start: 50}}
facts: {told: no}
start: one
scenes:
  one:
    text:
      - One.
      - when: told
        text: You <b>told</b> them.
      - when: care < 90
        text: Well.
        else: Better than well.
    decision: {demand: {wicked: A.}, cue: B.}
    goto: two
    choices:
      - {id: ask, text: Ask the four of them., acts: [lead], because: C., effects: {care: +5}}
      - {id: leave, text: Leave., acts: [avoid], because: C., effects: {care: -5}}
      - {id: set, text: Set a rota., acts: [manage], because: C., effects: {care: -5}}
  two:
    text: Two.
    decision: {demand: {tame: A.}, cue: B.}
    goto: end
    choices:
      - {id: fill, text: Fill it., acts: [manage], because: C.}
      - {id: wait, text: Wait for the morning., acts: [avoid], because: C., later: [{after: 5, text: Late.}]}
endings:
  - {id: good, title: Good, text: G., when: care > 50}
  - {id: poor, title: Poor, text: P.}
"""


@pytest.fixture
def scenario() -> Scenario:
    return scenario_of(TWO)


def test_the_shortest_the_longest_and_the_best_choice_of_each_decision_are_told(scenario: Scenario) -> None:
    one, two = labels_of(scenario)
    assert (one.shortest, one.shortest_words, one.longest, one.longest_words) == ("leave", 1, "ask", 5)
    assert (one.first, one.fitting) == ("ask", ("ask",))
    assert (two.scene, two.shortest, two.longest, two.fitting) == ("two", "fill", "wait", ("fill",))


def test_endings_are_told_by_the_acts_that_led_there(scenario: Scenario) -> None:
    good, poor = led_to(scenario, None)
    assert good.plays + poor.plays == 1_000 and 250 < good.plays < 420
    assert good.acts["lead"] == 0.5 and poor.acts["lead"] == good.acts["command"] == 0
    assert sum(good.acts.values()) == pytest.approx(1)


def test_what_is_asked_to_stop_stops_and_an_ending_that_no_play_came_to_has_no_acts(scenario: Scenario) -> None:
    led = list(led_to(scenario, None, stop=lambda: True))
    assert sum(it.plays for it in led) == 1
    assert [set(it.acts.values()) for it in led if not it.plays] == [{0.0}]


def test_everything_that_authors_asked_to_see_is_a_section(scenario: Scenario) -> None:
    found = {it.title: it for it in sections(explore(scenario))}
    assert [it.partition(":")[0] for it in found["NEVER REACHED"].lines] == ["what comes back two.wait"]
    assert found["TEXT THAT NO PLAY SHOWS"].lines == (
        'one: "You <b>told</b> them.": `told` never holds: told is no',
        'one, else: "Better than well.": `care < 90` always holds: care is 45 to 55',
    )
    assert "one (beat): `told` never holds: told is no" in found["ALWAYS THE SAME"].lines
    assert found["NEVER BETTER"].lines[:2] == tuple(f"one: {it}, against ask (60 what-ifs)" for it in ("leave", "set"))
    assert found["SHORTEST AND LONGEST"].lead.endswith("the first at 2, the shortest at 1, the longest at 1.")
    assert found["SHORTEST AND LONGEST"].lines[0] == "one: leave (1 word), ask (5 words); fits best: ask"
    assert found["ENDINGS BY THE ACTS THAT LED THERE"].lines[0].startswith("Good: command 0, manage 2")
    for word in ("NEVER REACHED", "TEXT THAT NO PLAY SHOWS", "SHORTEST AND LONGEST", "ENDINGS BY THE ACTS"):
        assert word in explored_text(explore(scenario), scenario, "t.yaml")


def test_the_page_holds_every_line_and_no_word_of_the_author_as_markup(scenario: Scenario) -> None:
    looks = "".join(f"      - {{id: look-{n}, text: Look {n}., when: told}}\n" for n in range(30))
    many = scenario_of(TWO.replace("    goto: two\n", f"    goto: two\n    looks:\n{looks}"))
    paths = explore(many, whatifs=0)
    page = explored_page(paths, many, "t.yaml")
    assert "look one.look-29" in page and "<b>told</b>" not in page
    [never] = [it for it in sections(paths) if it.title == "NEVER REACHED"]
    assert never.lines[-1] == "… and 19 more; all of them are in --format json and html"


def test_a_choice_that_is_outdone_says_how_often_and_whether_endings_differed(scenario: Scenario) -> None:
    outdone = {(it.choice, it.by): it for it in explore(scenario).outdone}
    leave = outdone["leave", "ask"]
    assert (leave.tried, leave.worse, leave.elsewhere, leave.apart) == (60, 60, 60, 0)


@pytest.mark.parametrize(
    ("when", "apart"),
    [
        ("care > 50", 0),
        ("care > 50, at_once: yes", 0),
        ("care > 50 and not chose(leave)", 60),
        ("care > 50 and not told", 60),
        ("care > 50 and now > 0", 60),
    ],
)
def test_an_ending_that_asks_for_more_than_meters_is_told_apart_from_one_that_meters_bring(
    when: str, apart: int
) -> None:
    found = explore(scenario_of(TWO.replace("when: care > 50", f"when: {when}"))).outdone
    assert [(it.elsewhere, it.apart) for it in found if (it.choice, it.by) == ("leave", "ask")] == [(60, apart)]


def test_without_personas_and_with_a_small_sample_less_is_worked_out(scenario: Scenario) -> None:
    paths = explore(scenario, lambda: True, personas=False, sample=50)
    assert not paths.exact and paths.led == ()
    assert (paths.views[0].personas, paths.views[0].sampled) == ((), 50)


def test_a_rare_ending_has_moves_and_a_seed_and_a_usual_one_has_none(scenario: Scenario) -> None:
    rare = scenario_of(
        TWO.replace(
            "effects: {care: +5}}",
            "chance: [{odds: 1, effects: {care: +5}}, {odds: 99, effects: {care: -1}}]}",
        )
    )
    good, poor = explore(rare).views[0].endings
    assert good.moves == ("ask", "fill") and good.seed
    assert (poor.moves, poor.seed) == ((), None)
