"""What is said before every play: who you are, what is kept and who sees it, what it touches, how long it takes."""

from __future__ import annotations

from game.present.cards import minutes
from game.present.parts import Paragraph, Part, heading, labelled, paragraph
from game.present.text import unmarked
from game.present.words import listed
from game.scenario.story import Scenario

SIMPLIFIED = "The model is simplified: act as you would on a real day. Nothing is marked and there is no right path."


def prebrief(scenario: Scenario, role: str | None, kept: str) -> tuple[Paragraph, ...]:
    """Return the prebrief from one chair; `kept` says what is kept and who sees it."""
    page = [heading(unmarked(scenario.title), gap=0), paragraph(scenario.brief)]
    if role is not None and len(scenario.roles) == 1:
        page += role_words(scenario, role)
    about = [("Takes", minutes(scenario)), ("Touches on", listed(unmarked(it) for it in scenario.touches))]
    page += [labelled(label, text) for label, text in about if text]
    page.append(labelled("How", SIMPLIFIED))
    page.append(labelled("Kept", kept))
    return tuple(page)


def role_words(scenario: Scenario, role: str) -> list[Paragraph]:
    """Return who the player is from a chair, and what only they know."""
    chair = scenario.roles[role]
    words = [labelled("You are", f"{chair.name}. {chair.brief}".rstrip())]
    if chair.knows:
        words.append(labelled("Only you know", chair.knows))
    return words


def role_rows(scenario: Scenario) -> tuple[Paragraph, ...]:
    """Return the chairs to pick from, where there are several; else the one way on."""
    if len(scenario.roles) < 2:
        return (Paragraph((Part("Begin", "strong"),), (Part("  1 ", "key"),), 4, key="begin"),)
    rows = []
    for number, (id, chair) in enumerate(scenario.roles.items(), 1):
        words = (Part(unmarked(chair.name), "strong"), Part(f"  {unmarked(chair.brief)}" if chair.brief else ""))
        rows.append(Paragraph(words, (Part(f"{number:>3} ", "key"),), 4, key=id))
    return tuple(rows)
