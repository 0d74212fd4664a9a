"""One mistake each: what it is called, where it stands, and the words that have to be there."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
import yaml

from game.language.diagnostics import Diagnostic
from game.language.reading import assembly, syntax_codes
from game.language.reading.reader import read_bytes


class Case(NamedTuple):
    name: str
    text: str
    code: str
    line: int
    column: int
    words: tuple[str, ...]


SCENE = "scenes:\n  handover:\n    title: The board\n"

CASES = [
    Case("tab indent", "scenes:\n\thandover: x\n", "Y013", 2, 1, ("tab", "spaces")),
    Case("tab after an entry", "title: One\n\tsummary: Two\n", "Y013", 2, 1, ("tab",)),
    Case("tab inside a block's indent", "text: |\n  one\n\ttwo\n", "Y013", 3, 1, ("tab",)),
    Case("tab on an empty line", "title: One\n\t\nlevel: team\n", "Y013", 2, 1, ("tab", "empty line")),
    Case("tab on an empty line of a block", "t: |\n  1\n  \t2\n\t\n  3\n", "Y013", 4, 1, ("tab", "empty line")),
    Case("tab in front of every line", "a:\n\tb: 1\n\tc: 2\n\td: 3\n", "Y013", 2, 1, ("tab", "2 more lines")),
    Case("tab after a dash", "aims:\n  -\tone\n", "Y013", 2, 4, ("tab", "space")),
    Case("tab on the first line", "\ttitle: One\n", "Y013", 1, 1, ("tab",)),
    Case("colon in prose", "text: Warning: call family\n", "Y025", 1, 14, ("colon", '`text: "Warning: call family"`')),
    Case(
        "colon in speech", "t:\n  - amara: He said: no\n", "Y025", 2, 19, ('`- amara: "He said: no"`', "`- amara: >-`")
    ),
    Case("colon before a comment", "text: He said: no   # why\n", "Y025", 1, 14, ('`text: "He said: no"`',)),
    Case("colon on a second line", "text: Bed twelve\n  and the rest: home\n", "Y025", 2, 15, ("quotes", ": >-")),
    Case("colon between braces", "a: {name: Ward: seven}\n", "Y025", 1, 15, ("colon", "quotes")),
    Case(
        "unclosed quote",
        'text: "Nobody knows.\ntitle: Two\n',
        "Y026",
        1,
        7,
        ("never closed", '`text: "Nobody knows."`'),
    ),
    Case("unclosed quote closed by the next", 'a: "She said.\nb: "Two"\n', "Y026", 1, 4, ("quote", "never closed")),
    Case("unclosed single quote", "text: 'Nobody\nb: 1\n", "Y026", 1, 7, ("single quote", "apostrophe")),
    Case("apostrophe at the start", "- 'Tis late\n- 'Twas\n- x\n", "Y026", 1, 3, ('`- "\'Tis late"`',)),
    Case("text after a quote", 'text: "No," she said.\n', "Y027", 1, 13, ("goes on", "`text: '\"No,\" she said.'`")),
    Case("apostrophe in single quotes", "text: 'Don't'\n", "Y027", 1, 12, ("goes on", '`text: "Don\'t"`')),
    Case("quotes within quotes", 'text: "He said "no" twice"\n', "Y027", 1, 17, ("`text: 'He said \"no\" twice'`",)),
    Case("quote and colon", 'text: "No," she said: go\n', "Y027", 1, 13, ("closing quote",)),
    Case("two quotes in brackets", 'a: ["No" "yes"]\n', "Y035", 1, 10, ("comma",)),
    Case("words after a quote in brackets", 'a: ["No" she]\n', "Y027", 1, 10, ("goes on", "other kind")),
    Case("starts with @", "text: @home\n", "Y028", 1, 7, ("cannot start with @", '`text: "@home"`')),
    Case("starts with %", "text: % of beds\n", "Y028", 1, 7, ("%", '`text: "% of beds"`')),
    Case("starts with backtick", "text: `code`\n", "Y028", 1, 7, ("quotes",)),
    Case("starts with &", "text: & then\n", "Y028", 1, 7, ("&", "quotes")),
    Case("starts with stress", "text: *Now* it is late\n", "Y028", 1, 7, ("*", '`text: "*Now* it is late"`')),
    Case("starts with strong stress", "- **Now** it is late\n", "Y028", 1, 3, ("*", '`- "**Now** it is late"`')),
    Case("starts with * and a word", "text: *hello you\n", "Y028", 1, 7, ("*", '`text: "*hello you"`')),
    Case("starts with a broken tag", "text: !<x y\n", "Y028", 1, 7, ("!", "quotes")),
    Case("starts with [", "text: [sigh] he said\n", "Y028", 1, 7, ("[", '`text: "[sigh] he said"`')),
    Case("starts with {", "text: {patients} wait\n", "Y028", 1, 7, ("{", '`text: "{patients} wait"`')),
    Case("starts with >", "text: > 40 patients\n", "Y028", 1, 7, (">", "next line")),
    Case("starts with |", "text: | one line\n", "Y028", 1, 7, ("|", "next line")),
    Case("starts with a dash", "text: - and then\n", "Y028", 1, 7, ("dash", "list")),
    Case("starts with ?", "text: ? what\n", "Y028", 1, 7, ("question mark",)),
    Case("starts with a comma", "text: , what\n", "Y028", 1, 7, (",", "quotes")),
    Case("starts with a closer", "text: ] what\n", "Y028", 1, 7, ("]", "quotes")),
    Case("no space after colon", "title: One\ntext:hello\nb: 1\n", "Y029", 2, 5, ('"text"', "`text: hello`")),
    Case("no space on the first line", "text:hello\nb: 1\n", "Y029", 1, 5, ("`text: hello`",)),
    Case("no space before a quote", 'a: 1\ntext:"hello"\nb: 1\n', "Y029", 2, 5, ('`text: "hello"`',)),
    Case("no space before a brace", "effects:{trust: 2, load: 3}\n", "Y029", 1, 8, ("`effects: {`",)),
    Case("no space within braces", "effects: {staff:+4, trust: +5}\n", "Y029", 1, 16, ("`staff: +4`",)),
    Case("no space under a key", "demand:\n  tame:A counted gap\nb: 1\n", "Y029", 2, 7, ("`tame: A counted gap`",)),
    Case("no colon", SCENE + "    text hello\n    goto: end\n", "Y030", 4, 5, ("colon", "`text: hello`")),
    Case("no colon over a group", "a: 1\nmeters\n  staff: 2\n", "Y030", 2, 1, ('"meters"', "`meters:`")),
    Case("no colon on the last line", "a: 1\nend\n", "Y030", 2, 1, ("colon",)),
    Case("no colon in an item", "a:\n  - id book\n    text: x\n", "Y030", 2, 3, ("`- id: book`",)),
    Case("no key", "a:\n  - Bed 12 is\n    when: told\n", "Y030", 2, 3, ("no key", "`- text: Bed 12 is`")),
    Case("no colon before a brace", "effects {trust: 2}\nb: 1\n", "Y030", 1, 8, ('"effects"', "`effects: {`")),
    Case("text not indented", "text: One\nand more of it\nb: 1\n", "Y030", 2, 1, ("indent it further",)),
    Case("too far left", "a:\n    b: 1\n  c: 2\n", "Y031", 3, 3, ("2 spaces here", "0 on line 1", "4 on line 2")),
    Case("too far right", "a:\n  b: 1\n   c: 2\n", "Y031", 3, 4, ("3 spaces here", "2 spaces", '"b"')),
    Case("under a text", "a: 1\n  b: 2\n", "Y031", 2, 3, ("2 spaces here", "no spaces", "column")),
    Case("under a quoted text", "a: '1'\n  b: 2\n", "Y031", 2, 3, ("2 spaces here", "0 on line 1")),
    Case("first line indented", " a: 1\nb: 2\n", "Y031", 2, 1, ("no spaces here", "1 on line 1")),
    Case("item too far left", "a:\n  - x\n - y\n", "Y031", 3, 2, ("1 space here",)),
    Case("keys of an item", "a:\n  - b: 1\n   c: 2\n", "Y031", 3, 4, ("3 spaces here", "4 on line 2")),
    Case(
        "left of its block",
        "text: |\n    One\n  two\nb: 1\n",
        "Y031",
        3,
        3,
        ("2 spaces here", "4 spaces before its first"),
    ),
    Case("key among items", "a:\n  - id: x\n  text: y\n", "Y032", 3, 3, ("list items", "2 spaces more")),
    Case("item among keys", "a: 1\n- x\n", "Y032", 2, 1, ("list item", "keys")),
    Case("item in an item", "a:\n  - b: 1\n    - c: 1\n", "Y032", 3, 5, ("list item", "keys")),
    Case("bullet", "a:\n  • one\n  - b: two\n", "Y042", 2, 3, ("hyphen", "•", "`- one`")),
    Case("long dash among items", "a:\n  - one\n  – two\nb: 1\n", "Y042", 3, 3, ("hyphen", "–", "`- two`")),
    Case("star", "a:\n  * one\n  - b: two\n", "Y042", 2, 3, ("hyphen", "*", "`- one`")),
    Case("no dash", "a:\n  One is.\n  - b: two\n", "Y030", 2, 3, ("hyphen", "`- One is.`")),
    Case("round brackets", "effects: (staff: -2, load: 3)\n", "Y025", 1, 16, ("`effects: {staff: -2, load: 3}`",)),
    Case("no brackets", "effects: staff: -2, load: 3\n", "Y025", 1, 15, ("`effects: {staff: -2, load: 3}`",)),
    Case("a sentence in round brackets", "text: (note: call us)\n", "Y025", 1, 12, ('`text: "(note: call us)"`',)),
    Case("a sentence like an entry", "text: bed: 4\n", "Y025", 1, 10, ('`text: "bed: 4"`',)),
    Case("space after a minus", "effects: {staff: - 2}\n", "Y036", 1, 18, ("`staff: -2`",)),
    Case("space after a minus in a block", "a: 1\nstaff: - 2\n", "Y028", 2, 8, ("`staff: -2`",)),
    Case("curly at the end", 'text: "One”\nb: 1\n', "Y026", 1, 7, ("curly ”", '`text: "One"`')),
    Case("curly around a colon", "text: “One: two”\n", "Y025", 1, 11, ("curly", '`text: "One: two"`')),
    Case("curly around a #", "text: “Bed #4”\n", "Y024", 1, 12, ("curly", '`text: "Bed #4"`')),
    Case("curly in braces", "a: {name: “One: two”}\n", "Y025", 1, 15, ("curly", "straight")),
    Case("unclosed [", "a: [1, 2\nb: 3\n", "Y033", 1, 4, ("[", "never closed", "]")),
    Case("unclosed {", "a:\n  b: {x: 1, y: 2\n  c: 3\n", "Y033", 2, 6, ("{", "never closed", "}")),
    Case("unclosed [ at the end", "a: [1, 2\n", "Y033", 1, 4, ("never closed",)),
    Case("unclosed [ far above", "a: [\n  1,\n  2\nb: 3\n", "Y033", 1, 4, ("never closed",)),
    Case("stray ]", "a: [1, 2]]\nb: 1\n", "Y034", 1, 10, ("]", "closes nothing")),
    Case("stray }", "a: {x: 1}}\nb: 1\n", "Y034", 1, 10, ("}", "closes nothing")),
    Case("stray } on its own line", "a: 1\n}\nb: 1\n", "Y034", 2, 1, ("closes nothing",)),
    Case("wrong closer", "a: [1, 2}\n", "Y034", 1, 9, ("}", "[", "line 1", "]")),
    Case("unopened }", "effects: staff: 2, trust: 3}\n", "Y034", 1, 28, ("`effects: {staff: 2, trust: 3}`",)),
    Case("no comma", "a: {x: 1 y: 2}\n", "Y035", 1, 10, ("comma",)),
    Case("no comma between lines", "a: {\n  x: 1\n  y: 2\n}\n", "Y035", 2, 7, ("comma",)),
    Case("no comma after a quote", 'a: {x: "1" y: 2}\n', "Y035", 1, 12, ("comma",)),
    Case("two commas", "a: [1,, 2]\n", "Y035", 1, 7, ("nothing between",)),
    Case("braces within a text in braces", "a: {text: See {beds} now}\n", "Y035", 1, 15, ("{", "quotes")),
    Case("dashes within brackets", "a: [\n  - x\n  - y\n]\n", "Y036", 2, 3, ("dash", "commas")),
    Case("unknown escape", 'text: "a \\d b"\n', "Y037", 1, 10, ("backslash", "single quotes")),
    Case("no space after dash", "a:\n- one\n-two\n- three\n", "Y038", 3, 1, ("dash", "`- two`")),
    Case("comment within a text", "a: one\n# why\n  two\n", "Y039", 2, 1, ("comment", "above the text")),
    Case("no-break space after colon", "a: 1\ntext:\u00a0hello\nb: 1\n", "Y040", 2, 6, ("no-break space", "space")),
    Case("no-break space after dash", "a:\n- one\n-\u00a0two\n- x\n", "Y040", 3, 2, ("no-break space",)),
    Case("wide colon", "a: 1\ntext\uff1ahello\nb: 1\n", "Y040", 2, 5, ("fullwidth colon", "colon and a space")),
    Case("the whole file in braces and more", "{a: 1}\nb: 2\n", "Y041", 2, 1, ("could not be read", "line above")),
    Case("# cuts", "text: Bed #9 is free\nb: 1\n", "Y024", 1, 11, ('end at "Bed"', '`text: "Bed #9 is free"`')),
    Case("# cuts an item", "a:\n  - Bed #9\n  - x\n", "Y024", 2, 9, ('"Bed"', '`- "Bed #9"`')),
    Case("# cuts all", "text: #9 is free\nb: 1\n", "Y024", 1, 7, ("nothing of this text", "space after its #")),
    Case("# cuts and the text goes on", "text: Bed #9\n  and 10\nb: 1\n", "Y024", 1, 11, ('end at "Bed"',)),
    Case("# cuts, then a colon", "text: Bed #9\n  and: 10\nb: 1\n", "Y024", 1, 11, ('end at "Bed"',)),
    Case("# cuts a bracket", "a: [see bed #4]\nb: 1\n", "Y024", 1, 13, ('"see bed"',)),
    Case("# cuts a comma", "a: [bed #4,\n  bed 5]\n", "Y024", 1, 9, ('"bed"',)),
    Case("same key", "a: 1\nb: 2\na: 3\n", "Y016", 3, 1, ('"a"', "line 1", "line 3", "first")),
    Case("same key in braces", "x: {a: 1, a: 2}\n", "Y016", 1, 11, ("twice on line 1",)),
    Case("anchor", "a: &base {x: 1}\nb: 2\n", "Y017", 1, 4, ("&base", "Take it away")),
    Case("anchor that was prose", "text: &ok then\n", "Y017", 1, 7, ('`text: "&ok then"`',)),
    Case("alias", "b: *base\n", "Y018", 1, 4, ("*base", "Write the part out")),
    Case("merge key", "b:\n  <<: *base\n  c: 1\n", "Y019", 2, 3, ("<<", "Write the entries out")),
    Case("tag", "a: !!str 5\n", "Y020", 1, 4, ("!!str",)),
    Case("tag that was prose", "text: !important note\n", "Y020", 1, 7, ('`text: "!important note"`',)),
    Case("directive", "%YAML 1.2\n---\na: 1\n", "Y021", 1, 1, ("%", "Take the line away")),
    Case("directive in the middle", "a: 1\n%YAML 1.2\n", "Y021", 2, 1, ("%",)),
    Case("% in front of a line", "% of them\na: 1\n", "Y021", 1, 1, ("%",)),
    Case("second document", "a: 1\n---\nb: 2\n", "Y022", 2, 1, ("dashes", "one file is one scenario")),
    Case("second document after dots", "a: 1\n...\nb: 2\n", "Y022", 2, 1, ("dots",)),
    Case("list as a key", "[a]: 1\nb: 2\n", "Y023", 1, 1, ("key is due",)),
    Case("no key before a colon", "a: 1\n: x\n", "Y023", 2, 1, ("no key",)),
    Case("no key before a colon in braces", "a: {: x}\n", "Y023", 1, 5, ("no key",)),
    Case("no-break space indent", "a:\n\u00a0\u00a0b: 1\n", "Y014", 2, 1, ("no-break space (U+00A0)",)),
    Case("zero-width indent", "a:\n \u200b b: 1\nc: 2\n", "Y014", 2, 2, ("zero-width space",)),
    Case("zero-width in a key", "te\u200bxt: hello\n", "Y015", 1, 3, ("zero-width space", "key")),
    Case("mark inside", "a: 1\nb: \ufeffx\n", "Y012", 2, 4, ("byte order mark",)),
    Case("control character", "a: b\x07c\n", "Y012", 1, 5, ("control character (U+0007)",)),
    Case("line separator", "a: one\u2028two\n", "Y012", 1, 7, ("line separator",)),
    Case("a list at the top", "- a\n- b\n", "Y011", 1, 1, ("a list", "keys", "title")),
    Case("a word at the top", "hello\n", "Y011", 1, 1, ("a text", "keys")),
]


@pytest.fixture(params=["libyaml", "python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    name: str = request.param
    if name == "libyaml" and not yaml.__with_libyaml__:
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(assembly, "_LOADER", yaml.CSafeLoader if name == "libyaml" else yaml.SafeLoader)
    return name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_mistake_is_told_once_in_its_place(case: Case, loader: str) -> None:
    document = read_bytes(case.text.encode(), "a.yaml")
    found = document.diagnostics
    assert [it.code for it in found] == [case.code], [it.message for it in found]
    place = found[0].place
    assert place is not None
    assert (place.line, place.column) == (case.line, case.column)
    assert (place.end_line, place.end_column) > (place.line, place.column)
    assert found[0].severity == "error"
    for words in case.words:
        assert words in f"{found[0].message} {found[0].help}"


def test_each_code_of_a_text_has_a_case() -> None:
    about_files = {code for code in syntax_codes.MEANINGS if code <= syntax_codes.EMPTY_FILE}
    assert {case.code for case in CASES} == set(syntax_codes.MEANINGS) - about_files


def test_each_code_has_one_name_and_a_meaning() -> None:
    codes = [value for name, value in vars(syntax_codes).items() if name.isupper() and name != "MEANINGS"]
    assert sorted(codes) == sorted(syntax_codes.MEANINGS)
    assert codes == [f"Y{number:03}" for number in range(1, len(codes) + 1)]


def _all_found() -> list[Diagnostic]:
    return [it for case in CASES for it in read_bytes(case.text.encode(), "a.yaml").diagnostics]


@pytest.mark.parametrize("found", _all_found(), ids=lambda it: f"{it.code} {it.message[:30]}")
def test_messages_are_one_plain_sentence_and_help_says_what_to_do(found: Diagnostic) -> None:
    words = f"{found.message} {found.help}"
    assert not re.search(
        r"\b(map|mapping|scalar|token|sequence|node|parser|YAML|document|flow)\b", words.replace("%YAML", "")
    )
    assert not found.message.endswith(".") or found.message.endswith(("…", "said.", 'twice"'))
    assert "\n" not in words
    assert found.help.endswith(".")
    assert found.where == ""


@pytest.mark.parametrize("found", _all_found(), ids=lambda it: f"{it.code} {it.message[:30]}")
def test_what_help_offers_to_write_can_be_read(found: Diagnostic) -> None:
    for example in re.findall(r"`([^`]+)`", found.help):
        if "…" in example or example.endswith(("[", "{")) or not re.match(r"- |[\w-]+:", example):
            continue
        text = f"list:\n  {example}\n" if example.startswith("- ") else f"{example}\n"
        assert read_bytes(text.encode(), "a.yaml").diagnostics == []


def test_faults_that_can_be_read_past_are_all_told_in_file_order() -> None:
    text = "a: &x 1\nb: *x\na: 2\nc: !!int 3\nd:\n  <<: *x\ne: bed #4\nf\u200b: 1\n"
    document = read_bytes(text.encode(), "a.yaml")
    assert [(it.place and it.place.line, it.code) for it in document.diagnostics] == [
        (1, "Y017"),
        (2, "Y018"),
        (3, "Y016"),
        (4, "Y020"),
        (6, "Y019"),
        (7, "Y024"),
        (8, "Y015"),
    ]
    assert document.root is not None
    assert [key.text for key, _ in document.root.entries] == ["a", "b", "c", "d", "e", "f"]


def test_a_line_that_cannot_be_read_comes_with_what_was_found_above_it() -> None:
    document = read_bytes(b"a: 1\na: 2\nb: bed #4\nc: He said: no\nd: Never: told\n", "a.yaml")
    assert [it.code for it in document.diagnostics] == ["Y016", "Y024", "Y025"]
    assert document.root is None


def test_a_long_text_is_not_copied_into_the_message() -> None:
    text = f"text: Warning: {'all of the beds ' * 40}\n"
    found = read_bytes(text.encode(), "a.yaml").diagnostics
    assert '`text: "…"`' in found[0].help
    assert len(found[0].message) < 120
