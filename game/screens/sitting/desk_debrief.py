"""What the facilitator has before them in the debrief: the phase's minutes and prompts, the findings, the own views."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from game.present.glyphs import Glyphs
from game.present.parts import Paragraph, Part, Role, heading, labelled, paragraph, told
from game.present.session import otherwise_words
from game.screens.sitting.debriefs import PROGRAMS_VIEW, VIEW_MARGIN, answered_words, group_rows

Json: TypeAlias = Mapping[str, Any]

_MARGIN, _COUNT = 11, 4


def debrief_desk_rows(room: Json, desk: Json, glyphs: Glyphs, cells: int) -> Iterator[Paragraph]:
    """Give what the desk knows in the debrief; nothing outside it."""
    page, known = room["debrief"], desk["debrief"]
    if page is None or known is None:
        return
    yield from _phase(room, page, known, glyphs)
    if known["judgement"]:
        shown = "on the wall" if page.get("judgement") else "not on the wall"
        yield labelled(PROGRAMS_VIEW, f"{known['judgement']} ({shown})", indent=VIEW_MARGIN)
    if page["phase"] == "analysis":
        yield from _findings(page, known)
    if not room["hands"]:
        yield from _own_views(page, known["view"])
    for group in known["groups"]:
        yield from group_rows(group, glyphs, cells)


def _phase(room: Json, page: Json, known: Json, glyphs: Glyphs) -> Iterator[Paragraph]:
    """Give what the phase is for and takes, how many have answered, and what to ask."""
    minutes = known["minutes"]
    about = f"About {minutes} minute{'' if minutes == 1 else 's'}. " if minutes else ""
    yield paragraph(f"{about}{known['advice']}", "faint", gap=0)
    if page.get("answered") is not None and not room["hands"]:
        yield paragraph(answered_words(room))
    if page.get("question"):
        yield labelled("Question", page["question"], indent=_MARGIN)
    for place, prompt in enumerate(known["prompts"]):
        yield Paragraph(told(prompt, "strong"), (Part(f"  {glyphs.caret}", "key"),), 4, gap=0 if place else 1)


def _findings(page: Json, known: Json) -> Iterator[Paragraph]:
    """Give every finding with how many see it otherwise."""
    yield heading("Findings")
    for number, (title, count) in enumerate(zip(known["findings"], known["otherwise"], strict=True), 1):
        here: Role = "strong" if number == page["number"] else "plain"
        against = f"  {otherwise_words({'count': count, 'of': known['there']})}" if count else ""
        yield Paragraph((*told(title, here), Part(against, "key")), indent=2)


def _own_views(page: Json, view: Json) -> Iterator[Paragraph]:
    """Give how many would play each decision the same and how many would change it, once enough have answered."""
    if view["decisions"] is None:
        if page["phase"] == "my_view":
            yield paragraph(f"Which decisions people would keep or change is counted here from {view['fewest']} on.")
        return
    yield heading(f"What {view['answered']} people would keep or change")
    for it in view["decisions"]:
        counts = f"  {it['same']} the same, {it['change']} otherwise"
        yield Paragraph((*told(it["title"]), Part(counts, "strong")), (Part(f"{it['number']:>2}.", "key"),), _COUNT)
