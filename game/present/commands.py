"""Command lines to paste."""

from __future__ import annotations

import shlex

from game.play.playing import Play
from game.present.text import safe


def replay_command(play: Play) -> str:
    """Return the command that leads to where a play is."""
    words = ["twohats", "replay", play.scenario.id, "--seed", str(play.seed)]
    if play.role:
        words += ["--role", play.role]
    if any(move.startswith("reason:") for move in play.moves):
        for move in play.moves:
            words += ["--move", move]
    elif play.moves:
        words += ["--moves", ",".join(play.moves)]
    return safe(shlex.join(words))
