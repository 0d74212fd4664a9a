"""What is read, and that it is read as it was written."""

from __future__ import annotations

import pytest
from reading import plainly, read, tree

from game.language.diagnostics import Place
from game.language.reading.nodes import Items, Scalar

CLEAN = {
    "a # with a space": ("text: Bed twelve # the one by the door\n", {"text": "Bed twelve"}),
    "a # inside a word": ("text: Bed#4 and a#b\n", {"text": "Bed#4 and a#b"}),
    "a # in quotes": ("a: \"Bed #4\"\nb: 'Bed #4' #4\n", {"a": "Bed #4", "b": "Bed #4"}),
    "a # in a block": ("text: |\n  Bed #4\n  #5 too\n", {"text": "Bed #4\n#5 too\n"}),
    "a # behind a key": ("scenes: #all\n  a: b\n", {"scenes": {"a": "b"}}),
    "a # at the end": ("text: Bed #\n", {"text": "Bed"}),
    "an allowance": ("goto: end  # allow L003: the last one is meant\n", {"goto": "end"}),
    "comments everywhere": ("# a\na: 1 # b\n\n  # c\nb: # d\n  # e\n  - x # f\n# g\n", {"a": "1", "b": ["x"]}),
    "a colon in a block": ("text: |\n  She said: no.\n", {"text": "She said: no.\n"}),
    "a colon without a space": ("a: 12:30\nb: http://x.org\nc: a:b\n", {"a": "12:30", "b": "http://x.org", "c": "a:b"}),
    "tabs in a block": ("text: |\n  one\n  \ttwo\n  three\tfour\n", {"text": "one\n\ttwo\nthree\tfour\n"}),
    "tabs between words": ("a: one\ttwo\nb:\tthree\t# four\n", {"a": "one\ttwo", "b": "three"}),
    "quotes in a block": ("text: >-\n  \"No,\" she said.\n  'Never'\n", {"text": "\"No,\" she said. 'Never'"}),
    "quotes within a text": ("text: He said \"no\" and 'never'\n", {"text": "He said \"no\" and 'never'"}),
    "a folded block": ("text: >\n  one\n  two\n\n  three\n", {"text": "one two\nthree\n"}),
    "a block in a list": ("a:\n- |\n  x\n-   y\n", {"a": ["x\n", "y"]}),
    "braces": (
        "effects: {a: -1, b: +2}\nc: [x, {d: e}, [f]]\n",
        {"effects": {"a": "-1", "b": "+2"}, "c": ["x", {"d": "e"}, ["f"]]},
    ),
    "braces over lines": ("a: {\n  x: 1,\n  y: [\n    2,\n  ],\n}\n", {"a": {"x": "1", "y": ["2"]}}),
    "entries in a list without braces": ("a: [b: c, d]\n", {"a": [{"b": "c"}, "d"]}),
    "a look in braces": ("choose: {handover: look:acuity}\n", {"choose": {"handover": "look:acuity"}}),
    "a look below its key": ("choose: {handover:\n  look:acuity}\n", {"choose": {"handover": "look:acuity"}}),
    "words that are more elsewhere": (
        "a: No\nb: on\nc: 010\nd: 1_000\ne: 0x1F\nf: 2026-11\ng: ~\nh: null\ni: 3.10\n",
        {
            "a": "No",
            "b": "on",
            "c": "010",
            "d": "1_000",
            "e": "0x1F",
            "f": "2026-11",
            "g": "~",
            "h": "null",
            "i": "3.10",
        },
    ),
    "keys that are more elsewhere": ("on: 1\nyes: 2\n1: 3\nnull: 4\n", {"on": "1", "yes": "2", "1": "3", "null": "4"}),
    "nothing at all": ("a:\nb:\n  -\n  - x\n", {"a": "", "b": ["", "x"]}),
    "Windows line ends": ("a: 1\r\nb: |\r\n  x\r\n  y\r\n", {"a": "1", "b": "x\ny\n"}),
    "old Mac line ends": ("a: 1\rb:\r  - x\r", {"a": "1", "b": ["x"]}),
    "a mark in front": ("\ufeffa: 1\n", {"a": "1"}),
    "no line end": ("a: 1", {"a": "1"}),
    "one leading line of dashes": ("---\na: 1\n...\n", {"a": "1"}),
    "emoji": ("a: 👩‍⚕️ is here\nb: \U0001f3e5\n", {"a": "👩‍⚕️ is here", "b": "\U0001f3e5"}),
    "right to left": ("a: שלום לכולם\nb: |\n  \u200fمرحبا\n", {"a": "שלום לכולם", "b": "\u200fمرحبا\n"}),
    "French spaces": (
        "a: «\u00a0Oui\u00a0»\u00a0!\nb: |\n  \u00a0x\n",
        {"a": "«\u00a0Oui\u00a0»\u00a0!", "b": "\u00a0x\n"},
    ),
    "curly quotes": ("a: “No,” she said.\n", {"a": "“No,” she said."}),
    "signs within a text": ("a: what? yes! [no] {x} & * @ ` | > %\n", {"a": "what? yes! [no] {x} & * @ ` | > %"}),
    "a minus and a plus": ("a: -6\nb: +4\n", {"a": "-6", "b": "+4"}),
    "a text over lines": ("a: one\n  two\n\n  three\nb: x\n", {"a": "one two\nthree", "b": "x"}),
    "a quoted text over lines": ('a: "one\n  two"\nb: x\n', {"a": "one two", "b": "x"}),
    "control characters": ('a: "\\e[31m \\x9b \\u202e"\n', {"a": "\x1b[31m \x9b \u202e"}),
    "escapes": ("a: \"caf\\u00e9\\n\\ttab\"\nb: 'it''s'\n", {"a": "café\n\ttab", "b": "it's"}),
    "a key in quotes": ("\"a\": 1\n'b c': 2\n", {"a": "1", "b c": "2"}),
    "spaces in a key": ("a key : 1\n", {"a key": "1"}),
    "the same key in two places": ("a: {x: 1}\nb: {x: 1}\n", {"a": {"x": "1"}, "b": {"x": "1"}}),
    "a quoted <<": ('a: {"<<": 1}\n', {"a": {"<<": "1"}}),
}


