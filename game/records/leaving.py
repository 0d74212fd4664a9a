"""What is said when a play is left: the lines that lead back to it, the same from a screen and line by line."""

from __future__ import annotations

from typing import NamedTuple

from game.play.playing import Play
from game.present.clocks import clock_words
from game.present.commands import replay_command
from game.present.text import unmarked
from game.records.errors import RecordsError
from game.records.keeping import Keeping


class Said(NamedTuple):
    """A line that is said."""

    text: str
    whole: bool = False
    """To be copied, and so never broken."""


def leaving_lines(play: Play, keeping: Keeping) -> tuple[Said, ...]:
    """Return how to go on with a play that is left, or with its debrief, and the moves that lead there again."""
    if play.over and play.ending is None:
        return ()
    words, command = _way_back(play, keeping)
    again = replay_command(play, keeping.kept.file) + (" --debrief" if play.over else "")
    moves = Said("These moves lead to its debrief again:" if play.over else "These moves lead here again:")
    return (*words, *([Said(command, whole=True)] if command else []), moves, Said(again, whole=True))


def _way_back(play: Play, keeping: Keeping) -> tuple[list[Said], str]:
    title, id = unmarked(play.scenario.title), keeping.id
    if id is None:
        return [Said(f"This play of “{title}” is not kept.")], ""
    if not play.over:
        at = clock_words(play.scenario.clock, play.now)
        return [Said(f"You leave “{title}” at {at}."), Said("To go on:")], f"twohats resume {id}"
    if _read(keeping):
        return [Said(f"To read the debrief of “{title}” again:")], f"twohats debrief {id}"
    return [Said(f"Your debrief of “{title}” waits for you:")], f"twohats resume {id}"


def _read(keeping: Keeping) -> bool:
    try:
        return keeping.records.play(keeping.kept.id).debrief == "done"
    except RecordsError:
        return False
