"""What exploring a scenario found, as one self-contained page with the distributions drawn."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from game.documents.explored import Section, headline, mending, percent, sections, short_percent, when_words
from game.paths.answers import Paths, View
from game.paths.tally import Range
from game.present.text import unmarked
from game.scenario.meters import Meter
from game.scenario.story import Scenario

_STYLE = """
:root { color-scheme: light dark; --ink: #1d1d1f; --paper: #fff; --faint: #4b4b4b; --line: #c9c9c9; --bar: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #16181d; --faint: #b6bcc6; --line: #444a55;
  --bar: #7fb2ea; } }
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0; }
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
table { border-collapse: collapse; font-size: .92rem; } .wide { overflow-x: auto; }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--line); vertical-align: middle; }
td.number { text-align: right; font-variant-numeric: tabular-nums; } p, li { overflow-wrap: anywhere; }
.lead { color: var(--faint); } svg { display: block; } svg rect.track { fill: var(--line); }
svg rect.bar { fill: var(--bar); } code { white-space: nowrap; }
@media print { body { color: #000; background: #fff; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""


_PROTECTS = "protect "
"""What the names of personas that protect a meter begin with."""


def explored_page(paths: Paths, scenario: Scenario, called: str) -> str:
    """Return the whole report as a page; no word of an author becomes HTML. `called` is the file's name."""
    title = f"{unmarked(paths.title)}: every path"
    body = [f"<h1>{escape(title)}</h1>", *(f"<p>{_text(line)}</p>" for line in headline(paths))]
    body += [_section(it) for it in mending(paths, called)]
    for view in paths.views:
        role = f", as {view.role}" if len(paths.views) > 1 and view.role else ""
        body += [f"<h2>Endings, in 100 plays{_text(role)}</h2>", _endings(view)]
        protecting = _protecting(view, scenario)
        if protecting:
            body += [f"<h2>Where protecting one meter leads, in 100 plays{_text(role)}</h2>", protecting]
    body += ["<h2>Meters, least to greatest</h2>", _meters(paths.views[0], scenario)]
    body += [_section(it) for it in sections(paths, every=True)]
    return (
        f'<!doctype html>\n<html lang="{escape(scenario.language, quote=True)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{''.join(body)}\n</main>\n</body>\n</html>\n"
    )


def _section(it: Section) -> str:
    lines = "".join(f"<li>{_text(line)}</li>" for line in it.lines)
    return f'<h2>{_text(it.title.capitalize())}</h2><p class="lead">{_text(it.lead)}</p><ul>{lines}</ul>'


def _endings(view: View) -> str:
    """Draw each ending's share of random plays, with a column for each persona that wears a hat."""
    hats = [name for name in view.personas if not name.startswith(_PROTECTS)]
    head = "".join(f"<th>{_text(name)}</th>" for name in hats)
    rows = []
    for it in view.endings:
        bar = _bar(it.share.low, it.share.high, it.share.value)
        numbers = _numbers([percent(it.share), *(short_percent(it.personas[name]) for name in hats)])
        rows.append(f"<tr><th>{_text(it.title)}</th><td>{bar}</td>{numbers}</tr>")
    titles = f"<th>Ending</th><th>At random</th><td></td>{head}"
    return _wide("Endings, by who plays", f"<tr>{titles}</tr>{''.join(rows)}")


def _protecting(view: View, scenario: Scenario) -> str:
    """Give where it leads to protect one meter above all; in a table of its own, or the page would be too wide."""
    meters = [(id, meter) for id, meter in scenario.meters.items() if f"{_PROTECTS}{id}" in view.personas]
    head = "".join(f"<th>{_text(meter.name)}</th>" for _, meter in meters)
    rows = [
        f"<tr><th>{_text(it.title)}</th>"
        f"{_numbers([short_percent(it.personas[f'{_PROTECTS}{id}']) for id, _ in meters])}</tr>"
        for it in view.endings
    ]
    return _wide("Endings, by the meter protected", f"<tr><th>Ending</th>{head}</tr>{''.join(rows)}") if meters else ""


def _numbers(numbers: Sequence[str]) -> str:
    return "".join(f'<td class="number">{escape(number)}</td>' for number in numbers)


def _meters(view: View, scenario: Scenario) -> str:
    """Draw between what each meter can stand at each decision, and at the end."""
    head = "".join(f"<th>{_text(meter.name)}</th>" for meter in scenario.meters.values())
    rows = []
    for it in view.standing:
        cells = "".join(f"<td>{_span(it.meters[id], meter)}</td>" for id, meter in scenario.meters.items())
        rows.append(f"<tr><th>{_text(it.scene)}<br>{_text(when_words(scenario, it.now))}</th>{cells}</tr>")
    cells = "".join(f"<td>{_span(view.last[id], meter)}</td>" for id, meter in scenario.meters.items())
    rows.append(f"<tr><th>at the end</th>{cells}</tr>")
    return _wide("Meters, by decision", f"<tr><th>Decision</th>{head}</tr>{''.join(rows)}")


def _wide(name: str, rows: str) -> str:
    """Return a table that may be wider than the page, and is then scrolled by itself, by keys too."""
    return f'<div class="wide" tabindex="0" role="region" aria-label="{name}"><table>{rows}</table></div>'


def _bar(low: float, high: float, value: float) -> str:
    """Draw a share from 0 to 1; where it is not exact, a thin line marks its interval."""
    line = f'<rect class="bar" x="{200 * low:.1f}" y="13" width="{max(1.0, 200 * (high - low)):.1f}" height="2"/>'
    return (
        '<svg width="200" height="16" role="img" aria-hidden="true"><rect class="track" width="200" height="11"/>'
        f'<rect class="bar" width="{200 * value:.1f}" height="11"/>{line if high > low else ""}</svg>'
    )


def _span(span: Range, meter: Meter) -> str:
    """Draw a range on the whole range of its meter, with its numbers."""
    reach = max(1, meter.maximum - meter.minimum)
    x, last = (100 * (value - meter.minimum) / reach for value in span)
    words = str(span[0]) if span[0] == span[1] else f"{span[0]} to {span[1]}"
    return (
        f'{words}<svg width="100" height="8" role="img" aria-hidden="true"><rect class="track" width="100" height="6"/>'
        f'<rect class="bar" x="{x:.1f}" width="{max(2.0, last - x):.1f}" height="6"/></svg>'
    )


def _text(text: str) -> str:
    return escape(unmarked(text))
