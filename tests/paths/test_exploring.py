from dataclasses import replace

import pytest
from generating import scenario_of

import game
from game.documents.explored_page import explored_page
from game.documents.explored_text import explored_text
from game.paths.arrays import Limit, Walk
from game.paths.exploring import explore
from game.scenario.story import Scenario

HEAD = """
two_hats: 1
title: T
summary: S.
brief: B.
clock: {unit: week}
meters:
  care: {name: Care, start: 50}
  money: {name: Money, start: 50}
facts: {told: no, seen: no}
start: one
"""
ENDINGS = """
endings:
  - {id: good, title: Good, text: G., when: care > 54}
  - {id: great, title: Great, text: G., when: care > 90}
  - {id: plain, title: Plain, text: P.}
"""


def _scenario(scenes: str, rest: str = ENDINGS) -> Scenario:
    return scenario_of(f"{HEAD}\nscenes:\n{scenes}\n{rest}")


TWO = """
  one:
    text: One.
    decision: {demand: {tame: A.}, cue: B.}
    goto: two
    choices:
      - {id: up, text: Up., acts: [manage], because: C., effects: {care: +5, money: -1}}
      - {id: stay, text: Stay., acts: [avoid], because: C., effects: {money: -2}}
  two:
    text:
      - when: told
        text: Told.
    decision: {demand: {wicked: A.}, cue: B.}
    goto: end
    choices:
      - {id: lead, text: Lead., acts: [lead], because: C., effects: {care: +1}}
      - {id: gated, text: Gated., acts: [lead], because: C., when: care >= 60}
"""


def test_shares_of_endings_are_exact() -> None:
    paths = explore(_scenario(TWO))
    view = paths.views[0]
    assert paths.exact and view.plays == 2
    shares = {it.id: it.share.value for it in view.endings}
    assert shares == {"good": 0.5, "great": 0.0, "plain": 0.5}
    assert all(it.share.exact for it in view.endings)


def test_personas_play_as_they_say() -> None:
    good = explore(_scenario(TWO)).views[0].endings[0].personas
    assert {name: share.value for name, share in good.items()} == {
        "manage": 1.0, "avoid": 0.0, "lead": 0.5, "command": 0.5, "fit": 1.0, "first": 1.0,
        "protect care": 1.0, "protect money": 1.0,
    }  # fmt: skip


def test_what_is_never_reached_says_why() -> None:
    never = {(it.part, it.where): it.why for it in explore(_scenario(TWO)).never}
    assert never == {
        ("choice", "two.gated"): "`care >= 60` never holds: care is 50 to 55 there",
        ("beat", "two"): "`told` never holds: told is no",
        ("ending", "great"): "`care > 90` never holds: care is 51 to 56 at the end",
    }


def test_a_scene_that_nothing_leads_to_says_so() -> None:
    lonely = TWO + "  three:\n    text: Three.\n    goto: end\n"
    assert ("scene", "three", "nothing leads to it") in {
        (it.part, it.where, it.why) for it in explore(_scenario(lonely)).never
    }


def test_a_scene_that_only_a_look_opens_is_reached() -> None:
    looked = TWO.replace(
        "    goto: two\n", "    looks: [{id: peek, text: Peek., set: {told: yes}}]\n    goto: two\n", 1
    )
    assert ("beat", "two") not in {(it.part, it.where) for it in explore(_scenario(looked)).never}


def test_a_stuck_state_is_told_with_the_shortest_moves_and_a_seed() -> None:
    stuck = TWO.replace("{id: lead, text: Lead., acts: [lead], because: C., effects: {care: +1}}",
                        "{id: lead, text: Lead., acts: [lead], because: C., when: care > 50}")  # fmt: skip
    scenario = _scenario(stuck)
    (found,) = explore(scenario).stuck
    assert (found.where, found.kind, found.moves, found.share) == ("scene two", "closed", ("stay",), 0.5)
    assert found.seed is not None
    assert game.replay(scenario, seed=found.seed, moves=found.moves).fault


def test_a_condition_that_decides_nothing_is_told() -> None:
    always = {(it.kind, it.where): it.holds for it in explore(_scenario(TWO)).always}
    assert always == {("choice", "two.gated"): False, ("beat", "two"): False, ("ending", "great"): False}


def test_a_choice_outdone_on_every_meter_is_told() -> None:
    worse = TWO.replace("effects: {money: -2}", "effects: {money: -2, care: +4}")
    outdone = [(it.scene, it.choice, it.by) for it in explore(_scenario(worse)).outdone]
    assert outdone == [("one", "stay", "up")]


