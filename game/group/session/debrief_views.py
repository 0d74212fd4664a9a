"""The debrief as JSON-ready values: evidence and question for the room, the judgement when it is asked for."""

from __future__ import annotations

from collections import Counter
from typing import Any

from game.findings.debriefing import Debrief
from game.group.session.data.base import RoundName
from game.group.session.debriefing import (
    FEWEST,
    GroupDecision,
    Knowledge,
    group_decision,
    play_debrief,
    seen_otherwise,
    there,
)
from game.group.session.state import PHASES, Session
from game.group.session.steps import PHASE_WORDS
from game.present.debriefing import description, finding_section
from game.present.facilitating import PHASE_ADVICE, phase_minutes
from game.present.sections import FORMATIVE, Entry
from game.present.text import safe
from game.present.words import ACT_WORDS
from game.scenario.acts import ACTS

Json = dict[str, Any]

_JUDGEMENT = "Our view"
_QUESTION = "Question"
"""The labels of a finding that are no evidence."""


def room_debrief(session: Session) -> Json | None:
    """Return what stands before the room in the debrief; None outside it."""
    if session.step != "debrief" or session.play is None:
        return None
    found = play_debrief(session)
    page: Json = {
        "phase": session.phase, "phases": list(PHASES), "called": dict(PHASE_WORDS), "number": None, "of": 0
    }  # fmt: skip
    match session.phase:
        case "reactions":
            return page | {"answered": session.answered.get("reaction", 0)}
        case "description":
            return page | _description(session, found)
        case "my_view":
            return page | _my_view(session, found)
        case "analysis":
            return page | _analysis(session, found)
        case "summary":
            return page | {
                "answered": session.answered.get("commitments", 0),
                "agreed": session.agreed or None,
                "questions": [safe(it) for it in found.questions],
                "support": safe(found.support),
                "notice": FORMATIVE,
            }


def desk_debrief(session: Session) -> Json | None:
    """Return what the desk has beside it: the judgement before it is shown, and the whole of the votes."""
    if session.step != "debrief" or session.play is None:
        return None
    found = play_debrief(session)
    sections = [finding_section(found, it, session.scenario) for it in found.findings]
    judgement = None
    if session.phase == "analysis" and session.turn <= len(sections):
        judgement = _entry(sections[session.turn - 1].entries, _JUDGEMENT)
    otherwise = seen_otherwise(session)
    whole = session.minutes / 2 if session.minutes else session.scenario.debrief_minutes
    return {
        "minutes": phase_minutes(session.phase, whole),
        "advice": PHASE_ADVICE[session.phase],
        "prompts": _prompts(session),
        "findings": [section.title for section in sections],
        "otherwise": [otherwise.get(number, 0) for number in range(1, len(sections) + 1)],
        "there": len(there(session)),
        "view": _views(session, found),
        "judgement": judgement,
        "groups": [_group(session, number, whole=True) for number in shown_decisions(session)],
    }


def shown_decisions(session: Session) -> tuple[int, ...]:
    """Return the decisions that stand before the room: the one in hand, or those that the debrief is at."""
    if session.play is None:
        return ()
    if session.step != "debrief":
        return (session.number,)
    if session.phase == "description" and session.turn <= len(session.rulings):
        return (session.turn,)
    if session.phase == "analysis":
        findings = play_debrief(session).findings
        return findings[session.turn - 1].decisions if session.turn <= len(findings) else ()
    return ()


def _description(session: Session, found: Debrief) -> Json:
    assert session.play is not None
    sections = description(found, session.scenario.clock)
    moment = None
    if session.turn <= len(sections):
        section = sections[session.turn - 1]
        moment = {
            "number": session.turn,
            "title": safe(section.title),
            "lines": [_line(entry) for entry in section.entries],
            "group": _group(session, session.turn),
        }
    series = [
        {"id": it.id, "name": safe(it.name), "min": meter.minimum, "max": meter.maximum,
         "values": [it.start, *it.by_decision]}
        for it in found.movements if not it.hidden and (meter := session.scenario.meters[it.id])
    ]  # fmt: skip
    return {"number": session.turn, "of": len(sections), "moment": moment, "series": series}


