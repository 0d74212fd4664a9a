"""The debrief, line by line: one part at a time, the counts behind a key."""

from __future__ import annotations

from collections.abc import Iterable

from game.findings.debriefing import debrief
from game.plain.console import Console
from game.play.playing import Play
from game.present.debriefing import FORMATIVE, Entry, Section, counts, finding_section, timeline
from game.present.text import unmarked


def tell_debrief(play: Play, console: Console) -> None:
    """Tell the debrief of a play. Where the input has ended, all of it is told without a pause."""
    found = debrief(play)
    clock = play.scenario.clock
    say = console.say
    say()
    minutes = play.scenario.debrief_minutes
    say(f"Your debrief{f', about {minutes} minutes' if minutes else ''}.")
    console.ask("First of all: how was that, in a word? Nobody keeps it. Enter goes on:")
    _tell(timeline(found, clock), console)
    for finding in found.findings:
        _pause(console)
        _tell(finding_section(found, finding, clock), console)
    if not found.findings:
        say("Too little happened here to say anything that would be fair.")
    say()
    if console.ask("Type c for all the counts, or Enter to finish:") in ("c", "C"):
        for section in counts(found):
            _tell(section, console)
    _close(found.questions, found.support, console)


def _close(questions: Iterable[str], support: str, console: Console) -> None:
    entries = [Entry("", unmarked(it)) for it in questions]
    if entries:
        _tell(Section("To take with you", tuple(entries)), console)
    if support:
        console.say()
        console.say(unmarked(support))
    console.say()
    console.say(FORMATIVE)


def _pause(console: Console) -> None:
    console.say()
    console.ask("Enter for more:")


def _tell(section: Section, console: Console) -> None:
    console.say()
    console.say(section.title)
    for entry in section.entries:
        console.say(f"{entry.label}: {entry.text}" if entry.label else entry.text, hang="  ")
