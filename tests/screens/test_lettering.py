# The session's code in big letters.

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.group.keeping.tokens import CODE_LENGTH, LETTERS
from game.screens.sitting.lettering import lettered

CODES = st.text(LETTERS, min_size=CODE_LENGTH, max_size=CODE_LENGTH)


def test_no_two_letters_look_alike() -> None:
    assert len({lettered(it, 80, blocks=True) for it in LETTERS}) == len(LETTERS)
    assert len({lettered(it, 4, blocks=True) for it in LETTERS}) == len(LETTERS)


@given(CODES, st.integers(0, 120))
@settings(deadline=None, max_examples=50)
def test_a_code_is_as_big_as_the_room_for_it(code: str, cells: int) -> None:
    lines = lettered(code, cells, blocks=True)
    assert all(len(it) <= cells for it in lines)
    assert len(lines) == (5 if cells >= 46 else 3 if cells >= 23 else 0)


@pytest.mark.parametrize("cells", [10, 80])
def test_where_there_are_no_blocks_the_plain_code_is_enough(cells: int) -> None:
    assert lettered("ACDEFG", cells, blocks=False) == ()
