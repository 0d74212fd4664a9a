from __future__ import annotations

import pytest
from checks import GOOD
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types
from mutating import mutated
from pygls.workspace import PositionCodec

from game.authoring.lsp.buffers import Buffer
from game.authoring.lsp.completing import complete
from game.authoring.lsp.hovering import hover
from game.authoring.lsp.keys import meaning, parts_at
from game.authoring.lsp.lenses import lenses
from game.authoring.lsp.looking import Spot, spot_at
from game.authoring.lsp.outlining import outline
from game.authoring.lsp.positions import Positions
from game.authoring.schemas import schema

HERE = "¦"
SCENES = {"handover", "midnight", "complaint"}


# What is offered where the mark stands, in a file that was whole before that line was typed.
def offered(old: str, typed: str) -> dict[str, types.CompletionItem]:
    assert old in GOOD
    buffer = Buffer("night.yaml", GOOD)
    assert buffer.good
    before, _, after = GOOD.replace(old, typed, 1).partition(HERE)
    buffer.write(before + after, 2)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return {it.label: it for it in complete(buffer, line, column, positions_of(buffer))}


def positions_of(buffer: Buffer) -> Positions:
    return Positions(buffer.reading.lines, PositionCodec())


@pytest.mark.parametrize(
    ("old", "typed", "wanted", "unwanted"),
    [
        ("goto: midnight", "goto: ¦", {*SCENES, "end", "back"}, {"book-agency"}),
        ("start: handover", "start: ¦", SCENES, {"end"}),
        ("    scene: complaint", "    scene: com¦", SCENES, {"end", "text"}),
        ("room_cut: [handover, midnight]", "room_cut: [handover, ¦", SCENES, {"end"}),
        ("acts: [manage]", "acts: [manage, ¦", {"lead", "command", "avoid"}, SCENES),
        ("level: team", "level: ¦", {"team", "organisation"}, set()),
        ("better: low", "better: ¦", {"high", "low"}, set()),
        ("set: {told: yes}", "set: {¦", {"told", "bells", "cover"}, {"staff"}),
        ("set: {cover: own}", "set: {cover: ¦", {"none", "agency", "own"}, {"yes"}),
        ("effects: {finance: -6", "effects: {¦", {"finance", "staff", "bells"}, {"told", "cover"}),
        ("effects: {finance: -6", "effects: {finance: -load + ¦", {"staff", "bells", "now", "min"}, {"share"}),
        ("when: staff < 45", "when: ¦", {"staff", "told", "now", "visited", "not"}, {"ending", "share", "role"}),
        ("when: staff < 45", "when: staff < 45 ¦", {"and", "or"}, {"staff"}),
        ("when: staff < 45", "when: told and cover is ¦", {"none", "agency", "own"}, {"staff"}),
        ("when: staff < 45", "when: cover in [none, ¦", {"agency", "own"}, {"staff"}),
        ("when: staff < 45", "when: not visited(¦", SCENES, {"staff", "family"}),
        ("when: staff < 45", "when: happened(¦", {"family"}, SCENES),
        ("when: staff < 45", "when: chose(¦", {"book-agency", "acuity", "call-it"}, SCENES),
        ("when: staff < 45", "when: chose(midnight.¦", {"call-it", "ask-amara"}, {"book-agency"}),
        ("ending is together]", "ending is ¦", {"lost", "together", "held"}, {"staff"}),
        ("ending is held", "¦", {"ending", "share", "choices", "lead"}, set()),
        ("source: tawfik-2019", "source: ¦", {"tawfik-2019"}, set()),
        ("complaint: give-it}", "complaint: ¦", {"give-it", "later"}, {"call-it"}),
        ("choose: {handover: ask-the-team", "choose: {handover: look¦", {"look:acuity", "book-agency"}, {"acuity"}),
        ("choose: {handover: ask-the-team", "choose: {¦", SCENES, {"end"}),
        ("- amara: I have", "- ¦: I have", {"amara", "when", "text"}, {"staff"}),
        ("text: Read the acuity", "text: Read {¦", {"patients", "bells", "cover"}, {"midnight", "trust"}),
        ("text: Read the acuity", "text: Read {patients.¦", {"word"}, {"bells"}),
        ("        takes: 1\n", "        ¦\n", {"takes", "locked", "when"}, {"set", "id", "text", "reply", "title"}),
        ("    goto: end\n", "    ¦\n    goto: end\n", {"looks", "takes"}, {"decision", "title", "goto", "acts"}),
        ("cast:\n", "cas¦\n", {"cast", "roles"}, {"meters", "title"}),
    ],
)
def test_what_may_stand_there_is_offered_while_the_file_is_broken(
    old: str, typed: str, wanted: set[str], unwanted: set[str]
) -> None:
    found = set(offered(old, typed))
    assert wanted <= found, wanted - found
    assert not found & unwanted


