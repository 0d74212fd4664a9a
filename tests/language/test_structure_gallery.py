from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from game.language import codes
from game.language.diagnostics import Diagnostic
from game.language.expressions.errors import EXPRESSION_CODES
from game.language.loading import examine
from game.language.reading import syntax_codes
from game.language.reading.assembly import MOST_NODES
from game.language.reading.decoding import MOST_BYTES
from game.language.reading.nodes import Document
from game.language.reading.reader import read_file
from game.language.reading.syntax_codes import MISSING_FILE, NOT_A_FILE, TOO_BIG, TOO_MANY, UNREADABLE_FILE
from game.language.rendering import render

GALLERY = Path(__file__).parent / "gallery"
"""Broken files, one mistake each, named by their code; beside each the answer, reviewed as prose.

After a change of words: `python tests/language/test_structure_gallery.py`, then read what `git diff` shows.
"""
FILES = sorted(GALLERY.glob("*.yaml"))


def examined(file: Path) -> tuple[Document, list[Diagnostic]]:
    document = read_file(file, file.name)
    return document, examine(document, file.stem)[1]


def answer(file: Path) -> str:
    document, found = examined(file)
    return render(found, document.lines) + "\n"


def missing(folder: Path) -> Path:
    return folder / "gone.yaml"


def a_folder(folder: Path) -> Path:
    return folder


def unreadable(folder: Path) -> Path:
    return folder / ("x" * 300 + ".yaml")


def too_big(folder: Path) -> Path:
    return written(folder, "# " + "x" * MOST_BYTES + "\n")


def too_many(folder: Path) -> Path:
    return written(folder, "aims: [" + "a," * MOST_NODES + "]\n")


def written(folder: Path, text: str) -> Path:
    file = folder / "night.yaml"
    file.write_text(text, encoding="utf-8")
    return file


MADE: dict[str, Callable[[Path], Path]] = {
    MISSING_FILE: missing,
    NOT_A_FILE: a_folder,
    UNREADABLE_FILE: unreadable,
    TOO_BIG: too_big,
    TOO_MANY: too_many,
}
"""What cannot be kept in a gallery."""


@pytest.mark.parametrize("code", MADE)
def test_what_cannot_be_kept_in_the_gallery_gets_one_message_too(code: str, tmp_path: Path) -> None:
    [only] = examined(MADE[code](tmp_path))[1]
    assert only.code == code
    assert only.message and only.help.endswith(".")


def test_every_code_of_an_error_has_a_broken_file() -> None:
    known = {*codes.MEANINGS, *syntax_codes.MEANINGS, *EXPRESSION_CODES}
    assert {file.stem.partition("-")[0] for file in FILES} | set(MADE) == known


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_broken_file_gets_one_message_with_its_code_and_the_reviewed_words(file: Path) -> None:
    _, found = examined(file)
    assert [it.code for it in found] == [file.stem.partition("-")[0]]
    assert answer(file) == file.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_answer_says_what_to_do_in_a_sentence(file: Path) -> None:
    [only] = examined(file)[1]
    assert only.help.endswith((".", "?")), only.help


def test_every_answer_belongs_to_a_file() -> None:
    assert sorted(path.stem for path in GALLERY.glob("*.txt")) == [file.stem for file in FILES]


if __name__ == "__main__":
    for stale in GALLERY.glob("*.txt"):
        stale.unlink()
    for broken in FILES:
        broken.with_suffix(".txt").write_text(answer(broken), encoding="utf-8")
    sys.exit()
