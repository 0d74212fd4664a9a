"""Every count behind the findings of a debrief, as sections of labelled paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.findings.model import SAMPLED, Debrief, Luck, Moment, Movement
from game.present.beats import telling_words
from game.present.clocks import clock_words
from game.present.debriefing import luck_words
from game.present.sections import Entry, Section
from game.present.text import unmarked
from game.present.words import (
    ACT_NAMES,
    DEMAND_WORDS,
    FIT_WORDS,
    MARK_WORDS,
    acts_done,
    change_words,
    frame_words,
    listed,
    numbers,
    shift_words,
    times,
)
from game.scenario.acts import ACTS, DEMANDS
from game.scenario.story import Clock


def acts(debrief: Debrief) -> Iterator[Section]:
    """Return what each kind of moment was met with, and how each act met its moment."""
    yield Section("What each moment asked for, and what you did", tuple(_acts(debrief)))
    yield Section("How each act met its moment", tuple(_fits(debrief)))


def contrasts(debrief: Debrief) -> Iterator[Section]:
    """Return the nine contrasts, both sides counted apart."""
    yield Section("The nine contrasts, both sides counted apart", tuple(_contrasts(debrief)))


def practised(debrief: Debrief) -> Iterator[Section]:
    """Return what there was a chance to practise, and what was delegated, directed and agreed."""
    if debrief.practised:
        yield Section("What the moments gave a chance to practise", tuple(_practised(debrief)))
    if debrief.marked:
        entries = tuple(
            Entry(words, f"{times(len(debrief.marked[mark]))} ({numbers(debrief.marked[mark])})")
            for mark, words in MARK_WORDS.items()
            if mark in debrief.marked
        )
        yield Section("Work handed over or taken back, and what was agreed", entries)


def framed(debrief: Debrief) -> Iterator[Section]:
    """Return how moments were named, beside what the author says of them and what came."""
    entries = tuple(_framed(moment) for moment in debrief.moments if moment.frame)
    if entries:
        caution = Entry("", "Calling something a crisis is a choice too, and it may be a convenient one (Grint 2008).")
        yield Section("How you named the moments", (*entries, caution))


def consequences(debrief: Debrief, clock: Clock) -> Iterator[Section]:
    """Return what came back with the choice that it came from, and what was still on its way."""
    back = []
    for moment in debrief.moments:
        for it in moment.returns:
            moved = f" {shift_words(it.shifts)}." if it.shifts else ""
            text = f"From decision {moment.number}, “{unmarked(moment.label)}”: {telling_words(it.told)}{moved}"
            back.append((it.now, Entry(clock_words(clock, it.now), text)))
    if back:
        yield Section("What came back", tuple(entry for _, entry in sorted(back, key=lambda it: it[0])))
    if debrief.waiting:
        entries = tuple(
            Entry(f"From decision {it.decision}", unmarked(it.text) or unmarked(it.because)) for it in debrief.waiting
        )
        yield Section("Still on its way when it ended", entries)


def movements(debrief: Debrief) -> Iterator[Section]:
    """Return what moved each meter, the player's decisions and the world apart."""
    yield Section("What moved each meter", tuple(_movements(debrief)))


def luck(debrief: Debrief) -> Iterator[Section]:
    """Return each draw with its odds."""
    if debrief.luck:
        yield Section("Luck", tuple(Entry(f"Decision {it.decision}", luck_words(it)) for it in debrief.luck))


def not_yours(debrief: Debrief) -> Iterator[Entry]:
    """Return, of each meter in sight that luck or the world moved, how much was theirs and how much the player's."""
    for it in debrief.movements:
        others = [*_of_luck(it), *_of_the_world(it)]
        if others and not it.hidden:
            own = sum(share.amount for share in it.shares if share.source == "decision")
            yield Entry(
                unmarked(it.name),
                f"{change_words(it.end - it.start)} in all: {change_words(own)} by your decisions, {listed(others)}.",
            )


_BY: Mapping[str, str] = {"world": "by itself", "standing": "as a knock-on of how things stood"}
"""What the world did whatever had been done, and what it did because of how things stood."""


def _of_luck(movement: Movement) -> Iterator[str]:
    by_luck = sum(share.amount for share in movement.shares if share.source == "luck")
    if by_luck:
        yield f"{change_words(by_luck)} by luck"