@pytest.mark.parametrize(
    ("old", "typed"),
    [
        ("The board says twenty-six", "The board ¦"),
        ("  # opened in the debrief", "  # open¦"),
        ("title: One short", "title: One ¦"),
        ("id: acuity", "id: a¦"),
    ],
)
def test_nothing_is_offered_in_prose_in_comments_and_where_something_new_is_named(old: str, typed: str) -> None:
    assert offered(old, typed) == {}


def test_what_is_offered_says_what_it_is_and_replaces_the_begun_word() -> None:
    found = offered("goto: midnight", "goto: mid¦")
    edit = found["midnight"].text_edit
    assert isinstance(edit, types.TextEdit)
    assert (found["midnight"].detail, edit.new_text) == ("Midnight", "midnight")
    assert (edit.range.start.character, edit.range.end.character) == (10, 13)
    assert found["back"].detail == "on with what the event interrupted"
    look = offered("choose: {handover: ask-the-team", "choose: {handover: look:ac¦")["look:acuity"].text_edit
    assert isinstance(look, types.TextEdit)
    assert look.range.end.character - look.range.start.character == len("look:ac")
    key = offered("        takes: 1\n", "        ta¦\n")["takes"]
    assert isinstance(key.text_edit, types.TextEdit)
    assert key.text_edit.new_text == "takes: "
    assert key.detail == "Ticks that it takes; 0 unless said."


TYPED = """cast:
  amara: {name: Amara, ¦
scenes:
  handover:
    text:
      - Hello {¦
      - when: told and ¦
        text:
          - am¦
    looks:
    - id: x¦
      wh¦
    choices:
      - id: book
        text: >-
          A note: in {¦
        chance:
          - odds: 70
            ef¦
      - ¦
    goto:
      - {when: "a, {b", scene: mi¦
"""
OPTION = ("scenes", "handover", "choices", 0)
SPOTS = [
    Spot(("cast", "amara"), "", False),
    Spot(("scenes", "handover", "text", 0), "Hello {", False),
    Spot(("scenes", "handover", "text", 0, "when"), "told and ", True),
    Spot(("scenes", "handover", "text", 0, "text", 0), "am", False),
    Spot(("scenes", "handover", "looks", 0, "id"), "x", True),
    Spot(("scenes", "handover", "looks", 0), "wh", False, frozenset({"id"})),
    Spot((*OPTION, "text"), "A note: in {", True),
    Spot((*OPTION, "chance", 0), "ef", False, frozenset({"odds"})),
    Spot(OPTION, "", False),
    Spot(("scenes", "handover", "goto", 0, "scene"), "mi", True),
]


def test_which_key_one_is_in_is_told_from_the_lines_alone() -> None:
    lines = TYPED.replace(HERE, "").split("\n")
    places = [(number, line.index(HERE)) for number, line in enumerate(TYPED.split("\n"), 1) if HERE in line]
    assert [spot_at(lines, line, column + 1) for line, column in places] == SPOTS


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("clock", "unit"), "How long a tick is."),
        (("scenes", "any", "choices", 0, "because"), "The author's reason: what it gained and what it cost."),
        (("scenes", "any", "text", 0, "when"), "The beat is told only where this holds."),
        (("scenes", "any", "goto", 0, "scene"), "A scene's id, `end` or `back`."),
        (("scenes", "any", "nonsense"), ""),
        (("nonsense", 0, "when"), ""),
    ],
)
def test_a_key_means_what_the_models_say(path: tuple[str | int, ...], said: str) -> None:
    assert meaning(schema(), path) == said


def test_a_place_that_the_language_does_not_know_has_no_parts() -> None:
    assert parts_at(schema(), ("title", 0, "when")) == []


@settings(deadline=None, max_examples=60)
@given(mutated(), st.data())
def test_any_question_about_any_file_is_answered(text: str, data: st.DataObject) -> None:
    buffer = Buffer("night.yaml", GOOD)
    assert buffer.good
    buffer.write(text, 2)
    lines = buffer.reading.lines
    for _ in range(5):
        line = data.draw(st.integers(1, len(lines)))
        column = data.draw(st.integers(1, len(lines[line - 1]) + 1))
        positions = positions_of(buffer)
        complete(buffer, line, column, positions)
        hover(buffer, line, column, positions)
        if (name := buffer.name_at(line, column)) is not None:
            assert all(1 <= it.place.line <= len(lines) for it in buffer.mentions(name))
    for symbol in outline(buffer, positions_of(buffer)):
        assert symbol.range.start.line <= symbol.selection_range.start.line <= symbol.range.end.line < len(lines)
    assert all(it.range.start.line < len(lines) for it in lenses(buffer, positions_of(buffer)))
