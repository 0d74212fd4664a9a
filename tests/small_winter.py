"""Three decisions in which a choice, a look, luck, the past, a knock-on and the world each move a meter."""

from __future__ import annotations

from game.language.loading import loads
from game.play.playing import Play, replay

WINTER = """\
two_hats: 1
title: A small winter
summary: Three decisions.
brief: You decide.
clock: {unit: day, starts: Monday}
cast:
  ann: {name: Ann Lee, job: nurse}
meters:
  patients: {name: Patients, start: 60}
  staff: {name: Staff, start: 50}
  grip: {name: Grip, start: 50, hidden: yes}
facts:
  told: no
  beds: 2
  mood: [calm, cross]
dynamics:
  - id: tired
    when: staff < 45
    effects: {patients: -1}
    because: Tired people see less.
  - id: unseen
    when: grip < 41
    effects: {grip: -1}
events:
  - id: storm
    at: second
    effects: {patients: -4}
    text: The roof leaks. A bay is shut. Nobody sleeps.
    because: Nobody chose the rain.
start: first
scenes:
  first:
    title: The board
    text: A board.
    looks:
      - {id: list, text: Read the list, takes: 0, effects: {staff: -1}, reply: Two names are missing.}
    decision: {demand: {tame: It has a fix.}, cue: A gap., ask: "What told you?"}
    goto: second
    choices:
      - id: fill
        text: Fill the gap.
        acts: [manage]
        because: It was filled.
        takes: 1
        effects: {staff: -5, grip: -10}
        set: {told: yes, mood: cross}
        reply:
          - You fill it. It holds.
          - ann: And tonight?
        chance:
          - {odds: 100, effects: {patients: 3}, text: "A bed comes free."}
        later:
          - {at: third, effects: {staff: -2}, text: "The gap is back.", because: It was lent.}
      - id: leave
        text: Leave it.
        acts: [avoid]
        because: It was left.
        effects: {patients: -6}
  second:
    text: Water.
    decision: {demand: {critical: It cannot wait.}, cue: Water., ask: "What would you say?"}
    goto: third
    choices:
      - {id: order, text: Order everyone out., acts: [command], because: They went., effects: {grip: 2}}
      - {id: ask, text: Ask them., acts: [lead], because: They talked., effects: {grip: -30, staff: 9}}
  third:
    text: Spring.
    decision: {demand: {wicked: Nobody knows.}, cue: Spring., ask: "What now?"}
    goto: end
    choices:
      - {id: meet, text: Meet., acts: [lead], because: They met., effects: {grip: 1}}
      - {id: rest, text: Rest., acts: [avoid], because: You slept.}
endings:
"""
ENDINGS = """\
  - {id: shut, when: staff <= 10, at_once: yes, title: Shut, text: It is shut.}
  - {id: good, when: grip >= 46 and patients > 20, title: A good spring, text: It is good.}
  - {id: told, when: grip >= 46 and told, title: Told, text: It is told.}
  - {id: some, when: staff >= 40, title: Some of it, text: "Some of it held. The rest is for May."}
  - {id: none, title: Nothing, text: It is over.}
"""


def winter(moves: str, endings: str = ENDINGS) -> Play:
    """Play moves written as words, such as `look:list fill order meet`; `endings` is YAML."""
    return replay(loads((WINTER + endings).encode(), "winter.yaml"), seed=1, moves=moves.split())
