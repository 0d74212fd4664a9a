"""What the models find wrong, in an author's words."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from game.language import models
from game.language.codes import NOT_ALLOWED, NOT_KEYS, NOT_LIST
from game.language.expressions.errors import several
from game.language.expressions.names import nearest
from game.language.places import Path


class Wording(NamedTuple):
    """What is wrong, in one sentence without a full stop, and what to do."""

    message: str
    help: str


EXAMPLES: dict[str, Any] = {
    "two_hats": 1,
    "title": "A name",
    "summary": "One sentence for the library",
    "brief": "Who the player is, and what stands in front of them",
    "clock": {"unit": "day"},
    "meters": {"staff": {"name": "Staff wellbeing", "start": 50}},
    "start": "first-scene",
    "scenes": {"first-scene": {"text": "What is told", "goto": "end"}},
    "endings": [{"id": "held", "title": "Held", "text": "How it ended"}],
    "unit": "day",
    "name": "A name",
    "text": "What is told",
    "id": "a-name",
    "acts": ["manage"],
    "because": "What it gained and what it cost",
    "demand": {"tame": "A known fix wants organising"},
    "cue": "What the player could see",
    "odds": 50,
    "scene": "a-scene",
    "cite": "Author 2020",
    "choose": {"first-scene": "a-choice"},
    "expect": ["staff > 50"],
}
"""For every key that can be missing, what a line of it looks like."""

PARTS: dict[type[models.Part], str] = {
    models.Scenario: "the scenario itself, with no spaces before it",
    models.Scene: "a scene",
    models.Decision: "a decision",
    models.Choice: "a choice",
    models.Look: "a look",
    models.Outcome: "an outcome of a chance",
    models.Later: "a later item",
    models.Branch: "a way on under `goto`",
    models.Beat: "a beat of a text",
    models.Event: "an event",
    models.Dynamic: "a dynamic",
    models.Ending: "an ending",
    models.Meter: "a meter",
    models.Person: "somebody in the cast",
    models.Role: "a role",
    models.Source: "a source",
    models.Clock: "the clock",
    models.PlayMinutes: "`minutes`",
    models.Debrief: "`debrief`",
    models.Test: "a test",
    models.Promise: "a promise",
}
"""What an author calls each part."""

_PAIR = re.compile(r"([a-z][\w-]*)(?: *= *| +(?:by |to |is )?(?=\S)|(?=[+-]))([+-]? *\d+|yes|no)")
_NAMED = re.compile(r"([a-z][\w-]*)(?: *= *| +(?:to |is )?)([a-z][\w-]*)")

_OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "goto": ("next", "go", "leads-to", "target", "link", "jump"),
    "choices": ("options", "answers", "actions"),
    "reply": ("response", "feedback", "result", "outcome", "consequence"),
    "because": ("reason", "why", "rationale"),
    "when": ("if", "condition", "requires", "only-if"),
    "odds": ("probability", "likelihood", "percent"),
    "cast": ("characters", "people", "persons"),
    "facts": ("variables", "flags", "states"),
    "text": ("description", "label", "narration", "words"),
    "summary": ("description", "abstract"),
    "cue": ("clue", "signal"),
}
"""Words that other tools, or everyday speech, have for a key."""

_START_OF_METER = 50


def example(key: str, path: Path) -> Any:
    """Return an example of a key's value; a meter's `start` is a number, the scenario's a scene."""
    return _START_OF_METER if key == "start" and path else EXAMPLES[key]


def empty_value(step: str | int, bare: bool = False) -> Wording:
    """Word a key, or an entry of a list, with nothing after it; `bare` if the key has not even a colon."""
    if isinstance(step, int):
        return Wording("this entry of the list is empty", "Write it after the dash, or take the line out.")
    if bare:
        return Wording(f"`{step}` has no value", f"Write a colon and its value after it: `{step}: …`.")
    return Wording(f"`{step}` has nothing after it", "Write its value after the colon, or take the line out.")


def cut_by_comma(key: str, text: str, rest: list[str]) -> Wording:
    """Word a text in braces that commas have cut, as in `{name: Patients, and their families}`."""
    message = f"the comma in front of `{rest[0]}` ends the text of `{key}`: inside braces a comma begins a new entry"
    if key == "starts":
        return Wording(message, f"Take the comma away: `starts: {' '.join([text, *rest])}`.")
    whole = f'`{key}: "{", ".join([text, *rest])}"`'
    return Wording(message, f"Put quotes around the text: {whole}; or write each key on a line of its own.")


