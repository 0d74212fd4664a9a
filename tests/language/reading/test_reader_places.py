"""Where things stand in a file."""

from __future__ import annotations

import pytest
from reading import cut, read, scalar, tree

from game.language.diagnostics import Place
from game.language.reading.nodes import Map, Scalar


def test_places_of_the_nodes() -> None:
    root = tree("a: one two\nb:\n  - 'x'\n  - [y, z]\nc: {d: e} # end\nf: >-\n  g\n  h\n\n\ni:\n")
    places = {key.text: value.span for key, value in root.entries}
    assert places == {
        "a": Place(1, 4, 1, 11),
        "b": Place(3, 3, 4, 11),
        "c": Place(5, 4, 5, 10),
        "f": Place(6, 4, 8, 4),
        "i": Place(11, 3, 11, 3),
    }
    assert root.span == Place(1, 1, 11, 3)


def test_columns_count_characters() -> None:
    inner = tree("a: {é\U0001f3e5: x, b: 12}\n").get("a")
    assert isinstance(inner, Map)
    found = inner.get("b")
    assert found is not None
    assert found.span == Place(1, 15, 1, 17)


@pytest.mark.parametrize("written", ["staff < 45 and told", "'staff < 45 and told'", '"staff < 45 and told"'])
def test_a_stretch_of_a_text_on_one_line_is_exact(written: str) -> None:
    document = read(f"when: {written}   # why\n")
    assert document.root is not None
    found = document.root.get("when")
    assert isinstance(found, Scalar)
    assert cut(document.lines, found.place_of(8, 10)) == "45"
    assert cut(document.lines, found.place_of(0, 5)) == "staff"
    assert cut(document.lines, found.place_of(0, len(found.text))) == "staff < 45 and told"
    assert cut(document.lines, found.place_of(15, 99)) == "told"
    at_the_end = found.place_of(19, 19)
    assert at_the_end.column == at_the_end.end_column == found.place_of(0, 19).end_column


@pytest.mark.parametrize("written", ["'it''s < 4'", '"caf\\u00e9 < 4"', "one\n  two", '"one\n  two"'])
def test_a_stretch_of_any_other_text_is_the_whole(written: str) -> None:
    found = scalar(f"a: {written}\n", "a")
    assert found.place_of(1, 3) == found.span


def test_a_stretch_of_a_block_is_exact() -> None:
    document = read("a:\n  b: |  # note\n\n    staff < 45\n      and told\n\n    x\n")
    assert document.root is not None
    inner = document.root.get("a")
    assert isinstance(inner, Map)
    found = inner.get("b")
    assert isinstance(found, Scalar)
    for words in ("staff", "45", "and told", "x"):
        start = found.text.index(words)
        assert cut(document.lines, found.place_of(start, start + len(words))) == words
    both = found.place_of(found.text.index("45"), found.text.index("told") + 4)
    assert (both.line, both.column, both.end_line, both.end_column) == (4, 13, 5, 15)
    assert found.place_of(found.text.index("x"), len(found.text)) == Place(7, 5, 7, 6)


def test_a_stretch_of_folded_lines_is_the_whole() -> None:
    found = scalar("a: >\n  one\n  two\n", "a")
    assert found.place_of(0, 3) == found.span == Place(1, 4, 3, 6)


def test_a_stretch_of_a_folded_block_of_one_line_is_exact() -> None:
    assert scalar("a: >-\n  one two\n", "a").place_of(4, 7) == Place(2, 7, 2, 10)


def test_a_stretch_of_nothing_is_its_place() -> None:
    assert scalar("a:\n", "a").place_of(0, 0) == Place(1, 3, 1, 3)
    assert scalar("a: |\nb: 1\n", "a").place_of(0, 0) == Place(1, 4, 1, 5)


def test_a_scalar_made_without_a_file_has_only_its_span() -> None:
    span = Place(3, 1, 3, 4)
    assert Scalar("abc", True, False, span).place_of(0, 1) == span
