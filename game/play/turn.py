"""One move, from the choice to the next decision or the end: the order of `What happens` in the language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from game.play.draws import draw
from game.play.history import Beat, Cause, Draw, Happened, Kind, Node, Option
from game.play.machine import (
    Condition,
    Deed,
    Machine,
    ReadyEnding,
    ReadyEvent,
    ReadyLater,
    ReadyOption,
    ReadyScene,
)
from game.play.slots import Values
from game.scenario.scenes import BACK, END


class Pending(NamedTuple):
    """A later item on its way."""

    due: int | None
    """The tick at which it is due; None where it waits at a scene."""
    item: ReadyLater
    cause: Cause


class State(NamedTuple):
    """Everything that changes in a play."""

    values: tuple[Any, ...]
    """Laid out by `Slots`."""
    scene: ReadyScene | None = None
    """Where the story is; None only before it has begun."""
    looked: int = 0
    """The looks taken in this visit, as bits of the options' set."""
    pending: tuple[Pending, ...] = ()
    """First planted first."""
    interrupted: ReadyOption | None = None
    """Inside an event's scene, the choice whose way on is still to be followed."""
    counts: tuple[tuple[str, int], ...] = ()
    """How often each place has drawn."""
    made: int = 0
    """How many choices were made."""


class Fault(Exception):
    """The scenario cannot go on from here: its author has to mend it. The play ends; nothing is lost."""


