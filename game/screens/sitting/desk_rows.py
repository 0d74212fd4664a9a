"""What the facilitator has before them, as paragraphs: time, votes and their splits, notes, seats, people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from game.group.offers import ROUND_NAMES
from game.group.session.steps import PHASE_WORDS
from game.group.sitting import STEP_WORDS
from game.present.glyphs import Glyphs
from game.present.parts import Paragraph, Part, heading, labelled, paragraph, told
from game.present.words import DEMAND_WORDS, listed
from game.screens.sitting.clocks import time_left
from game.screens.sitting.desk_debrief import debrief_desk_rows
from game.screens.sitting.votes import bar_row, hands_words, round_now, vote_words

Json: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = tuple[Paragraph, ...]

CLOSED = (
    "On the host, twohats session report writes the report, and twohats session purge deletes the session, each with "
    "its code."
)
"""What is left to do for a session that is over."""
_MARGIN = 11
_READING = ("scene", "talk")
SURE = {"1": "a guess", "2": "fairly sure", "3": "sure", "not said": "not said"}
"""How sure somebody said they were, in words."""


def status_rows(view: Json, now: float, glyphs: Glyphs) -> Rows:
    """Return where the room is, how the vote stands, and how the time does."""
    room, desk = view["room"], view["desk"]
    decision = room["decision"]
    vote = round_now(decision) if decision else None
    said = [_place(room)]
    if vote is not None and vote[1]["open"]:
        said = [hands_words(*vote) if room["hands"] else vote_words(*vote)]
    said += [it for it in (time_left(room["clock"], now) or ("paused" if room["paused"] else ""),) if it]
    if room["blank"]:
        said.append("the wall is blank")
    rows = [Paragraph((Part(f" {glyphs.dot} ".join(said), "strong"),))]
    budget = desk["budget"]
    if budget is not None and room["step"] != "closed":
        warned = budget["level"] != "fine"
        rows.append(Paragraph((*((Part("! ", "warning"),) if warned else ()),
                               Part(_budget(budget, room), "warning" if warned else "faint"))))  # fmt: skip
    return tuple(rows)


def _budget(budget: Json, room: Json) -> str:
    """Return the budget's words; they are as old as the last news, so the end is said as a time that stays true."""
    from datetime import datetime

    if budget["started"] is None:
        return str(budget["words"])
    play, ends = (f"{datetime.fromtimestamp(budget[it]).astimezone():%H:%M}" for it in ("play_until", "ends"))
    return f"{budget['words']} {'End' if room['debrief'] else f'Play until {play}, end'} at {ends}."


def _place(room: Json) -> str:
    page = room["debrief"]
    words = PHASE_WORDS[page["phase"]] if page else STEP_WORDS[room["step"]]
    number = f", {page['number']} of {page['of']}" if page and page["number"] and page["of"] else ""
    return f"{words[:1].upper()}{words[1:]}{number}"


def desk_rows(view: Json, glyphs: Glyphs, cells: int) -> Rows:
    """Return everything that the desk knows, what matters now first."""
    room, desk = view["room"], view["desk"]
    if room["step"] == "closed":
        return (paragraph(CLOSED),)
    options, notes = list(_options(room, desk, glyphs, cells)), list(_notes(desk, glyphs))
    # Before a vote and in the talk the facilitator reads; once people have voted they look at the votes.
    first, then = (notes, options) if room["step"] in _READING else (options, notes)
    rows = [
        *_script(desk),
        *first,
        *then,
        *debrief_desk_rows(room, desk, glyphs, cells),
        *_waiting(desk),
        *_seats(desk),
        *_people(room, desk, glyphs),
    ]
    return tuple(rows) or (paragraph("Nothing to tell here yet.", "faint"),)


def _script(desk: Json) -> Iterator[Paragraph]:
    """Give what is read aloud before the play."""
    if desk["script"]:
        yield heading("To read aloud, or to say something like it")
        for it in desk["script"]:
            yield paragraph(it)


def _options(room: Json, desk: Json, glyphs: Glyphs, cells: int) -> Iterator[Paragraph]:
    """Give each option with every round's bar, then who is ahead and the splits."""
    decision = room["decision"]
    if decision is None:
        return
    named = "" if decision["live"] else ": in passing, yours to decide"
    yield heading(f"Decision {decision['number']}{named}")
    chosen = decision["decided"]["choice"] if decision["decided"] else None
    number = 0
    for it in decision["options"]:
        if it["kind"] != "choice":
            continue
        number += it["open"]
        margin = (Part(f"{number:>2}." if it["open"] else f"  {glyphs.closed}", "key"),)
        locked = () if it["open"] else (Part(f" ({it['locked'] or 'closed'})", "faint"),)
        done = (Part(f" {glyphs.done} decided", "better"),) if it["id"] == chosen else ()
        yield Paragraph((*told(it["text"]), *locked, *done), margin, 4)
        for name, vote in desk["votes"].items():
            if it["id"] in vote["tally"]:
                yield bar_row(vote["tally"][it["id"]], sum(vote["tally"].values()), ROUND_NAMES[name], glyphs, cells)
    frame = desk["votes"].get("frame")
    if frame:
        yield paragraph("The kind of moment", "faint")
        for it in decision["frames"]:
            if it["id"] in frame["tally"]:
                yield bar_row(frame["tally"][it["id"]], sum(frame["tally"].values()), it["text"], glyphs, cells)
    yield from _splits(room, desk)


