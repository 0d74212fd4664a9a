import re

import pytest
from generating import Tree, as_yaml, files, plays, scenario_of, trees
from hypothesis import given, settings
from hypothesis import strategies as st

from game.documents.maps.lengths import words_of_plays
from game.documents.maps.making import around, map_of
from game.documents.maps.phrases import cause_words, due_words, gate_words, way_words
from game.language.library import find_scenario
from game.language.loading import load, loads
from game.play.playing import start
from game.present.readability import word_count
from game.scenario.story import Scenario

FIRST_SHIFT = load(find_scenario("first-shift"))
WORDS = re.compile(r"Words \d+\.")
STORY = """
two_hats: 1
title: Two ways
summary: A story that has one of everything.
brief: One two three.
language: {language}
clock: {{unit: hour, starts: Friday 19:00}}
cast: {{amara: {{name: Amara Obi, job: nurse}}}}
meters: {{patients: {{name: Patients, start: 60}}}}
facts: {{told: no}}
start: first
scenes:
  first:
    text:
      - One two three four.
      - when: told
        text: Five six.
        else: Five six seven eight.
    decision: {{demand: {{tame: Known.}}, cue: Seen., prompts: [Who else led?]}}
    choices:
      - id: tell
        text: Tell them all of it now.
        acts: [lead]
        set: {{told: yes}}
        goto:
          - {{when: patients < 50, scene: second}}
          - scene: end
        chance:
          - odds: 40
            text: Well.
            later: [{{at: second, text: It comes back., when: told}}]
          - {{odds: 60, text: Badly.}}
        because: It was right.
      - id: wait
        text: Wait.
        acts: [avoid]
        when: told
        locked: Not yet.
        because: It was easy.
        goto: second
        later: [{{after: 2, text: Nobody came.}}]
  second: {{text: Nothing to decide here., goto: end, takes: 1}}
  lost: {{text: Nobody comes here., goto: second}}
  aside:
    text: A bell.
    decision: {{demand: {{critical: Now.}}, cue: A bell.}}
    choices: [{{id: go, text: Go., acts: [command], goto: back, because: It rang.}}]
events:
  - {{id: bell, when: told, odds: 30, scene: aside, text: It rings.}}
  - {{id: knock, at: second, text: A knock.}}
endings: [{{id: done, title: Done, text: It is done.}}]
"""


def story(language: str = "en-GB") -> Scenario:
    return loads(STORY.format(language=language).encode(), "story.yaml")


def test_every_way_in_and_out_of_a_scene_is_on_the_map() -> None:
    found = map_of(story())
    ways = [(it.kind, it.scene, it.by, it.target, way_words(it)) for it in found.ways]
    assert ways == [
        ("start", "", "", "first", ""),
        ("choice", "first", "tell", "second", "if patients < 50"),
        ("choice", "first", "tell", "end", "otherwise"),
        ("choice", "first", "wait", "second", ""),
        ("passage", "second", "", "end", ""),
        ("passage", "lost", "", "second", ""),
        ("choice", "aside", "go", "back", ""),
        ("event", "", "bell", "aside", ""),
    ]
    second = found.places["second"]
    assert [(it.scene, it.by) for it in second.ways_in] == [("first", "tell"), ("first", "wait"), ("lost", "")]
    assert [it.target for it in second.ways_out] == ["end"]
    assert [it.id for it in second.events] == ["knock"]


def test_what_comes_back_names_what_plants_it_and_when_it_is_due() -> None:
    scenario = story()
    found = map_of(scenario)
    assert [(it.number, cause_words(it), due_words(it, scenario.clock)) for it in found.returns] == [
        (1, "first.tell, outcome 1", "on entering second, if told"),
        (2, "first.wait", "after 2 hours"),
    ]
    assert found.places["second"].due == found.returns[:1]
    assert found.places["first"].planted == found.returns


def test_what_may_follow_is_known_and_what_nothing_leads_to() -> None:
    places = map_of(story()).places
    assert places["first"].reaches == ("second", "aside")
    assert places["aside"].reaches == ("second",)  # the interrupted story goes on
    assert [id for id, place in places.items() if not place.found] == ["lost"]
    assert places["lost"].reaches == ("second",)


