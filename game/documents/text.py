"""Debriefs and replays as text."""

from __future__ import annotations

import textwrap
from datetime import date

from game.documents.leads import lead_words
from game.findings.model import Debrief
from game.findings.reflections import Reflections
from game.play.history import Option
from game.play.playing import Play
from game.present.beats import beat_words
from game.present.clocks import clock_words
from game.present.outline import closing, outline
from game.present.sections import Section
from game.present.text import safe, unmarked
from game.present.words import meter_words
from game.scenario.story import Scenario

LINE = 78


def debrief_text(debrief: Debrief, scenario: Scenario, said: Reflections, on: date | None = None) -> str:
    """Return the whole debrief, phase by phase."""
    parts = [f"{unmarked(debrief.title)}: debrief\n{_wrapped(lead_words(debrief, on))}"]
    for phase in outline(debrief, scenario, said):
        parts.append(f"== {phase.title} ==")
        parts += [_section(section) for section in phase.sections]
    return "\n\n".join([*parts, *(_wrapped(text) for text in closing(debrief))]) + "\n"


def replay_text(play: Play) -> str:
    """Return where a play leads: what the last move told, where the meters stand, what can be done."""
    scenario = play.scenario
    parts = [_wrapped(beat_words(beat)) for beat in play.beats]
    if play.ending:
        parts.insert(0, f"The end: {unmarked(play.ending.title)}")
    else:
        title = unmarked(play.scene.title)
        parts.insert(0, f"{clock_words(scenario.clock, play.now)}{f', {title}' if title else ''}")
    if play.fault:
        parts.append(_wrapped(f"{play.fault} This is a mistake in the scenario."))
    parts.append(
        "\n".join(
            unmarked(meter_words(meter, play.meters[id])) for id, meter in scenario.meters.items() if not meter.hidden
        )
    )
    if play.options:
        parts.append("\n".join(_option(option) for option in play.options))
    return "\n\n".join(parts) + "\n"


def _option(option: Option) -> str:
    move = option.id if option.kind == "choice" else f"look:{option.id}"
    closed = "" if option.open else f" (closed: {unmarked(option.locked or '')})"
    return _wrapped(f"{move}: {unmarked(option.text)}{closed}")


def _section(section: Section) -> str:
    lines = [section.title]
    for entry in section.entries:
        lines.append(_wrapped(f"{entry.label}: {entry.text}" if entry.label else entry.text))
    return "\n".join(lines)


def _wrapped(text: str) -> str:
    return textwrap.fill(safe(text), LINE, subsequent_indent="  ", break_on_hyphens=False)
