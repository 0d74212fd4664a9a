"""The report in words: phases of sections, the same for every form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from game.findings.reflections import Reflections
from game.group.session.data.base import RoundName
from game.group.session.debriefing import GroupDebrief, GroupDecision
from game.group.session.events import Event
from game.group.session.state import Session
from game.present.behind import topics
from game.present.debriefing import description
from game.present.outline import Phase, analysis, next_step
from game.present.own_view import own_view
from game.present.sections import FORMATIVE, Entry, Section
from game.present.text import unmarked
from game.present.words import ACT_NAMES, listed

PRIVACY = (
    "This was made on the computer that held the session. It names nobody: votes are counts, and the words in it were "
    "passed to the wall or left for the record; what people wrote of their own view and what they mean to do is in no "
    "report. That computer's own log holds all of it, with names, until the session is deleted: twohats session purge "
    "followed by its code. This file is yours to delete."
)
"""Said in every report."""
_ROUNDS: dict[RoundName, str] = {"frame": "Named the moment", "first": "First vote", "second": "Second vote"}
_LEFT_OUT = ("positions", "evidence", "what-if")
"""Topics of a player's own debrief that say nothing of a group."""
_STEPS = {
    "opened": "The session was opened",
    "begun": "The prebrief",
    "started": "The play began",
    "paused": "A pause",
    "resumed": "Went on after the pause",
    "extended": "More time",
    "vote_opened": "A vote was opened",
    "vote_closed": "The vote was closed",
    "skipped": "A step was left out",
    "talk_reopened": "Talked again",
    "decision_reopened": "Decided again",
    "decided": "Decided",
    "what_if_shown": "A what-if beside the real line",
    "phase_entered": "A phase of the debrief",
    "agreed": "The group agreed",
    "closed": "The session was closed",
}
"""What the timeline names; everything else is counted elsewhere."""


def report(session: Session, found: GroupDebrief, events: Sequence[Event]) -> tuple[Phase, ...]:
    """Return the phases of a session's report, those left out in which there is nothing."""
    scenario = session.scenario
    told = description(found.play, scenario.clock)
    said = Reflections()
    phases = (
        Phase("The group", tuple(_group(found))),
        Phase("Decision by decision", tuple(_decision(it, told[it.number - 1]) for it in found.decisions)),
        Phase("Leading and managing, by decision", tuple(_acts(found))),
        Phase("What if", tuple(_what_ifs(found))),
        Phase("Reactions", tuple(_reactions(found))),
        Phase("The room's view", tuple(_view(found))),
        Phase("Analysis", tuple(_findings(found, session))),
        Phase("Summary", tuple(_summary(found))),
        *(Phase(it.title, it.sections) for it in topics(found.play, scenario, said) if it.key not in _LEFT_OUT),
        Phase("By the clock", tuple(_timeline(events))),
    )
    return tuple(phase for phase in phases if phase.sections)


def closing(found: GroupDebrief) -> tuple[str, ...]:
    """Return what stands at the end of every report."""
    support = (unmarked(found.play.support),) if found.play.support else ()
    return (*support, FORMATIVE, PRIVACY)


def _group(found: GroupDebrief) -> Iterator[Section]:
    entries = [
        Entry("People", f"{found.people} came in."),
        Entry("It ended", f"“{unmarked(found.play.ending)}”" if found.play.ending else "It is not over."),
    ]
    if found.agreed:
        entries.append(Entry("We agreed", unmarked(found.agreed)))
    yield Section("In short", tuple(entries))
    if found.untold:
        never = tuple(Entry(unmarked(it.seat), unmarked(it.knows)) for it in found.untold)
        yield Section("What a seat knew, and nobody marked as told", never)


