"""A debrief in words: the timeline and the findings, as labelled paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from game.findings.model import Debrief, Finding, Luck, Moment, Movement
from game.present.beats import telling_words
from game.present.clocks import clock_words
from game.present.doors import all_closed_words
from game.present.followed import BROUGHT_BY, followed_entries
from game.present.sections import Entry, Section
from game.present.text import unmarked
from game.present.words import (
    ACT_DONE,
    ACT_NAMES,
    ACT_WORDS,
    TO_MEET,
    acts_done,
    beside_words,
    change_words,
    frame_words,
    listed,
    numbers,
    shift_words,
    times,
)
from game.scenario.story import Clock, Scenario

_FOR = {"critical": "For commanding", "tame": "For managing", "wicked": "For leading"}
QUOTED = 2
"""A finding about more decisions than this quotes the first and the last of them: few words first. Two decisions stand
one after the other, each with its own name above what was known, chosen and came of it."""


def description(debrief: Debrief, clock: Clock) -> tuple[Section, ...]:
    """Return what happened, a section for each decision, in order and without judgement."""
    return tuple(Section(_when(moment, clock), tuple(_told_of(moment, clock))) for moment in debrief.moments)


def _told_of(moment: Moment, clock: Clock) -> Iterator[Entry]:
    yield Entry("You could see", unmarked(moment.cue))
    if moment.looks:
        yield Entry("You looked", f"{listed(f'“{unmarked(label)}”' for label in moment.looks)}")
    followed = tuple(followed_entries(moment.number, moment.now, moment.course, clock))
    found = BROUGHT_BY["look"]
    yield from (it for it in followed if it.label == found)
    if moment.frame:
        yield Entry("You said", f"{frame_words(moment.frame)}.")
    yield Entry("You chose", _chosen(moment))
    yield from (it for it in followed if it.label != found)


def finding_section(debrief: Debrief, finding: Finding, scenario: Scenario) -> Section:
    """Return one finding: evidence, then the judgement with its reason, then one question."""
    clock = scenario.clock
    moments = [debrief.moment(number) for number in finding.decisions]
    heading = _heading(finding, moments, clock)
    moments = moments if len(moments) <= QUOTED else [moments[0], moments[-1]]
    entries = []
    for moment in moments:
        if len(moments) > 1:
            entries.append(Entry(f"Decision {moment.number}", _title(moment, clock)))
        entries += [
            Entry("You knew", unmarked(moment.cue)),
            Entry("You chose", _chosen(moment)),
            Entry("What came", _came(moment, clock)),
        ]
    entries += _beyond(debrief, finding, scenario)
    entries += [Entry("Our view", _view(finding, moments)), Entry("Question", unmarked(finding.question))]
    return Section(heading, tuple(entries))


def worn_words(it: Movement, number: int) -> str:
    """Say what became of a meter over the whole play, and how much the player's decisions and this one took."""
    own = {share.name: share.amount for share in it.shares if share.source == "decision"}
    hidden = ", which you could not see," if it.hidden else ""
    return (
        f"{unmarked(it.name)}{hidden} went from {it.start} to {it.end} over the play. Your decisions together moved it "
        f"{change_words(sum(own.values()))}, and this one {change_words(own[str(number)])}."
    )


def luck_words(luck: Luck) -> str:
    """Name a draw as luck, with its odds and what another draw would have done."""
    words = f"The odds of that were {luck.odds} in 100{'' if luck.happened else ', and it did not happen'}."
    told = telling_words(luck.told)
    if told:
        words = f"{told} {words}"
    for other in luck.others:
        moved = listed(f"{unmarked(name)} {beside_words(amount)}" for name, amount in other.amounts.items() if amount)
        account = " ".join(filter(None, [telling_words(other.told), f"{moved}." if moved else ""]))
        which = "The other draw" if luck.happened else "It would have been"
        words += f" {which}, {other.odds} in 100: {account or 'nothing told.'}"
    return words


# The timeline


def _when(moment: Moment, clock: Clock) -> str:
    return f"{moment.number}. {_title(moment, clock)}"


def _title(moment: Moment, clock: Clock) -> str:
    title = f", {unmarked(moment.title)}" if moment.title else ""
    return f"{clock_words(clock, moment.now)}{title}"


def _chosen(moment: Moment) -> str:
    reason = f" You wrote: “{unmarked(moment.reason)}”" if moment.reason else ""
    return f"“{unmarked(moment.label)}”{reason}"


