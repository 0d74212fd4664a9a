"""A line above each scene, choice and look: the command that plays to it."""

from __future__ import annotations

import shlex
from typing import Final

from lsprotocol import types

from game.authoring.lsp.buffers import Buffer
from game.authoring.lsp.names import Name
from game.authoring.lsp.positions import Positions
from game.authoring.lsp.ways import Way, Ways

COMMAND: Final = "twohats.replay"
"""What an editor asks for when a lens is clicked; its one argument is the command line."""
UNKNOWN: Final = "no way here found yet"


def lenses(buffer: Buffer, positions: Positions) -> list[types.CodeLens]:
    """Return a lens for every scene, choice and look."""
    index = buffer.good
    if index is None:
        return []
    found = []
    shift = buffer.shift
    for name in index.names.of("scene", "choice", "look"):
        place = shift.moved(index.names.given[name].scalar.span)
        if place is not None:
            command = _command(_way(name, buffer.ways), buffer.file)
            found.append(types.CodeLens(range=positions.range(place), command=command))
    return found


def command_line(way: Way, file: str) -> str:
    """Return the command that plays some moves, as one types it."""
    words = ["twohats", "replay", file]
    if way.moves:
        words += ["--moves", ",".join(way.moves)]
    if way.seed:
        words += ["--seed", str(way.seed)]
    if way.role is not None:
        words += ["--role", way.role]
    return shlex.join(words)


def _way(name: Name, ways: Ways) -> Way | None:
    return ways.scenes.get(name.id) if name.kind == "scene" else ways.options.get((name.home, name.id))


def _command(way: Way | None, file: str) -> types.Command:
    if way is None:
        return types.Command(title=UNKNOWN, command="")
    line = command_line(way, file)
    return types.Command(title=f"play from here: {line}", command=COMMAND, arguments=[line])