def _splits(room: Json, desk: Json) -> Iterator[Paragraph]:
    numbers = _numbers(room)
    for name, vote in desk["votes"].items():
        for what, title in (("by_seat", "by seat"), ("by_sureness", "by how sure")):
            if vote[what]:
                yield heading(f"{ROUND_NAMES[name].capitalize()}, {title}")
                for group in vote[what]:
                    label = group.get("seat") or SURE.get(group["sureness"], group["sureness"])
                    tally = group["tally"]
                    split = listed(f"{tally[id]} for {words}" for id, words in numbers.items() if id in tally)
                    yield Paragraph((Part(f"{split} (of {group['people']})"),), told(label, "name"), 20)
    moved = [it for it in desk["shift"] if it["from"] != it["to"]]
    if moved:
        yield heading("Who moved")
        for it in moved:
            yield Paragraph((Part(f"{it['count']} from {numbers.get(it['from'], it['from'])} "
                                  f"to {numbers.get(it['to'], it['to'])}"),), indent=2)  # fmt: skip


def _numbers(room: Json) -> dict[str, str]:
    """Return each open choice's number as it is shown, and each kind of moment's words."""
    decision = room["decision"]
    chosen = [it["id"] for it in decision["options"] if it["kind"] == "choice" and it["open"]]
    return {id: str(number) for number, id in enumerate(chosen, 1)} | {it["id"]: f"“{it['text']}”"
                                                                      for it in decision["frames"]}  # fmt: skip


def _notes(desk: Json, glyphs: Glyphs) -> Iterator[Paragraph]:
    notes = desk["notes"]
    if notes is None:
        return
    yield heading("The author's notes")
    for it in notes["demands"]:
        yield labelled("Moment", f"{DEMAND_WORDS[it['demand']].capitalize()}. {it['reason']}", indent=_MARGIN, gap=0)
    if notes["contested"]:
        yield labelled("Contested", "The sources do not agree on this one.", indent=_MARGIN, gap=0)
    for key, label in (("cue", "Cue"), ("ask", "Ask")):
        if notes[key]:
            yield labelled(label, notes[key], indent=_MARGIN, gap=0)
    if notes["discuss"]:
        yield labelled("Talk", f"{notes['discuss']} minutes", indent=_MARGIN, gap=0)
    for prompt in notes["prompts"]:
        yield Paragraph(told(prompt, "strong"), (Part(f"  {glyphs.caret}", "key"),), 4)


def _waiting(desk: Json) -> Iterator[Paragraph]:
    if not desk["waiting"]:
        return
    latest = ", the latest first" if desk["waiting_count"] > 1 else ""
    yield heading(f"Waiting to be passed: {desk['waiting_count']}{latest}")
    for it in desk["waiting"][:-_LATEST - 1:-1]:
        yield Paragraph((Part("“"), *told(it["words"]), Part("”")), (Part(it["kind"], "faint"),), _MARGIN)


_LATEST = 5


def _seats(desk: Json) -> Iterator[Paragraph]:
    if not desk["seats"]:
        return
    yield heading("Seats, and what only they know")
    for it in desk["seats"]:
        many = f"{it['people']} {'person' if it['people'] == 1 else 'people'}"
        state = f" ({many}{', told' if it['told'] else ''})"
        yield Paragraph((*told(it["name"], "name"), Part(state, "faint"), Part("  "), *told(it["knows"])), indent=2)


def _people(room: Json, desk: Json, glyphs: Glyphs) -> Iterator[Paragraph]:
    if room["hands"] or not desk["people"]:
        return
    present = [it for it in desk["people"] if it["present"]]
    yield heading(f"People: {len(present)} here of {len(desk['people'])}")
    named = []
    for it in desk["people"]:
        voted = f" {glyphs.done}" if it["voted"] else ""
        gone = "" if it["present"] else " (gone)"
        late = " (late)" if it["late"] else ""
        named.append(f"{it['name']}{voted}{gone}{late}")
    yield Paragraph(told(", ".join(named)), indent=2)
