"""Command lines to paste."""

from __future__ import annotations

import shlex

from game.play.playing import Play
from game.present.text import safe


def replay_command(play: Play, file: str | None = None) -> str:
    """Return the command that leads to where a play is; `file` is the scenario's, if it is not in the library."""
    words = ["twohats", "replay", file or play.scenario.id, "--seed", str(play.seed)]
    if play.role:
        words += ["--role", play.role]
    if any(move.startswith("reason:") for move in play.moves):
        for move in play.moves:
            words += ["--move", move]
    elif play.moves:
        words += ["--moves", ",".join(play.moves)]
    return safe(shlex.join(words))
