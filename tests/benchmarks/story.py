"""The story that the engines are raced on, always the same: as plain data, as our YAML and as ink.

Thirty scenes of three choices, the third gated; three meters from 0 to 100; conditional text in every scene, a
conditional effect on entering every third; three endings. A play picked at random makes about seventeen choices and
is told about 400 characters for each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypedDict

import yaml

METERS = {"patients": 60, "staff": 50, "finance": 55}
"""Every meter, with the number that it starts at."""

SCENES = 30

_WORDS = [
    "the", "a", "one", "each", "another", "ward", "bed", "board", "nurse", "shift", "doctor", "rota", "porter",
    "family", "list", "drug", "round", "call", "corridor", "bay", "chart", "office", "lift", "night", "morning",
    "hour", "meeting", "letter", "phone", "trolley", "door", "is", "has", "was", "will", "keeps", "finds",
    "asks", "waits", "leaves", "calls", "moves", "holds", "reads", "knows", "late", "early", "again", "already",
    "still", "twice", "quietly", "before", "after", "without", "beside", "under", "nobody", "everyone",
    "somebody", "two", "three",
]  # fmt: skip


class AtLeast(NamedTuple):
    """A condition: a meter stands at some number or above."""

    meter: str
    number: int


class Choice(TypedDict):
    """One way on."""

    label: str
    reply: str
    when: AtLeast | None
    effects: dict[str, int]
    goto: str


class Entry(TypedDict):
    """What happens on entering a scene."""

    when: AtLeast
    effects: dict[str, int]


class Scene(TypedDict):
    """A place in the story."""

    lines: list[str]
    aside: AtLeast
    """Which of the next two is told."""
    then: str
    otherwise: str
    entry: Entry | None
    choices: list[Choice]


class Ending(TypedDict):
    """The first whose condition holds is told."""

    when: AtLeast | None
    text: str


class Story(TypedDict):
    """A story as plain data; a choice that goes to `end` ends it."""

    scenes: dict[str, Scene]
    endings: dict[str, Ending]


def numbers(seed: int) -> Callable[[], float]:
    """Return mulberry32: what gives the next number from 0 up to, not including, 1."""
    state = seed

    def following() -> float:
        nonlocal state
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        mixed = ((state ^ state >> 15) * (state | 1)) & 0xFFFFFFFF
        mixed ^= (mixed + (mixed ^ mixed >> 7) * (mixed | 61)) & 0xFFFFFFFF
        return (mixed ^ mixed >> 14) / 0x1_0000_0000

    return following


def make_story() -> Story:
    """Make the story."""
    writer = _Writer(numbers(2026))
    return {
        "scenes": {_id(number): writer.scene(number) for number in range(SCENES)},
        "endings": {
            "thriving": {"when": AtLeast("patients", 70), "text": writer.sentence(90)},
            "together": {"when": AtLeast("staff", 55), "text": writer.sentence(90)},
            "spent": {"when": None, "text": writer.sentence(90)},
        },
    }


def as_yaml(story: Story) -> str:
    """Write the story in the scenario language."""
    data = {
        "two_hats": 1,
        "title": "A race",
        "summary": "A made story to race engines on.",
        "brief": "Thirty scenes of words drawn by lot.",
        "clock": {"unit": "hour", "starts": "Friday 19:00"},
        "meters": {meter: {"name": meter.capitalize(), "start": start} for meter, start in METERS.items()},
        "start": next(iter(story["scenes"])),
        "scenes": {id: _yaml_scene(id, scene) for id, scene in story["scenes"].items()},
        "events": [
            {
                "id": f"entering-{id}",
                "at": id,
                "once": False,
                "when": _condition(entry["when"]),
                "effects": entry["effects"],
                "because": "The race wants it.",
            }
            for id, scene in story["scenes"].items()
            if (entry := scene["entry"])
        ],
        "endings": [
            {"id": id, "title": id.capitalize(), "text": ending["text"]} | _when(ending["when"])
            for id, ending in story["endings"].items()
        ],
    }
    return yaml.safe_dump(data, sort_keys=False, width=1000)


def as_ink(story: Story) -> str:
    """Write the story as ink, in the form that costs ink least: inline alternatives, and MIN or MAX for the range."""
    variables = [f"VAR {meter} = {start}" for meter, start in METERS.items()]
    scenes = [line for id, scene in story["scenes"].items() for line in _ink_scene(id, scene)]
    branches = [
        line
        for number, ending in enumerate(story["endings"].values())
        for line in (
            f"    - {_condition(ending['when']) if ending['when'] else 'else'}:",
            f"        ~ ending = {number}",
            f"        {ending['text']}",
        )
    ]
    start = next(iter(story["scenes"]))
    parts = [*variables, "VAR ending = -1", f"-> {start}", *scenes, "=== finish ===", "{", *branches, "}", "-> END"]
    return "\n".join(parts) + "\n"


class _Writer:
    """Writes scenes of words drawn by lot."""

    def __init__(self, lot: Callable[[], float]) -> None:
        self.lot = lot

    def number(self, lowest: int, highest: int) -> int:
        return lowest + int(self.lot() * (highest - lowest + 1))

    def sentence(self, length: int) -> str:
        """Write words until they are about so many characters long."""
        text = ""
        while len(text) < length:
            text += f" {_WORDS[self.number(0, len(_WORDS) - 1)]}"
        return text.strip().capitalize() + "."

    def condition(self) -> AtLeast:
        return AtLeast(self.meter(), self.number(45, 60))

    def meter(self) -> str:
        return list(METERS)[self.number(0, len(METERS) - 1)]

    def effects(self) -> dict[str, int]:
        """Change two meters or, where the lot falls on one twice, one."""
        return {self.meter(): self.number(1, 8), self.meter(): -self.number(1, 8)}

    def scene(self, number: int) -> Scene:
        return {
            "lines": [self.sentence(80) for _ in range(3)],
            "aside": self.condition(),
            "then": self.sentence(70),
            "otherwise": self.sentence(70),
            "entry": {"when": self.condition(), "effects": {self.meter(): -2}} if number % 3 == 2 else None,
            "choices": [self.choice(number, step) for step in (1, 2, 3)],
        }

    def choice(self, scene: int, step: int) -> Choice:
        return {
            "label": self.sentence(40),
            "reply": self.sentence(60),
            "when": self.condition() if step == 3 else None,
            "effects": self.effects(),
            "goto": _id(scene + step) if scene + step < SCENES else "end",
        }


def _id(number: int) -> str:
    return f"scene{number + 1}"


def _condition(condition: AtLeast) -> str:
    """Write a condition, which our language and ink happen to spell alike."""
    return f"{condition.meter} >= {condition.number}"


def _when(condition: AtLeast | None) -> dict[str, str]:
    return {"when": _condition(condition)} if condition else {}


def _yaml_scene(id: str, scene: Scene) -> dict[str, Any]:
    aside = {"when": _condition(scene["aside"]), "text": scene["then"], "else": scene["otherwise"]}
    return {
        "title": id.capitalize(),
        "text": [*scene["lines"], aside],
        "decision": {"demand": {"tame": "The race wants it."}, "cue": "A race."},
        "choices": [
            {
                "id": f"choice{number}",
                "text": choice["label"],
                "acts": ["manage"],
                "effects": choice["effects"],
                "reply": choice["reply"],
                "because": "The race wants it.",
                "goto": choice["goto"],
            }
            | _when(choice["when"])
            for number, choice in enumerate(scene["choices"], start=1)
        ],
    }


def _ink_scene(id: str, scene: Scene) -> list[str]:
    lines = [f"=== {id} ==="]
    if entry := scene["entry"]:
        lines += [f"{{ {_condition(entry['when'])}:", *_ink_effects(entry["effects"]), "}"]
    lines += [*scene["lines"], f"{{{_condition(scene['aside'])}:{scene['then']}|{scene['otherwise']}}}"]
    for choice in scene["choices"]:
        gate = f"{{{_condition(choice['when'])}}} " if choice["when"] else ""
        goto = "finish" if choice["goto"] == "end" else choice["goto"]
        lines += [f"+ {gate}[{choice['label']}]", *_ink_effects(choice["effects"])]
        lines += [f"    {choice['reply']}", f"    -> {goto}"]
    return lines


def _ink_effects(effects: dict[str, int]) -> list[str]:
    """Write the changes; a meter is always in range, so that only one end of it can be passed."""
    return [
        f"    ~ {meter} = MIN(100, {meter} + {amount})"
        if amount > 0
        else f"    ~ {meter} = MAX(0, {meter} - {-amount})"
        for meter, amount in effects.items()
    ]
