"""The library as cards: what a scenario is, how long it takes, and how one's own plays of it went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from game.present.glyphs import Glyphs
from game.present.meters import meter_line, readings
from game.present.parts import Line, Paragraph, Part, paragraph, told
from game.present.text import safe, unmarked
from game.present.words import listed

if TYPE_CHECKING:
    from game.scenario.story import Scenario

START_HERE = "first-shift"
"""The scenario that teaches the rest; offered to whoever has not played yet."""


class Card(NamedTuple):
    """One line of the library, with what stands behind it."""

    key: str
    """What picking it picks."""
    title: str
    summary: str = ""
    waiting: str = ""
    """Why it stands first, such as `Go on`; empty for a scenario."""
    beside: str = ""
    """What stands beside the title."""
    about: tuple[tuple[str, str], ...] = ()
    """Labels with what they say."""
    last: Line = ()
    """How the last play of it ended, in meters."""
    broken: str = ""
    """Why it cannot be played; empty where it can."""
    done: bool = False
    """A play with nothing left to go on with, to be opened again."""

    def found_by(self, typed: str) -> bool:
        """Say whether every word typed stands somewhere on the card."""
        text = " ".join((self.title, self.summary, self.waiting, *(said for _, said in self.about))).casefold()
        return all(word in text for word in typed.casefold().split())


def scenario_card(key: str, scenario: Scenario, endings: Sequence[str], last: Line) -> Card:
    """Return the card of a scenario; `endings` are those that were found, by id."""
    own = {ending.id for ending in scenario.endings}
    found = len(own & set(endings))
    about = (
        ("You are", listed((unmarked(role.name) for role in scenario.roles.values()), "or")),
        ("Takes", minutes(scenario)),
        ("About", listed(it.replace("-", " ") for it in scenario.challenges)),
        ("Touches on", listed(unmarked(it) for it in scenario.touches)),
        ("Endings", f"{found} of {len(own)} found" if endings else f"{len(own)}, none found yet"),
    )
    return Card(
        key,
        unmarked(scenario.title),
        unmarked(scenario.summary),
        beside=f"{scenario.play_minutes} min" if scenario.play_minutes else "",
        about=tuple(it for it in about if it[1]),
        last=last,
    )


def unread_card(key: str, name: str) -> Card:
    """Return the card of a file that has not been read yet."""
    return Card(key, safe(name.replace("-", " ").capitalize()), beside=" ")


def broken_card(key: str, name: str, why: str) -> Card:
    """Return the card of a file that cannot be played: it stays in the list, and says where the mistake is."""
    return Card(key, safe(name), broken=unmarked(why))


def last_line(scenario: Scenario, meters: dict[str, int], glyphs: Glyphs) -> Line:
    """Return the meters as a play of this scenario left them."""
    start = {id: meter.start for id, meter in scenario.meters.items()}
    return meter_line(readings(scenario.meters.values(), meters, start), 60, glyphs)


def minutes(scenario: Scenario) -> str:
    """Return how long it takes, with and without the debrief."""
    if not scenario.play_minutes:
        return ""
    play = f"about {scenario.play_minutes} minutes"
    if not scenario.debrief_minutes:
        return play
    return f"{play}, {scenario.play_minutes + scenario.debrief_minutes} with the debrief"


def card_rows(cards: Iterable[Card], chosen: str, glyphs: Glyphs, *, detailed: bool) -> tuple[Paragraph, ...]:
    """Return the list; with `detailed` what is known of the chosen card stands under it."""
    rows: list[Paragraph] = []
    waited = False
    for card in cards:
        gap = 1 if rows and (waited != bool(card.waiting) or not card.waiting) else 0
        waited = bool(card.waiting)
        rows += _row(card, gap, glyphs)
        if detailed and card.key == chosen:
            rows += [it._replace(key=card.key, gap=0) for it in card_details(card)]
    return tuple(rows)


def card_details(card: Card) -> tuple[Paragraph, ...]:
    """Return what is known of a card beyond its title and summary."""
    rows = [
        Paragraph((Part(said),), (Part(label, "faint"),), 14 + 4, 0)._replace(
            margin=(Part(f"    {label}", "faint"),), key=card.key
        )
        for label, said in card.about
    ]
    if card.last:
        rows.append(Paragraph(card.last, (Part("    Last time", "faint"),), 18, 0, card.key))
    return tuple(rows)


def _row(card: Card, gap: int, glyphs: Glyphs) -> list[Paragraph]:
    title: Line = (Part(card.title, "strong"),)
    if card.waiting:
        title = (Part(f"{card.waiting}  ", "faint" if card.done else "better"), *title)
    if card.broken:
        title = (Part(f"{glyphs.times} ", "warning"), Part(card.title, "strong"), Part("  cannot be played", "warning"))
    if card.beside:
        title = (*title, Part(f"   {card.beside}", "faint"))
    rows = [Paragraph(title, (Part("   "),), 4, gap, card.key)]
    below = card.broken or card.summary
    if below:
        rows.append(Paragraph(told(below, "faint" if card.waiting else "plain"), indent=4, key=card.key))
    return rows


def library_end(folder: str) -> tuple[Paragraph, ...]:
    """Return where scenarios live, and how a file of one's own is played."""
    return (
        paragraph(f"Scenarios live in {folder}. A file of your own: twohats play PATH", "faint")._replace(indent=4),
    )