class Turn:
    """The working copy of a state while one move is carried out."""

    def __init__(self, machine: Machine, seed: int, state: State) -> None:
        """Take up a state; `state` itself is left as it is."""
        self.machine = machine
        self.seed = seed
        self.values: Values = list(state.values)
        self.scene = state.scene
        self.looked = state.looked
        self.pending = list(state.pending)
        self.interrupted = state.interrupted
        self.counts = dict(state.counts)
        self.made = state.made
        self.happened: list[Happened] = []
        self.draws: list[Draw] = []
        self.ending: ReadyEnding | None = None
        self.doing = "the start"
        self.options: tuple[Option, ...] = ()
        self._dynamics_told = 0

    def state(self) -> State:
        """Return the state that this turn has come to."""
        return State(
            tuple(self.values),
            self.scene,
            self.looked,
            tuple(self.pending),
            self.interrupted,
            tuple(self.counts.items()),
            self.made,
        )

    # The four steps

    def begin(self, scene: str) -> None:
        """Enter the first scene."""
        self._go(scene)

    def choose(self, option: ReadyOption) -> None:
        """Make a choice and carry out everything that it sets off."""
        self.made += 1
        self._do(option, "choice", self.made)
        if self._ticks(option.node.takes):
            return
        scene = self._events(self.machine.roaming)
        if self._ends_at_once():
            return
        if scene is None:
            self._go(self._way(option.ways))
        else:
            self.interrupted = option
            self._go(scene)

    def look(self, option: ReadyOption) -> None:
        """Take a look; the decision then stands again, with its options worked out anew."""
        self.looked |= option.bit
        self._do(option, "look", self.made + 1)
        if not self._ticks(option.node.takes) and not self._ends_at_once():
            self._settle()

    def _do(self, option: ReadyOption, kind: Kind, decision: int) -> None:
        """Step 1: it happens and its reply is shown; what it plants; then its chance."""
        scene = self.scene
        assert scene is not None
        self.doing = option.key
        values = self.values
        values[self.machine.slots.chosen] |= option.bit
        self._happen(kind, option.node.id, option.node, option.deed)
        if not option.later and not option.chance:
            return
        now: int = values[self.machine.slots.now]
        cause = Cause(decision, scene.id, "look" if kind == "look" else "choice", option.node.id, now)
        self._plant(option.later, cause)
        if option.chance:
            odds = tuple([outcome.odds(values) for outcome in option.chance])
            if sum(odds) != 100:
                raise Fault(f"the odds of its chance are {', '.join(map(str, odds))} and do not add up to 100")
            drawn = self._draw(f"{kind}:{option.key}", odds)
            outcome = option.chance[drawn.hit or 0]
            self._happen("outcome", option.node.id, outcome.node, outcome.deed, drawn=drawn)
            self._plant(outcome.later, cause)

    def _ticks(self, count: int) -> bool:
        """Step 2: let time pass; return whether that ended the play."""
        values, now = self.values, self.machine.slots.now
        for _ in range(count):
            values[now] += 1
            if self.pending:
                self._come_back(due=values[now])
            for dynamic in self.machine.dynamics:
                self.doing = f"dynamic {dynamic.node.id}"
                if dynamic.when is None or dynamic.when(values):
                    told = self._dynamics_told & dynamic.bit
                    self._happen("dynamic", dynamic.node.id, dynamic.node, dynamic.deed, silent=bool(told))
                    self._dynamics_told |= dynamic.bit
            if self._ends_at_once():
                return True
        return False

    def _events(self, events: Iterable[ReadyEvent]) -> str | None:
        """Step 3: events in file order, all their conditions read first; return the scene that one leads to."""
        values, happened = self.values, self.machine.slots.happened
        bits: int = values[happened]
        inside = self.interrupted is not None
        ready = []
        for event in events:
            self.doing = f"event {event.node.id}"
            if bits & event.spent or (inside and event.node.scene):
                continue
            if event.when is None or event.when(values):
                ready.append(event)
        scene: str | None = None
        for event in ready:
            self.doing = f"event {event.node.id}"
            if event.node.scene and scene:
                continue
            drawn = None
            if event.odds is not None and (odds := event.odds(values)) < 100:
                drawn = self._draw(f"event:{event.node.id}", (odds,))
                if drawn.hit is None:
                    continue
            values[happened] |= event.bit
            self._happen("event", event.node.id, event.node, event.deed, drawn=drawn)
            scene = scene or event.node.scene
        return scene

    def _go(self, target: str) -> None:
        """Step 4: go on to a scene, through those without choices, until a decision or the end."""
        passed = 0
        while True:
            if target == BACK:
                if self.interrupted is None:
                    raise Fault("it goes back, but no event led here")
                target = self._way(self.interrupted.ways)
                self.interrupted = None
                continue
            if target == END:
                self._end()
                return
            if self._enter(self.machine.scenes[target]):
                return
            scene = self.machine.scenes[target]
            if scene.choices:
                self._settle()
                return
            passed += 1
            if passed > len(self.machine.scenes):
                raise Fault("the story goes round in a loop that passes no choice")
            if self._ticks(scene.node.takes):
                return
            target = self._way(scene.ways)

    # Their parts

    def _enter(self, scene: ReadyScene) -> bool:
        """Enter a scene; return whether that ended the play."""
        self._leave()
        self.scene = scene
        self.looked = 0
        if self.pending:
            self._come_back(at=scene.id)
        if scene.arrivals:
            self._events(scene.arrivals)
        if self._ends_at_once():
            return True
        self.doing = f"scene {scene.id}"
        self._tell("scene", scene.id, scene.node, scene.tell(self.values))
        return False

    def _leave(self) -> None:
        if self.scene is not None:
            self.values[self.machine.slots.visited] |= self.scene.bit

    def _come_back(self, due: int | None = None, at: str | None = None) -> None:
        """Let the later items happen that are due at a tick, or on entering a scene."""
        waiting = self.pending
        self.pending = [it for it in waiting if it.due != due or it.item.at != at]
        for item, cause in [(it.item, it.cause) for it in waiting if it.due == due and it.item.at == at]:
            self.doing = f"what comes back from {cause.scene}.{cause.id}"
            if item.when is None or item.when(self.values):
                self._happen("later", cause.id, item.node, item.deed, cause=cause)

    def _plant(self, items: Iterable[ReadyLater], cause: Cause) -> None:
        for item in items:
            due = None if item.after is None else cause.now + item.after
            self.pending.append(Pending(due, item, cause))

    def _happen(
        self,
        kind: Kind,
        id: str,
        node: Node,
        deed: Deed,
        *,
        cause: Cause | None = None,
        drawn: Draw | None = None,
        silent: bool = False,
    ) -> None:
        """Let one happening happen: its changes, then its text."""
        now: int = self.values[self.machine.slots.now]
        changes = deed.apply(self.values)
        beats = deed.tell(self.values) if deed.tell and not silent else ()
        self.happened.append(Happened(kind, id, now, node, beats, changes, cause, drawn))

    def _tell(self, kind: Kind, id: str, node: Node, beats: tuple[Beat, ...]) -> None:
        now: int = self.values[self.machine.slots.now]
        self.happened.append(Happened(kind, id, now, node, beats))

    def _draw(self, place: str, odds: tuple[int, ...]) -> Draw:
        """Draw for a place, and find the first outcome whose summed odds exceed the draw."""
        count = self.counts.get(place, 0)
        self.counts[place] = count + 1
        value = draw(self.seed, place, count)
        hit, total = None, 0
        for number, share in enumerate(odds):
            total += share
            if value < total:
                hit = number
                break
        drawn = Draw(place, count, value, odds, hit)
        self.draws.append(drawn)
        return drawn

    def _way(self, ways: Sequence[tuple[Condition | None, str]]) -> str:
        for when, target in ways:
            if when is None or when(self.values):
                return target
        raise Fault("no way on holds")

    def _ends_at_once(self) -> bool:
        for ending in self.machine.at_once:
            self.doing = f"ending {ending.node.id}"
            if ending.when is None or ending.when(self.values):
                self._finish(ending)
                return True
        return False

    def _end(self) -> None:
        """End the play with the first ending that holds. The last visit is over by then."""
        self._leave()
        for ending in self.machine.endings:
            self.doing = f"ending {ending.node.id}"
            if ending.when is None or ending.when(self.values):
                self._finish(ending)
                return
        raise Fault("no ending holds")

    def _finish(self, ending: ReadyEnding) -> None:
        self._leave()
        self.ending = ending
        self._tell("ending", ending.node.id, ending.node, ending.tell(self.values))

    def _settle(self) -> None:
        """Work out the options of the decision that the story has come to."""
        scene = self.scene
        assert scene is not None
        self.doing = f"scene {scene.id}"
        if scene.still is not None:
            self.options = scene.still
            return
        values, chosen = self.values, self.values[self.machine.slots.chosen]
        choices = [shown for it in scene.choices if not it.gone & chosen and (shown := _shown(it, values))]
        looks = [shown for it in scene.looks if not it.bit & self.looked and (shown := _shown(it, values))]
        if not any(choice.open for choice in choices):
            raise Fault("every choice is closed here")
        self.options = (*looks, *choices)


def _shown(option: ReadyOption, values: Values) -> Option | None:
    """Return the option as it is to be shown, open or closed with its reason; None where it is hidden."""
    if option.opened is not None:
        return option.opened
    node = option.node
    if option.when is None or option.when(values):
        return Option(node.id, option.kind, option.label(values), True, None, node.takes)
    if node.locked:
        return Option(node.id, option.kind, option.label(values), False, option.reason(values), node.takes)
    return None
