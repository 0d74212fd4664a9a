"""What was told, as lines of words."""

from __future__ import annotations

from collections.abc import Iterable

from game.findings.model import Telling
from game.play.history import Beat, Cause
from game.present.clocks import clock_words
from game.present.text import unmarked
from game.scenario.prose import as_typed
from game.scenario.story import Scenario


def beat_words(beat: Beat) -> str:
    """Return a beat: narration as it is, speech with the speaker's name before it."""
    return unmarked(f"{beat.speaker.name}: {beat.text}" if beat.speaker else beat.text)


def telling_words(told: Iterable[Telling]) -> str:
    """Return several tellings as one run of sentences."""
    return " ".join(unmarked(f"{it.speaker}: {it.text}" if it.speaker else it.text) for it in told)


def cause_words(scenario: Scenario, cause: Cause) -> str:
    """Name the choice or look that planted what came back, and when."""
    label = unmarked(as_typed(scenario.scenes[cause.scene].option(cause.id).label))
    return f"{clock_words(scenario.clock, cause.now)}, decision {cause.decision}, “{label}”"
