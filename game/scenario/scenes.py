"""Scenes, the decisions that some of them hold, and what a player can do there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from game.scenario.acts import Act, Capability, Demand, Mark, Pole
from game.scenario.expressions import Expression
from game.scenario.happenings import Happening, Later, Outcome
from game.scenario.prose import Pieces, Prose

END: Final = "end"
"""The target that ends the play."""
BACK: Final = "back"
"""The target that returns from an event's scene to where the story was going."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One way on: the first whose `when` holds (or that has none) is taken."""

    target: str
    """A scene's id, `end` or `back`."""
    when: Expression | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """Something to find out before deciding; each once a visit."""

    id: str
    label: Pieces
    happening: Happening = field(default_factory=Happening)
    when: Expression | None = None
    locked: Pieces = ()
    """Why it is closed where `when` fails; without it the look is then hidden."""
    takes: int = 0
    """Ticks."""
    chance: tuple[Outcome, ...] = ()
    later: tuple[Later, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the options of a decision."""

    id: str
    label: Pieces
    acts: tuple[Act, ...]
    goto: tuple[Branch, ...]
    happening: Happening = field(default_factory=Happening)
    when: Expression | None = None
    locked: Pieces = ()
    """Why it is closed where `when` fails; without it the choice is then hidden."""
    once: bool = False
    """Gone after being chosen, even where `locked` is given."""
    takes: int = 1
    """Ticks."""
    poles: tuple[Pole, ...] = ()
    marks: tuple[Mark, ...] = ()
    chance: tuple[Outcome, ...] = ()
    """One draw: exactly one of these happens; empty for none."""
    later: tuple[Later, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a scene's moment asks for and what the debrief and a facilitator may ask about it."""

    demand: tuple[tuple[Demand, str], ...]
    """Each demand with the author's reason; the first is the main one."""
    cue: str
    """What the player could see."""
    contested: bool = False
    """Any of its demands may be defended."""
    frame: bool = False
    """The player is asked to name the kind of moment."""
    ask: str = ""
    """The debrief's question."""
    practises: tuple[Capability, ...] = ()
    prompts: tuple[str, ...] = ()
    """For the facilitator alone."""
    discuss: int | None = None
    """Minutes; a group talks and votes twice where this is given."""

    @property
    def demands(self) -> tuple[Demand, ...]:
        """Name the demands, the main one first."""
        return tuple(demand for demand, _ in self.demand)


@dataclass(frozen=True, slots=True)
class Scene:
    """A place in the story: text, and either a decision with choices or a way on."""

    id: str
    title: str
    text: Prose
    looks: tuple[Look, ...] = ()
    choices: tuple[Choice, ...] = ()
    decision: Decision | None = None
    """Given where there are choices."""
    takes: int = 0
    """Ticks that pass in a scene without choices."""
    goto: tuple[Branch, ...] = ()
    """The way on of a scene without choices."""

    @property
    def options(self) -> tuple[Look | Choice, ...]:
        """Return the looks, then the choices, in file order."""
        return (*self.looks, *self.choices)

    def option(self, id: str) -> Look | Choice:
        """Return a look or choice by its id. Raises KeyError where there is none."""
        for option in self.options:
            if option.id == id:
                return option
        raise KeyError(id)
