"""The journal: of each decision when it was, what was known, what was chosen, what changed, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.findings.course import course
from game.findings.model import Shift
from game.play.history import Decision
from game.play.playing import Play
from game.present.clocks import clock_words
from game.present.followed import BROUGHT_BY, followed
from game.present.followed import Line as Followed
from game.present.glyphs import Glyphs
from game.present.meters import change, mark, readings
from game.present.parts import Line, Paragraph, Part, told, words
from game.present.text import unmarked
from game.present.words import frame_words, listed
from game.scenario.story import Scenario

_INDENT = 14


def journal(play: Play, glyphs: Glyphs, chosen: str | None = "") -> tuple[Paragraph, ...]:
    """Return an entry for each decision, the chosen one opened, all of them for None; keys are their numbers."""
    entries: list[Paragraph] = []
    for decision in play.decisions:
        every = chosen is None
        entries += _entry(play.scenario, decision, glyphs, every or str(decision.number) == chosen, every)
    return tuple(entries)


def _entry(scenario: Scenario, decision: Decision, glyphs: Glyphs, opened: bool, every: bool) -> list[Paragraph]:
    key = str(decision.number)
    scene = scenario.scenes[decision.scene]
    title = f" {glyphs.dot} {unmarked(scene.title)}" if scene.title else ""
    when = f"{clock_words(scenario.clock, decision.now)}{title}"
    head = Paragraph((Part(when, "heading"),), (Part(f"  {key} ", "key"),), 4, 1, key)
    shown = {(it.kind, it.id): it.text for it in decision.options}
    chose = Paragraph(told(shown["choice", decision.choice], "strong"), indent=4, key=key)
    rows = [head, chose]
    # What the author says of the world's own doings is for the debrief, which opens every decision.
    lines = tuple(followed(decision.number, decision.now, course(scenario, decision), scenario.clock, why=every))
    if not opened:
        first = next((_changes(scenario, it.shifts, glyphs) for it in lines if it.label == BROUGHT_BY["choice"]), ())
        return [*rows, Paragraph(first, indent=4, key=key)] if first else rows
    known = scene.decision.cue if scene.decision else ""
    looked = [unmarked(_label(scenario, decision.scene, look)) for look in decision.looks]
    about: list[tuple[str, Line]] = [
        ("You saw", told(known)),
        ("You looked", told(listed(looked))),
        *_found(scenario, lines, glyphs),
        ("You said", told(f"{frame_words(decision.frame)}." if decision.frame else "")),
        ("You wrote", told(decision.reason or "")),
        *_followed(scenario, lines, glyphs),
    ]
    return rows + [
        Paragraph(line, (Part(f"    {label}", "faint"),), _INDENT + 4, 0, key) for label, line in about if words(line)
    ]


def _label(scenario: Scenario, scene: str, look: str) -> str:
    label = scenario.scenes[scene].option(look).label
    return "".join(piece if isinstance(piece, str) else f"{{{piece.id}}}" for piece in label)


def _found(scenario: Scenario, lines: Iterable[Followed], glyphs: Glyphs) -> Iterator[tuple[str, Line]]:
    """Give what looking first changed; what it told was known before the choice."""
    for it in lines:
        if it.label == BROUGHT_BY["look"]:
            yield it.label, _with_changes(scenario, it, glyphs)


def _followed(scenario: Scenario, lines: Iterable[Followed], glyphs: Glyphs) -> Iterator[tuple[str, Line]]:
    """Give what followed with its changes; the choice always has a line, and its reply was read when it was told."""
    own, lines = BROUGHT_BY["choice"], tuple(lines)
    moved = [shift for it in lines if it.label == own for shift in it.shifts]
    yield own, _changes(scenario, moved, glyphs) or told("nothing that the meters show")
    for it in lines:
        if it.label not in (own, BROUGHT_BY["look"]):
            yield it.label, _with_changes(scenario, it, glyphs)


def _with_changes(scenario: Scenario, it: Followed, glyphs: Glyphs) -> Line:
    changed = _changes(scenario, it.shifts, glyphs)
    return *told(it.words), *((Part("   "),) if it.words and changed else ()), *changed


def _changes(scenario: Scenario, shifts: Iterable[Shift], glyphs: Glyphs) -> Line:
    """Return the visible meters among some shifts, each with where it went from and to."""
    moved = {it.id: it for it in shifts}
    start = {id: moved[id].before if id in moved else 0 for id in scenario.meters}
    after = {id: moved[id].after if id in moved else 0 for id in scenario.meters}
    line: list[Part] = []
    for it in readings(scenario.meters.values(), after, start):
        changed = change(it, glyphs)
        if changed:
            line += [Part("   " if line else ""), Part(f"{mark(it, glyphs)} ", "mark"), Part(unmarked(it.meter.name))]
            line += [Part(f" {it.before} to {it.value} "), changed]
    return tuple(line)
