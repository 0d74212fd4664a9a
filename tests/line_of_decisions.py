"""A scenario that is a line of decisions, each with one choice for every act, for trying the findings."""

from __future__ import annotations

from collections.abc import Sequence

from game.language.loading import loads
from game.play.playing import Play, replay
from game.scenario.story import Scenario

HEAD = """\
two_hats: 1
title: A line
summary: Decisions one after another.
brief: You decide.
clock: {unit: day, starts: Monday}
meters:
  staff: {name: Staff wellbeing, start: 50}
  trust: {name: Trust, start: 50, hidden: yes}
start: s1
scenes:
"""
SCENE = """\
  s{number}:
    text: Scene {number}.
    looks: [{{id: look, text: Look around}}]
    decision:
      demand: {{{demands}}}
      contested: {contested}
      cue: Cue {number}.
      ask: Question {number}?
      practises: [resilience]
    goto: {goto}
    choices:
"""
CHOICE = """\
      - id: {act}
        text: Do {act} at {number}.
        acts: [{act}]
        poles: [{pole}]
        because: Because {act} {number}.
        effects: {{staff: {amount}, trust: 1}}
{later}"""
LATER = """\
        later:
          - at: s{next}
            text: Back from {number}.
            effects: {{staff: -{weight}}}
            because: It came back.
"""
OPTIONS = (("lead", "people", 1), ("manage", "process", 2), ("command", "control", -1), ("avoid", "direct", -2))
"""Each act, with the pole that its choice takes and what it does to staff."""
ENDINGS = "endings: [{id: over, title: Over, text: It is over.}]\n"


def line(demands: Sequence[str], returns: dict[int, int] | None = None) -> Scenario:
    """Make a line of decisions; a demand is `tame`, or `tame+wicked`, or `tame+wicked?` for a contested one.

    `returns` gives, for a decision, how much its choices take from staff when they come back in the next scene.
    """
    scenes = []
    for number, demand in enumerate(demands, 1):
        names = demand.rstrip("?").split("+")
        last = number == len(demands)
        scenes.append(
            SCENE.format(
                number=number,
                demands=", ".join(f"{name}: Reason {name} {number}." for name in names),
                contested="yes" if demand.endswith("?") else "no",
                goto="end" if last else f"s{number + 1}",
            )
        )
        weight = (returns or {}).get(number)
        later = LATER.format(next=number + 1, number=number, weight=weight) if weight and not last else ""
        for act, pole, amount in OPTIONS:
            scenes.append(CHOICE.format(act=act, pole=pole, amount=amount, number=number, later=later))
    return loads((HEAD + "".join(scenes) + ENDINGS).encode(), "line.yaml")


def played(scenario: Scenario, moves: str) -> Play:
    """Play moves written as words, such as `lead manage look:look avoid`."""
    return replay(scenario, seed=1, moves=moves.split())
