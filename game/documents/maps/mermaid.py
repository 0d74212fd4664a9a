"""A map as a Mermaid flowchart, which code hosts draw where it stands in a page of Markdown."""

from __future__ import annotations

from game.documents.maps.graph import Box, Drawing, Kind

_SHAPES: dict[Kind, tuple[str, str]] = {
    "start": ("([", "])"),
    "decision": ("[", "]"),
    "passage": ("(", ")"),
    "event": ("{{", "}}"),
    "end": ("((", "))"),
    "back": ("((", "))"),
    "ending": ("([", "])"),
}
_PLAIN = frozenset(" .,?!'()_-")
"""Signs that Mermaid takes as they are; every other that is no letter or figure is written by its number."""


def mermaid(drawing: Drawing) -> str:
    """Return a drawing in Mermaid's language; no word of an author means anything in it."""
    lines = ["flowchart TD", *(f"    {_box(box)}" for box in drawing.boxes)]
    for arrow in drawing.arrows:
        line = "-.->" if arrow.comes_back else "-->"
        label = f"|{_quoted(arrow.lines)}|" if arrow.lines else ""
        lines.append(f"    {arrow.source} {line}{label} {arrow.target}")
    return "\n".join([*lines, *_looks(drawing)]) + "\n"


def _box(box: Box) -> str:
    left, right = _SHAPES[box.kind]
    return f"{box.key}{left}{_quoted(box.lines)}{right}"


def _looks(drawing: Drawing) -> list[str]:
    """Tell events and endings apart by their lines as well as by their shapes."""
    looks = {"event": "stroke-dasharray: 5 4", "ending": "stroke-width: 3px"}
    found = []
    for kind, look in looks.items():
        keys = [box.key for box in drawing.boxes if box.kind == kind]
        found += [f"    style {key} {look}" for key in keys]
    return found


def _quoted(lines: tuple[str, ...]) -> str:
    return f'"{"<br>".join(_text(line) for line in lines)}"'


def _text(text: str) -> str:
    return "".join(it if it.isalnum() or it in _PLAIN or it in "\u200c\u200d" else f"#{ord(it)};" for it in text)
