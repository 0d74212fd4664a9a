"""When a player is asked to name the kind of moment, and to give a reason."""

from __future__ import annotations

from game.play.playing import Play
from game.scenario.scenes import Decision


def frame_first(decision: Decision) -> bool:
    """Say whether framing is asked before the choice: it is, but where a critical moment cannot wait for it."""
    return decision.frame and decision.demands[0] != "critical"


def frame_after(decision: Decision) -> bool:
    """Say whether framing is asked once the player has picked."""
    return decision.frame and not frame_first(decision)


def reason_asked(decision: Decision) -> bool:
    """Say whether a reason is asked: at framed and contested decisions only."""
    return decision.frame or decision.contested


def framed(play: Play) -> bool:
    """Say whether this decision has been framed: after a look the decision stands again, and is not asked twice."""
    step: Play | None = play
    while step is not None and step.move is not None and ":" in step.move:
        if step.move.startswith("frame:"):
            return True
        step = step.previous
    return False
