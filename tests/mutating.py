"""Good scenarios that somebody's cat has walked over: lines gone, swapped, cut, and values of the wrong kind."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

FOLDER = Path(__file__).parent
GOOD = (FOLDER / "conformance" / "one-short" / "scenario.yaml").read_text(encoding="utf-8")
ODD = [
    path.read_text(encoding="utf-8-sig")
    for path in sorted((FOLDER / "language" / "gallery" / "silent").glob("*.yaml"))
]
LINES = [text.splitlines() for text in (GOOD, *ODD)]
KINDS = (
    "",
    " yes",
    " 12",
    " -1",
    " text",
    " []",
    " {}",
    " [1, 2]",
    " {a: 1}",
    ' ""',
    " end",
    " back",
    " staff < 3",
    " *",
    " 1 / 0",
)
"""What can stand after a colon."""


@st.composite
def mutated(draw: st.DrawFn) -> str:
    lines = list(draw(st.sampled_from(LINES)))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        key, colon, value = lines[place].partition(":")
        match draw(st.sampled_from(("delete", "swap", "kind", "copy", "indent", "value", "cut"))):
            case "delete":
                del lines[place : place + draw(st.integers(1, 5))]
            case "swap":
                lines[place], lines[other] = lines[other], lines[place]
            case "kind" if colon:
                lines[place] = f"{key}:{draw(st.sampled_from(KINDS))}"
            case "value" if colon:
                lines[place] = f"{key}:{lines[other].partition(':')[2]}"
            case "copy":
                lines.insert(place, lines[other])
            case "indent":
                lines[place] = " " * draw(st.integers(0, 6)) + lines[place].lstrip()
            case "cut":
                lines[place] = lines[place][: draw(st.integers(0, max(len(lines[place]), 1)))]
            case _:
                lines[place] += value
        if not lines:
            lines = [""]
    return "\n".join(lines) + "\n"
