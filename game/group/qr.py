"""An address as a QR code in half-blocks: two modules in a character, so that it is as wide as it is high."""

from __future__ import annotations

from itertools import zip_longest

import segno

QUIET = 2
"""Empty modules around the code. The standard asks for four; readers do with two, and the ground around is light."""
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def half_blocks(text: str) -> tuple[str, ...]:
    """Return the lines of a QR code of some text, to be written dark on light."""
    rows = [[bool(it) for it in row] for row in segno.make_qr(text, error="l").matrix_iter(border=QUIET)]
    pairs = zip_longest(rows[::2], rows[1::2], fillvalue=[False] * len(rows))
    return tuple("".join(_BLOCKS[two] for two in zip(upper, lower, strict=True)) for upper, lower in pairs)
