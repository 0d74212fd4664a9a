"""The journal: of each decision when it was, what was known, what was chosen, what changed, and why."""

from __future__ import annotations

from game.play.history import Decision
from game.play.playing import Play
from game.present.beats import beat_words, cause_words
from game.present.clocks import clock_words
from game.present.glyphs import Glyphs
from game.present.meters import change, mark, readings
from game.present.parts import Line, Paragraph, Part, told, words
from game.present.text import unmarked
from game.present.words import DEMAND_WORDS, listed
from game.scenario.story import Scenario

_INDENT = 14


def journal(play: Play, glyphs: Glyphs, chosen: str | None = "") -> tuple[Paragraph, ...]:
    """Return an entry for each decision, the chosen one opened, all of them for None; keys are their numbers."""
    entries: list[Paragraph] = []
    for decision in play.decisions:
        entries += _entry(play.scenario, decision, glyphs, chosen is None or str(decision.number) == chosen)
    return tuple(entries)


def _entry(scenario: Scenario, decision: Decision, glyphs: Glyphs, opened: bool) -> list[Paragraph]:
    key = str(decision.number)
    scene = scenario.scenes[decision.scene]
    title = f" {glyphs.dot} {unmarked(scene.title)}" if scene.title else ""
    when = f"{clock_words(scenario.clock, decision.now)}{title}"
    head = Paragraph((Part(when, "heading"),), (Part(f"  {key} ", "key"),), 4, 1, key)
    shown = {(it.kind, it.id): it.text for it in decision.options}
    chose = Paragraph(told(shown["choice", decision.choice], "strong"), indent=4, key=key)
    rows = [head, chose]
    changed = _changes(scenario, decision, glyphs)
    if not opened:
        return [*rows, Paragraph(changed, indent=4, key=key)] if changed else rows
    known = scene.decision.cue if scene.decision else ""
    looked = [unmarked(_label(scenario, decision.scene, look)) for look in decision.looks]
    about: list[tuple[str, Line]] = [
        ("You saw", told(known)),
        ("You looked", told(listed(looked))),
        ("You said", told(f"It {DEMAND_WORDS[decision.frame]}." if decision.frame else "")),
        ("You wrote", told(decision.reason or "")),
        ("It changed", changed or told("nothing that the meters show")),
        *(("Came back", told(it)) for it in _came_back(scenario, decision)),
    ]
    return rows + [
        Paragraph(line, (Part(f"    {label}", "faint"),), _INDENT + 4, 0, key) for label, line in about if words(line)
    ]


def _label(scenario: Scenario, scene: str, look: str) -> str:
    label = scenario.scenes[scene].option(look).label
    return "".join(piece if isinstance(piece, str) else f"{{{piece.id}}}" for piece in label)


def _changes(scenario: Scenario, decision: Decision, glyphs: Glyphs) -> Line:
    line: list[Part] = []
    for it in readings(scenario.meters.values(), decision.after, decision.before):
        changed = change(it, glyphs)
        if changed:
            line += [Part("   " if line else ""), Part(f"{mark(it, glyphs)} ", "mark"), Part(unmarked(it.meter.name))]
            line += [Part(f" {it.before} to {it.value} "), changed]
    return tuple(line)


def _came_back(scenario: Scenario, decision: Decision) -> list[str]:
    return [
        f"{' '.join(beat_words(beat) for beat in it.beats)} (from {cause_words(scenario, it.cause)})"
        for it in decision.happened
        if it.cause is not None and it.beats
    ]
