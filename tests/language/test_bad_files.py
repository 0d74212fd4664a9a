import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from running import TwoHats

ONE_SHORT = (Path(__file__).parents[1] / "conformance/one-short/scenario.yaml").read_text(encoding="utf-8")
DEADLINE = 10
"""Seconds; every one of these files is refused in less than one."""
INNARDS = re.compile(
    r"Traceback|File \"|\b[A-Z]\w*(Error|Exception|Warning|Event)\b|<class|object at 0x|NoneType|\b(yaml|pydantic)\."
)
"""What only a Python programmer could read."""
HEAD = re.compile(r"^(?:error|warning) ([A-Z]\d\d\d): (.+)$", re.MULTILINE)
LINE = re.compile(r"^  in .+, line (\d+), column \d+", re.MULTILINE)
CONDITION = "when: staff < 45"


def _with(old: str, new: str) -> bytes:
    assert ONE_SHORT.count(old), old
    return ONE_SHORT.replace(old, new, 1).encode()


def _line_of(words: str) -> int:
    return ONE_SHORT[: ONE_SHORT.index(words)].count("\n") + 1


def _bomb(values: Callable[[str], str]) -> bytes:
    rows = ["a: &a {x: lol}"]
    rows += [f"{chr(letter)}: &{chr(letter)} {values(chr(letter - 1))}" for letter in range(ord("b"), ord("n"))]
    return ("\n".join(rows) + "\n").encode()


# A file, a word or two of what has to be said, and the line that has to be named; None where there is none.
FILES: dict[str, tuple[bytes, str, int | None]] = {
    "30,000 brackets opened": (b"two_hats: " + b"[" * 30_000, "more than 40 deep", 1),
    "30,000 brackets opened and closed": (b"[" * 30_000 + b"]" * 30_000, "more than 40 deep", 1),
    "30,000 groups": (b"{a: " * 30_000, "more than 40 deep", 1),
    "30,000 dashes": (b"- " * 30_000, "more than 40 deep", 1),
    "merge keys that multiply": (_bomb(lambda it: "{<<: [" + ", ".join([f"*{it}"] * 9) + "]}"), "<<", 2),
    "aliases that multiply": (_bomb(lambda it: "[" + ", ".join([f"*{it}"] * 9) + "]"), '"*a"', 2),
    "an alias": (_with("title: The board", "title: *board"), '"*board"', _line_of("title: The board")),
    "an anchor": (_with("title: The board", "title: &board The board"), '"&board"', _line_of("title: The board")),
    "a tag": (_with("title: One short", "title: !!python/name:os.system x"), "!!python/name:os.system", 2),
    "the same key twice": (_with("title: One short", "title: One short\ntitle: Two short"), "twice", 3),
    "a second document": (ONE_SHORT.encode() + b"---\na: b\n", "three dashes", ONE_SHORT.count("\n") + 1),
    "3 MB": (b"# " + b"x" * 3_000_000, "more than 2 MB", None),
    "a tab": (_with("    takes: 1 ", "\ttakes: 1 "), "a tab", _line_of("    takes: 1 ")),
    "a no-break space": (_with("    takes: 1 ", "\u00a0   takes: 1 "), "no-break space", _line_of("    takes: 1 ")),
    "a zero-width space": (_with("id: give-it", "id: give\u200b-it"), "give<U+200B>-it", _line_of("id: give-it")),
    "a raw escape": (_with("title: One short", "title: One \x1b[31mshort"), "escape character", 2),
    "an open quote": (_with("title: The board", 'title: "The board'), "never closed", _line_of("title: The board")),
    "a # that cuts": (_with("Bed 12 is", "Bed #4 is"), "Bed #4 is scoring seven.", _line_of("Bed 12 is")),
    "nothing": (b"", "empty", None),
    "a comment alone": (b"# to be written\n", "empty", None),
    "a list": (b"- one\n- two\n", "a list", 1),
    "bytes": (bytes(range(256)) * 20, "not text", None),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(500), "a picture", None),
    "UTF-16": (ONE_SHORT.encode("utf-16"), "UTF-16", None),
    "UTF-16 without a mark": (ONE_SHORT.encode("utf-16-le"), "UTF-16", None),
    "an old encoding": (_with("title: One short", "title: Café").replace("é".encode(), b"\xe9"), "UTF-8", 2),
    "a power": (_with(CONDITION, "when: staff < 9**9**9"), "`**`", _line_of(CONDITION)),
    "Python": (_with(CONDITION, "when: __import__('os').system('ls')"), "__import__", _line_of(CONDITION)),
    "400 brackets": (_with(CONDITION, f"when: {'(' * 400}1{')' * 400}"), "500 is the most", _line_of(CONDITION)),
    "30 brackets": (_with(CONDITION, f"when: {'(' * 30}1{')' * 30}"), "deep", _line_of(CONDITION)),
    "a long number": (_with("start: 60}", f"start: {'9' * 5000}}}"), "whole number", _line_of("start: 60}")),
}


