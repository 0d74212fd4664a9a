import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from game.group.qr import QUIET, half_blocks

DARK = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789/:.-ABC", min_size=1, max_size=80))
@settings(deadline=None, max_examples=25)
def test_the_half_blocks_are_the_modules_of_the_code(address: str) -> None:
    lines = half_blocks(address)
    modules = [list(row) for row in segno.make_qr(address, error="l").matrix_iter(border=QUIET)]
    drawn = [[DARK[it][half] for it in line] for line in lines for half in (0, 1)]
    assert drawn[: len(modules)] == modules
    assert not any(any(row) for row in drawn[len(modules) :])


def test_the_address_of_a_room_fits_beside_words_in_a_small_window() -> None:
    lines = half_blocks("http://192.168.100.200:8120/s/ABC234")
    assert len(lines) <= 17
    assert {len(line) for line in lines} == {33}
