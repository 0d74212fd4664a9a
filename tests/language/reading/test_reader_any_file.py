"""What holds for any file, whatever is in it."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading import cut, plainly, read

from game.language.reading import assembly
from game.language.reading.nodes import Items, Map, Node, Scalar
from game.language.reading.reader import read_bytes

WORDS = st.sampled_from(
    [
        "a",
        "b:",
        "c: ",
        "- ",
        "  ",
        "\n",
        "\n  ",
        "\n    ",
        "\t",
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        " #",
        "#x",
        "# ",
    ]
    + [
        "|",
        ">",
        "\n---\n",
        "...\n",
        "%",
        "&x ",
        "*x",
        "<<: ",
        "!t ",
        "\\",
        "\\x",
        "\u00a0",
        "\ufeff",
        "\u2028",
        "é",
        "?",
        "@",
        "~",
    ]
)
LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


def check_any(data: bytes) -> None:
    document = read_bytes(data, "a.yaml")
    assert document.root is not None or document.diagnostics
    places = [it.place for it in document.diagnostics]
    assert places == sorted(places, key=lambda it: (it.line, it.column) if it else (0, 0))
    for place in filter(None, places):
        assert 1 <= place.line <= place.end_line <= max(1, len(document.lines))
        assert 1 <= place.column <= len(document.lines[place.line - 1]) + 1
    if document.root is not None:
        check_places(document.root, document.lines)


def check_places(node: Node, lines: list[str]) -> None:
    span = node.span
    assert (span.line, span.column) <= (span.end_line, span.end_column)
    assert span.end_line <= len(lines)
    assert span.end_column <= len(lines[span.end_line - 1]) + 1
    if isinstance(node, Scalar):
        for start in range(len(node.text)):
            place = node.place_of(start, start + 1)
            if place != span and node.text[start] != "\n":
                assert cut(lines, place) == node.text[start]
    for child in (
        node.items
        if isinstance(node, Items)
        else [it for e in node.entries for it in e]
        if isinstance(node, Map)
        else []
    ):
        check_places(child, lines)


@pytest.mark.parametrize("loader", LOADERS, ids=lambda it: it.__name__)
def test_reading_never_raises(loader: type[yaml.SafeLoader], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembly, "_LOADER", loader)

    @settings(deadline=None, max_examples=150)
    @given(st.binary(max_size=60))
    @example(b"\xff\xfe\0\0")
    @example(b'"\\UFFFFFFFF"')
    @example(b'a: "\\ud800"')
    def on_bytes(data: bytes) -> None:
        check_any(data)

    @settings(deadline=None, max_examples=150)
    @given(st.text(max_size=60))
    def on_text(text: str) -> None:
        check_any(text.encode("utf-8", "surrogatepass"))

    @settings(deadline=None, max_examples=500)
    @given(st.lists(WORDS, max_size=25).map("".join))
    def on_pieces(text: str) -> None:
        check_any(text.encode())

    on_bytes()
    on_text()
    on_pieces()


WORD = st.text(st.characters(exclude_categories=["C", "Z", "M"], exclude_characters="[{<"), min_size=1, max_size=8)
PROSE = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"]) | st.sampled_from("\n :#-'\"{}[]"), max_size=30
).filter(lambda text: not re.match(r"\s*\w[\w-]*:", text))
TREES = st.recursive(
    PROSE | st.integers(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORD, inner, max_size=4),
    max_leaves=12,
)


def as_text(value: object) -> object:
    if isinstance(value, dict):
        return {key: as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    return str(value)


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(WORD, TREES, min_size=1, max_size=4), st.booleans(), st.sampled_from([False, True, None]))
def test_what_was_written_by_a_dumper_is_read_back_as_text(
    value: dict[str, object], unicode: bool, braces: bool | None
) -> None:
    text = yaml.safe_dump(value, allow_unicode=unicode, default_flow_style=braces)
    document = read(text)
    assert document.diagnostics == []
    assert plainly(document.root) == as_text(value)
    assert document.root is not None
    check_places(document.root, document.lines)