@pytest.fixture
def twohats(tmp_path: Path) -> TwoHats:
    return TwoHats(tmp_path)


def _refused(twohats: TwoHats, name: str) -> str:
    ran = twohats("play", name, deadline=DEADLINE)
    assert (ran.code, ran.out) == (1, "")
    assert not INNARDS.search(ran.err), ran.err
    assert not {unicodedata.category(character) for character in ran.err.replace("\n", "")} & {"Cc", "Cf", "Cs"}
    assert HEAD.search(ran.err)
    return ran.err


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused_in_plain_words_with_its_line(twohats: TwoHats, name: str) -> None:
    content, words, line = FILES[name]
    (twohats.home / "mine.yaml").write_bytes(content)
    said = _refused(twohats, "mine.yaml")
    assert words in said
    assert "mine.yaml" in said
    assert (str(line) in LINE.findall(said)) if line else not LINE.search(said)


def test_a_file_that_is_not_there_is_named(twohats: TwoHats) -> None:
    assert 'there is no file "nowhere.yaml"' in _refused(twohats, "nowhere.yaml")
    assert "nowhere/mine.yaml" in _refused(twohats, "nowhere/mine.yaml")


def test_a_folder_is_no_file(twohats: TwoHats) -> None:
    (twohats.home / "mine.yaml").mkdir()
    assert "is a folder" in _refused(twohats, "mine.yaml")


def test_what_never_ends_is_not_read(twohats: TwoHats) -> None:
    os.mkfifo(twohats.home / "mine.yaml")
    assert "is not a file" in _refused(twohats, "mine.yaml")
    assert "is not a file" in _refused(twohats, "/dev/zero")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_named(twohats: TwoHats) -> None:
    (twohats.home / "mine.yaml").write_text(ONE_SHORT, encoding="utf-8")
    (twohats.home / "mine.yaml").chmod(0)
    assert "not allowed to read" in _refused(twohats, "mine.yaml")


def test_a_name_that_no_file_can_have_is_refused(twohats: TwoHats) -> None:
    assert "mmmm.yaml" in _refused(twohats, f"{'m' * 5000}.yaml")


def test_every_mistake_of_a_file_is_told_and_told_once(twohats: TwoHats) -> None:
    text = ONE_SHORT
    lines = []
    for old, new in [
        (CONDITION, "when: stuff < 45"),
        ("start: handover", "start: handovr"),
        ("goto: midnight", "goto: midnite"),
        ("odds: 70", "odds: 71"),
        ("acts: [command]", "acts: [comand]"),
        ("set: {told: yes}", "set: {told: perhaps}"),
        ("takes: 0", "takes: none"),
        ("- amara: I have", "- amaro: I have"),
    ]:
        lines.append(_line_of(old))
        text = text.replace(old, new, 1)
    (twohats.home / "mine.yaml").write_text(text, encoding="utf-8")
    said = _refused(twohats, "mine.yaml")
    # A chance is told at its own line, above its odds.
    wanted = sorted(line - 1 if line == _line_of("odds: 70") else line for line in lines)
    assert [int(line) for line in LINE.findall(said)] == wanted
    assert said.endswith(f"\n{len(lines)} errors.\n")
    assert len(HEAD.findall(said)) == len(lines)


def test_mistakes_of_two_kinds_on_one_line_are_both_told(twohats: TwoHats) -> None:
    text = ONE_SHORT.replace("acts: [avoid]", "acts: [avoidd]").replace("poles: [procedure]", "pole: [procedure]")
    (twohats.home / "mine.yaml").write_text(text, encoding="utf-8")
    said = _refused(twohats, "mine.yaml")
    assert "`avoid`" in said
    assert "`poles`" in said


def test_a_file_of_nothing_but_mistakes_is_told_briefly(twohats: TwoHats) -> None:
    (twohats.home / "mine.yaml").write_text("".join(f"k{n}: !t &a v\n" for n in range(50_000)), encoding="utf-8")
    said = _refused(twohats, "mine.yaml")
    assert len(said) < 20_000
    assert re.search(r"… and [\d,]+ more", said)