def _back(moment: Moment, clock: Clock) -> str:
    words = []
    for it in moment.returns:
        moved = shift_words(it.shifts)
        told = telling_words(it.told)
        when = clock_words(clock, it.now)
        words.append(f"It came back, {when}: {told}{f' {moved}.' if moved else ''}".rstrip())
    return " ".join(words)


# A finding


def _heading(finding: Finding, moments: list[Moment], clock: Clock) -> str:
    if len(moments) <= QUOTED:
        where = listed(f"decision {it.number}, {clock_words(clock, it.now)}" for it in moments)
    else:
        where = f"decisions {numbers(finding.decisions)}"
    return f"{_kind_of(finding)}: {where}"


def _kind_of(finding: Finding) -> str:
    if finding.kind == "strength":
        return "One thing that held"
    if finding.kind == "difference":
        return "Where the two differ"
    if finding.kind == "pattern":
        name = ACT_NAMES[finding.act] if finding.act else "the same act"
        return f"{name[0].upper()}{name[1:]}, {times(len(finding.decisions))}"
    if finding.meter:
        return "A strain that built up"
    return "A door that closed" if finding.door else "Something that came back"


def _came(moment: Moment, clock: Clock) -> str:
    moved = shift_words(moment.shifts)
    parts = [f"{moved}." if moved else "", *(luck_words(it) for it in moment.luck), _back(moment, clock)]
    return " ".join(filter(None, parts)) or "Nothing that the meters show."


def _beyond(debrief: Debrief, finding: Finding, scenario: Scenario) -> Iterator[Entry]:
    """Name the endings that a decision closed, or what became of the meter, where the finding is about that."""
    (number, *_) = finding.decisions
    if finding.meter:
        yield Entry("In all", worn_words(next(it for it in debrief.movements if it.id == finding.meter), number))
    for door in debrief.doors or ():
        if finding.door and door.decision == number:
            yield Entry("Doors", all_closed_words(door, scenario))


def _view(finding: Finding, moments: list[Moment]) -> str:
    if len(moments) == 1:
        judged = _judgement(moments[0])
    else:
        # What a pattern's moments were for, and what was done, is said once for all of them.
        one = _reasons if finding.kind == "pattern" else _judgement
        judged = " ".join(f"At decision {moment.number}: {one(moment)}" for moment in moments)
    habit = "Twice is not a habit." if len(finding.decisions) == 2 and finding.recorded else ""
    return " ".join(filter(None, [_said(finding), judged, habit, _whatever_was_drawn(moments)]))


def _said(finding: Finding) -> str:
    """Say what a finding that counts has counted."""
    if finding.kind == "pattern" and finding.act and finding.demand:
        often = times(len(finding.decisions))
        both = "" if len(finding.decisions) <= QUOTED else " The first and the last of them stand above."
        return f"Each of these was a moment {TO_MEET[finding.demand]}, and {often} you {ACT_DONE[finding.act]}.{both}"
    if finding.kind == "difference" and finding.act and finding.picked is not None and finding.recorded is not None:
        asked = "" if finding.recorded else " It was asked for here."
        guessed, recorded = times(finding.picked), times(finding.recorded)
        return f"You thought that you {ACT_WORDS[finding.act]} {guessed}; the record has it {recorded}.{asked}"
    if finding.kind == "difference" and finding.again is not None:
        return "You would play this one the same again." if finding.again else "You would change this one."
    return ""


def _whatever_was_drawn(moments: list[Moment]) -> str:
    return "We would say the same had the luck gone the other way." if any(moment.luck for moment in moments) else ""


def _reasons(moment: Moment) -> str:
    return f"{unmarked(moment.demands[0].reason)} {unmarked(moment.because)}".rstrip()


def _judgement(moment: Moment) -> str:
    """Give the judgement on one decision with its reason; a contested one is argued from each side."""
    if moment.contested:
        sides = " ".join(f"{_FOR[asked.demand]}: {unmarked(asked.reason)}" for asked in moment.demands)
        judged = f"This one can be argued. {sides} You {acts_done(moment.acts)}."
    else:
        main = moment.demands[0]
        met = {
            "well": f", and you {acts_done(moment.acts)}",
            "partly": f": you {acts_done(moment.acts)}, which met it in part",
            "not": f": you {acts_done(moment.acts)}",
        }[moment.fit]
        judged = f"{unmarked(main.reason)} It was a moment {TO_MEET[main.demand]}{met}."
    return f"{judged} {unmarked(moment.because)}".rstrip()
