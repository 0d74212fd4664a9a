"""The debrief one step at a time, by its phases: reactions, description, my view, analysis, summary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from game.findings.model import Debrief, View
from game.findings.reflections import MOST_COMMITMENTS
from game.play.playing import Play
from game.present.charts import Series, legend, over_time
from game.present.debriefing import finding_section
from game.present.glyphs import Glyphs
from game.present.hidden import hidden_sections
from game.present.hinges import ending_section
from game.present.journal import journal
from game.present.meters import mark, readings
from game.present.outline import beside, next_step
from game.present.own_view import own_view
from game.present.parts import Paragraph, Part, Role, heading, labelled, paragraph, told
from game.present.picking import Pick, view_picks
from game.present.sections import FORMATIVE, Section
from game.present.text import safe, unmarked
from game.present.words import ACT_NAMES, numbers, times
from game.scenario.acts import Act

CHART_LINES = 13
"""Lines of the chart."""

_ORDER: tuple[Act, ...] = ("lead", "manage", "command", "avoid")
_HATS: dict[Act, Role] = {"lead": "lead", "manage": "manage"}
_COUNTED = ("One thing to do", "A second thing to do", "A third thing to do")


class Field(NamedTuple):
    """A line that the player may write."""

    key: str
    """Under which it is kept."""
    label: str


class Step(NamedTuple):
    """One screen of the debrief."""

    phase: str
    paragraphs: tuple[Paragraph, ...]
    fields: tuple[Field, ...] = ()
    picks: tuple[Pick, ...] = ()
    finding: int | None = None
    """The number of the finding that it shows, counted from 1."""
    last: bool = False
    """Nothing comes after it: from here one may try again or delete the play."""


def steps(
    play: Play,
    debrief: Debrief,
    notes: Mapping[str, str],
    view: View,
    glyphs: Glyphs,
    *,
    cells: int,
    short: bool,
    kept: str,
) -> tuple[Step, ...]:
    """Return the steps of a debrief; the short path has one finding and one commitment.

    `notes` is what was written so far and `view` what was picked; `cells` is how wide a chart may be; `kept` says
    where it is kept and how it is deleted.
    """
    found = tuple(_finding(debrief, number, play) for number in range(len(debrief.findings))) or (_nothing(),)
    if short:
        return (_reactions(), found[0], _commitment(1), _close(debrief, kept))
    return (
        _reactions(),
        _description(play, debrief, glyphs, cells),
        _my_view(play),
        *_compared(debrief, view),
        *found,
        Step("Analysis", _labelled_rows(beside(debrief))),
        _keep_and_change(debrief),
        Step("Summary", tuple(section_rows(next_step(debrief.approach), gap=0))),
        *_commitments(notes),
        _close(debrief, kept),
    )


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


# The steps


def _reactions() -> Step:
    page = (
        heading("First of all", gap=0),
        paragraph("How was that? A word or a line, whatever comes first. Nobody scores it, and you may leave it out."),
    )
    return Step("Reactions", page, (Field("reactions", "How was that?"),))


def _description(play: Play, debrief: Debrief, glyphs: Glyphs, cells: int) -> Step:
    page = [heading("What happened", gap=0), paragraph("In order, and without judgement.", "faint", gap=0)]
    entries = [it._replace(key="") for it in journal(play, glyphs, None)]
    end = ending_section(debrief, play.scenario, told=False)
    for section in (*hidden_sections(play.scenario), *filter(None, [end])):
        entries += section_rows(section)
    series = meter_series(play, glyphs)
    chart = [heading("The meters over time", gap=0), *chart_rows(series, cells, glyphs)] if series else []
    page = [*chart, *[page[0]._replace(gap=2), page[1]], *entries] if chart else [*page, *entries]
    return Step("Description", tuple(page))


def _my_view(play: Play) -> Step:
    page = (
        heading("My view", gap=0),
        paragraph("Before the program says what it saw: how do you see it? Left and right change an answer."),
    )
    return Step("My view", page, picks=view_picks(play))


def _compared(debrief: Debrief, view: View) -> tuple[Step, ...]:
    section = own_view(debrief, view)
    return (Step("Analysis", tuple(section_rows(section, gap=0))),) if section else ()


def _finding(debrief: Debrief, number: int, play: Play) -> Step:
    section = finding_section(debrief, debrief.findings[number], play.scenario)
    return Step("Analysis", _labelled_rows(section), finding=number + 1)


def _labelled_rows(section: Section) -> tuple[Paragraph, ...]:
    """Return a section with its labels in the margin."""
    indent = 12 if all(len(entry.label) < 12 for entry in section.entries) else 18
    rows = (labelled(entry.label, entry.text, indent=indent) for entry in section.entries)
    return (heading(section.title, gap=0), *rows)


def _nothing() -> Step:
    return Step("Analysis", (paragraph("Too little happened here to say anything that would be fair.", gap=0),))


def _keep_and_change(debrief: Debrief) -> Step:
    asked = "And of how you played it: what would you keep, and what would you change?"
    page = [heading("To take with you", gap=0), *map(paragraph, (*debrief.questions, asked))]
    return Step("Summary", tuple(page), (Field("keep", "Keep"), Field("change", "Change")))


def _commitments(notes: Mapping[str, str]) -> tuple[Step, ...]:
    """Return the steps of the commitments: another one once the last is written, three at most."""
    written = 1
    while written < MOST_COMMITMENTS and notes.get(f"commitment-{written}-what", "").strip():
        written += 1
    return tuple(_commitment(number) for number in range(1, written + 1))


def _commitment(number: int) -> Step:
    more = "" if number == 1 else " Enter leaves it out."
    page = (
        heading(_COUNTED[number - 1], gap=0),
        paragraph(f"What, by when, and who will notice? It is yours alone.{more}"),
    )
    fields = (
        Field(f"commitment-{number}-what", "I will"),
        Field(f"commitment-{number}-when", "By when"),
        Field(f"commitment-{number}-who", "Noticed by"),
    )
    return Step("Summary", page, fields)


def _close(debrief: Debrief, kept: str) -> Step:
    support = [labelled("Support", debrief.support)] if debrief.support else []
    page = [
        heading("That is all", gap=0),
        *support,
        labelled("Kept", kept),
        labelled("Again", "t tries again from any decision; this play stays as it is."),
        labelled("Delete", "x deletes this play with all that you wrote."),
        paragraph(FORMATIVE, "faint"),
    ]
    return Step("Summary", tuple(page), last=True)