def _of_the_world(movement: Movement) -> Iterator[str]:
    for share in movement.shares:
        if share.source in _BY:
            because = f" (“{unmarked(share.because)}”)" if share.because else ""
            yield f"{change_words(share.amount)} {_BY[share.source]}{because}"


def draws(debrief: Debrief) -> Iterator[Entry]:
    """Return which way the draws went; a play that met its moments and had poor luck is told so."""
    against = [it for it in debrief.luck if it.leaning == "against"]
    lucky = [it.decision for it in debrief.luck if it.leaning == "for"]
    if not against and not lucky:
        return
    told = [f"{_draws(len(lucky))} went your way"] if lucky else []
    if against:
        told.append(f"{_draws(len(against))} went against you ({_where(against)})")
    words = f"{listed(told)}."
    met, made = sum(it.fit == "well" for it in debrief.moments), len(debrief.moments)
    if met * 3 >= made * 2 and len(against) > len(lucky):
        words += f" You met {met} of {made} moments well, and the luck was poor: how it ended says less about your "
        words += "choices than about the draws."
    elif len(lucky) > len(against) + 1:
        words += " The luck was kind: we would say the same of your choices had it not been."
    yield Entry("Luck", f"{words[0].upper()}{words[1:]}")


def _where(drawn: list[Luck]) -> str:
    """Return where draws fell: `at decision 3, and after decisions 8 and 9`, for what an event drew came by itself."""
    own = [it.decision for it in drawn if not it.place.startswith("event:")]
    events = [it.decision for it in drawn if it.place.startswith("event:")]
    parts = [
        f"{when} decision{'s' * (len(found) > 1)} {numbers(found)}"
        for when, found in (("at", own), ("after", events))
        if found
    ]
    return ", and ".join(parts)


def _draws(count: int) -> str:
    return "one draw" if count == 1 else f"{count} draws"


def not_seen(debrief: Debrief) -> Entry:
    """Return what was too seldom to say anything of, and what no program sees."""
    few = [f"{name.replace('-', ' ')}" for name, chances in debrief.practised.items() if len(chances) < SAMPLED]
    seldom = f"There were too few chances to say anything of {listed(few)}. " if few else ""
    return Entry("Not seen", f"{seldom}A program hears no tone and sees no faces. The people around you do.")


def _acts(debrief: Debrief) -> Iterator[Entry]:
    for demand in DEMANDS:
        row = debrief.acts_by_demand.get(demand)
        if row:
            done = listed(
                f"{ACT_NAMES[act]} {times(len(row[act]))} ({numbers(row[act])})" for act in ACTS if act in row
            )
            yield Entry(frame_words(demand), done)


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


def _framed(moment: Moment) -> Entry:
    assert moment.frame is not None
    author = listed((DEMAND_WORDS[it.demand] for it in moment.demands), "or")
    why = unmarked(moment.demands[0].reason)
    said = f"you said “{DEMAND_WORDS[moment.frame]}”; the author says “{author}”. {why}"
    came = shift_words((*moment.shifts, *(shift for it in moment.returns for shift in it.shifts)))
    return Entry(f"Decision {moment.number}", f"{said} {f'What came: {came}.' if came else ''}".rstrip())


def _movements(debrief: Debrief) -> Iterator[Entry]:
    for it in debrief.movements:
        name = f"{it.name} (hidden in play)" if it.hidden else it.name
        yield Entry(name, f"{it.start} to {it.end}. {_shares(it)}".rstrip())


def _shares(movement: Movement) -> str:
    own = [f"{change_words(it.amount)} from decision {it.name}" for it in movement.shares if it.source == "decision"]
    drawn = [f"{change_words(it.amount)} at decision {it.name}" for it in movement.shares if it.source == "luck"]
    stood = [f"{change_words(it.amount)} {_because(it.because)}" for it in movement.shares if it.source == "standing"]
    world = [f"{change_words(it.amount)} {_because(it.because)}" for it in movement.shares if it.source == "world"]
    parts = [
        f"{listed(own).capitalize()}." if own else "",
        f"By luck: {listed(drawn)}." if drawn else "",
        f"As a knock-on of how things stood: {listed(stood)}." if stood else "",
        f"By itself: {listed(world)}." if world else "",
    ]
    return " ".join(filter(None, parts))


def _because(because: str) -> str:
    return f"(“{unmarked(because)}”)" if because else "from the world itself"
