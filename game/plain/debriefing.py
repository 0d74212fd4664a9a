"""The debrief, line by line: one part at a time, the counts behind a key."""

from __future__ import annotations

from collections.abc import Iterable

from game.findings.debriefing import debrief
from game.plain.console import LEAVING, Console
from game.play.playing import Play
from game.present.debriefing import FORMATIVE, Entry, Section, counts, description, finding_section
from game.present.text import unmarked


def tell_debrief(play: Play, console: Console) -> bool:
    """Tell the debrief of a play, and return whether it was read to its end.

    It may be left for later. Where the input has ended, all of it is told without a pause, to nobody in particular.
    """
    found = debrief(play)
    clock = play.scenario.clock
    say = console.say
    say()
    minutes = play.scenario.debrief_minutes
    say(f"Your debrief{f', about {minutes} minutes' if minutes else ''}.")
    if not _goes_on("Enter for it now, q for later:", console):
        return False
    console.ask("First of all: how was that, in a word? Nobody keeps it. Enter goes on:")
    say()
    say("What happened, in order and without judgement.")
    for decision in description(found, clock):
        _tell(decision, console)
    for finding in found.findings:
        say()
        if not _goes_on("Enter for more, q for later:", console):
            return False
        _tell(finding_section(found, finding, clock), console)
    if not found.findings:
        say("Too little happened here to say anything that would be fair.")
    say()
    if console.ask("Type c for all the counts, or Enter to finish:") in ("c", "C"):
        for section in counts(found):
            _tell(section, console)
    _close(found.questions, found.support, console)
    return not console.at_end


def _close(questions: Iterable[str], support: str, console: Console) -> None:
    entries = [Entry("", unmarked(it)) for it in questions]
    if entries:
        _tell(Section("To take with you", tuple(entries)), console)
    if support:
        console.say()
        console.say(unmarked(support))
    console.say()
    console.say(FORMATIVE)


def _goes_on(prompt: str, console: Console) -> bool:
    return (console.ask(prompt) or "").casefold() not in LEAVING


def _tell(section: Section, console: Console) -> None:
    console.say()
    console.say(section.title)
    for entry in section.entries:
        console.say(f"{entry.label}: {entry.text}" if entry.label else entry.text, hang="  ")
