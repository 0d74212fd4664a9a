"""The debrief of a session as paragraphs, by its phases; what only a group has, for the wall and the desk alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from game.group.session.steps import PHASE_WORDS
from game.present.charts import Series, legend, over_time
from game.present.glyphs import Glyphs
from game.present.parts import Paragraph, Part, heading, labelled, paragraph, told
from game.present.session import WROTE_OTHERWISE, otherwise_words
from game.present.text import unmarked, width
from game.present.words import ACT_NAMES
from game.screens.sitting.votes import AGAINST, passed_rows, tally_rows

Json: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = tuple[Paragraph, ...]

_CHART = 9
"""Lines of the chart of the meters."""
PROGRAMS_VIEW = "The program's view"
"""Before its judgement, which would otherwise be read as the room's."""
_MARGIN, _SHORT, VIEW_MARGIN = 14, 4, 20


def debrief_rows(room: Json, glyphs: Glyphs, cells: int) -> Rows:
    """Return what stands before the room in the phase of the debrief that it is at."""
    page = room["debrief"]
    draw = {"reactions": _reactions, "description": _description, "my_view": _my_view, "analysis": _analysis,
            "summary": _summary}[page["phase"]]  # fmt: skip
    return tuple(draw(room, page, glyphs, cells))


def phase_words(page: Json) -> str:
    """Return the phase, and how far it has come, for the line at the top."""
    place = f" {page['number']} of {page['of']}" if page["number"] and page["of"] else ""
    return f"Debrief: {PHASE_WORDS[page['phase']]}{place}"


def _reactions(room: Json, page: Json, glyphs: Glyphs, cells: int) -> list[Paragraph]:
    return [
        heading("In a word: how do you feel now?", gap=0),
        paragraph("One word each, aloud; whoever would rather not passes." if room["hands"] else answered_words(room)),
        *passed_rows(room),
    ]


def answered_words(room: Json) -> str:
    """Return how many have answered what the debrief asks of everybody."""
    answered = room["debrief"]["answered"]
    return f"{answered} of {room['people']['present']} {'has' if answered == 1 else 'have'} answered."


def _description(room: Json, page: Json, glyphs: Glyphs, cells: int) -> list[Paragraph]:
    moment = page["moment"]
    if moment is None:
        return [paragraph("No decision was made.", gap=0)]
    rows = [heading(moment["title"], gap=0)]
    rows += _lines(moment["lines"])
    rows += group_rows(moment["group"], glyphs, cells)
    rows += passed_rows(room)
    if page["series"]:
        rows.append(heading("The meters, decision by decision"))
        rows += chart_rows(page["series"], glyphs, cells)
    return rows


def _lines(lines: list[Json]) -> list[Paragraph]:
    """Return lines of evidence, with room for the longest of their labels."""
    indent = max([_MARGIN, *(width(it["label"]) + 2 for it in lines)])
    return [labelled(it["label"], it["text"], indent=indent, gap=0) for it in lines]


def chart_rows(series: list[Json], glyphs: Glyphs, cells: int) -> list[Paragraph]:
    """Return the meters over time on one axis, with a legend."""
    lines = [
        Series(unmarked(it["name"]), glyphs.marks[place % len(glyphs.marks)], tuple(it["values"]), it["min"], it["max"])
        for place, it in enumerate(series)
    ]
    drawn = over_time(lines, min(72, max(30, cells - 2)), _CHART, glyphs)
    return [Paragraph(it, whole=True) for it in (*drawn, *legend(lines))]


def _my_view(room: Json, page: Json, glyphs: Glyphs, cells: int) -> list[Paragraph]:
    rows = [
        heading("Before anybody says what they think: your own view, for yourself", gap=0),
        paragraph("Which decision would you make again, and which not? What will you keep, what do differently?"),
        paragraph("Each on paper, without talking." if room["hands"] else answered_words(room)),
        heading("What was decided"),
    ]
    for it in page["decisions"]:
        words = (*told(f"{it['title']}: ", "faint"), *told(it["label"]))
        rows.append(Paragraph(words, (Part(f"{it['number']}.", "key"),), _SHORT))
    return rows


