"""A map as one self-contained HTML page: scene by scene, each choice a link to where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from game.documents.maps.outline import totals
from game.documents.maps.page_parts import (
    doing_html,
    link_to,
    option_html,
    tag,
    target_link,
    text_html,
    told_html,
)
from game.documents.maps.page_style import STYLE
from game.documents.maps.phrases import (
    age_words,
    counted,
    ending_words,
    event_words,
    joined,
    label,
    minutes_words,
    scene_title,
    way_words,
)
from game.documents.maps.values import Map, Place, Way
from game.paths.wording import in_words
from game.present.clocks import ticks_words
from game.present.readability import word_count
from game.present.text import unmarked
from game.present.words import DEMAND_WORDS, listed
from game.scenario.story import Scenario


def map_page(it: Map) -> str:
    """Return the whole map as a page that fetches and runs nothing; no word of an author becomes HTML."""
    scenario = it.scenario
    title = f"{unmarked(scenario.title)}: the map"
    contents = "".join(f"<li>{link_to(scenario, id)}{_amount(place)}</li>" for id, place in it.places.items())
    sections = [_before(scenario), *(_scene(it, place) for place in it.places.values())]
    by_itself = bool(scenario.events or scenario.dynamics)
    sections += [_events(it)] if by_itself else []
    sections.append(_endings(it))
    events_link = '<a href="#events">Events</a>' if by_itself else ""
    return (
        f'<!doctype html>\n<html lang="{escape(scenario.language, quote=True)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n"
        f"<h1>{escape(title)}</h1>\n<p>{text_html(scenario.summary)}</p>\n"
        f"{''.join(f'<p>{escape(words)}</p>' for words in totals(it))}\n</header>\n"
        '<nav class="bar"><a href="#contents">Contents</a>'
        f'{events_link}<a href="#endings">Endings</a>'
        '<label><input type="checkbox" id="tags"> show what players do not see</label></nav>\n'
        f'<main>\n<section id="contents"><h2>Contents</h2><ol>{contents}</ol></section>\n'
        f"{''.join(sections)}</main>\n</body>\n</html>\n"
    )


def _amount(place: Place) -> str:
    words = joined([counted(place.entering.words, "word"), age_words(place.entering)], ", ")
    return f' <span class="note">{escape(words)}</span>'


def _before(scenario: Scenario) -> str:
    """Write what is read before the play, and who is in it; what each of them knows is not for players."""
    touches = f"<p>It touches on: {text_html(listed(scenario.touches))}.</p>" if scenario.touches else ""
    roles = [(it.name, it.brief, it.knows) for it in scenario.roles.values()]
    people = [(it.name, it.job, it.knows) for it in scenario.cast.values()]
    lines = [
        f"<li><strong>{text_html(name)}</strong> {text_html(what)}{tag(text_html(knows))}</li>"
        for name, what, knows in (*roles, *people)
    ]
    people_list = f"<h3>People</h3><ul>{''.join(lines)}</ul>" if lines else ""
    return f"<section><h2>Before the play</h2><p>{text_html(scenario.brief)}</p>{touches}{people_list}</section>\n"


def _scene(it: Map, place: Place) -> str:
    scene = place.scene
    words = joined([
        place.when, f"{counted(place.entering.words, 'word')} to read, {minutes_words(place.entering.words)}",
        age_words(place.entering), f"{place.whole.words:,} with all that its options tell",
    ], ", ")  # fmt: skip
    body = [
        f'<h2>{escape(scene_title(scene))}</h2><p class="note"><code>{escape(scene.id)}</code>, {escape(words)}</p>',
        _from(it, place),
        told_html(it.scenario, scene.text),
        _happens_here(it, place),
        _decision(place),
        *_options(it, place),
        *_passage(it, place),
        _after(it, place),
    ]
    return f'<section id="scene-{escape(scene.id)}">{"".join(body)}</section>\n'


def _from(it: Map, place: Place) -> str:
    """Link to what leads to a scene."""
    links = list(dict.fromkeys(_origin(it, way) for way in place.ways_in))
    if len(links) < 2:
        return f'<p class="note">Comes from: {"".join(links) or "nothing leads here"}</p>'
    return f'<div class="note">Comes from:<ul>{"".join(f"<li>{link}</li>" for link in links)}</ul></div>'


def _origin(it: Map, way: Way) -> str:
    if way.kind == "start":
        return "the start"
    if way.kind == "event":
        return f'the event <a href="#event-{escape(way.by)}">{escape(way.by)}</a>'
    if not way.by:
        return link_to(it.scenario, way.scene)
    option = it.scenario.scenes[way.scene].option(way.by)
    return f'<a href="#option-{escape(way.scene)}.{escape(way.by)}">{escape(label(option))}</a>'


def _happens_here(it: Map, place: Place) -> str:
    """Link to what may happen and what comes back on entering a scene."""
    lines = [
        f'the event <a href="#event-{escape(event.id)}">{escape(event.id)}</a> may happen' for event in place.events
    ]
    lines += [f'<a href="#later-{due.number}">comes back</a> from “{escape(label(due.option))}”' for due in place.due]
    return f'<p class="note">On entering: {"; ".join(lines)}</p>' if lines else ""


def _decision(place: Place) -> str:
    decision = place.scene.decision
    if decision is None:
        return ""
    contested = "; contested" if decision.contested else ""
    lines = [f"<p>{demand.capitalize()} ({DEMAND_WORDS[demand]}{contested}): {text_html(reason)}</p>"
             for demand, reason in decision.demand]  # fmt: skip
    lines.append(f"<p>Seen: {text_html(decision.cue)}</p>")
    lines += [f"<p>The debrief asks: {text_html(decision.ask)}</p>"] if decision.ask else []
    lines += [f"<p>For the facilitator: {text_html(prompt)}</p>" for prompt in decision.prompts]
    return tag("".join(lines), "div")


def _options(it: Map, place: Place) -> Iterator[str]:
    """Give looks and choices, then which label is the shortest and which the longest."""
    if place.scene.options:
        yield "<h3>What can be done</h3>"
        yield f'<ul class="options">{"".join(option_html(it, place, option) for option in place.scene.options)}</ul>'
    if place.shortest is not None and place.longest is not None:
        ends = [f"“{escape(label(it))}” ({word_count(label(it))})" for it in (place.shortest, place.longest)]
        yield f'<p class="note">Words in an option: shortest {ends[0]}, longest {ends[1]}.</p>'


def _passage(it: Map, place: Place) -> Iterator[str]:
    if not place.scene.choices:
        ways = [joined([target_link(it.scenario, way.target), escape(way_words(way))], " ") for way in place.ways_out]
        after = f" after {ticks_words(it.scenario.clock, place.scene.takes)}" if place.scene.takes else ""
        yield f"<p>The story goes on{after}: {', '.join(ways)}</p>"


def _after(it: Map, place: Place) -> str:
    links = ", ".join(link_to(it.scenario, id) for id in place.reaches) or "none"
    lost = "" if place.found else " Nothing leads here from the start."
    return f'<p class="note">Scenes that may follow, at once or later: {links}.{lost}</p>'


def _events(it: Map) -> str:
    """Write out events and dynamics, each with what brings it about."""
    found = []
    for event in it.scenario.events:
        to = f", goes to {link_to(it.scenario, event.scene)}" if event.scene else ""
        at = f" ({link_to(it.scenario, event.at)})" if event.at else ""
        doing = doing_html(event.happening)
        found.append(f'<h3 id="event-{escape(event.id)}">{escape(event.id)}</h3>'
                     f'<p class="note">{escape(event_words(event))}{at}{to}</p>'
                     f"{told_html(it.scenario, event.happening.text)}{doing}")  # fmt: skip
    for dynamic in it.scenario.dynamics:
        when = f", if {in_words(dynamic.when)}" if dynamic.when is not None else ""
        doing = doing_html(dynamic.happening)
        found.append(f'<h3 id="dynamic-{escape(dynamic.id)}">{escape(dynamic.id)}</h3>'
                     f'<p class="note">every {escape(it.scenario.clock.unit + when)}</p>'
                     f"{told_html(it.scenario, dynamic.happening.text)}{doing}")  # fmt: skip
    return f'<section id="events"><h2>What happens by itself</h2>{"".join(found)}</section>\n'


def _endings(it: Map) -> str:
    found = [
        f'<h3 id="ending-{escape(ending.id)}">{text_html(ending.title)}</h3><p class="note"><code>{escape(ending.id)}'
        f"</code>, {escape(ending_words(ending))}</p>{told_html(it.scenario, ending.text)}"
        for ending in it.scenario.endings
    ]
    return f'<section id="endings"><h2>Endings, the first that holds</h2>{"".join(found)}</section>\n'
