"""What a participant can do now: forms of questions, and ticks. Screens and lines ask them; the host decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from game.present.session import KEPT, OWN_PLANS, SURE, Json, labels_of, open_round, own_vote, round_name
from game.present.words import times

Command: TypeAlias = dict[str, Any]
Said: TypeAlias = Mapping[str, str]
"""Answers by their question's key; empty, or missing, where a question was left out."""

COMMITMENTS: Final = 3
CHANGE: Final = "You can change it."


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked."""

    key: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    """What can be picked, each value with its words; without any, a line is to be written."""
    most: int = 0
    """Characters of a line."""
    needed: bool = False
    """Whether it cannot be left out."""
    ends: bool = False
    """Whether leaving it out leaves out all that follow."""
    said: str = ""
    """What the host has as the answer already."""


@dataclass(frozen=True, slots=True)
class Form:
    """Questions that make one command together."""

    key: str
    """Names it among all that are ever asked in a session."""
    title: str
    questions: tuple[Question, ...]
    command: Callable[[Said], Command]
    """Makes the command out of the answers; those that are needed must be there."""
    kept: Callable[[Said], str] = lambda said: KEPT
    """Gives what is said once the host has it."""
    verb: str = "keep"
    """What the last answer does."""

    @property
    def said(self) -> dict[str, str]:
        """Return what the host has already."""
        return {it.key: it.said for it in self.questions}

    def complete(self, said: Said) -> bool:
        """Say whether everything needed is answered."""
        return all(said.get(it.key) for it in self.questions if it.needed)


@dataclass(frozen=True, slots=True)
class Tick:
    """Something that is so or not, to be marked at one key."""

    label: str
    on: bool
    command: Command
    """Turns it."""


def forms(room: Json, you: Json) -> tuple[Form, ...]:
    """Return the forms that can be filled in now, what is waited for first; another name comes last."""
    return tuple(_forms(room, you, frozenset(you["may"])))


def _forms(room: Json, you: Json, may: frozenset[str]) -> Iterator[Form]:
    page = room["debrief"]
    opened = open_round(room)
    if opened is not None and "vote" in may and not room["hands"]:
        yield _vote(room, you, *opened)
    if "dissent" in may:
        yield _dissent(room["decision"]["number"], you["dissent"] or "")
    if page is not None and page["phase"] == "reactions" and "react" in may:
        yield _react(you["reaction"])
    if page is not None and page["phase"] == "my_view" and "my_view" in may:
        yield _my_view(page, you["my_view"] or {})
    if page is not None and page["phase"] == "summary" and "commit" in may:
        yield _commit(you["commitments"])
    if "rename" in may:
        name = Question("name", "Another name, if you like", most=30, needed=True, said=you["name"])
        yield Form("name", "Another name", (name,), lambda said: {"kind": "rename", "name": said["name"]})


def ticks(room: Json, you: Json) -> dict[str, Tick]:
    """Return what can be marked now, by the key that marks it."""
    found, page = {}, room["debrief"]
    if "tell" in you["may"] and you["seat"]:
        found["t"] = Tick("I have told the room", you["told"], {"kind": "tell", "told": not you["told"]})
    if page is not None and page["phase"] == "analysis" and page["number"] and "otherwise" in you["may"]:
        number = page["number"]
        on = number in you["otherwise"]
        found["d"] = Tick("I see it otherwise", on, {"kind": "otherwise", "finding": number, "on": not on})
    return found


def _vote(room: Json, you: Json, name: str, round: Json) -> Form:
    number, labels, own = room["decision"]["number"], labels_of(room, name), own_vote(room, you, name) or {}
    options = tuple((id, labels.get(id, id)) for id in round["options"])
    what = "What kind of moment is this?" if name == "frame" else "What should happen?"
    asked = [Question("choice", what, options, needed=True, said=own.get("choice", ""))]
    if name != "frame":
        asked.append(Question("sureness", "How sure are you?", SURE, said=str(own.get("sureness") or "")))
        asked.append(Question("reason", "Why? One line, if you like", most=200, said=own.get("reason", "")))

    def command(said: Said) -> Command:
        sure = said.get("sureness")
        return {"kind": "vote", "decision": number, "round": name, "choice": said["choice"],
                "sureness": int(sure) if sure else None, "reason": said.get("reason", "")}  # fmt: skip

    title = "Your vote" if name == "frame" else round_name(name, room["decision"]["discuss"])
    return Form(f"vote-{number}-{name}", title, tuple(asked), command, kept=lambda said: "", verb="send my vote")


def _dissent(number: int, words: str) -> Form:
    label = "One sentence for the record, if you like"
    return Form(
        f"dissent-{number}", "You voted otherwise", (Question("words", label, most=300, said=words),),
        lambda said: {"kind": "dissent", "decision": number, "words": said.get("words", "")},
        kept=lambda said: f"Your sentence is kept. {CHANGE}" if said.get("words") else "You leave no sentence.",
        verb="leave it",
    )  # fmt: skip


def _react(word: str) -> Form:
    label = "One word. Nobody scores it, and you may leave it out"
    return Form(
        "react", "How was that?", (Question("word", label, most=40, said=word),),
        lambda said: {"kind": "react", "word": said.get("word", "").strip()},
    )  # fmt: skip


def _my_view(page: Json, own: Json) -> Form:
    decisions = tuple((str(it["number"]), f"{it['title'] or it['label']}") for it in page["decisions"])
    often = tuple((str(count), times(count)) for count in range(len(decisions) + 1))
    counts = own.get("counts") or {}
    acts = [it["id"] for it in page["acts"]]
    asked = (
        Question("same", "We should play this the same again", decisions, said=str(own.get("same") or "")),
        Question("change", "We should change this one", decisions, said=str(own.get("change") or "")),
        *(Question(f"often-{it['id']}", f"How often the group {it['text']}", often, said=str(counts.get(it["id"], "")))
          for it in page["acts"]),
        Question("keep", "What to keep", most=300, said=own.get("keep") or ""),
        Question("differently", "What to do differently", most=300, said=own.get("differently") or ""),
    )  # fmt: skip

    def command(said: Said) -> Command:
        return {
            "kind": "my_view",
            "same": _number(said.get("same")),
            "change": _number(said.get("change")),
            "counts": {it: int(said[f"often-{it}"]) for it in acts if said.get(f"often-{it}")},
            "keep": said.get("keep", ""),
            "differently": said.get("differently", ""),
        }

    return Form("my-view", "My view", asked, command)


def _commit(own: list[Json]) -> Form:
    asked = []
    for number in range(1, COMMITMENTS + 1):
        it: Json = own[number - 1] if number <= len(own) else {}
        label = f"What I will do ({number}): I will"
        asked += [
            Question(f"what-{number}", label, most=200, ends=True, said=it.get("what", "")),
            Question(f"when-{number}", "By when", most=200, said=it.get("when", "")),
            Question(f"who-{number}", "Who will notice", most=200, said=it.get("who", "")),
        ]

    def command(said: Said) -> Command:
        rows = [{it: said.get(f"{it}-{number}", "") for it in ("what", "when", "who")}
                for number in range(1, COMMITMENTS + 1)]  # fmt: skip
        return {"kind": "commit", "commitments": [it for it in rows if it["what"]]}

    return Form("commit", OWN_PLANS, tuple(asked), command)


def _number(said: str | None) -> int | None:
    return int(said) if said else None
