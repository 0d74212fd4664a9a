"""A scenario made ready to run: conditions as lambdas, names as slots, what never changes made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeAlias, cast

from game.play.deeds import Amount, Deed, Move
from game.play.history import Kind, Option
from game.play.lambdas import compile_expression
from game.play.slots import AT_FIRST, Slots
from game.play.telling import Teller
from game.scenario.evaluation import constant_value
from game.scenario.expressions import Expression
from game.scenario.happenings import Dynamic, Effect, Event, Later, Outcome
from game.scenario.meters import FACT_LIMIT
from game.scenario.prose import Pieces, only_text
from game.scenario.scenes import Branch, Choice, Look, Scene
from game.scenario.story import Ending, Scenario

Condition: TypeAlias = Callable[[Sequence[Any]], Any]
Ways: TypeAlias = tuple[tuple[Condition | None, str], ...]
"""Where the story goes on: the first target whose condition holds."""
OptionKind: TypeAlias = Literal["look", "choice"]
Showing: TypeAlias = Callable[[Sequence[Any]], Option | None]
"""Gives an option as it is to be shown, open or closed with its reason; None where it is hidden."""


@dataclass(frozen=True, slots=True)
class ReadyLater:
    """A later item; exactly one of `after` (ticks) and `at` (a scene) is given."""

    node: Later
    deed: Deed
    when: Condition | None
    after: int | None
    at: str | None


@dataclass(frozen=True, slots=True)
class ReadyOutcome:
    """One way that a chance can go."""

    deed: Deed
    odds: Amount
    later: tuple[ReadyLater, ...]


@dataclass(frozen=True, slots=True)
class ReadyOption:
    """A look or a choice."""

    id: str
    scene: str
    key: str
    """`scene.id`."""
    bit: int
    """Its bit in the set of what was chosen."""
    once: bool
    """It is gone once chosen."""
    deed: Deed
    kind: OptionKind
    show: Showing
    still: Option | None
    """What that shows, where it is always the same."""
    chance: tuple[ReadyOutcome, ...]
    later: tuple[ReadyLater, ...]
    ways: Ways
    """Of a choice: where it leads."""
    takes: int


@dataclass(frozen=True, slots=True)
class ReadyDynamic:
    """What the world does at a tick."""

    deed: Deed
    when: Condition | None
    bit: int
    called: str
    """What a fault calls it; so below."""


@dataclass(frozen=True, slots=True)
class ReadyEvent:
    """An event."""

    deed: Deed
    when: Condition | None
    scene: str | None
    """Where it takes the story."""
    odds: Amount | None
    place: str
    """Where it draws."""
    bit: int
    spent: int
    """Its bit where it happens once only, else 0."""
    called: str


@dataclass(frozen=True, slots=True)
class ReadyEnding:
    """An ending."""

    node: Ending
    when: Condition | None
    deed: Deed
    called: str


class ReadyScene:
    """A scene."""

    __slots__ = (
        "arrivals", "bit", "called", "deed", "id", "node", "once", "options", "sure", "takes", "ways"
    )  # fmt: skip

    def __init__(self, node: Scene, builder: _Builder) -> None:
        """Make a scene ready; `arrivals` are the events that wait at it."""
        self.node = node
        self.id = node.id
        self.called = f"scene {node.id}"
        self.bit = builder.slots.scene_bits[node.id]
        self.takes = node.takes
        self.deed = Deed("scene", node.id, node, builder.teller.text(node.text))
        self.ways = builder.ways(node.goto)
        self.options = {option.id: builder.option(node, option) for option in node.options}
        """Looks, then choices, in file order."""
        self.once = sum(option.bit for option in self.options.values() if option.once)
        """The bits of the choices that are gone once chosen."""
        self.sure = any(it.kind == "choice" and it.still and not it.once for it in self.options.values())
        """It never happens that every choice is closed."""
        self.arrivals = builder.events(event for event in builder.scenario.events if event.at == node.id)


class Machine:
    """A whole scenario, ready to run."""

    def __init__(self, scenario: Scenario) -> None:
        """Make a scenario ready. Nothing here changes afterwards."""
        builder = _Builder(scenario)
        self.scenario = scenario
        self.slots = builder.slots
        self.scenes = {id: ReadyScene(scene, builder) for id, scene in scenario.scenes.items()}
        self.dynamics = tuple(
            ReadyDynamic(
                builder.deed("dynamic", node.id, node), builder.condition(node.when), 1 << bit, f"dynamic {node.id}"
            )
            for bit, node in enumerate(scenario.dynamics)
        )
        self.roaming = builder.events(event for event in scenario.events if event.at is None)
        self.endings = tuple(
            ReadyEnding(
                node,
                builder.condition(node.when),
                Deed("ending", node.id, node, builder.teller.text(node.text)),
                f"ending {node.id}",
            )
            for node in scenario.endings
        )
        self.at_once = tuple(ending for ending in self.endings if ending.node.at_once)
        self.start_values: tuple[bool | int | str, ...] = (
            *AT_FIRST,
            *(meter.start for meter in scenario.meters.values()),
            *(fact.start for fact in scenario.facts.values()),
        )


@lru_cache(maxsize=32)
def machine(scenario: Scenario) -> Machine:
    """Return the machine of a scenario, made once."""
    return Machine(scenario)


class _Builder:
    """Turns the parts of one scenario into their ready forms."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.slots = Slots(scenario)
        self.teller = Teller(scenario, self.slots)

    def condition(self, tree: Expression | None) -> Condition | None:
        return None if tree is None else compile_expression(tree, self.slots)

    def deed(self, kind: Kind, id: str, node: Choice | Look | Outcome | Later | Dynamic | Event) -> Deed:
        happening = node.happening
        moves = [self.move(effect) for effect in happening.effects]
        settings = [(item.name, self.slots.facts[item.name], item.value) for item in happening.settings]
        return Deed(kind, id, node, self.teller.text(happening.text), moves, settings)

    def move(self, effect: Effect) -> Move:
        meter = self.scenario.meters.get(effect.name)
        lowest, highest = (meter.minimum, meter.maximum) if meter else (-FACT_LIMIT, FACT_LIMIT)
        amount = compile_expression(effect.amount, self.slots)
        fixed = cast(int | None, constant_value(effect.amount))
        return Move(effect.name, self.slots.named(effect.name), lowest, highest, amount, fixed)

    def later(self, option: str, items: Iterable[Later]) -> tuple[ReadyLater, ...]:
        return tuple(
            ReadyLater(it, self.deed("later", option, it), self.condition(it.when), it.after, it.at) for it in items
        )

    def chance(self, option: str, outcomes: Iterable[Outcome]) -> tuple[ReadyOutcome, ...]:
        return tuple(
            ReadyOutcome(
                self.deed("outcome", option, node),
                compile_expression(node.odds, self.slots),
                self.later(option, node.later),
            )
            for node in outcomes
        )

    def option(self, scene: Scene, node: Look | Choice) -> ReadyOption:
        key = f"{scene.id}.{node.id}"
        kind: OptionKind = "choice" if isinstance(node, Choice) else "look"
        return ReadyOption(
            id=node.id,
            scene=scene.id,
            key=key,
            bit=self.slots.option_bits[key],
            once=isinstance(node, Choice) and node.once,
            deed=self.deed(kind, node.id, node),
            kind=kind,
            show=self.showing(node, kind),
            still=self.still(node, kind) if node.when is None else None,
            chance=self.chance(node.id, node.chance),
            later=self.later(node.id, node.later),
            ways=self.ways(node.goto) if isinstance(node, Choice) else (),
            takes=node.takes,
        )

    def showing(self, node: Look | Choice, kind: OptionKind) -> Showing:
        """Return what shows an option; what never changes is made once."""
        opened = self.shown(node, kind, ())
        if node.when is None:
            return opened
        when = compile_expression(node.when, self.slots)
        closed: Showing = self.shown(node, kind, node.locked) if node.locked else lambda values: None
        return lambda values: opened(values) if when(values) else closed(values)

    def shown(self, node: Look | Choice, kind: OptionKind, locked: Pieces) -> Showing:
        """Return what shows an option open or, given a reason, closed."""
        still = self.still(node, kind, locked)
        if still is not None:
            return lambda values: still
        label, reason = self.teller.filling(node.label), self.teller.filling(locked)
        return lambda values: Option(
            node.id, kind, label(values), not locked, reason(values) if locked else None, node.takes
        )

    def still(self, node: Look | Choice, kind: OptionKind, locked: Pieces = ()) -> Option | None:
        """Return an option as it is shown open or, given a reason, closed; None if that depends on the play."""
        label, reason = only_text(node.label), only_text(locked)
        if label is None or reason is None:
            return None
        return Option(node.id, kind, label, not locked, reason if locked else None, node.takes)

    def events(self, nodes: Iterable[Event]) -> tuple[ReadyEvent, ...]:
        return tuple(
            ReadyEvent(
                deed=self.deed("event", node.id, node),
                when=self.condition(node.when),
                scene=node.scene,
                odds=self.condition(node.odds),
                place=f"event:{node.id}",
                bit=self.slots.event_bits[node.id],
                spent=self.slots.event_bits[node.id] if node.once else 0,
                called=f"event {node.id}",
            )
            for node in nodes
        )

    def ways(self, branches: Iterable[Branch]) -> Ways:
        return tuple((self.condition(branch.when), branch.target) for branch in branches)
