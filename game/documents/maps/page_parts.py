"""The smaller parts of a map's page: texts, links, options, what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from game.documents.maps.phrases import (
    doing_words,
    due_words,
    gate_words,
    joined,
    label,
    one_line,
    scene_title,
    target_words,
    way_words,
)
from game.documents.maps.values import Map, Place, Return
from game.paths.wording import in_words
from game.present.clocks import ticks_words
from game.present.text import unmarked
from game.present.words import ACT_NAMES, listed
from game.scenario.happenings import Happening
from game.scenario.prose import Conditional, Prose, as_typed
from game.scenario.scenes import BACK, END, Choice, Look
from game.scenario.story import Scenario


def text_html(text: str) -> str:
    """Return somebody's words as HTML that means nothing but themselves."""
    return escape(unmarked(text))


def tag(inner: str, element: str = "p") -> str:
    """Return what players do not see, to be shown where the reader asks for it; nothing for nothing."""
    return f'<{element} class="tag">{inner}</{element}>' if inner else ""


def doing_html(happening: Happening, acts: str = "") -> str:
    """Return what a happening changes and why, after the acts of a choice; players do not see it."""
    return tag(joined([acts, escape(doing_words(happening)), text_html(happening.because)], ". "))


def link_to(scenario: Scenario, scene: str) -> str:
    """Return a link to a scene: its title, and its id where another has the same title."""
    titles = [scene_title(it) for it in scenario.scenes.values()]
    title = scene_title(scenario.scenes[scene])
    words = title if titles.count(title) == 1 else f"{title} ({scene})"
    return f'<a href="#scene-{escape(scene)}">{escape(words)}</a>'


def target_link(scenario: Scenario, target: str) -> str:
    """Return a link to where a way leads; going back leads to no place of the page."""
    if target == END:
        return f'<a href="#endings">{target_words(END)}</a>'
    return target_words(BACK) if target == BACK else link_to(scenario, target)


def told_html(scenario: Scenario, prose: Prose) -> str:
    """Return a text, its conditional beats set off under their conditions."""
    return "".join(_beats(scenario, prose))


def option_html(it: Map, place: Place, option: Choice | Look) -> str:
    """Return a choice or look: its words, a link to where it leads; then what it tells, and what comes back."""
    ways = [way for way in place.ways_out if way.by == option.id] if isinstance(option, Choice) else []
    links = [
        joined([target_link(it.scenario, way.target), f'<span class="if">{escape(way_words(way))}</span>'], " ")
        for way in ways
    ]
    words = escape(label(option))
    if len(ways) == 1 and ways[0].target != BACK:
        target = ways[0].target
        anchor = "endings" if target == END else f"scene-{escape(target)}"
        words = f'<a href="#{anchor}">{words}</a>'
    notes = joined([
        "look" if isinstance(option, Look) else "", gate_words(option),
        f"takes {ticks_words(it.scenario.clock, option.takes)}" if option.takes else "",
    ])  # fmt: skip
    acts = f"Act: {listed(ACT_NAMES[act] for act in option.acts)}" if isinstance(option, Choice) else ""
    locked = f'<p class="note">Closed: {escape(one_line(option.locked))}</p>' if option.locked else ""
    body = [
        f'<p class="label">{words}</p>',
        f'<p class="note"><code>{escape(option.id)}</code>{f", {escape(notes)}" if notes else ""}</p>',
        locked,
        told_html(it.scenario, option.happening.text),
        doing_html(option.happening, acts),
        *_chance(it, place, option),
        *(return_html(it, back) for back in place.planted if back.option is option and not back.outcome),
        f'<p class="note">Goes on to: {", ".join(links)}</p>' if links else "",
    ]
    return f'<li id="option-{escape(place.scene.id)}.{escape(option.id)}">{"".join(body)}</li>'


def return_html(it: Map, back: Return) -> str:
    """Return what comes back, when, and where that shows if it waits at a scene."""
    due = escape(due_words(back, it.scenario.clock))
    if back.later.at is not None:
        due += f" ({link_to(it.scenario, back.later.at)})"
    inner = f'<p class="note">Comes back {due}:</p>{_happening(it.scenario, back.later.happening)}'
    return f'<div class="side" id="later-{back.number}">{inner}</div>'


def _chance(it: Map, place: Place, option: Choice | Look) -> Iterator[str]:
    for number, outcome in enumerate(option.chance, 1):
        backs = "".join(
            return_html(it, back) for back in place.planted if back.option is option and back.outcome == number
        )
        inner = f'<p class="note">By chance, {escape(in_words(outcome.odds))} in 100:</p>'
        yield f'<div class="side">{inner}{_happening(it.scenario, outcome.happening)}{backs}</div>'


def _happening(scenario: Scenario, happening: Happening) -> str:
    return told_html(scenario, happening.text) + doing_html(happening)


def _beats(scenario: Scenario, prose: Prose) -> Iterator[str]:
    for beat in prose:
        if isinstance(beat, Conditional):
            for word, side in (("if", beat.then), ("unless", beat.otherwise)):
                if side:
                    head = f'<p class="if">{word} {escape(in_words(beat.when))}</p>'
                    yield f'<div class="side">{head}{told_html(scenario, side)}</div>'
        else:
            name = f"<strong>{text_html(scenario.cast[beat.speaker].name)}:</strong> " if beat.speaker else ""
            yield f"<p>{name}{text_html(as_typed(beat.pieces))}</p>"
