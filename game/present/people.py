"""Who is who, and where the meters stand, as pages."""

from __future__ import annotations

from game.play.playing import Play
from game.present.glyphs import Glyphs
from game.present.meters import bar, change, mark, readings
from game.present.moves import last_step
from game.present.parts import Paragraph, Part, paragraph, told
from game.present.text import safe, unmarked


def cast_rows(play: Play) -> tuple[Paragraph, ...]:
    """Return the people of the story; what each of them keeps to themselves is for the debrief."""
    scenario = play.scenario
    rows = []
    if play.role:
        chair = scenario.roles[play.role]
        rows.append(Paragraph((Part("You are  ", "faint"), Part(safe(chair.name), "name")), gap=0))
        rows += [paragraph(chair.brief, gap=0)] if chair.brief else []
        rows += [paragraph(f"Only you know: {chair.knows}", gap=0)] if chair.knows else []
    for person in scenario.cast.values():
        rows.append(Paragraph((Part(safe(person.name), "name"), Part("  "), *told(person.job)), gap=1 if rows else 0))
    return tuple(rows)


def meter_pages(play: Play, glyphs: Glyphs) -> tuple[Paragraph, ...]:
    """Return each visible meter with its bar, its change, and the words that its numbers stand for."""
    step = last_step(play)
    before = step.previous.meters if step.previous is not None else None
    rows: list[Paragraph] = []
    for it in readings(play.scenario.meters.values(), step.meters, before):
        changed = change(it, glyphs)
        head = (
            Part(f"{mark(it, glyphs)} ", "mark"), Part(unmarked(it.meter.name), "strong"),
            Part(f"  {it.value}, {safe(it.meter.word(it.value))}  "), *((changed,) if changed else ()),
        )  # fmt: skip
        reached, still = bar(it.value, it.meter.minimum, it.meter.maximum, 30, glyphs)
        rows.append(Paragraph(head, gap=1 if rows else 0))
        rows.append(Paragraph((Part(reached, "bar"), Part(still, "faint")), indent=2, whole=True))
        bands = ", ".join(f"{word} from {lowest}" for lowest, word in it.meter.bands)
        wanted = "" if it.meter.better == "high" else " Less of it is better."
        rows.append(Paragraph((Part(safe(f"{bands}.{wanted}"), "faint"),), indent=2))
    return tuple(rows)
