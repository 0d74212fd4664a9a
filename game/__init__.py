"""Two Hats: branching scenarios for practising healthcare leadership and management.

The public face. Nothing is imported before it is asked for, so that `import game` costs nothing and the command
line can choose what it needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.findings.debriefing import Debrief, debrief
    from game.language.diagnostics import Diagnostic
    from game.language.loading import ScenarioError, load
    from game.paths.exploring import explore
    from game.play.playing import MoveError, Play, replay, start
    from game.scenario.story import Scenario

__version__ = "0.1.0"

_HOMES = {
    "Debrief": "game.findings.debriefing",
    "Diagnostic": "game.language.diagnostics",
    "MoveError": "game.play.playing",
    "Play": "game.play.playing",
    "Scenario": "game.scenario.story",
    "ScenarioError": "game.language.loading",
    "debrief": "game.findings.debriefing",
    "explore": "game.paths.exploring",
    "load": "game.language.loading",
    "replay": "game.play.playing",
    "start": "game.play.playing",
}

__all__ = [
    "Debrief",
    "Diagnostic",
    "MoveError",
    "Play",
    "Scenario",
    "ScenarioError",
    "__version__",
    "debrief",
    "explore",
    "load",
    "replay",
    "start",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for, the first time that it is."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'game' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Name the public face."""
    return __all__
