"""A debrief in words: the timeline, the findings and the counts, as labelled paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.findings.model import SAMPLED, Debrief, Finding, Luck, Moment, Movement
from game.present.beats import telling_words
from game.present.clocks import clock_words
from game.present.text import unmarked
from game.present.words import (
    ACT_NAMES,
    ACT_WORDS,
    ASKED_FOR,
    DEMAND_WORDS,
    FIT_WORDS,
    acts_done,
    change_words,
    listed,
    numbers,
    shift_words,
    times,
)
from game.scenario.acts import ACTS, DEMANDS
from game.scenario.story import Clock


class Entry(NamedTuple):
    """A paragraph with a label; the label is empty where the paragraph stands alone."""

    label: str
    text: str


class Section(NamedTuple):
    """A heading with its paragraphs."""

    title: str
    entries: tuple[Entry, ...]


FORMATIVE = (
    "This is for learning and nothing else: not for selection, appraisal or any mark. The author wrote this world so "
    "that meeting the moment mostly pays; you may see it otherwise. A program hears no tone and sees no faces."
)
"""Said wherever a debrief is read."""


def description(debrief: Debrief, clock: Clock) -> tuple[Section, ...]:
    """Return what happened, a section for each decision, in order and without judgement."""
    return tuple(Section(_when(moment, clock), tuple(_told_of(moment, clock))) for moment in debrief.moments)


def _told_of(moment: Moment, clock: Clock) -> Iterator[Entry]:
    yield Entry("You could see", unmarked(moment.cue))
    if moment.looks:
        yield Entry("You looked", f"{listed(f'“{unmarked(label)}”' for label in moment.looks)}")
    yield Entry("You chose", _chosen(moment))
    if moment.shifts:
        yield Entry("At once", f"{shift_words(moment.shifts)}.")
    for it in moment.returns:
        moved = f" {shift_words(it.shifts)}." if it.shifts else ""
        yield Entry(f"Back, {clock_words(clock, it.now)}", f"{telling_words(it.told)}{moved}".strip())


def finding_section(debrief: Debrief, finding: Finding, clock: Clock) -> Section:
    """Return one finding: evidence, then the judgement with its reason, then one question."""
    moments = [debrief.moment(number) for number in finding.decisions]
    several = len(moments) > 1
    entries = [
        Entry("You knew", _several(moments, several, [unmarked(it.cue) for it in moments])),
        Entry("You chose", _several(moments, several, [_chosen(it) for it in moments])),
        Entry("What came", _several(moments, several, [_came(it, clock) for it in moments])),
        Entry("Our view", _view(debrief, finding, moments)),
        Entry("Question", unmarked(finding.question)),
    ]
    where = listed(f"decision {it.number}, {clock_words(clock, it.now)}" for it in moments)
    return Section(f"{_heading(finding, moments)}: {where}", tuple(entries))


def counts(debrief: Debrief) -> Iterator[Section]:
    """Return every count behind the findings, a section each."""
    yield Section("What each moment asked for, and what you did", tuple(_acts(debrief)))
    yield Section("How each act met its moment", tuple(_fits(debrief)))
    yield Section("The nine contrasts, both sides counted apart", tuple(_contrasts(debrief)))
    yield Section("What the moments gave a chance to practise", tuple(_practised(debrief)))
    framed = tuple(_framed(debrief))
    if framed:
        yield Section("How you named the moments", framed)
    yield Section("What moved each meter", tuple(_movements(debrief)))
    if debrief.luck:
        yield Section("Luck", tuple(Entry(f"Decision {it.decision}", luck_words(it)) for it in debrief.luck))
    if debrief.waiting:
        entries = tuple(
            Entry(f"From decision {it.decision}", unmarked(it.text) or unmarked(it.because)) for it in debrief.waiting
        )
        yield Section("Still on its way when it ended", entries)


def luck_words(luck: Luck) -> str:
    """Name a draw as luck, with its odds and what another draw would have done."""
    words = f"{luck.odds} in 100 that this would happen{'' if luck.happened else ', and it did not'}."
    told = telling_words(luck.told)
    if told:
        words = f"{told} {words}"
    for other in luck.others:
        moved = listed(f"{unmarked(name)} {change_words(amount)}" for name, amount in other.amounts.items())
        account = " ".join(filter(None, [telling_words(other.told), f"{moved}." if moved else ""]))
        which = "The other draw" if luck.happened else "It would have been"
        words += f" {which}, {other.odds} in 100: {account or 'nothing told.'}"
    return words


# The timeline


def _when(moment: Moment, clock: Clock) -> str:
    title = f", {unmarked(moment.title)}" if moment.title else ""
    return f"{moment.number}. {clock_words(clock, moment.now)}{title}"


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


def _several(moments: list[Moment], several: bool, texts: list[str]) -> str:
    if not several:
        return texts[0]
    return " ".join(f"{moment.number}: {text}" for moment, text in zip(moments, texts, strict=True))


def _heading(finding: Finding, moments: list[Moment]) -> str:
    if finding.kind == "strength":
        return "One thing that held"
    if finding.kind == "difference":
        return "Your view and the record"
    if finding.kind == "pattern":
        return f"The same act, {times(len(moments))}"
    return "Something that came back"


def _came(moment: Moment, clock: Clock) -> str:
    moved = shift_words(moment.shifts)
    parts = [f"{moved}." if moved else "", *(luck_words(it) for it in moment.luck), _back(moment, clock)]
    return " ".join(filter(None, parts)) or "Nothing that the meters show."


def _view(debrief: Debrief, finding: Finding, moments: list[Moment]) -> str:
    if finding.kind == "pattern" and finding.act and finding.demand:
        return (
            f"Each of these moments asked for {ASKED_FOR[finding.demand]}; {times(len(moments))} you "
            f"{ACT_WORDS[finding.act]}. {_reasons(moments[-1])}"
        )
    if finding.kind == "difference" and finding.act and finding.picked is not None and finding.recorded is not None:
        return (
            f"You thought that you {ACT_WORDS[finding.act]} {times(finding.picked)}; the record has it "
            f"{times(finding.recorded)}. {_judgement(moments[-1])}"
        )
    return _judgement(moments[-1])


def _judgement(moment: Moment) -> str:
    """Give the judgement on one decision with its reason; a contested one is argued from each side."""
    if moment.contested:
        sides = " ".join(
            f"It {_kind(asked.demand)}, one can say: {unmarked(asked.reason)}" for asked in moment.demands
        )
        judged = f"This one can be argued. {sides} You {acts_done(moment.acts)}."
    else:
        main = moment.demands[0]
        met = {
            "well": "and that is what you did",
            "partly": f"and you met it in part: you {acts_done(moment.acts)}",
            "not": f"and what you did was something else: you {acts_done(moment.acts)}",
        }[moment.fit]
        judged = f"{unmarked(main.reason)} It asked for {ASKED_FOR[main.demand]}, {met}."
    luck = " We would say this of the other draw too." if moment.luck else ""
    return f"{judged} {unmarked(moment.because)}{luck}".rstrip()


def _kind(demand: str) -> str:
    return {"critical": "needed an answer now", "tame": "had a known fix", "wicked": "had no answer yet"}[demand]


def _reasons(moment: Moment) -> str:
    return f"Of the last: {unmarked(moment.demands[0].reason)} {unmarked(moment.because)}".rstrip()


# The counts


def _acts(debrief: Debrief) -> Iterator[Entry]:
    for demand in DEMANDS:
        row = debrief.acts_by_demand.get(demand)
        if row:
            done = listed(
                f"{ACT_NAMES[act]} {times(len(row[act]))} ({numbers(row[act])})" for act in ACTS if act in row
            )
            yield Entry(f"It {DEMAND_WORDS[demand]}" if demand != "wicked" else "Nobody has the answer yet", done)


def _fits(debrief: Debrief) -> Iterator[Entry]:
    for moment in debrief.moments:
        contested = "; can be argued" if moment.contested else ""
        yield Entry(f"Decision {moment.number}", f"{FIT_WORDS[moment.fit]}{contested}. You {acts_done(moment.acts)}.")


def _contrasts(debrief: Debrief) -> Iterator[Entry]:
    for it in debrief.contrasts:
        if it.sampled:
            text = f"{it.leadership} {len(it.leadership_at)}, {it.management} {len(it.management_at)}"
            yield Entry(f"{it.leadership} / {it.management}", text)
    few = [f"{it.leadership} / {it.management}" for it in debrief.contrasts if not it.sampled]
    if few:
        yield Entry(f"Not sampled (fewer than {SAMPLED} chances)", listed(few))


def _practised(debrief: Debrief) -> Iterator[Entry]:
    for capability, decisions in debrief.practised.items():
        name = capability.replace("-", " ")
        if len(decisions) < SAMPLED:
            chances = "once" if len(decisions) == 1 else "twice"
            yield Entry(name, f"possible {chances} ({numbers(decisions)}), too little to say anything")
        else:
            met = [number for number in decisions if debrief.moment(number).fit == "well"]
            yield Entry(name, f"possible {times(len(decisions))}, the moment well met {times(len(met))}")


def _framed(debrief: Debrief) -> Iterator[Entry]:
    for moment in debrief.moments:
        if moment.frame:
            author = listed((DEMAND_WORDS[it.demand] for it in moment.demands), "or")
            yield Entry(
                f"Decision {moment.number}",
                f"you said “{DEMAND_WORDS[moment.frame]}”; the author says “{author}”. "
                "Calling something a crisis is a choice too, as Grint himself warns.",
            )


def _movements(debrief: Debrief) -> Iterator[Entry]:
    for it in debrief.movements:
        name = f"{it.name} (hidden in play)" if it.hidden else it.name
        yield Entry(name, f"{it.start} to {it.end}. {_shares(it)}".rstrip())


def _shares(movement: Movement) -> str:
    own = [f"{change_words(it.amount)} from decision {it.name}" for it in movement.shares if it.source == "decision"]
    world = [f"{change_words(it.amount)} {_because(it.because)}" for it in movement.shares if it.source == "world"]
    parts = [f"{listed(own).capitalize()}." if own else "", f"Not yours: {listed(world)}." if world else ""]
    return " ".join(filter(None, parts))


def _because(because: str) -> str:
    return f"(“{unmarked(because)}”)" if because else "from the world itself"