def test_a_decision_that_changes_no_ending_is_told() -> None:
    weights = {it.scene: it.changed for it in explore(_scenario(TWO)).weights}
    assert weights["two"] == 0 < weights["one"]


def test_meters_are_told_at_each_decision_and_at_the_end() -> None:
    view = explore(_scenario(TWO)).views[0]
    assert [(it.scene, it.now, it.meters["care"]) for it in view.standing] == [
        ("one", (0, 0), (50, 50)),
        ("two", (1, 1), (50, 55)),
    ]
    assert view.last == {"care": (51, 56), "money": (48, 49)}


def test_what_comes_back_is_told_with_the_scene_that_it_lands_in() -> None:
    planted = TWO.replace("effects: {care: +5, money: -1}", "later: [{at: two, effects: {money: -1}}]")
    assert [(it.what, dict(it.scenes)) for it in explore(_scenario(planted)).lands] == [("one.up", {"two": 0.5})]


def test_a_walk_that_is_stopped_says_so_and_goes_on_with_random_plays() -> None:
    paths = explore(_scenario(TWO), stop=lambda: True)
    view = paths.views[0]
    assert (view.exact, view.why, view.sampled) == (False, "stopped", 10_000)
    good = view.endings[0].share
    assert good.low < 0.5 < good.high and not good.exact
    assert {it.where for it in paths.never} == {"two.gated", "two", "great"}


def test_states_past_the_limit_end_the_walk() -> None:
    walk = Walk(_scenario(TWO), limit=Limit(states=0))
    walk.from_start()
    assert walk.finished == "more than 0 states"


def test_what_multiplied_the_states_is_named() -> None:
    chancy = TWO.replace("effects: {care: +5, money: -1}", "chance: [{odds: 50}, {odds: 50, effects: {care: +1}}]")
    assert explore(_scenario(chancy)).views[0].multipliers == (("chance one.up", 1),)


def test_a_loop_that_chance_leaves_is_exact() -> None:
    loop = TWO.replace("{id: stay, text: Stay.,", "{id: stay, goto: one, takes: 0, text: Stay.,").replace(
        "money: -2", ""
    )
    view = explore(_scenario(loop.replace("effects: {}}", "}"))).views[0]
    assert view.exact and view.plays is None
    assert {it.id: round(it.share.value, 9) for it in view.endings} == {"good": 1.0, "great": 0.0, "plain": 0.0}


def test_every_role_is_walked_where_the_role_is_read() -> None:
    roles = ENDINGS + "roles:\n  sister: {name: Sister}\n  matron: {name: Matron}\n"
    scenario = _scenario(TWO.replace("when: care >= 60", "when: role is matron"), roles)
    paths = explore(scenario)
    assert [view.role for view in paths.views] == ["sister", "matron"]
    assert ("choice", "two.gated") not in {(it.part, it.where) for it in paths.never}


@pytest.mark.parametrize("as_document", [explored_text, explored_page])
def test_the_documents_name_every_ending_and_what_is_never_reached(as_document: object) -> None:
    scenario = _scenario(TWO)
    assert callable(as_document)
    text = as_document(explore(scenario), scenario, "t.yaml")
    for words in ("Good", "Great", "Plain", "two.gated", "every play was walked, 2 in all"):
        assert words in text


def test_no_word_of_an_author_becomes_html_or_an_escape_code() -> None:
    scenario = _scenario(TWO)
    paths = replace(explore(scenario), title="<b>\x1b[31mred")
    assert "<b>" not in explored_page(paths, scenario, "t.yaml")
    assert "\x1b" not in explored_text(paths, scenario, "t.yaml") + explored_page(paths, scenario, "t.yaml")


def test_what_does_not_fit_columns_is_walked_in_the_plain_form() -> None:
    twice = """
  one:
    text:
      - {when: told, text: Told.}
    decision: {demand: {tame: A.}, cue: B.}
    goto: mid
    choices:
      - {id: plant, text: P., acts: [lead], because: C., later: [{at: two, effects: {care: +3}}]}
  mid:
    text: Mid.
    decision: {demand: {tame: A.}, cue: B.}
    goto: two
    choices:
      - {id: again, text: A., acts: [lead], because: C., once: yes, goto: one}
      - {id: go, text: G., acts: [lead], because: C.}
  two:
    text: Two.
    goto: end
"""
    paths = explore(_scenario(twice))
    view = paths.views[0]
    assert view.exact and view.plays == 2
    assert {it.id: it.share.value for it in view.endings} == {"good": 0.5, "great": 0.0, "plain": 0.5}
    assert {it.where: it.why for it in paths.never} == {"great": "no play comes to it"}