@pytest.mark.parametrize("text, expected", CLEAN.values(), ids=CLEAN.keys())
def test_odd_but_fine_is_read_in_silence(text: str, expected: object) -> None:
    assert plainly(tree(text)) == expected


def test_how_a_text_was_written_is_remembered() -> None:
    root = tree("plain: x\nquoted: 'x'\ndouble: \"x\"\nblock: |\n  x\nfolded: >\n  x\nempty:\n")
    ways = {key.text: (value.plain, value.block) for key, value in root.entries if isinstance(value, Scalar)}
    assert ways == {
        "plain": (True, False),
        "quoted": (False, False),
        "double": (False, False),
        "block": (False, True),
        "folded": (False, True),
        "empty": (True, False),
    }


def test_a_map_gives_its_values_and_its_keys() -> None:
    root = tree("a: 1\nb: 2\n")
    assert plainly(root.get("b")) == "2"
    assert root.get("c") is None
    key = root.key("b")
    assert key is not None
    assert key.span == Place(2, 1, 2, 2)
    assert root.key("c") is None
    root.entries.append((key, Items([], key.span)))
    assert root.get("b") is not None


def test_the_first_of_two_equal_keys_is_kept() -> None:
    root = read("a: 1\na: {b: 2}\nc: 3\n").root
    assert plainly(root) == {"a": "1", "c": "3"}


def test_nothing_marked_elsewhere_is_copied() -> None:
    root = read("a: &x [1, 2]\nb: *x\nc:\n  <<: *x\n  d: 1\n").root
    assert plainly(root) == {"a": ["1", "2"], "b": "*x", "c": {"d": "1"}}


def test_a_second_document_is_not_read() -> None:
    document = read("a: 1\n---\nb: [\n")
    assert [it.code for it in document.diagnostics] == ["Y022"]
    assert plainly(document.root) == {"a": "1"}


def test_an_invisible_character_is_taken_out_of_a_key() -> None:
    assert plainly(read("ti\u200btle: One\n").root) == {"title": "One"}


def test_half_a_character_is_refused() -> None:
    assert [it.code for it in read('a: "b \\ud800"\n').diagnostics] == ["Y037"]


def test_control_characters_in_the_file_go_no_further() -> None:
    document = read("b: x\x1b[0m\n")
    assert [it.code for it in document.diagnostics] == ["Y012"]
    assert "\x1b" not in str(document)
