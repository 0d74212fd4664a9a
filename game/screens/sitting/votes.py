"""Votes as paragraphs: the options, how many have voted, and, where it is shown, the split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from game.group.offers import ROUND_NAMES
from game.present.glyphs import Glyphs
from game.present.meters import bar
from game.present.parts import Paragraph, Part, heading, paragraph, told
from game.present.session import WRITTEN, now_words, voted_of

Json: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = tuple[Paragraph, ...]

_INDENT = 4
_HINTS = {
    "first": "Each for yourself, without talking.",
    "second": "Each for yourself, without talking.",
    "dissent": "Whoever voted for something else may leave one sentence.",
}
"""What the room is to do now, by its step."""
AGAINST = "The facilitator decided against most votes."
"""Said to the whole room, with the reason: nobody is overruled without a word."""


def round_now(decision: Json) -> tuple[str, Json] | None:
    """Return the vote that is open, else the last that was; None before any."""
    votes: Mapping[str, Json] = decision["votes"]
    named = [(name, votes[name]) for name in ("second", "first", "frame") if name in votes]
    return next((it for it in named if it[1]["open"]), named[0] if named else None)


def vote_words(name: str, vote: Json) -> str:
    """Return how a vote stands, without what anybody voted for."""
    called = "The vote on the kind of moment" if name == "frame" else ROUND_NAMES[name].capitalize()
    if not vote["open"]:
        return f"{called} is closed: {vote['voted']} of {vote['of']} voted."
    done = "Everybody has voted." if vote["all"] else voted_of(vote)
    return f"{called} is open. {done}"


def hands_words(name: str, vote: Json) -> str:
    """Return how a vote by show of hands stands."""
    called = "The vote on the kind of moment" if name == "frame" else ROUND_NAMES[name].capitalize()
    hands = f"{vote['voted']} {'hand' if vote['voted'] == 1 else 'hands'}"
    if not vote["open"]:
        return f"{called} is closed: {hands if vote['voted'] else 'no hands were counted'}."
    return f"{called}: {hands} counted." if vote["voted"] else f"{called}: hands up, please."


def option_rows(room: Json, glyphs: Glyphs, cells: int) -> Rows:
    """Return what the room can choose from, with the split where it is shown, and what was decided."""
    decision = room["decision"]
    if decision is None:
        return ()
    rows: list[Paragraph] = []
    now = round_now(decision)
    if now is not None and room["step"] not in ("scene", "consequence"):
        said = hands_words(*now) if room["hands"] else vote_words(*now)
        rows.append(Paragraph((Part(said, "heading"),), gap=1))
    rows += decided_rows(decision)
    hint = now_words(room) if room["step"] == "talk" else _HINTS.get(room["step"])
    if hint:
        rows.append(paragraph(hint, "faint", gap=0))
    if room["step"] == "framing":
        rows.append(paragraph("What kind of moment is this?", "strong", gap=0))
        rows += _numbered([(it["id"], it["text"], None) for it in decision["frames"]], decision, glyphs, cells)
        return tuple(rows)
    rows += _choices(decision, glyphs, cells)
    if room["step"] == "scene":
        rows += [_look(it) for it in decision["options"] if it["kind"] == "look" and it["open"]]
    if room["step"] == "scene" and not decision["live"]:
        rows.append(paragraph("This one goes quickly: the facilitator decides for the room.", "faint"))
    return (*rows, *_framed(decision, glyphs, cells))


def _choices(decision: Json, glyphs: Glyphs, cells: int) -> list[Paragraph]:
    shown = [it for it in decision["options"] if it["kind"] == "choice"]
    return _numbered([(it["id"], it["text"], None if it["open"] else it["locked"] or "closed") for it in shown],
                     decision, glyphs, cells)  # fmt: skip


def _numbered(
    options: Sequence[tuple[str, str, str | None]], decision: Json, glyphs: Glyphs, cells: int
) -> list[Paragraph]:
    """Return options by number, those that are closed with why; below each its bars, where they are shown."""
    rows: list[Paragraph] = []
    number = 0
    chosen = decision["decided"]["choice"] if decision["decided"] else None
    for id, text, locked in options:
        if locked is not None:
            rows.append(Paragraph((*told(text, "faint"), Part(f" ({locked})", "faint")),
                                  (Part(f"  {glyphs.closed}", "faint"),), _INDENT))  # fmt: skip
            continue
        number += 1
        done = (Part(glyphs.done, "better"),) if id == chosen else (Part(" "),)
        rows.append(Paragraph(told(text, "strong" if id == chosen else "plain"),
                              (*done, Part(f"{number}.", "key")), _INDENT, 0))  # fmt: skip
        for name, vote in decision["votes"].items():
            if vote["tally"] is not None and id in vote["tally"]:
                rows.append(bar_row(vote["tally"][id], vote["voted"], ROUND_NAMES[name], glyphs, cells))
    return rows


def bar_row(count: int, of: int, label: str, glyphs: Glyphs, cells: int) -> Paragraph:
    """Return a count as a bar with its number and a word."""
    reached, still = bar(count, 0, max(1, of), max(6, min(40, cells - 32)), glyphs)
    line = (Part(reached, "bar"), Part(still, "faint"), Part(f" {count:>3}", "strong"), Part(f"  {label}", "faint"))
    return Paragraph(line, indent=_INDENT, whole=True)


def tally_rows(labels: Mapping[str, str], rounds: Mapping[str, Mapping[str, int]], glyphs: Glyphs, cells: int) -> Rows:
    """Return each option with a bar for each round."""
    rows: list[Paragraph] = []
    for id, label in labels.items():
        counted = [(name, tally) for name, tally in rounds.items() if id in tally]
        if counted:
            rows.append(Paragraph(told(label), indent=2, gap=0))
            rows += [bar_row(it[id], sum(it.values()), ROUND_NAMES[name], glyphs, cells) for name, it in counted]
    return tuple(rows)


def decided_rows(decision: Json) -> Rows:
    """Return what was decided, and why where that was said."""
    decided = decision["decided"]
    if decided is None:
        return ()
    rows = [Paragraph((Part("Decided: ", "faint"), *told(decided["label"], "strong")))]
    if decided["override"]:
        rows.append(Paragraph((Part(AGAINST, "warning"),)))
    if decided["reason"]:
        rows.append(Paragraph((Part("Because: ", "faint"), *told(decided["reason"]))))
    return tuple(rows)


def passed_rows(room: Json) -> Rows:
    """Return the words that the facilitator has passed to the wall."""
    if not room["passed"]:
        return ()
    return (heading(WRITTEN), *(
        Paragraph((Part("“"), *told(it["words"]), Part("”")), indent=2) for it in room["passed"]
    ))  # fmt: skip


def _look(option: Json) -> Paragraph:
    return Paragraph((Part("Or first: ", "faint"), *told(option["text"], "faint")), indent=_INDENT)


def _framed(decision: Json, glyphs: Glyphs, cells: int) -> list[Paragraph]:
    """Return the kind of moment that the room took it for, and how many did where that is shown."""
    names = {it["id"]: it["text"] for it in decision["frames"]}
    rows = []
    vote = decision["votes"].get("frame")
    if vote and vote["tally"]:
        rows.append(Paragraph((Part("What kind of moment this is", "faint"),), gap=1))
        rows += tally_rows(names, {"frame": vote["tally"]}, glyphs, cells)
    if decision["frame"]:
        rows.append(Paragraph((Part("Taken for: ", "faint"), *told(names[decision["frame"]], "strong")), gap=1))
    return rows
