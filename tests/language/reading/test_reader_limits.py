"""What is too much, and what is no scenario at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from reading import plainly, read

from game.language.diagnostics import Place
from game.language.reading.reader import read_bytes, read_file

# What is too much


@pytest.mark.parametrize(
    "text", ["[" * 30_000, "{a: " * 30_000, "- " * 30_000, "? " * 3_000, "a: " + "[[" * 15_000 + "]]" * 15_000]
)
def test_more_than_forty_levels_are_refused(text: str) -> None:
    document = read(text)
    assert document.root is None
    assert document.diagnostics[-1].code == "Y008"
    assert "40" in document.diagnostics[-1].message


def test_forty_levels_are_read() -> None:
    def nested(levels: int) -> str:
        return "".join("  " * level + "a:\n" for level in range(levels))

    assert read(nested(40)).diagnostics == []
    found = read(nested(41)).diagnostics
    assert [(it.code, it.place and it.place.line) for it in found] == [("Y008", 41)]


def test_a_bomb_of_merge_keys_is_refused_and_not_expanded() -> None:
    lines = ["a0: &a0 {x: 1}"]
    lines += [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 20)]
    document = read("\n".join(lines))
    assert {it.code for it in document.diagnostics} == {"Y017", "Y019"}
    assert plainly(document.root) == {"a0": {"x": "1"}, **{f"a{n}": {} for n in range(1, 20)}}


def test_more_than_two_megabytes_are_not_read(tmp_path: Path) -> None:
    document = read("a: 1\n" * 600_000)
    assert [it.code for it in document.diagnostics] == ["Y007"]
    assert document.lines == []
    path = tmp_path / "big.yaml"
    path.write_bytes(b"#" * 2_000_001)
    assert [it.code for it in read_file(path).diagnostics] == ["Y007"]
    path.write_bytes(b"#" * 2_000_000)
    assert [it.code for it in read_file(path).diagnostics] == ["Y010"]


def test_too_many_entries_are_not_read() -> None:
    document = read("a:\n" + "- b\n" * 200_001)
    assert document.root is None
    assert [it.code for it in document.diagnostics] == ["Y009"]
    assert "200,000" in document.diagnostics[0].message


def test_after_a_thousand_mistakes_nothing_more_is_read() -> None:
    document = read("a: [" + "*b, " * 5_000 + "]\n")
    assert len(document.diagnostics) == 1_000
    assert document.root is None


# What is no scenario at all


@pytest.mark.parametrize(
    "data, code, words",
    [
        (b"", "Y010", "empty"),
        (b"\n\n  \n", "Y010", "empty"),
        (b"# only\n# comments\n", "Y010", "empty"),
        (b"---\n", "Y010", "empty"),
        (b"\xef\xbb\xbf", "Y010", "empty"),
        (b"a: 1\0\nb: 2\n", "Y004", "not text"),
        (bytes(range(256)), "Y004", "not text"),
        (b"PK\x03\x04rest", "Y004", "office document"),
        (b"%PDF-1.7\n", "Y004", "PDF"),
        (b"{\\rtf1 hello}", "Y004", "rich-text"),
        ("a: é\n".encode("utf-16"), "Y005", "UTF-16"),
        ("title: One short\n".encode("utf-16-le"), "Y005", "UTF-16"),
        ("title: One short\n".encode("utf-16-be"), "Y005", "UTF-16"),
        ("a: 1\n".encode("utf-32"), "Y005", "UTF-32"),
        ("title: One\n".encode("utf-32-be"), "Y005", "UTF-32"),
        (b"a: 1\r\nb: caf\xe9\r\n", "Y006", "line 2"),
        (b"a: 1\rb: 2\rc: \x93no\x94\r", "Y006", "line 3"),
    ],
)
def test_what_is_no_scenario_is_one_plain_sentence(data: bytes, code: str, words: str) -> None:
    document = read_bytes(data, "a.yaml")
    assert document.root is None
    assert [it.code for it in document.diagnostics] == [code]
    assert words in document.diagnostics[0].message
    assert document.diagnostics[0].help


def test_a_byte_that_is_not_utf_8_has_its_place() -> None:
    document = read_bytes("a: é\nb: ".encode() + b"\xe9\n", "a.yaml")
    assert document.diagnostics[0].place == Place(2, 4, 2, 5)
    assert "é" in document.diagnostics[0].message
    assert document.lines == ["a: é", "b: \ufffd"]


def test_a_file_is_read_under_the_name_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_bytes(b"a: 1\r\n- b\n")
    document = read_file(path, "mine.yaml")
    assert document.file == "mine.yaml"
    assert document.diagnostics[0].file == "mine.yaml"
    assert document.lines == ["a: 1", "- b"]
    assert document.text == "a: 1\n- b\n"
    assert read_file(path).file == str(path)


def test_what_cannot_be_opened_is_one_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: 1\n")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    found = {
        name: [it.code for it in read_file(tmp_path / name).diagnostics]
        for name in ("missing.yaml", ".", "a.yaml/b", "loop", "pipe", "x" * 400, "nul\0")
    }
    assert found == {
        "missing.yaml": ["Y001"],
        ".": ["Y002"],
        "a.yaml/b": ["Y001"],
        "loop": ["Y003"],
        "pipe": ["Y002"],
        "x" * 400: ["Y003"],
        "nul\0": ["Y003"],
    }


def test_a_file_that_may_not_be_read_is_one_plain_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\n")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    document = read_file(path)
    assert [it.code for it in document.diagnostics] == ["Y003"]
    assert "allowed" in document.diagnostics[0].message
