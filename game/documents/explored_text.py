"""What exploring a scenario found, as text to be read in a minute."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from game.documents.explored import (
    Section,
    ending_title,
    headline,
    mending,
    percent,
    sections,
    short_percent,
    when_words,
)
from game.paths.answers import EndingShare, Paths, View
from game.present.text import safe, unmarked, width
from game.scenario.acts import ACTS
from game.scenario.story import Scenario

_WIDE = 100
_BAR = 20
_HATS = ("fit", *(act for act in ("lead", "manage", "command", "avoid") if act in ACTS), "first")
_PERSONAS = (
    "Personas: fit takes what best meets each moment, lead, manage, command and avoid a choice with that act where "
    "there is one, first the first open choice; ties evenly, no looks."
)


def explored_text(paths: Paths, scenario: Scenario, called: str) -> str:
    """Return the whole report; `called` is how the author named the file."""
    parts = ["\n".join([f"{unmarked(paths.title)}: every path", *map(wrapped, headline(paths))])]
    parts += [_section(it) for it in mending(paths, called)]
    for view in paths.views:
        parts += [_endings(view, len(paths.views) > 1), _protecting(view, scenario)]
    parts.append(_meters(paths.views[0], scenario))
    parts += [_section(it) for it in sections(paths)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _endings(view: View, named: bool) -> str:
    """Draw the endings: a bar for random plays, a column for each persona."""
    hats = [name for name in _HATS if name in view.personas]
    most = max((width(ending_title(it.title)) for it in view.endings), default=0)
    room = min(30, most)
    numbers = max((len(percent(it.share)) for it in view.endings), default=4)
    role = f" AS {view.role.upper()}" if named and view.role else ""
    title = f"ENDINGS{role}, in 100 plays"
    head = f"{title:{room + 2}}  {'at random':{_BAR + numbers + 3}}{''.join(f'{hat:>9}' for hat in hats)}"
    lines = [_ending(it, room, numbers, hats) for it in view.endings]
    return "\n".join([head, *lines, wrapped(_PERSONAS)])


def _ending(it: EndingShare, room: int, numbers: int, hats: Sequence[str]) -> str:
    title = ending_title(it.title)
    name = title if width(title) <= room else title[: room - 1] + "…"
    name += " " * (room - width(name))
    columns = "".join(f"{short_percent(it.personas[hat]):>9}" for hat in hats)
    note = "" if it.reached else "   never" if it.share.exact else "   not seen"
    return f"  {name}  {bar(it.share.value)} {percent(it.share):>{numbers}}  {columns}{note}"


def bar(share: float) -> str:
    """Draw a share from 0 to 1; what is there at all shows."""
    full = round(share * _BAR) or (1 if share > 0 else 0)
    return "█" * full + "░" * (_BAR - full)


def _protecting(view: View, scenario: Scenario) -> str:
    """Say where protecting one meter above all leads."""
    lines = []
    for id, meter in scenario.meters.items():
        found = [(it, it.personas.get(f"protect {id}")) for it in view.endings]
        ranked = sorted(((share.value, it) for it, share in found if share), key=lambda pair: -pair[0])
        said = ", ".join(f"{ending_title(it.title)} {100 * value:.0f}" for value, it in ranked if value >= 0.005)
        lines.append(wrapped(f"{unmarked(meter.name)}: {said}"))
    return "\n".join(["WHERE PROTECTING ONE METER LEADS, in 100 plays", *lines])


def _meters(view: View, scenario: Scenario) -> str:
    """Say between what each meter can stand at each decision, and at the end."""
    names = [unmarked(meter.name) for meter in scenario.meters.values()]
    wide = [max(9, min(18, width(name))) + 2 for name in names]
    lines = [[*(name[: room - 2] for name, room in zip(names, wide, strict=True))]]
    labels = ["METERS, least to greatest"]
    for standing in view.standing:
        labels.append(f"  {standing.scene}, {when_words(scenario, standing.now)}")
        lines.append([_span(standing.meters[id]) for id in scenario.meters])
    labels.append("  at the end")
    lines.append([_span(view.last[id]) for id in scenario.meters])
    room = min(52, max(map(len, labels))) + 2
    rows = [
        f"{safe(label)[:room]:{room}}" + "".join(f"{it:>{cells}}" for it, cells in zip(line, wide, strict=True))
        for label, line in zip(labels, lines, strict=True)
    ]
    return "\n".join(rows)


def _span(span: tuple[int, int]) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"


def _section(it: Section) -> str:
    return "\n".join([it.title, wrapped(it.lead), *(wrapped(f"- {line}") for line in it.lines)])


def wrapped(text: str) -> str:
    """Fold a line, harmless and indented."""
    return textwrap.fill(
        safe(text), _WIDE, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False, break_long_words=False
    )
