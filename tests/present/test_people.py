from game.language.loading import loads
from game.play.playing import Play, start
from game.present.parts import words
from game.present.people import NOBODY_YET, cast_rows, met

TEXT = """\
two_hats: 1
title: Who
summary: Some people.
brief: Kit runs the desk.
clock: {unit: hour, starts: Friday 19:00}
cast:
  amara: {name: Amara Obi, job: senior nurse}
  dev: {name: Dev Rao, job: two weeks in charge}
  pearl: {name: Pearl Grant, job: wife of a patient who died}
  will: {name: Mrs Lee Obi, job: porter}
  kit: {name: Kit Marsh, job: ward clerk}
  haddad: {name: Dr Samira Haddad, job: consultant}
meters: {staff: {name: Staff wellbeing, start: 50}}
start: one
scenes:
  one:
    text: [Mrs Ames asks for Mr Grant. Deviations are many., amara: I am here.]
    looks: [{id: door, text: Look, reply: It is Dr Haddad.}]
    decision: {demand: {tame: Something.}, cue: It is there.}
    choices:
      - {id: ask, text: Ask Dev., acts: [manage], because: It was time., goto: end}
      - {id: leave, text: Leave it., acts: [avoid], because: It was time., reply: Pearl is there., goto: end}
endings: [{id: quiet, title: Quiet, text: Over.}]
"""


def play() -> Play:
    return start(loads(TEXT.encode(), "who.yaml"), 7)


def names(play: Play) -> list[str]:
    return [it.id for it in met(play)]


def test_who_has_spoken_or_was_named_is_met_and_nobody_else() -> None:
    assert names(play()) == ["amara", "dev", "kit"]


def test_a_name_in_an_answer_is_enough_and_a_surname_behind_mr_is_not() -> None:
    assert names(play().look("door")) == ["amara", "dev", "kit", "haddad"]
    assert names(play().choose("leave")) == ["amara", "dev", "pearl", "kit"]


def test_the_page_names_only_those_met() -> None:
    said = " ".join(words(it.parts) for it in cast_rows(play()))
    assert "Amara Obi" in said and "died" not in said


def test_where_nobody_was_met_it_says_so() -> None:
    text = TEXT.replace("Kit runs", "You run").replace(", amara: I am here.", "").replace("Ask Dev.", "Ask.")
    alone = start(loads(text.encode(), "who.yaml"), 7)
    assert [words(it.parts) for it in cast_rows(alone)] == [NOBODY_YET]
