"""The debrief one step at a time, by its phases: reactions, description, my view, analysis, summary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from game.findings.model import Debrief
from game.play.playing import Play
from game.present.charts import Series, legend, over_time
from game.present.debriefing import FORMATIVE, Section, counts, finding_section
from game.present.glyphs import Glyphs
from game.present.journal import journal
from game.present.meters import mark, readings
from game.present.parts import Paragraph, Part, Role, heading, labelled, paragraph, told
from game.present.text import safe, unmarked
from game.present.words import ACT_NAMES, numbers, times
from game.scenario.acts import ACTS, Act

CHART_LINES = 13
"""Lines of the chart."""

_OFTEN: dict[Act, str] = {
    "lead": "I asked people, or set a direction",
    "manage": "I organised a known fix",
    "command": "I told people what to do",
    "avoid": "I left it",
}
_ORDER: tuple[Act, ...] = ("lead", "manage", "command", "avoid")
_HATS: dict[Act, Role] = {"lead": "lead", "manage": "manage"}
_PICKS = 40
"""Cells before the answers of the picks."""


class Field(NamedTuple):
    """A line that the player may write."""

    key: str
    """Under which it is kept."""
    label: str


class Pick(NamedTuple):
    """Something that the player may pick about their own play."""

    key: str
    """Under which it is kept."""
    label: str
    values: tuple[tuple[str, str], ...]
    """What is kept, empty for not said, with how it reads."""


class Step(NamedTuple):
    """One screen of the debrief."""

    phase: str
    paragraphs: tuple[Paragraph, ...]
    fields: tuple[Field, ...] = ()
    picks: tuple[Pick, ...] = ()
    finding: int | None = None
    """The number of the finding that it shows, counted from 1."""


def steps(
    play: Play, debrief: Debrief, glyphs: Glyphs, *, cells: int, short: bool, kept: str
) -> tuple[Step, ...]:
    """Return the steps of a debrief; the short path has one finding and one commitment.

    `cells` is how wide a chart may be; `kept` says where it is kept and how it is deleted.
    """
    found = tuple(_finding(debrief, number, play) for number in range(len(debrief.findings))) or (_nothing(),)
    if short:
        return (_reactions(), found[0], _commitment(debrief, kept))
    return (
        _reactions(),
        _description(play, glyphs, cells),
        _my_view(play),
        *found,
        _keep_and_change(debrief),
        _commitment(debrief, kept),
    )


def count_pages(debrief: Debrief, glyphs: Glyphs) -> tuple[Paragraph, ...]:
    """Return all the counts behind the findings."""
    page = hats(debrief, glyphs)
    for section in counts(debrief):
        page += section_rows(section)
    return tuple(page)


def hats(debrief: Debrief, glyphs: Glyphs) -> list[Paragraph]:
    """Return how often each act was done, one below the other on one scale: never one slider between two ends."""
    done = debrief.act_counts()
    rows = [heading("What you did, act by act", gap=0)]
    for act in _ORDER:
        decisions = done.get(act, ())
        bars = Part(glyphs.full * 2 * len(decisions), _HATS.get(act, "faint"))
        said = f"{' ' if decisions else ''}{times(len(decisions))}{f' ({numbers(decisions)})' if decisions else ''}"
        label = (Part(ACT_NAMES[act], _HATS.get(act, "plain")),)
        rows.append(Paragraph((bars, Part(said)), label, 13, 0 if len(rows) > 1 else 1))
    return rows


def section_rows(section: Section, *, gap: int = 2) -> list[Paragraph]:
    """Return a section as a heading with its paragraphs, labels before them."""
    rows = [heading(section.title, gap=gap)]
    for entry in section.entries:
        label = (Part(f"{safe(entry.label)}  ", "strong"),) if entry.label else ()
        rows.append(Paragraph((*label, *told(entry.text)), gap=1))
    return rows


def picked(pick: Pick, notes: Mapping[str, str]) -> str:
    """Return how what was picked reads."""
    return dict(pick.values).get(notes.get(pick.key, ""), pick.values[0][1])


def neighbour(pick: Pick, notes: Mapping[str, str], by: int) -> str:
    """Return what stands after (1) or before (-1) what is picked, going round."""
    known = [value for value, _ in pick.values]
    at = known.index(notes.get(pick.key, "")) if notes.get(pick.key, "") in known else 0
    return known[(at + by) % len(known)]


def pick_rows(picks: tuple[Pick, ...], notes: Mapping[str, str], glyphs: Glyphs) -> tuple[Paragraph, ...]:
    """Return the picks as lines to walk; keys are those of the picks."""
    rows = []
    for pick in picks:
        value = picked(pick, notes)
        answer = (Part(f"{glyphs.left} ", "faint"), *told(value, "strong"), Part(f" {glyphs.right}", "faint"))
        rows.append(Paragraph(answer, (Part(f"    {pick.label}"),), _PICKS, key=pick.key))
    return tuple(rows)


# The steps


def _reactions() -> Step:
    page = (
        heading("First of all", gap=0),
        paragraph("How was that? A word or a line, whatever comes first. Nobody scores it, and you may leave it out."),
    )
    return Step("Reactions", page, (Field("reactions", "How was that?"),))


def _description(play: Play, glyphs: Glyphs, cells: int) -> Step:
    page = [heading("What happened", gap=0), paragraph("In order, and without judgement.", "faint", gap=0)]
    entries = [it._replace(key="") for it in journal(play, glyphs, None)]
    series = meter_series(play, glyphs)
    chart = [heading("The meters over time", gap=0), *chart_rows(series, cells, glyphs)] if series else []
    page = [*chart, *[page[0]._replace(gap=2), page[1]], *entries] if chart else [*page, *entries]
    return Step("Description", tuple(page))


def meter_series(play: Play, glyphs: Glyphs) -> tuple[Series, ...]:
    """Return each visible meter from the start through every decision."""
    meters = play.scenario.meters
    start = {id: meter.start for id, meter in meters.items()}
    states = [start, *(dict(decision.after) for decision in play.decisions)]
    return tuple(
        Series(
            unmarked(it.meter.name),
            mark(it, glyphs),
            tuple(state[it.meter.id] for state in states),
            it.meter.minimum,
            it.meter.maximum,
        )
        for it in readings(meters.values(), start)
    )


def chart_rows(series: tuple[Series, ...], cells: int, glyphs: Glyphs) -> tuple[Paragraph, ...]:
    """Return the chart with its legend."""
    drawn = [Paragraph(line, whole=True) for line in over_time(series, cells, CHART_LINES, glyphs)]
    drawn[0] = drawn[0]._replace(gap=1)
    named = [Paragraph(line) for line in legend(series)]
    named[0] = named[0]._replace(gap=1)
    return (*drawn, *named)


def _my_view(play: Play) -> Step:
    page = (
        heading("My view", gap=0),
        paragraph("Before the program says what it saw: how do you see it? Left and right change an answer."),
    )
    decisions = tuple(
        (str(it.number), f"{it.number}. {_title(play, it.scene, it.choice)}") for it in play.decisions
    )
    unsaid = (("", "not said"),)
    often = (*unsaid, *((str(count), times(count)) for count in range(len(decisions) + 1)))
    picks = [
        Pick("view-same", "I would play this the same again", unsaid + decisions),
        Pick("view-change", "I would change this one", unsaid + decisions),
        *(Pick(f"view-{act}", _OFTEN[act], often) for act in ACTS),
    ]
    return Step("My view", page, picks=tuple(picks))


def _title(play: Play, scene: str, choice: str) -> str:
    return unmarked(play.scenario.scenes[scene].title) or choice


def _finding(debrief: Debrief, number: int, play: Play) -> Step:
    finding = debrief.findings[number]
    section = finding_section(debrief, finding, play.scenario.clock)
    rows = [heading(section.title, gap=0)]
    rows += [labelled(entry.label, entry.text) for entry in section.entries]
    return Step("Analysis", tuple(rows), finding=number + 1)


def _nothing() -> Step:
    return Step("Analysis", (paragraph("Too little happened here to say anything that would be fair.", gap=0),))


def _commitment(debrief: Debrief, kept: str) -> Step:
    page = [heading("One thing to do", gap=0), paragraph("What, by when, and who will notice? It is yours alone.")]
    fields = (
        Field("commitment-1-what", "I will"),
        Field("commitment-1-when", "By when"),
        Field("commitment-1-who", "Noticed by"),
    )
    return Step("Summary", (*page, *_close(debrief, kept)), fields)


def _keep_and_change(debrief: Debrief) -> Step:
    page = [heading("To take with you", gap=0), *(paragraph(question) for question in debrief.questions)]
    return Step("Summary", tuple(page), (Field("keep", "Keep"), Field("change", "Change")))


def _close(debrief: Debrief, kept: str) -> list[Paragraph]:
    support = [labelled("Support", debrief.support)] if debrief.support else []
    return [*support, labelled("Kept", kept), paragraph(FORMATIVE, "faint")]
