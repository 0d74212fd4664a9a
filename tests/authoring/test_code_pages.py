from __future__ import annotations

import pytest

from game.authoring.advice import codes as advice
from game.authoring.checking import check
from game.authoring.explaining import Example, UnknownCodeError, all_codes, explained, listed, page_of
from game.language import codes
from game.language.diagnostics import Diagnostic
from game.language.expressions.errors import EXPRESSION_CODES
from game.language.reading import syntax_codes
from game.language.reading.reader import read_bytes

CODES = {**syntax_codes.MEANINGS, **codes.MEANINGS, **EXPRESSION_CODES, **advice.MEANINGS}
UNSHOWN = {"Y001", "Y002", "Y003", "Y004", "Y005", "Y006", "Y007", "Y009"}
"""About files as a whole; no text can show them."""


def found_in(example: Example, code: str) -> list[Diagnostic]:
    document = read_bytes(example.completed().encode(), "example.yaml")
    return check(document, "example", strict=True, seconds=30 if code in advice.BY_PLAYING else 0).diagnostics


def test_every_code_has_a_page_with_its_own_words_and_no_page_is_left_over() -> None:
    assert {code: page_of(code).title for code in all_codes()} == CODES


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_page_says_what_its_code_means_in_one_to_four_sentences(code: str) -> None:
    meaning = page_of(code).meaning
    assert 40 < len(meaning) < 450
    assert meaning.endswith(".") and "\n" not in meaning


@pytest.mark.parametrize("code", sorted(CODES.keys() - UNSHOWN))
def test_the_failing_example_gets_this_code_once_and_nothing_else(code: str) -> None:
    example = page_of(code).fails
    assert example is not None
    assert [it.code for it in found_in(example, code)] == [code]


@pytest.mark.parametrize("code", sorted(CODES.keys() - UNSHOWN))
def test_the_passing_example_is_good_enough_to_publish(code: str) -> None:
    example = page_of(code).passes
    assert example is not None
    # An example with scenes of its own may leave meters and facts of the frame unused.
    aside = {"W001", "W002", "W003", "W004", "W005"} if "\nscenes:" in f"\n{example.text}" else set()
    assert [it for it in found_in(example, code) if it.code == code or it.code not in aside] == []


def test_what_no_text_can_show_has_no_example() -> None:
    assert {code for code in CODES if page_of(code).fails is None} == UNSHOWN


def test_the_two_examples_of_a_page_are_not_the_same() -> None:
    pages = [page_of(code) for code in CODES.keys() - UNSHOWN]
    assert [page.code for page in pages if page.fails == page.passes] == []


def test_an_explanation_fits_a_terminal_and_holds_no_control_characters() -> None:
    for code in CODES:
        text = explained(code)
        assert text.startswith(f"{code}: ")
        assert all(character.isprintable() or character == "\n" for character in text), code


def test_a_code_may_be_written_in_small_letters_and_a_wrong_one_gets_the_nearest() -> None:
    assert explained(" s001 ") == explained("S001")
    with pytest.raises(UnknownCodeError, match="There is no code S0001. Did you mean S001?"):
        page_of("S0001")
    with pytest.raises(UnknownCodeError, match="lists them all"):
        page_of("../frame")


def test_the_list_names_every_code_once() -> None:
    assert [line.split()[0] for line in listed().splitlines()] == sorted(CODES)
