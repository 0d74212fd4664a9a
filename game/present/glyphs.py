"""The signs that screens are drawn with, in two sets: for terminals that show Unicode, and for those that do not."""

from __future__ import annotations

from typing import NamedTuple


class Glyphs(NamedTuple):
    """One set of signs; each fills one cell unless it says otherwise."""

    name: str
    """`unicode` or `ascii`."""
    caret: str
    """Stands before what is picked."""
    closed: str
    """Stands before what cannot be picked."""
    up: str
    down: str
    same: str
    marks: str
    """One for each meter, by its place."""
    full: str
    """A whole cell of a bar."""
    parts: str
    """The parts of a cell of a bar, smallest first; empty where there are none."""
    empty: str
    """A cell of a bar that is not reached."""
    rule: str
    """A line across."""
    upright: str
    """A line down."""
    corner: str
    """Where the two axes of a chart meet."""
    dot: str
    """Between the points of a chart, and between words that stand side by side."""
    back: str
    """Stands before what comes back."""
    more: str
    """There is more below."""
    done: str
    left: str
    right: str
    ellipsis: str
    """One cell, or three."""
    times: str
    """Stands before what is not there or went wrong."""


UNICODE = Glyphs(
    name="unicode", caret="❯", closed="·", up="▲", down="▼", same="=", marks="●■◆★♦▪○□◇☆", full="━",
    parts="╸", empty="─", rule="─", upright="│", corner="└", dot="·", back="↩", more="▼", done="✓",
    left="‹", right="›", ellipsis="…", times="×",
)  # fmt: skip
ASCII = Glyphs(
    name="ascii", caret=">", closed="-", up="^", down="v", same="=", marks="o#*+x@%&$~", full="#", parts="",
    empty=".", rule="-", upright="|", corner="+", dot="-", back="<", more="v", done="*", left="<", right=">",
    ellipsis="...", times="x",
)  # fmt: skip


def glyphs_for(setting: str, encoding: str | None, term: str) -> Glyphs:
    """Choose the set: as the player says (`unicode`, `ascii`), else as the stream and the terminal can show."""
    if setting in ("unicode", "ascii"):
        return ASCII if setting == "ascii" else UNICODE
    if term == "linux":
        return ASCII  # the console's font holds a few hundred signs, and these are not among them
    try:
        "".join(UNICODE[1:]).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE
