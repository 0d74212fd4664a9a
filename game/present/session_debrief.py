"""A session's debrief as a participant has it, as paragraphs, one phase at a time as the facilitator steps it."""

from __future__ import annotations

from game.present.parts import Paragraph, Part, heading, labelled, paragraph, told
from game.present.session import (
    NOTHING_TO_SAY,
    OVERRULED,
    WROTE_OTHERWISE,
    Json,
    otherwise_words,
    round_name,
)
from game.present.session_pages import LABEL, Rows, quoted


def debrief_rows(room: Json) -> Rows:
    """Return the phase that the debrief is at; none outside it, or where the phase only asks."""
    page = room["debrief"]
    if page is None:
        return ()
    draw = {"description": _description, "analysis": _analysis, "summary": _summary}.get(page["phase"])
    return tuple(draw(page)) if draw else ()


def _description(page: Json) -> list[Paragraph]:
    moment = page["moment"]
    if moment is None:
        return [heading("What happened"), paragraph("Your facilitator goes through it, step by step.")]
    rows = [heading(moment["title"])]
    rows += [labelled(it["label"], it["text"], indent=LABEL) for it in moment["lines"]]
    return rows + _group(moment["group"])


def _analysis(page: Json) -> list[Paragraph]:
    if not page["heading"]:
        return [heading("Analysis"), paragraph(NOTHING_TO_SAY)]
    rows = [heading(page["heading"][:1].upper() + page["heading"][1:])]
    rows += [labelled(it["label"], it["text"], indent=LABEL) for it in page["evidence"]]
    for it in page["groups"]:
        rows += _group(it)
    if page["question"]:
        rows.append(paragraph(page["question"], "strong"))
    if page["judgement"]:
        rows.append(Paragraph((Part("The program's view: ", "strong"), *told(page["judgement"])), gap=1))
    if page["otherwise"] and page["otherwise"]["count"]:
        rows.append(paragraph(otherwise_words(page["otherwise"])))
    return rows


def _summary(page: Json) -> list[Paragraph]:
    rows: list[Paragraph] = []
    if page["agreed"]:
        rows.append(Paragraph((Part("We agreed: ", "strong"), *told(page["agreed"])), gap=1))
    rows += [paragraph(it) for it in (*page["questions"], page["support"]) if it]
    return [*rows, paragraph(page["notice"], "faint")]


def _group(group: Json) -> list[Paragraph]:
    """Return how the group made a decision, as much of it as was shown to the room."""
    rows, rounds = _overruled(group), {name: counts for name, counts in group["rounds"].items() if name != "frame"}
    for name, counts in rounds.items():
        said = "; ".join(f"{group['labels'].get(id, id).rstrip('.')}: {count}" for id, count in counts.items())
        rows.append(labelled(round_name(name, len(rounds) > 1), said, indent=LABEL))
    moved = [f"{group['moved']} changed their vote."] if group["moved"] is not None else []
    if group["sure_and_moved"] is not None:
        moved.append(f"{group['sure_and_moved']} of them had been sure.")
    if moved:
        rows.append(paragraph(" ".join(moved)))
    for title, seats in (("What the smaller side knew", "smaller_knew"), ("Never marked as told", "untold")):
        if group[seats]:
            rows.append(heading(title))
            rows += [Paragraph((*told(f"{it['seat']}: "), *told(it["knows"])), indent=2) for it in group[seats]]
    if group["dissents"]:
        rows.append(heading(WROTE_OTHERWISE))
    return rows + [quoted(it) for it in group["dissents"]]


def _overruled(group: Json) -> list[Paragraph]:
    """Return that the facilitator decided against most votes, and why; nothing where they did not."""
    if not group["override"]:
        return []
    rows = [paragraph(OVERRULED, "warning")]
    return [*rows, Paragraph((Part("Because: ", "strong"), *told(group["reason"])))] if group["reason"] else rows
