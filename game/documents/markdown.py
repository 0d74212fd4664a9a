"""A debrief as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from game.documents.leads import lead_words
from game.findings.model import Debrief
from game.findings.reflections import Reflections
from game.present.outline import Phase, closing, outline
from game.present.sections import Entry
from game.present.text import unmarked
from game.scenario.story import Scenario

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])|^(\s*)([-+]|\d+[.)])(?=\s)", re.MULTILINE)


def debrief_markdown(debrief: Debrief, scenario: Scenario, said: Reflections, on: date | None = None) -> str:
    """Return the whole debrief as Markdown; no word of an author or player becomes markup."""
    ended = lead_words(debrief, on)
    return markdown_of(f"{debrief.title}: debrief", ended, outline(debrief, scenario, said), closing(debrief))


def markdown_of(title: str, lead: str, phases: Iterable[Phase], closing: Iterable[str]) -> str:
    """Return phases as Markdown."""
    parts = [f"# {escaped(title)}", escaped(lead)]
    for phase in phases:
        parts.append(f"## {escaped(phase.title)}")
        for section in phase.sections:
            parts.append(f"### {escaped(section.title)}")
            parts.append("\n".join(_entry(entry) for entry in section.entries))
    parts += ["---", *(escaped(text) for text in closing)]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Return a text in which Markdown sees no markup."""
    return _SPECIAL.sub(_backslashed, unmarked(text)).replace("\n", " ")


def _entry(entry: Entry) -> str:
    return f"- **{escaped(entry.label)}** {escaped(entry.text)}" if entry.label else f"- {escaped(entry.text)}"


def _backslashed(match: re.Match[str]) -> str:
    if match[1]:
        return f"\\{match[1]}"
    # A list's number or dash: its last character is what makes it one.
    return f"{match[2]}{match[3][:-1]}\\{match[3][-1]}"
