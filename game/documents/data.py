"""Plays and debriefs as JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from game.findings.model import Debrief
from game.findings.reflections import Reflections
from game.play.playing import Play
from game.present.outline import PRIVACY
from game.present.sections import FORMATIVE
from game.scenario.acts import ACTS

_PERHAPS_HARMFUL = re.compile(r"[^\n\x20-\x7e\xa1-\xac\xae-\u05ff\u2010-\u2027\u2030-\u205e]")
"""Everything but the characters that most texts are made of, so that few have to be looked up one by one."""


class OptionData(BaseModel):
    """Something that can be done, or is shown closed."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    kind: str
    text: str
    open: bool
    locked: str | None


class DecisionData(BaseModel):
    """One decision of a play."""

    scene: str
    choice: str
    now: int
    before: dict[str, int]
    after: dict[str, int]
    draws: list[int]


class ReplayData(BaseModel):
    """Where some moves lead. Every meter is in it, hidden ones too."""

    scenario: str
    seed: int
    role: str | None
    moves: list[str]
    scene: str
    now: int
    meters: dict[str, int]
    facts: dict[str, bool | int | str]
    ending: str | None
    fault: str | None
    options: list[OptionData]
    decisions: list[DecisionData]
    text: list[str]


def replay_data(play: Play) -> ReplayData:
    """Return what a play has come to, with everything told since its start."""
    return ReplayData(
        scenario=play.scenario.id,
        seed=play.seed,
        role=play.role,
        moves=list(play.moves),
        scene=play.scene.id,
        now=play.now,
        meters=dict(play.meters),
        facts=dict(play.facts),
        ending=play.ending.id if play.ending else None,
        fault=str(play.fault) if play.fault else None,
        options=[OptionData.model_validate(option) for option in play.options],
        decisions=[
            DecisionData(
                scene=it.scene,
                choice=it.choice,
                now=it.now,
                before=dict(it.before),
                after=dict(it.after),
                draws=list(it.draws),
            )
            for it in play.decisions
        ],
        text=[f"{it.speaker.name}: {it.text}" if it.speaker else it.text for it in play.transcript],
    )


def replay_json(play: Play) -> str:
    """Return where a play leads, as JSON."""
    return to_json(replay_data(play).model_dump(mode="json"))


def debrief_json(debrief: Debrief, said: Reflections, on: date | None = None) -> str:
    """Return a debrief as JSON, with what the player said of their own play under `said` and the day under `played`."""
    data: dict[str, Any] = TypeAdapter(Debrief).dump_python(debrief, mode="json")
    data["said"] = TypeAdapter(Reflections).dump_python(said, mode="json")
    data["played"] = on.isoformat() if on else None
    data["notice"] = FORMATIVE
    data["privacy"] = PRIVACY
    data["acts"] = {act: list(debrief.act_counts().get(act, ())) for act in ACTS}
    return to_json(data)


def to_json(data: object) -> str:
    """Return data as JSON that can be read, and printed: characters that a terminal acts on are escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _PERHAPS_HARMFUL.sub(_escaped, text) + "\n"


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return character
    code = ord(character)
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"