def test_reading_counts_the_longer_side_of_a_condition_and_options_by_their_words() -> None:
    first = map_of(story()).places["first"]
    assert first.entering.words == 8
    assert first.shortest is not None and first.shortest.id == "wait"
    assert first.longest is not None and first.longest.id == "tell"
    # its text, both labels, why one is closed, both outcomes, and what is planted
    assert first.whole.words == 8 + 6 + 1 + 2 + 1 + 1 + 3 + 2
    assert gate_words(first.scene.choices[1]) == "if told, else shown closed"


def test_options_of_one_length_have_no_shortest() -> None:
    assert map_of(story()).places["aside"].shortest is None


def test_a_language_without_a_formula_has_no_reading_age() -> None:
    assert map_of(FIRST_SHIFT).reading.age is not None
    assert all(place.whole.age is None for place in map_of(story("cy")).places.values())


def test_a_neighbourhood_is_a_scene_with_what_leads_there_and_what_it_leads_to() -> None:
    whole = map_of(load(find_scenario("keep-the-lights-on")))
    scene = list(whole.places)[4]
    part = around(whole, scene)
    assert part.around == scene
    assert scene in part.places and 1 < len(part.places) < len(whole.places)
    near = {way.scene for way in whole.places[scene].ways_in} | {way.target for way in whole.places[scene].ways_out}
    assert near - {"", "end", "back"} <= set(part.places)


@pytest.mark.parametrize("name", ["first-shift", "acting-up"])
def test_no_random_play_reads_more_on_entering_a_scene_than_the_map_says(name: str) -> None:
    scenario = load(find_scenario(name))
    places = map_of(scenario).places
    for seed in range(20):
        play = start(scenario, seed)
        while not play.over:
            for it in play.happened:
                if it.kind == "scene":
                    assert sum(word_count(beat.text) for beat in it.beats) <= places[it.id].entering.words
            open_choices = [it.id for it in play.options if it.open and it.kind == "choice"]
            play = play.choose(open_choices[seed % len(open_choices)])


def test_a_play_reads_its_brief_what_is_told_and_its_options() -> None:
    file = """
two_hats: 1
title: Straight
summary: One way only.
brief: One two three.
clock: {unit: week, starts: 1}
meters: {patients: {name: Patients, start: 60}}
start: only
scenes:
  only:
    text: Four five.
    decision: {demand: {tame: Known.}, cue: Seen.}
    goto: end
    choices:
      - {id: go, text: Six seven., acts: [lead], reply: Eight., because: Why.}
      - {id: no, text: Nine., acts: [lead], when: patients < 1, locked: Ten eleven., because: Why.}
endings: [{id: done, title: Done, text: Twelve thirteen.}]
"""
    spread = words_of_plays(loads(file.encode(), "straight.yaml"), plays=7)
    assert spread is not None
    assert (spread.plays, spread.low, spread.middle, spread.high) == (7, 13, 13, 13)


def test_plays_that_never_end_are_left_out() -> None:
    file = STORY.format(language="en-GB").replace("goto: end, takes: 1", "goto: first, takes: 1")
    file = file.replace("- scene: end", "- scene: first")
    assert words_of_plays(loads(file.encode(), "round.yaml"), plays=3) is None


@settings(deadline=None, max_examples=12)
@given(files)
def test_every_word_of_a_file_is_among_the_pieces(file: str) -> None:
    text = "\n".join(it.text for it in map_of(scenario_of(file)).pieces)
    assert set(WORDS.findall(file)) == set(WORDS.findall(text))


@settings(deadline=None, max_examples=12)
@given(trees(), st.data())
def test_what_any_play_tells_and_reaches_is_on_the_map(tree: Tree, data: st.DataObject) -> None:
    scenario = scenario_of(as_yaml(tree))
    found = map_of(scenario)
    play = data.draw(plays(scenario))
    told = " ".join(beat.text for beat in play.transcript)
    assert set(WORDS.findall(told)) <= {
        word for it in found.pieces if it.seen == "play" for word in WORDS.findall(it.text)
    }
    visits = [it.id for step in play.line() for it in step.happened if it.kind == "scene"]
    assert all(found.places[id].found for id in visits)
    for place, scene in enumerate(visits):
        assert set(visits[place + 1 :]) <= set(found.places[scene].reaches)
