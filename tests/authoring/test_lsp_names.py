from __future__ import annotations

import dataclasses
import re
from collections import Counter
from typing import Any

import pytest
import yaml
from checks import GOOD
from generating import AMOUNTS, CONDITIONS, as_yaml, trees
from hypothesis import given, settings
from hypothesis import strategies as st

from game.authoring.lsp.buffers import Buffer
from game.authoring.lsp.conditions import named_in
from game.authoring.lsp.index import Index
from game.authoring.lsp.names import Mention, Name
from game.authoring.lsp.renaming import RefusedError, refuse, renamed
from game.language.diagnostics import Place
from game.language.expressions.grammar import parse
from game.language.library import library_files
from game.language.loading import examine_fully, loads
from game.language.naming import read_names
from game.language.reading.reader import read_bytes
from game.scenario.expressions import Call, Constant, walk
from game.scenario.expressions import Name as Read

FRESH = "quite-another"
BARE = ("meter", "fact", "word", "role")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Give a file, some with every text folded over lines and every odd word in quotes."""
    text = as_yaml(draw(trees()))
    if draw(st.booleans()):
        text = yaml.dump(yaml.load(text, Loader=yaml.BaseLoader), sort_keys=False, width=draw(st.integers(8, 40)))
    return text


FILES = texts() | st.sampled_from([GOOD, *(file.read_text(encoding="utf-8") for file in library_files())])


def index_of(text: str) -> Index:
    root = read_bytes(text.encode(), "night.yaml").root
    assert root is not None
    return Index(root)


def mentions(index: Index) -> list[Mention]:
    return [it for name in index.names.given for it in (*index.given(name), *index.used(name))]


def written(text: str, places: list[tuple[Place, str]]) -> str:
    lines = text.split("\n")
    for place, new in sorted(places, key=lambda it: (it[0].line, it[0].column), reverse=True):
        assert place.line == place.end_line
        line = lines[place.line - 1]
        lines[place.line - 1] = line[: place.column - 1] + new + line[place.end_column - 1 :]
    return "\n".join(lines)


def buffer_of(text: str) -> Buffer:
    return Buffer("night.yaml", text)


@settings(deadline=None, max_examples=20)
@given(FILES)
def test_from_every_use_its_definition_is_found(text: str) -> None:
    buffer, lines = buffer_of(text), text.split("\n")
    index = buffer.good
    assert index is not None
    for it in mentions(index):
        assert it.exact
        assert lines[it.place.line - 1][it.place.column - 1 : it.place.end_column - 1] == it.name.id
        assert buffer.name_at(it.place.line, it.place.column) == it.name
        [given_at] = buffer.mentions(it.name, used=False)
        assert given_at.given


@settings(deadline=None, max_examples=20)
@given(FILES, st.data())
def test_what_is_renamed_loads_as_the_same_with_that_id_changed_and_no_other(text: str, data: st.DataObject) -> None:
    before = index_of(text)
    name = data.draw(st.sampled_from([*before.names.given]))
    [at] = before.given(name)
    after_text = written(text, renamed(buffer_of(text), at.place.line, at.place.column, FRESH))
    after = index_of(after_text)
    assert Counter(_changed(it.name, name) for it in mentions(before)) == Counter(it.name for it in mentions(after))
    plain, changed = loads(text.encode(), "night.yaml"), loads(after_text.encode(), "night.yaml")
    assert _as_values(changed, name.id) == _as_values(plain, name.id)


def _changed(it: Name, name: Name) -> Name:
    if it == name:
        return it._replace(id=FRESH)
    inside = (name.kind == "scene" and it.kind in ("choice", "look")) or (name.kind == "fact" and it.kind == "word")
    return it._replace(home=FRESH) if inside and it.home == name.id else it


# A scenario without its places and its text, the fresh id written as the old one.
def _as_values(part: Any, old: str) -> Any:
    if dataclasses.is_dataclass(part):
        fields = [it.name for it in dataclasses.fields(part) if it.name not in ("span", "text", "edition", "id")]
        own = getattr(part, "id", None)
        return type(part), _as_values(own, old), [_as_values(getattr(part, it), old) for it in fields]
    if isinstance(part, dict):
        return {_as_values(key, old): _as_values(value, old) for key, value in part.items()}
    if isinstance(part, (list, tuple)):
        return [_as_values(it, old) for it in part]
    return re.sub(rf"(?<![\w-]){FRESH}(?![\w-])", old, part) if isinstance(part, str) else part


@settings(deadline=None, max_examples=12)
@given(trees().map(as_yaml), st.lists(CONDITIONS | AMOUNTS.map(str), min_size=5, max_size=25))
def test_the_names_in_an_expression_are_those_that_it_is_read_as(text: str, expressions: list[str]) -> None:
    examined = examine_fully(read_bytes(text.encode(), "night.yaml"), "night")
    assert examined.model is not None and examined.scenario is not None
    known = read_names(examined.model, dict(examined.scenario.facts))
    names = index_of(text).names
    for expression in expressions:
        tree = [*walk(parse(expression, known))]
        read = [it.id for it in tree if isinstance(it, Read) and it.kind in ("meter", "fact")]
        read += [it.value for it in tree if isinstance(it, Constant) and isinstance(it.value, str)]
        found = [it.name for it in named_in(expression, names)]
        assert sorted(it.id for it in found if it.kind in BARE) == sorted(read)
        asked = {it.target for it in tree if isinstance(it, Call)}
        homes = {target.partition(".")[0] for target in asked if "." in target}
        targets = {f"{it.home}.{it.id}" if it.home else it.id for it in found if it.kind not in BARE}
        assert targets - homes == asked - homes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cover is agency", ["fact cover", "word agency"]),
        ("agency != cover", ["word agency", "fact cover"]),
        ("(cover) is not (own)", ["fact cover", "word own"]),
        ("cover not in [agency, own] and told", ["fact cover", "word agency", "word own", "fact told"]),
        ("ending is held or ending is not lost", ["ending held", "ending lost"]),
        ("chose(midnight.call-it) or chose(acuity)", ["scene midnight", "choice call-it", "look acuity"]),
        ("visited(complaint) and happened(family)", ["scene complaint", "event family"]),
        ("share(held) > 3", ["ending held"]),
        ("min(patients, staff - 2) <= load", ["meter patients", "meter staff", "meter load"]),
        ("staff < ", ["meter staff"]),
        ("told and cover is agency and (", ["fact told", "fact cover", "word agency"]),
        ("agency", []),
        ("now > 3 and nobody", []),
    ],
)
def test_names_are_found_by_what_stands_beside_them(text: str, found: list[str]) -> None:
    assert [f"{it.name.kind} {it.name.id}" for it in named_in(text, index_of(GOOD).names)] == found


@pytest.mark.parametrize(
    ("name", "new", "says"),
    [
        (Name("scene", "midnight"), "Mid Night", "lower-case letters"),
        (Name("scene", "midnight"), "handover", "is the id of a scene already"),
        (Name("scene", "midnight"), "back", "is a word of the language"),
        (Name("meter", "staff"), "told", "is the id of a fact already"),
        (Name("meter", "staff"), "agency", "is the id of a word already"),
        (Name("meter", "staff"), "lead", "is a word of the language"),
        (Name("fact", "told"), "not", "is a word of the language"),
        (Name("ending", "held"), "is", "is a word of the language"),
        (Name("person", "amara"), "else", "is a word of the language"),
        (Name("choice", "call-it", "midnight"), "ask-amara", 'is the id of a choice in scene "midnight" already'),
        (Name("look", "acuity", "handover"), "book-agency", 'is the id of a choice in scene "handover" already'),
    ],
)
def test_what_cannot_be_called_so_is_refused_in_a_sentence(name: Name, new: str, says: str) -> None:
    with pytest.raises(RefusedError, match=re.escape(says)):
        refuse(name, new, index_of(GOOD).names)


@pytest.mark.parametrize(
    ("name", "new"),
    [
        (Name("choice", "call-it", "midnight"), "ask-the-team"),
        (Name("scene", "midnight"), "told"),
        (Name("ending", "held"), "staff"),
        (Name("person", "amara"), "patients"),
    ],
)
def test_ids_that_are_told_apart_by_where_they_stand_may_be_the_same(name: Name, new: str) -> None:
    refuse(name, new, index_of(GOOD).names)


def test_a_choice_renamed_to_the_id_of_another_is_asked_about_with_its_scene() -> None:
    text = GOOD.replace("patients <= 55", "chose(call-it) or chose(book-agency) and patients <= 55")
    [place] = index_of(text).given(Name("choice", "call-it", "midnight"))
    after = written(text, renamed(buffer_of(text), place.place.line, place.place.column, "book-agency"))
    assert "when: chose(midnight.book-agency) or chose(handover.book-agency) and patients <= 55" in after
    loads(after.encode(), "night.yaml")


def test_a_name_within_escapes_is_not_written_over_blindly() -> None:
    text = GOOD.replace("when: staff < 45", r'when: "\x73taff < 45"')
    [place] = index_of(text).given(Name("meter", "staff"))
    with pytest.raises(RefusedError, match=r"stands on line \d+ in a way that cannot be written over"):
        renamed(buffer_of(text), place.place.line, place.place.column, "team")


def test_nothing_is_renamed_in_a_file_that_cannot_be_read() -> None:
    with pytest.raises(RefusedError, match="cannot be read as it is"):
        renamed(buffer_of(GOOD + "broken: ["), 1, 1, "team")