def _my_view(session: Session, found: Debrief) -> Json:
    return {
        "answered": session.answered.get("view", 0),
        "decisions": [{"number": it.number, "title": safe(it.title), "label": safe(it.label)} for it in found.moments],
        "acts": [{"id": act, "text": ACT_WORDS[act]} for act in ACTS],
    }


def _prompts(session: Session) -> list[str]:
    """Return what the author would have the room talk about, at the decisions that it is at."""
    assert session.play is not None
    scenes = [session.scenario.scenes[session.play.decisions[it - 1].scene] for it in shown_decisions(session)]
    return [safe(prompt) for it in scenes if it.decision is not None for prompt in it.decision.prompts]


def _views(session: Session, found: Debrief) -> Json:
    """Return how many would play each decision the same, and how many would change it, from five people on."""
    views = [it.view for it in session.people.values() if it.view is not None and not it.removed]
    same, change = Counter(it.same for it in views), Counter(it.change for it in views)
    picked = [
        {"number": it.number, "title": safe(it.title or it.label), "same": same[it.number], "change": change[it.number]}
        for it in found.moments
    ]
    return {"answered": len(views), "fewest": FEWEST, "decisions": picked if len(views) >= FEWEST else None}


def _otherwise(session: Session) -> Json | None:
    """Return how many of the room see the finding in hand otherwise, once it has its judgement, from five people on."""
    many = len(there(session))
    if not session.judged or many < FEWEST:
        return None
    return {"count": seen_otherwise(session).get(session.turn, 0), "of": many}


def _analysis(session: Session, found: Debrief) -> Json:
    many = len(found.findings)
    if not many:
        return {
            "heading": None, "evidence": [], "question": None, "judgement": None, "otherwise": None, "groups": []
        }  # fmt: skip
    finding = found.findings[session.turn - 1]
    section = finding_section(found, finding, session.scenario)
    return {
        "number": session.turn,
        "of": many,
        "heading": section.title.partition(": ")[2],
        "evidence": [_line(it) for it in section.entries if it.label not in (_JUDGEMENT, _QUESTION)],
        "question": _entry(section.entries, _QUESTION),
        "judgement": _entry(section.entries, _JUDGEMENT) if session.judged else None,
        "otherwise": _otherwise(session),
        "groups": [_group(session, number) for number in finding.decisions],
    }


def _group(session: Session, number: int, *, whole: bool = False) -> Json:
    """Return how a group made a decision: all of it, or for the room only what was revealed, passed and is due."""
    assert session.play is not None
    it = group_decision(session, session.play.decisions[number - 1])
    seen: dict[RoundName, bool] = {}
    for name in it.tallies:
        round = session.round(name, number)
        seen[name] = whole or (round is not None and round.revealed)
    both = seen.get("first", False) and seen.get("second", False)
    rested_on = session.last_round(number)
    last = rested_on is not None and seen.get(rested_on.name, False)
    opened = whole or session.phase == "analysis"
    passed = [safe(item.words) for item in session.passed if item.kind == "dissent" and item.decision == number]
    return {
        "decision": number,
        "labels": {id: safe(text) for id, text in it.labels.items()},
        "choice": it.choice,
        "reason": it.reason,
        "override": it.override,
        "rounds": {name: dict(tally) for name, tally in it.tallies.items() if seen[name]},
        "shift": [{"from": way.before, "to": way.after, "count": way.count} for way in it.shift] if both else [],
        "moved": it.moved if both else None,
        "sure_and_moved": it.sure_and_moved if both else None,
        "smaller_knew": _known(it.smaller_knew) if last and opened else [],
        "untold": _known(it.untold) if opened else [],
        "dissents": [safe(words) for words in it.dissents] if whole else passed,
        "acts": _acts(it, seen),
    }


def _acts(it: GroupDecision, seen: dict[RoundName, bool]) -> Json:
    shown = {act: {name: count for name, count in by.items() if seen[name]} for act, by in it.acts.items()}
    return {act: by for act, by in shown.items() if by}


def _known(knowledge: tuple[Knowledge, ...]) -> list[Json]:
    return [{"seat": safe(it.seat), "knows": safe(it.knows)} for it in knowledge]


def _line(entry: Entry) -> Json:
    return {"label": entry.label, "text": safe(entry.text)}


def _entry(entries: tuple[Entry, ...], label: str) -> str | None:
    return next((safe(it.text) for it in entries if it.label == label), None)