def _analysis(room: Json, page: Json, glyphs: Glyphs, cells: int) -> list[Paragraph]:
    if page["heading"] is None:
        return [paragraph("There is no finding on this play.", gap=0)]
    rows = [heading(f"{page['heading'][:1].upper()}{page['heading'][1:]}", gap=0)]
    rows += _lines(page["evidence"])
    if page["question"]:
        rows.append(Paragraph(told(page["question"], "strong"), (Part(glyphs.caret, "key"),), 2, gap=1))
    if page["judgement"]:
        rows.append(labelled(PROGRAMS_VIEW, page["judgement"], indent=VIEW_MARGIN))
    if page["otherwise"]:
        rows.append(paragraph(otherwise_words(page["otherwise"])))
    for it in page["groups"]:
        rows += group_rows(it, glyphs, cells)
    return rows + list(passed_rows(room))


def _summary(room: Json, page: Json, glyphs: Glyphs, cells: int) -> list[Paragraph]:
    rows = [heading("What we take with us", gap=0)]
    if page["agreed"]:
        rows.append(Paragraph((Part("We agree: ", "faint"), *told(page["agreed"], "strong")), gap=1))
    have = f"{page['answered']} {'has' if page['answered'] == 1 else 'have'}. Nobody but you sees them."
    rows.append(paragraph(
        "Write down up to three things you mean to do: what, when, with whom. "
        f"{'They are yours to keep.' if room['hands'] else have}"
    ))  # fmt: skip
    if page["questions"]:
        rows.append(heading("To think about"))
        rows += [paragraph(it, gap=0, indent=2) for it in page["questions"]]
    rows += [paragraph(page[it], "faint") for it in ("support", "notice") if page[it]]
    return rows


def group_rows(group: Json, glyphs: Glyphs, cells: int) -> list[Paragraph]:
    """Return how the group made a decision: votes, who moved, what the smaller side knew, what nobody told."""
    rows: list[Paragraph] = []
    if group["rounds"]:
        rows.append(heading(f"How the room voted on decision {group['decision']}"))
        rows += tally_rows(group["labels"], group["rounds"], glyphs, cells)
    said = [*_moved(group), *_acts(group)]
    if group["override"]:
        said.append(AGAINST)
    if group["reason"]:
        said.append(f"The reason given: {group['reason']}")
    rows += [paragraph(it, gap=1 if place == 0 else 0) for place, it in enumerate(said)]
    rows += _known("The smaller side knew", group["smaller_knew"])
    rows += _known("Nobody marked as told", group["untold"])
    if group["dissents"]:
        rows.append(heading(WROTE_OTHERWISE))
        rows += [Paragraph((Part("“"), *told(it), Part("”")), indent=2) for it in group["dissents"]]
    return rows


def _moved(group: Json) -> list[str]:
    labels = {id: label.rstrip(".") for id, label in group["labels"].items()}
    said = [f"{it['count']} went from “{labels.get(it['from'], it['from'])}” to “{labels.get(it['to'], it['to'])}”."
            for it in group["shift"] if it["from"] != it["to"]]  # fmt: skip
    if group["moved"] is not None and not said:
        said.append("Nobody changed their vote after the talk." if not group["moved"] else
                    f"{group['moved']} changed their vote after the talk.")  # fmt: skip
    if group["sure_and_moved"]:
        said.append(f"{group['sure_and_moved']} of them had been sure.")
    return said


def _acts(group: Json) -> list[str]:
    """Return how many voted for leading, managing and so on, first and last."""
    parts = []
    for act, counts in group["acts"].items():
        numbers = " then ".join(str(counts[it]) for it in ("first", "second") if it in counts)
        if numbers:
            parts.append(f"{ACT_NAMES[act]} {numbers}")
    return [f"Votes for {', '.join(parts)}."] if parts else []


def _known(title: str, known: list[Json]) -> list[Paragraph]:
    if not known:
        return []
    return [heading(title), *(
        Paragraph((*told(f"{it['seat']}: ", "name"), *told(it["knows"])), indent=2) for it in known
    )]  # fmt: skip