def _decision(it: GroupDecision, told: Section) -> Section:
    entries = [entry for entry in told.entries if entry.label not in ("You chose",)]
    votes = [
        Entry(_ROUNDS[name], _tally(it, tally)) for name, tally in it.tallies.items() if any(tally.values())
    ]
    if it.shift:
        sure = f" Of those who were sure at first, {it.sure_and_moved} moved." if it.sure_and_moved is not None else ""
        votes.append(Entry("The shift", f"{it.moved} changed their vote after the talk.{sure}"))
    over = " It was not the most voted." if it.override else ""
    why = f" The reason given: {unmarked(it.reason)}" if it.reason else ""
    votes.append(Entry("Decided", f"“{unmarked(it.label)}”{over}{why}"))
    if it.smaller_knew:
        knew = " ".join(f"{unmarked(seat.seat)}: {unmarked(seat.knows)}" for seat in it.smaller_knew)
        votes.append(Entry("The smaller side knew", knew))
    votes += [Entry("Passed to the wall", f"“{unmarked(p.words)}”, for “{unmarked(p.label)}”") for p in it.passed]
    votes += [Entry("Left for the record", f"“{unmarked(words)}”") for words in it.dissents]
    if it.untold:
        votes.append(Entry("Not told by then", listed(unmarked(seat.seat) for seat in it.untold)))
    before, after = entries[:1], entries[1:]
    return Section(told.title, (*before, *votes, *after))


def _tally(it: GroupDecision, tally: Mapping[str, int]) -> str:
    counted = sorted(tally.items(), key=lambda vote: -vote[1])
    return "; ".join(f"{count} for “{unmarked(it.labels.get(id, id))}”" for id, count in counted if count)


def _acts(found: GroupDebrief) -> Iterator[Section]:
    entries = []
    for it in found.decisions:
        acts = found.play.moment(it.number).acts
        decided = listed(ACT_NAMES[act] for act in acts)
        voted = "; ".join(
            f"{ACT_NAMES[act]} {', then '.join(str(rounds[name]) for name in ('first', 'second') if name in rounds)}"
            for act, rounds in it.acts.items()
        )
        entries.append(Entry(f"Decision {it.number}", f"{f'Votes for {voted}. ' if voted else ''}Decided: {decided}."))
    if entries:
        yield Section("What was voted for in each round, and what was done", tuple(entries))


def _what_ifs(found: GroupDebrief) -> Iterator[Section]:
    entries = []
    for it in found.what_ifs:
        ending = it.play.ending
        ended = f"It ends with “{unmarked(ending.title)}”." if ending else "What was done next no longer fits there."
        entries.append(Entry(f"Decision {it.decision}", f"“{unmarked(it.label)}” {ended}"))
    if entries:
        yield Section("What was looked at beside the real line", tuple(entries))


def _reactions(found: GroupDebrief) -> Iterator[Section]:
    if found.reactions:
        yield Section("Words that were passed to the wall", (Entry("", ", ".join(map(unmarked, found.reactions))),))


def _view(found: GroupDebrief) -> Iterator[Section]:
    section = own_view(found.play, found.view) if found.view else None
    if section:
        yield section


def _findings(found: GroupDebrief, session: Session) -> Iterator[Section]:
    for number, section in enumerate(analysis(found.play, session.scenario, Reflections()), 1):
        against = found.otherwise.get(number, 0)
        own = (Entry("Seen otherwise", f"by {against} of {found.there}"),) if against else ()
        yield section._replace(entries=(*section.entries, *own))


def _summary(found: GroupDebrief) -> Iterator[Section]:
    if found.agreed:
        yield Section("What the group will do", (Entry("", unmarked(found.agreed)),))
    yield next_step(found.play.approach)
    if found.play.questions:
        yield Section("To take with you", tuple(Entry("", unmarked(it)) for it in found.play.questions))


def _timeline(events: Sequence[Event]) -> Iterator[Section]:
    entries = tuple(
        Entry(f"{datetime.fromtimestamp(it.at).astimezone():%H:%M:%S}", f"{_STEPS[it.kind]}{_more(it)}.")
        for it in events
        if it.kind in _STEPS
    )
    if entries:
        began = datetime.fromtimestamp(events[0].at).astimezone()
        yield Section(f"What happened when, from {began:%d %B %Y} on, by this computer's clock ({began:%Z})", entries)


def _more(event: Event) -> str:
    data = event.data.model_dump()
    decision = f", decision {data['decision']}" if isinstance(data.get("decision"), int) else ""
    round = f", {_ROUNDS[data['round']].lower()}" if data.get("round") in _ROUNDS else ""
    phase = f": {data['phase'].replace('_', ' ')}" if isinstance(data.get("phase"), str) else ""
    return f"{decision}{round}{phase}"
