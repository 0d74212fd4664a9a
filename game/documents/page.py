"""A debrief as one self-contained HTML page: readable on a phone, printable on A4, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from itertools import groupby

from game.documents.charts import meters_svg
from game.documents.leads import lead_words
from game.findings.model import Debrief
from game.findings.reflections import Reflections
from game.present.outline import Phase, closing, outline
from game.present.sections import Section
from game.present.text import unmarked
from game.scenario.story import Scenario

_STYLE = """
:root { color-scheme: light dark; --ink: #1d1d1f; --paper: #ffffff; --faint: #4b4b4b; --line: #c9c9c9; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #16181d; --faint: #b6bcc6; --line: #444a55; }
  svg { background: #ffffff; } }
body { font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
h3 { font-size: 1.02rem; margin: 1.6rem 0 .4rem; }
dl { margin: 0; } dt { font-weight: 600; color: var(--faint); margin-top: .6rem; } dd { margin: 0 0 0 1rem; }
p { margin: .4rem 0; overflow-wrap: anywhere; } dd { overflow-wrap: anywhere; }
svg { width: 100%; height: auto; margin: 1rem 0; border: 1px solid var(--line); border-radius: 6px; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--faint); font-size: .92rem; }
@page { size: A4; margin: 18mm; }
@media print { main { padding: 0; max-width: none; } h2, h3 { break-after: avoid; } section { break-inside: avoid; }
  body { color: #000; background: #fff; font-size: 10.5pt; } dt, footer { color: #333; } }
"""


def page_of(
    title: str, lead: str, phases: Iterable[Phase], closing: Iterable[str], language: str, chart: str = ""
) -> str:
    """Return phases as a page; `chart`, which is SVG of our own, stands in the one called Description."""
    body = [f"<h1>{_text(title)}</h1>", f"<p>{_text(lead)}</p>"]
    for phase in phases:
        sections = "".join(_section(section) for section in phase.sections)
        body.append(f"<h2>{_text(phase.title)}</h2>{chart if phase.title == 'Description' else ''}{sections}")
    body.append(f"<footer>{''.join(f'<p>{_text(text)}</p>' for text in closing)}</footer>")
    return (
        f'<!doctype html>\n<html lang="{escape(language, quote=True)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{''.join(body)}\n</main>\n</body>\n</html>\n"
    )


def debrief_page(debrief: Debrief, scenario: Scenario, said: Reflections, on: date | None = None) -> str:
    """Return the whole debrief as a page; no word of an author or player becomes HTML."""
    ended = lead_words(debrief, on)
    phases = outline(debrief, scenario, said)
    title = f"{debrief.title}: debrief"
    return page_of(title, ended, phases, closing(debrief), scenario.language, chart_of(debrief, scenario))


def chart_of(debrief: Debrief, scenario: Scenario) -> str:
    """Draw the meters that share the usual range; one with a range of its own would bend the axis."""
    shown = []
    for it in debrief.movements:
        meter = scenario.meters[it.id]
        if not meter.hidden and (meter.minimum, meter.maximum) == (0, 100):
            shown.append(it)
    return meters_svg(shown) if shown and debrief.moments else ""


def _section(section: Section) -> str:
    body = ""
    for labelled, entries in groupby(section.entries, key=lambda it: bool(it.label)):
        if labelled:
            terms = "".join(f"<dt>{_text(it.label)}</dt><dd>{_text(it.text)}</dd>" for it in entries)
            body += f"<dl>{terms}</dl>"
        else:
            body += "".join(f"<p>{_text(it.text)}</p>" for it in entries)
    return f"<section><h3>{_text(section.title)}</h3>{body}</section>"


def _text(text: str) -> str:
    return escape(unmarked(text))
