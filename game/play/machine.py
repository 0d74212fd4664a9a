"""A scenario made ready to run: conditions as lambdas, names as slots, what never changes made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias

from game.play.history import Beat, Change, Option
from game.play.lambdas import compile_expression
from game.play.slots import Slots, Values
from game.scenario.expressions import Expression
from game.scenario.happenings import Dynamic, Event, Happening, Later, Outcome
from game.scenario.meters import FACT_LIMIT
from game.scenario.prose import Line, Pieces, Prose, only_text
from game.scenario.scenes import Branch, Choice, Look, Scene
from game.scenario.story import Ending, Scenario

Condition: TypeAlias = Callable[[Sequence[Any]], Any]
Amount: TypeAlias = Callable[[Sequence[Any]], Any]
Telling: TypeAlias = Callable[[Sequence[Any]], tuple[Beat, ...]]
"""Gives the beats of a text as the values stand."""


class Move(NamedTuple):
    """A change of one number, ready to run."""

    name: str
    slot: int
    amount: Amount
    lowest: int
    highest: int


class Deed:
    """A happening, ready to run."""

    __slots__ = ("_moves", "_settings", "_still", "tell")

    def __init__(self, moves: list[Move], settings: list[tuple[str, int, Any]], tell: Telling | None) -> None:
        """Take the changes, the facts to set (name, slot, value) and the text."""
        self._moves = moves
        self._settings = settings
        self._still = not moves and not settings
        self.tell = tell

    def apply(self, values: Values) -> tuple[Change, ...]:
        """Change the values and return the changes. All amounts are read before any is applied."""
        if self._still:
            return ()
        changes = []
        for (name, slot, _, lowest, highest), amount in [(move, move.amount(values)) for move in self._moves]:
            before: Any = values[slot]
            after = before + amount
            if after < lowest:
                after = lowest
            elif after > highest:
                after = highest
            values[slot] = after
            changes.append(Change(name, before, after))
        for name, slot, value in self._settings:
            changes.append(Change(name, values[slot], value))
            values[slot] = value
        return tuple(changes)


class ReadyLater(NamedTuple):
    """A later item; exactly one of `after` (ticks) and `at` (a scene) is given."""

    node: Later
    deed: Deed
    when: Condition | None
    after: int | None
    at: str | None


class ReadyOutcome(NamedTuple):
    """One way that a chance can go."""

    node: Outcome
    deed: Deed
    odds: Amount
    later: tuple[ReadyLater, ...]


class ReadyOption(NamedTuple):
    """A look or a choice."""

    node: Look | Choice
    key: str
    """`scene.id`."""
    bit: int
    """Its bit in the set of what was chosen."""
    gone: int
    """That bit where it is gone once chosen, else 0."""
    deed: Deed
    when: Condition | None
    kind: Literal["look", "choice"]
    label: Callable[[Sequence[Any]], str]
    reason: Callable[[Sequence[Any]], str]
    chance: tuple[ReadyOutcome, ...]
    later: tuple[ReadyLater, ...]
    ways: tuple[tuple[Condition | None, str], ...]
    """Of a choice: where it leads."""
    opened: Option | None
    """What to show where that is always the same."""


class ReadyDynamic(NamedTuple):
    """What the world does at a tick."""

    node: Dynamic
    deed: Deed
    when: Condition | None
    bit: int


class ReadyEvent(NamedTuple):
    """An event."""

    node: Event
    deed: Deed
    when: Condition | None
    odds: Amount | None
    bit: int
    spent: int
    """Its bit where it happens once only, else 0."""


class ReadyEnding(NamedTuple):
    """An ending."""

    node: Ending
    when: Condition | None
    tell: Telling


class ReadyScene:
    """A scene."""

    __slots__ = ("arrivals", "bit", "choices", "id", "looks", "node", "options", "still", "tell", "ways")

    def __init__(self, node: Scene, builder: _Builder) -> None:
        """Make a scene ready; `arrivals` are the events that wait at it."""
        self.node = node
        self.id = node.id
        self.bit = builder.slots.scene_bits[node.id]
        self.tell = builder.telling(node.text)
        self.ways = builder.ways(node.goto)
        self.looks = tuple(builder.option(node, look) for look in node.looks)
        self.choices = tuple(builder.option(node, choice) for choice in node.choices)
        self.options = {option.node.id: option for option in (*self.looks, *self.choices)}
        shown = [option.opened for option in self.choices if option.opened and not option.gone]
        self.still = tuple(shown) if len(shown) == len(self.options) else None
        """What to show where that is always the same."""
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
            ReadyDynamic(node, builder.deed(node.happening), builder.condition(node.when), 1 << bit)
            for bit, node in enumerate(scenario.dynamics)
        )
        self.roaming = builder.events(event for event in scenario.events if event.at is None)
        self.endings = tuple(
            ReadyEnding(node, builder.condition(node.when), builder.telling(node.text))
            for node in scenario.endings
        )
        self.at_once = tuple(ending for ending in self.endings if ending.node.at_once)
        self.start_values: tuple[bool | int | str, ...] = (
            *(meter.start for meter in scenario.meters.values()),
            *(fact.start for fact in scenario.facts.values()),
            *(0, "", 0, 0, 0),
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

    def condition(self, tree: Expression | None) -> Condition | None:
        return None if tree is None else compile_expression(tree, self.slots)

    def deed(self, happening: Happening) -> Deed:
        moves = []
        for effect in happening.effects:
            meter = self.scenario.meters.get(effect.name)
            lowest, highest = (meter.minimum, meter.maximum) if meter else (-FACT_LIMIT, FACT_LIMIT)
            amount = compile_expression(effect.amount, self.slots)
            moves.append(Move(effect.name, self.slots.named(effect.name), amount, lowest, highest))
        settings = [(item.name, self.slots.facts[item.name], item.value) for item in happening.settings]
        return Deed(moves, settings, self.telling(happening.text) if happening.text else None)

    def later(self, items: Iterable[Later]) -> tuple[ReadyLater, ...]:
        return tuple(
            ReadyLater(item, self.deed(item.happening), self.condition(item.when), item.after, item.at)
            for item in items
        )

    def chance(self, outcomes: Iterable[Outcome]) -> tuple[ReadyOutcome, ...]:
        return tuple(
            ReadyOutcome(
                node,
                self.deed(node.happening),
                compile_expression(node.odds, self.slots),
                self.later(node.later),
            )
            for node in outcomes
        )

    def option(self, scene: Scene, node: Look | Choice) -> ReadyOption:
        key = f"{scene.id}.{node.id}"
        kind: Literal["look", "choice"] = "choice" if isinstance(node, Choice) else "look"
        label = only_text(node.label)
        always = node.when is None and label is not None
        return ReadyOption(
            node=node,
            key=key,
            bit=self.slots.option_bits[key],
            gone=self.slots.option_bits[key] if isinstance(node, Choice) and node.once else 0,
            deed=self.deed(node.happening),
            when=self.condition(node.when),
            kind=kind,
            label=self.filling(node.label),
            reason=self.filling(node.locked),
            chance=self.chance(node.chance),
            later=self.later(node.later),
            ways=self.ways(node.goto) if isinstance(node, Choice) else (),
            opened=Option(node.id, kind, label or "", True, None, node.takes) if always else None,
        )

    def events(self, nodes: Iterable[Event]) -> tuple[ReadyEvent, ...]:
        return tuple(
            ReadyEvent(
                node=node,
                deed=self.deed(node.happening),
                when=self.condition(node.when),
                odds=self.condition(node.odds),
                bit=self.slots.event_bits[node.id],
                spent=self.slots.event_bits[node.id] if node.once else 0,
            )
            for node in nodes
        )

    def ways(self, branches: Iterable[Branch]) -> tuple[tuple[Condition | None, str], ...]:
        return tuple((self.condition(branch.when), branch.target) for branch in branches)

    def filling(self, pieces: Pieces) -> Callable[[Sequence[Any]], str]:
        """Return what fills the placeholders of a text."""
        text = only_text(pieces)
        if text is not None:
            return lambda values: text
        parts = [self._piece(piece) for piece in pieces]
        return lambda values: "".join([part(values) for part in parts])

    def _piece(self, piece: Any) -> Callable[[Sequence[Any]], str]:
        if isinstance(piece, str):
            return lambda values: piece
        slot = self.slots.named(piece.id)
        if piece.kind == "word":
            meter = self.scenario.meters[piece.id]
            return lambda values: meter.word(values[slot])
        return lambda values: _as_text(values[slot])

    def telling(self, prose: Prose) -> Telling:
        """Return what gives the beats of a text; a text that never changes is made once."""
        if all(isinstance(part, Line) and only_text(part.pieces) is not None for part in prose):
            still = tuple(self._beat(part, only_text(part.pieces) or "") for part in prose if isinstance(part, Line))
            return lambda values: still
        parts = [self._part(part) for part in prose]
        return lambda values: tuple([beat for part in parts for beat in part(values)])

    def _part(self, part: Any) -> Telling:
        if isinstance(part, Line):
            text = only_text(part.pieces)
            if text is not None:
                still = (self._beat(part, text),)
                return lambda values: still
            filled = self.filling(part.pieces)
            return lambda values: (self._beat(part, filled(values)),)
        when = compile_expression(part.when, self.slots)
        then, otherwise = self.telling(part.then), self.telling(part.otherwise)
        return lambda values: then(values) if when(values) else otherwise(values)

    def _beat(self, line: Line, text: str) -> Beat:
        return Beat(text, self.scenario.cast[line.speaker] if line.speaker else None)


def _as_text(value: bool | int | str) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)