def unknown_key(key: str, missing: list[str], known: list[str], present: list[str]) -> tuple[Wording, str | None]:
    """Word an unknown key; return with it the key that was meant, where one is near."""
    free = [name for name in known if name not in present]
    meant = nearest(key, missing) or nearest(key, free) or _other_word(key, free)
    message = f"`{key}` is not a key that can stand here"
    if meant:
        return Wording(message, f"Did you mean `{meant}`?"), meant
    if key in known:
        return Wording(f"`{key}` stands here already", "Keep one of them."), None
    parts = homes(key)
    if parts:
        return Wording(message, f"`{key}` belongs in {several(parts, 'or')}: check how far the line is indented."), None
    return Wording(message, f"These can: {', '.join(free)}."), None


def _other_word(key: str, free: list[str]) -> str | None:
    """Return the key that means what another word for it says."""
    return next((name for name in free if key.casefold() in _OTHER_WORDS.get(name, ())), None)


def missing_key(key: str, path: Path) -> Wording:
    """Word a missing key, with a line to paste."""
    return Wording(f"`{key}` is missing", f"Add a line such as `{_pasted(key, example(key, path))}`.")


def word_for(problem: dict[str, Any], path: Path) -> tuple[str, Wording]:
    """Return the code and the words for one error of the models."""
    context = problem.get("ctx") or {}
    if "message" in context:
        return problem["type"], Wording(context["message"], context["help"])
    kind, value = problem["type"], problem["input"]
    key = next((step for step in reversed(path) if isinstance(step, str)), "this")
    thing = f"this entry of `{key}`" if path and isinstance(path[-1], int) else f"`{key}`"
    if kind == "literal_error":
        return NOT_ALLOWED, _not_allowed(str(value), re.findall(r"'([^']*)'", context["expected"]))
    stands = "text" if isinstance(value, str) else "a list" if isinstance(value, list) else "a group of keys"
    if kind == "list_type":
        return NOT_LIST, Wording(f"{thing} should be a list, and it is {stands}", _as_list(key, value))
    texts = re.split(r" *, *", value.strip("() \n")) if isinstance(value, str) else []
    pairs = [pair_of(text, key) for text in texts]
    if pairs and all(pairs):
        help = f"Write `{key}: {{{', '.join(': '.join(pair) for pair in pairs if pair)}}}`."
        return NOT_KEYS, Wording(f"{thing} should hold keys of its own, and it is {stands}", help)
    return NOT_KEYS, Wording(
        f"{thing} should hold keys of its own, and it is {stands}",
        "Put them on the lines below, indented by two spaces, each as `key: value`; or in braces, as in "
        "`{key: value, other: value}`.",
    )


def pair_of(text: str, key: str) -> tuple[str, str] | None:
    """Return the name and the value of something like `patients +3`, under `key`; None where there are not two."""
    match = _PAIR.fullmatch(text) or (_NAMED.fullmatch(text) if key in ("set", "choose") else None)
    return (match.group(1), match.group(2).replace(" ", "")) if match else None


def _as_list(key: str, value: Any) -> str:
    """Say how to write a list; words alone fit into square brackets, where a comma would cut a sentence."""
    words = re.split(r" *, *", value.strip("() \n")) if isinstance(value, str) else []
    if words and all(re.fullmatch(r"[\w-]+", word) for word in words):
        return f"Put it in square brackets: `{key}: [{', '.join(words)}]`."
    return "Put each entry on a line of its own below, indented by two spaces, after a hyphen and a space."


def _not_allowed(word: str, allowed: list[str]) -> Wording:
    meant = nearest(word, allowed)
    listed = ", ".join(allowed)
    message = f"`{word}` is not one of the words that can stand here"
    return Wording(message, f"Did you mean `{meant}`? It can be: {listed}." if meant else f"It can be: {listed}.")


def _pasted(key: str, value: Any) -> str:
    """Show a small value in one line, as it may be typed."""
    if isinstance(value, dict):
        return f"{key}: {{{', '.join(_pasted(name, item) for name, item in value.items())}}}"
    if not isinstance(value, list):
        return f"{key}: {value}"
    return f"{key}: [{', '.join(_entry(item) for item in value)}]"


def _entry(item: Any) -> str:
    if isinstance(item, dict):
        return f"{{{', '.join(_pasted(name, part) for name, part in item.items())}}}"
    return str(item)


def homes(key: str) -> list[str]:
    """Name the parts of a scenario that have this key."""
    return list(dict.fromkeys(words for part, words in PARTS.items() if key in part.keys()))  # noqa: SIM118
