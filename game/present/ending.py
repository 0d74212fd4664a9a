"""What is offered when a play has ended: the debrief, 4 or 12 minutes, now or later."""

from __future__ import annotations

from game.present.parts import Paragraph, Part
from game.scenario.story import Scenario

SHORT_MINUTES = 4
"""The short path: one finding, one commitment."""
LONG_MINUTES = 12
"""The whole path, where the scenario does not say."""


def pause_row() -> Paragraph:
    """Return the one line that stands while the ending is read."""
    return Paragraph((Part("Take a moment. Enter goes on.", "faint"),), indent=4, key="pause")


def next_rows(scenario: Scenario) -> tuple[Paragraph, ...]:
    """Return what can come next; keys are debrief, short, later and journal."""
    long = max(scenario.debrief_minutes or LONG_MINUTES, SHORT_MINUTES)
    rows = [("debrief", f"Your debrief now, about {long} minutes")]
    if long > SHORT_MINUTES:
        rows.append(("short", f"The short way: one finding, one thing to do, {SHORT_MINUTES} minutes"))
    rows += [("later", "Later: it waits for you in the library"), ("journal", "Try again from a decision")]
    return tuple(
        Paragraph((Part(text),), (Part(f"{number:>3} ", "key"),), 4, 1 if number == 1 else 0, key)
        for number, (key, text) in enumerate(rows, 1)
    )
