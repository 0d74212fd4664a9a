"""A map in DOT, the language of Graphviz."""

from __future__ import annotations

from game.documents.maps.graph import Drawing, Kind

_LOOKS: dict[Kind, str] = {
    "start": 'shape=oval, style=""',
    "decision": "shape=box",
    "passage": 'shape=box, style="rounded"',
    "event": 'shape=hexagon, style="dashed"',
    "end": "shape=doublecircle",
    "back": "shape=doublecircle",
    "ending": 'shape=box, style="rounded,bold"',
}


_LEFT = "\\l"
"""Ends a line that stands at the left; beside an arrow, where a centred one would lie on it."""


def dot(drawing: Drawing) -> str:
    """Return a drawing in DOT; no word of an author means anything in it."""
    lines = [
        f"digraph {_quoted((drawing.title,))} {{",
        '    node [fontname="Helvetica,Arial,sans-serif", fontsize=11]',
        '    edge [fontname="Helvetica,Arial,sans-serif", fontsize=9]',
    ]
    lines += [f"    {box.key} [label={_quoted(box.lines)}, {_LOOKS[box.kind]}]" for box in drawing.boxes]
    for arrow in drawing.arrows:
        looks = [f"label={_quoted(arrow.lines, _LEFT)}"] if arrow.lines else []
        looks += ["style=dashed", "constraint=false"] if arrow.comes_back else []
        lines.append(f"    {arrow.source} -> {arrow.target} [{', '.join(looks)}]")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(lines: tuple[str, ...], end: str = "") -> str:
    """Return lines as a label; `end` stands after each, else they are centred."""
    # Graphviz reads character references in labels, so that an author's & must not begin one.
    texts = (line.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in lines)
    text = "".join(f"  {it}{end}" for it in texts) if end else "\\n".join(texts)
    return f'"{text}"'
