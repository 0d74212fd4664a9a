"""Debriefs and replays as text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from game.findings.model import Debrief
from game.play.history import Option
from game.play.playing import Play
from game.present.beats import beat_words
from game.present.clocks import clock_words
from game.present.debriefing import FORMATIVE, Section, counts, finding_section, timeline
from game.present.text import unmarked
from game.present.words import meter_words
from game.scenario.story import Clock

LINE = 78


def debrief_text(debrief: Debrief, clock: Clock) -> str:
    """Return the whole debrief: what happened, the findings, the counts, the questions."""
    parts = [f"{unmarked(debrief.title)}: debrief", _opening(debrief)]
    parts += [_section(section) for section in _sections(debrief, clock)]
    if debrief.questions:
        parts.append("\n".join(["TO TAKE WITH YOU", *(_wrapped(unmarked(it)) for it in debrief.questions)]))
    if debrief.support:
        parts.append(_wrapped(unmarked(debrief.support)))
    parts.append(_wrapped(FORMATIVE))
    return "\n\n".join(parts) + "\n"


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
            f"{meter_words(meter, play.meters[id])}" for id, meter in scenario.meters.items() if not meter.hidden
        )
    )
    if play.options:
        parts.append("\n".join(_option(option) for option in play.options))
    return "\n\n".join(parts) + "\n"


def _option(option: Option) -> str:
    move = option.id if option.kind == "choice" else f"look:{option.id}"
    closed = "" if option.open else f" (closed: {unmarked(option.locked or '')})"
    return _wrapped(f"{move}: {unmarked(option.text)}{closed}")


def _opening(debrief: Debrief) -> str:
    ended = f"It ended: {unmarked(debrief.ending)}." if debrief.ending else "It is not over."
    role = f", role {debrief.role}" if debrief.role else ""
    return f"{ended}  ({debrief.scenario}, seed {debrief.seed}{role})"


def _sections(debrief: Debrief, clock: Clock) -> Iterator[Section]:
    yield timeline(debrief, clock)
    for finding in debrief.findings:
        yield finding_section(debrief, finding, clock)
    yield from counts(debrief)


def _section(section: Section) -> str:
    lines = [section.title.upper()]
    for entry in section.entries:
        lines.append(_wrapped(f"{entry.label}: {entry.text}" if entry.label else entry.text))
    return "\n".join(lines)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, LINE, subsequent_indent="  ", break_on_hyphens=False)
