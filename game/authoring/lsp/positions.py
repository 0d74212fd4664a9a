"""Places as editors count them: lines from 0, and columns in UTF-16 units unless the editor asked for others."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types
from pygls.workspace import PositionCodec
from pygls.workspace.position_codec import ServerTextPosition, ServerTextRange

from game.language.diagnostics import Place


class Positions:
    """Turns places of one text into an editor's positions and back."""

    def __init__(self, lines: Sequence[str], codec: PositionCodec) -> None:
        """Count by the lines of a text, at least one, in the units that were agreed on with the editor."""
        self._lines, self._codec = lines, codec

    def range(self, place: Place) -> types.Range:
        """Return a place as a range; what reaches past the text ends with it."""
        start = self._spot(place.line, place.column)
        end = self._spot(place.end_line, place.end_column)
        return self._codec.range_to_client_units(self._lines, ServerTextRange(start, end))

    def spot(self, position: types.Position) -> tuple[int, int]:
        """Return a position as a line and a column, both from 1 and in characters."""
        line = min(position.line, len(self._lines) - 1)
        units = self._codec.client_num_units(self._lines[line])
        character = units if line < position.line else min(position.character, units)
        found = self._codec.position_from_client_units(self._lines, types.Position(line, character))
        return found.line + 1, found.character + 1

    def _spot(self, line: int, column: int) -> ServerTextPosition:
        if line > len(self._lines):
            return ServerTextPosition(len(self._lines) - 1, len(self._lines[-1]))
        return ServerTextPosition(line - 1, min(column - 1, len(self._lines[line - 1])))
