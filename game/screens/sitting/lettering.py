"""A session's code in letters that can be read from the back of a room."""

from __future__ import annotations

from game.group.keeping.tokens import LETTERS

_ROWS = 5
_FONT = """
2 ###. ...# .##. #... ####
3 ###. ...# .##. ...# ###.
4 #..# #..# #### ...# ...#
5 #### #... ###. ...# ###.
6 .##. #... ###. #..# .##.
7 #### ...# ..#. .#.. .#..
8 .##. #..# .##. #..# .##.
9 .##. #..# .### ...# .##.
A .##. #..# #### #..# #..#
C .### #... #... #... .###
D ###. #..# #..# #..# ###.
E #### #... ###. #... ####
F #### #... ###. #... #...
G .### #... #.## #..# .###
H #..# #..# #### #..# #..#
J ..## ...# ...# #..# .##.
K #..# #.#. ##.. #.#. #..#
M #...# ##.## #.#.# #...# #...#
N #...# ##..# #.#.# #..## #...#
P ###. #..# ###. #... #...
Q .##. #..# #..# #.## .###
R ###. #..# ###. #.#. #..#
T ##### ..#.. ..#.. ..#.. ..#..
V #...# #...# .#.#. .#.#. ..#..
W #...# #...# #.#.# ##.## #...#
X #...# .#.#. ..#.. .#.#. #...#
Y #...# .#.#. ..#.. ..#.. ..#..
"""
"""Four cells wide; what has slanting lines has five, or nobody reads it."""
_SHAPES = {row[0]: row.split()[1:] for row in _FONT.strip().splitlines()}
assert set(_SHAPES) == set(LETTERS)
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def lettered(code: str, cells: int, *, blocks: bool) -> tuple[str, ...]:
    """Return a code in big letters, as big as `cells` allow; none where they do not or there are no blocks."""
    rows = [" ".join(_SHAPES[it][row] for it in code) for row in range(_ROWS)]
    if blocks and cells >= 2 * len(rows[0]):
        return tuple("".join("██" if it == "#" else "  " for it in row) for row in rows)
    if blocks and cells >= len(rows[0]):
        lit = [[it == "#" for it in row] for row in [*rows, " " * len(rows[0])]]
        pairs = zip(lit[::2], lit[1::2], strict=True)
        return tuple("".join(_HALVES[two] for two in zip(*pair, strict=True)) for pair in pairs)
    return ()
