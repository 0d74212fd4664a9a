# The session's code in big letters.

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.group.keeping.tokens import CODE_LENGTH, LETTERS
from game.screens.sitting.lettering import lettered

CODES = st.text(LETTERS, min_size=CODE_LENGTH, max_size=CODE_LENGTH)


def test_no_two_letters_look_alike() -> None:
    assert len({lettered(it, 80, blocks=True) for it in LETTERS}) == len(LETTERS)
    assert len({lettered(it, 5, blocks=True) for it in LETTERS}) == len(LETTERS)


@given(CODES, st.integers(0, 120))
@settings(deadline=None, max_examples=50)
def test_a_code_is_as_big_as_the_room_for_it_and_never_cut(code: str, cells: int) -> None:
    lines = lettered(code, cells, blocks=True)
    assert all(len(it) <= cells for it in lines)
    single = max(len(it) for it in lettered(code, 36, blocks=True))
    assert len(lines) == (5 if cells >= 2 * single else 3 if cells >= single else 0)


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_is_whole_at_eighty_columns_beside_the_code_to_scan(letter: str) -> None:
    alone = [it.rstrip() for it in lettered(letter, 5, blocks=True)]
    six = lettered(letter * CODE_LENGTH, 37, blocks=True)
    assert len(alone) == len(six) == 3
    pitch = (len(six[0]) + 1) // CODE_LENGTH
    assert all([it[at * pitch :][: pitch - 1].rstrip() for it in six] == alone for at in range(CODE_LENGTH))


@pytest.mark.parametrize("cells", [10, 80])
def test_where_there_are_no_blocks_the_plain_code_is_enough(cells: int) -> None:
    assert lettered("ACDEFG", cells, blocks=False) == ()
