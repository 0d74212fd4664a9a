"""What stands before a participant of a session, as paragraphs: the story, the own seat, what was passed, a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from game.present.parts import Paragraph, Part, heading, labelled, paragraph, told
from game.present.session import (
    PRIVACY,
    RECORD,
    WHO_YOU_ARE,
    WRITTEN,
    Json,
    decided_lines,
    labels_of,
    record_lines,
    round_name,
)
from game.present.text import safe
from game.present.words import change_words, listed

Rows = tuple[Paragraph, ...]

LABEL: Final = 14
"""Cells of the margin that labels stand in."""


def story_rows(room: Json) -> Rows:
    """Return what is told now: the brief before the play, then the story; none in most of the debrief."""
    debrief, story = room["debrief"], room["story"]
    if debrief is not None and debrief["phase"] != "reactions":
        return ()
    return tuple(_story(story) if story else _brief(room["brief"]))


def decided_rows(room: Json) -> Rows:
    """Return what was decided, whether against the most voted, and why where that was said; none before."""
    decided = room["decision"]["decided"] if room["decision"] else None
    if not decided:
        return ()
    return tuple(
        Paragraph((Part(label, "strong"), *told(words)), gap=0 if place else 1)
        for place, (label, words) in enumerate(decided_lines(decided))
    )


def _story(story: Json) -> list[Paragraph]:
    title = f"The end: {story['ending']['title']}" if story["ending"] else story["title"]
    rows = [heading(f"{story['when']}: {title}" if title else story["when"])]
    for passage in story["passages"]:
        if passage["from"]:
            rows.append(paragraph(f"{passage['when']}. This comes back from {passage['from']}.", "faint"))
        rows += beats(passage["beats"])
    if story["fault"]:
        rows.append(paragraph(story["fault"], "warning"))
    return rows


def beats(spoken: Iterable[Json]) -> list[Paragraph]:
    """Return what is told, speech with the speaker's name before it."""
    return [
        Paragraph((Part(safe(it["speaker"]), "name"), Part("  "), *told(it["text"])), gap=1)
        if it["speaker"] else paragraph(it["text"])
        for it in spoken
    ]  # fmt: skip


def _brief(brief: Json) -> list[Paragraph]:
    rows, role = [paragraph(WHO_YOU_ARE, "faint"), paragraph(brief["text"])], brief["role"]
    if role:
        rows.append(Paragraph((Part(f"{safe(role['name'])}. ", "strong"), *told(role["brief"])), gap=1))
    if brief["touches"]:
        rows.append(paragraph(f"It touches on: {listed(brief['touches'])}.", "faint"))
    return [*rows, paragraph(PRIVACY, "faint")]


def what_if_rows(room: Json) -> Rows:
    """Return a past decision as it was and as it would have been; none where nobody asks."""
    it = room["what_if"]
    if it is None:
        return ()
    title = f", {it['title']}" if it["title"] else ""
    lines = (("As it was", it["real"]), ("Otherwise", it["other"]))
    return (heading(f"What if: decision {it['decision']}{title}", gap=2),
            *(labelled(name, _line_words(line), indent=LABEL) for name, line in lines))  # fmt: skip


def _line_words(line: Json) -> str:
    ends = line["stopped"] or (f"It ends with “{line['ending']}”." if line["ending"] else "")
    meters = ", ".join(f"{it['name']} {it['value']}" for it in line["meters"])
    return " ".join(it for it in (f"{line['label'].rstrip('.')}.", ends, meters and f"{meters}.") if it)


def meter_rows(room: Json) -> Rows:
    """Return where each meter stands, in words; none where there is no story."""
    return tuple(Paragraph((Part(_meter_words(it)),)) for it in (room["story"]["meters"] if room["story"] else ()))


def _meter_words(it: Json) -> str:
    by = it["value"] - it["before"]
    return safe(f"{it['name']} {it['value']}{', ' + change_words(by) if by else ''}, {it['word']}")


def seat_rows(room: Json, you: Json) -> Rows:
    """Return one's own seat and what only it knows; none where there are no seats, or in the debrief."""
    seat = you["seat"]
    if not seat or room["debrief"] or room["step"] == "closed":
        return ()
    rows = [heading(f"Your seat: {seat['name']}", gap=2)]
    if seat["brief"]:
        rows.append(paragraph(seat["brief"]))
    if seat["knows"]:
        rows.append(Paragraph((Part(f"Only {safe(seat['name'])} knows: ", "strong"), *told(seat["knows"])), gap=1))
    return tuple(rows)


def passed_rows(room: Json) -> Rows:
    """Return the splits that were shown to the room, and the words that were passed to it."""
    rows: list[Paragraph] = []
    for name, vote in (room["decision"]["votes"] if room["decision"] else {}).items():
        if vote["tally"]:
            rows.append(heading(round_name(name, room["decision"]["discuss"])))
            labels = labels_of(room, name)
            rows += [_count(count, labels.get(id, id)) for id, count in vote["tally"].items()]
    if room["passed"]:
        rows.append(heading(WRITTEN))
    return (*rows, *(quoted(it["words"]) for it in room["passed"]))


def _count(count: int, label: str) -> Paragraph:
    return Paragraph(told(label), (Part(f"{count:>3} ", "strong"),), 5)


def quoted(words: str) -> Paragraph:
    """Return somebody's words in quotation marks."""
    return Paragraph((Part("“"), *told(words), Part("”")), indent=2, gap=1)


def record_rows(room: Json, you: Json) -> Rows:
    """Return one's own record, to read; none before the ending."""
    lines = record_lines(room, you)
    if not lines:
        return ()
    return (heading(RECORD, gap=2), *(
        Paragraph(told(it.strip()), indent=2 if it.startswith(" ") else 0, gap=0 if it.startswith(" ") else 1)
        for it in lines[2:] if it
    ))  # fmt: skip
