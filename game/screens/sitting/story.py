"""The story of a session as paragraphs: what is told, what can be chosen, where the meters stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from game.present.glyphs import Glyphs
from game.present.meters import Reading, meter_line
from game.present.parts import Paragraph, Part, heading, paragraph, told
from game.present.session import WHO_YOU_ARE
from game.present.text import safe
from game.scenario.meters import Meter

Json: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = tuple[Paragraph, ...]

_ASIDES = ("event", "dynamic")


def prebrief_rows(room: Json) -> Rows:
    """Return what stands before the room before the play: the case, the chair, the contract."""
    brief = room["brief"]
    rows = [heading(room["title"], gap=0), paragraph(WHO_YOU_ARE, "faint"), paragraph(brief["text"])]
    if brief["role"]:
        named = told(brief["role"]["name"], "strong")
        rows.append(Paragraph((Part("In this story you are "), *named, Part(".")), gap=1))
        rows.append(paragraph(brief["role"]["brief"], gap=0))
    if brief["touches"]:
        rows.append(paragraph(f"It touches on: {', '.join(brief['touches'])}. Step out whenever you need to.", "faint"))
    rows.append(paragraph(
        "This is an exercise: nobody here is being tested, what is said stays in the room, and what counts is what "
        "you learn, not how the story ends."
    ))  # fmt: skip
    return tuple(rows)


def story_rows(room: Json, glyphs: Glyphs) -> Rows:
    """Return what is told at this step."""
    story = room["story"]
    if story is None:
        return ()
    rows: list[Paragraph] = []
    for passage in story["passages"]:
        rows += _passage(passage, glyphs)
    if story["fault"]:
        rows.append(paragraph(f"The story cannot go on: {story['fault']}", "warning"))
    return tuple(rows)


def beats(told_now: Iterable[Json]) -> list[Paragraph]:
    """Return what is told, speech with the speaker's name before it."""
    return [_beat(it) for it in told_now]


def _passage(passage: Json, glyphs: Glyphs) -> list[Paragraph]:
    rows = beats(passage["beats"])
    if not rows:
        return []
    if passage["kind"] in ("scene", "ending"):
        named = passage["title"]
        return [heading(f"{passage['when']} {glyphs.dot} {named}" if named else passage["when"], gap=2), *rows]
    if passage["from"]:
        words = f"{passage['when']}. This comes back from {passage['from']}"
        return [_aside(glyphs.back, words), *(it._replace(indent=2, gap=0) for it in rows)]
    if passage["kind"] in _ASIDES:
        return [_aside(glyphs.dot, f"{passage['when']}."), *(it._replace(indent=2, gap=0) for it in rows)]
    return rows


def _aside(sign: str, text: str) -> Paragraph:
    return Paragraph((Part(safe(text), "faint"),), (Part(sign, "key"),), 2, 1)


def _beat(beat: Json) -> Paragraph:
    if beat["speaker"] is None:
        return paragraph(beat["text"])
    return Paragraph((*told(beat["speaker"], "name"), Part("  "), *told(beat["text"])), gap=1)


def meter_readings(shown: Iterable[Json]) -> tuple[Reading, ...]:
    """Return meters as the bars and lines of a play take them."""
    return tuple(
        Reading(
            place,
            Meter(it["id"], it["name"], it["value"], it["min"], it["max"], better=it["better"],
                  bands=((it["min"], it["word"]),)),
            it["value"],
            it["before"],
        )
        for place, it in enumerate(shown)
    )  # fmt: skip


def what_if_rows(line: Json, title: str, glyphs: Glyphs, cells: int) -> Rows:
    """Return one of the two lines of a what-if: what was chosen, what came of it, where it led."""
    rows = [heading(title, gap=0), Paragraph(told(line["label"], "strong"), gap=1), *beats(line["told"])]
    readings = meter_readings(line["meters"])
    if readings:
        rows.append(Paragraph((Part("Where the meters stand at its end, and since that decision:", "faint"),), gap=1))
        rows += [Paragraph(meter_line((it,), cells, glyphs), whole=True) for it in readings]
    if line["ending"]:
        rows.append(Paragraph((Part("It ends: ", "faint"), *told(line["ending"], "strong")), gap=1))
    if line["stopped"]:
        rows.append(paragraph(line["stopped"], "warning"))
    return tuple(rows)
