"""The page of every code: what it means, an example that fails and one that passes.

The pages are the Markdown files in `codes`, to be read there as well. An example is a few lines of a scenario; to
be tried it is completed by the scenario in `codes/frame.yaml`, whose keys give way to those of the example.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Final, Literal, TypeAlias

from game.language.expressions.names import nearest
from game.language.reading.lines import INVISIBLE
from game.present.text import safe

Place: TypeAlias = Literal["scenario", "scene", "choice", "file"]
"""What an example's lines are part of; a `file` is complete as it stands."""

_PAGES = files("game.authoring") / "codes"
_HEAD = re.compile(r"# (\w+): (.+)\n\n")
_EXAMPLE = re.compile(r"This (fails|passes)(.*?):\n\n```yaml\n(.*?)\n```", re.DOTALL)
_PLACES: Final[dict[str, Place]] = {
    "": "scenario",
    " in a scene": "scene",
    " in a choice": "choice",
    " as a whole file": "file",
}
"""What the pages call each place."""
_BLOCKS: Final[dict[Place, tuple[str, int]]] = {
    "scenario": ("", 0),
    "scene": ("  handover:", 4),
    "choice": ("      -", 8),
}
"""Where in the frame each place is: the line above its first key, and how many spaces its keys stand in."""
_KEY = re.compile(r"([\w-]+):")


class UnknownCodeError(ValueError):
    """No code is called so. The message names the nearest."""


@dataclass(frozen=True)
class Example:
    """A few lines of a scenario, and where they belong."""

    text: str
    place: Place

    def completed(self) -> str:
        """Return a whole scenario with these lines in it."""
        if self.place == "file":
            return self.text + "\n"
        lines = (_PAGES / "frame.yaml").read_text(encoding="utf-8").splitlines()
        head, indent = _BLOCKS[self.place]
        start = lines.index(head) + 1 if head else 0
        end = next((n for n in range(start, len(lines)) if _indent(lines[n]) < indent), len(lines))
        given = {match.group(1) for line in self.text.splitlines() if (match := _KEY.match(line))}
        kept = [line for key, entry in _entries(lines[start:end], indent) if key not in given for line in entry]
        own = [" " * indent + line if line else "" for line in self.text.split("\n")]
        return "\n".join([*lines[:start], *kept, *own, *lines[end:]]) + "\n"


@dataclass(frozen=True)
class Page:
    """What there is to say about one code."""

    code: str
    title: str
    """What it means, in a few words."""
    meaning: str
    """The same in two or three sentences."""
    fails: Example | None
    """None where no text can show it."""
    passes: Example | None


def all_codes() -> list[str]:
    """Return every code that `check` can answer with, in alphabetical order."""
    return sorted(page.name.removesuffix(".md") for page in _PAGES.iterdir() if page.name.endswith(".md"))


def page_of(code: str) -> Page:
    """Return the page of a code, in whatever letters it is written. Raises UnknownCodeError."""
    code = code.strip().upper()
    known = all_codes()
    if code not in known:
        near = nearest(code, known)
        advice = f"Did you mean {near}?" if near else "`twohats explain` lists them all."
        raise UnknownCodeError(f"There is no code {code}. {advice}")
    text = (_PAGES / f"{code}.md").read_text(encoding="utf-8")
    head = _HEAD.match(text)
    assert head is not None, code
    meaning = text[head.end() :].partition("\n\nThis fails")[0].strip()
    examples = {kind: Example(lines, _PLACES[words]) for kind, words, lines in _EXAMPLE.findall(text)}
    return Page(code, head.group(2), meaning, examples.get("fails"), examples.get("passes"))


def listed() -> str:
    """Return every code with its title, a line each."""
    return "\n".join(f"{page.code}  {page.title}" for page in map(page_of, all_codes()))


def _seen(line: str) -> str:
    """Return a line with what nobody could see in it shown by its number."""
    return INVISIBLE.sub(lambda found: f"<U+{ord(found.group()):04X}>", safe(line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" ")) if line.strip() else 1_000


def _entries(lines: list[str], indent: int) -> Iterator[tuple[str, list[str]]]:
    """Give the entries of a block by their keys, each with the lines below it; comments with the entry above."""
    key = ""
    entry: list[str] = []
    for line in lines:
        match = _KEY.match(line, indent) if _indent(line) == indent else None
        if match:
            yield key, entry
            key, entry = match.group(1), []
        entry.append(line)
    yield key, entry


def explained(code: str, width: int = 80) -> str:
    """Return the page of a code as text for a terminal. Raises UnknownCodeError."""
    page = page_of(code)
    parts = [f"{page.code}: {page.title}", textwrap.fill(page.meaning, min(width, 80))]
    for kind, example in (("This fails", page.fails), ("This passes", page.passes)):
        if example is not None:
            words = next(words for words, place in _PLACES.items() if place == example.place)
            lines = "\n".join(f"    {_seen(line)}".rstrip() for line in example.text.split("\n"))
            parts.append(f"{kind}{words}:\n\n{lines}")
    return "\n\n".join(parts)
