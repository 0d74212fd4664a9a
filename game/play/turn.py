"""One move, from the choice to the next decision or the end: the order of `What happens` in the language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from game.play.draws import draw
from game.play.history import Cause, Draw, Happened, Option
from game.play.machine import (
    Machine,
    ReadyEnding,
    ReadyEvent,
    ReadyLater,
    ReadyOption,
    ReadyScene,
    Ways,
)
from game.play.slots import CHOSEN, HAPPENED, LOOKED, MADE, NOW, VISITED, Values
from game.scenario.scenes import BACK, END

T = TypeVar("T")


class Pending(NamedTuple):
    """A later item on its way."""

    due: int | None
    """The tick at which it is due; None where it waits at a scene."""
    item: ReadyLater
    cause: Cause


class Fault(Exception):
    """The scenario cannot go on from here: its author has to mend it. The play ends; nothing is lost."""


class Turn:
    """A play's state, and the move that brings it about.

    Once that move is carried out nothing changes here: the next turn begins as a copy. Only `values` and `happened`
    are ever changed in place; every other field is replaced, so that copies may share what it holds.
    """

    __slots__ = (
        "_dynamics_told", "counts", "doing", "draws", "ending", "fault", "happened", "interrupted", "machine",
        "options", "pending", "scene", "seed", "values",
    )  # fmt: skip

    def __init__(
        self,
        machine: Machine,
        seed: int,
        values: Values,
        scene: ReadyScene | None = None,
        pending: tuple[Pending, ...] = (),
        interrupted: ReadyOption | None = None,
        counts: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Take a state: the first one needs its values alone."""
        self.machine = machine
        self.seed = seed
        self.values = values
        """Laid out by `Slots`."""
        self.scene = scene
        """Where the story is; None only before it has begun."""
        self.pending = pending
        """First planted first."""
        self.interrupted = interrupted
        """Inside an event's scene, the choice whose way on is still to be followed."""
        self.counts = counts
        """How often each place has drawn."""
        self.happened: list[Happened] = []
        """What this move set off, in order."""
        self.draws: tuple[Draw, ...] = ()
        self.options: tuple[Option, ...] = ()
        """What the decision that this move came to offers; none before that."""
        self.ending: ReadyEnding | None = None
        self.fault: Fault | None = None
        self.doing = "the start"
        """What a fault would be blamed on."""
        self._dynamics_told = 0

    def next(self) -> Turn:
        """Return the turn after this one, its move still to be carried out."""
        return Turn(
            self.machine,
            self.seed,
            self.values.copy(),
            self.scene,
            self.pending,
            self.interrupted,
            self.counts,
        )

    def carry_out(self, step: Callable[[Turn, T], None], what: T) -> None:
        """Make the move of this turn, be it to a fault of the scenario."""
        try:
            step(self, what)
        except Fault as fault:
            self.fault = Fault(f"The play cannot go on at {self.doing}: {fault}.")
        except ZeroDivisionError:
            self.fault = Fault(f"The play cannot go on at {self.doing}: it divides by zero.")

    # The four steps

    def begin(self, scene: str) -> None:
        """Enter the first scene."""
        self._go(scene)

    def choose(self, option: ReadyOption) -> None:
        """Make a choice and carry out everything that it sets off."""
        self.values[MADE] += 1
        self._do(option)
        if self._ticks(option.takes):
            return
        machine = self.machine
        scene = self._events(machine.roaming) if machine.roaming else None
        if machine.at_once and self._ends_at_once():
            return
        if scene is None:
            self._go(self._way(option.ways))
        else:
            self.interrupted = option
            self._go(scene)

    def look(self, option: ReadyOption) -> None:
        """Take a look; the decision then stands again, with its options worked out anew."""
        self.values[LOOKED] |= option.bit
        self._do(option)
        if not self._ticks(option.takes) and not self._ends_at_once():
            assert self.scene is not None
            self._settle(self.scene)

    def _do(self, option: ReadyOption) -> None:
        """Step 1: it happens and its reply is shown; what it plants; then its chance."""
        self.doing = option.key
        values = self.values
        values[CHOSEN] |= option.bit
        self.happened.append(option.deed.happen(values))
        if option.later or option.chance:
            decision = values[MADE] + (option.kind == "look")
            cause = Cause(decision, option.scene, option.kind, option.id, values[NOW])
            self._plant(option.later, cause)
            if option.chance:
                self._try(option, cause)

    def _try(self, option: ReadyOption, cause: Cause) -> None:
        """Let one outcome of an option's chance happen."""
        odds = tuple([outcome.odds(self.values) for outcome in option.chance])
        if sum(odds) != 100:
            raise Fault(f"the odds of its chance are {', '.join(map(str, odds))} and do not add up to 100")
        drawn = self._draw(f"{option.kind}:{option.key}", odds)
        outcome = option.chance[drawn.hit or 0]
        self.happened.append(outcome.deed.happen(self.values, draw=drawn))
        self._plant(outcome.later, cause)

    def _ticks(self, count: int) -> bool:
        """Step 2: let time pass; return whether that ended the play."""
        values = self.values
        for _ in range(count):
            values[NOW] += 1
            if self.pending:
                self._come_back(due=values[NOW])
            for dynamic in self.machine.dynamics:
                self.doing = dynamic.called
                if dynamic.when is None or dynamic.when(values):
                    told = bool(self._dynamics_told & dynamic.bit)
                    self.happened.append(dynamic.deed.happen(values, silent=told))
                    self._dynamics_told |= dynamic.bit
            if self.machine.at_once and self._ends_at_once():
                return True
        return False

    def _events(self, events: Iterable[ReadyEvent]) -> str | None:
        """Step 3: events in file order, all their conditions read first; return the scene that one leads to."""
        values = self.values
        bits: int = values[HAPPENED]
        inside = self.interrupted is not None
        ready = []
        for event in events:
            self.doing = event.called
            if bits & event.spent or (inside and event.scene):
                continue
            if event.when is None or event.when(values):
                ready.append(event)
        scene: str | None = None
        for event in ready:
            self.doing = event.called
            if event.scene and scene:
                continue
            drawn = None
            if event.odds is not None and (odds := event.odds(values)) < 100:
                drawn = self._draw(event.place, (odds,))
                if drawn.hit is None:
                    continue
            values[HAPPENED] |= event.bit
            self.happened.append(event.deed.happen(values, draw=drawn))
            scene = scene or event.scene
        return scene

    def _go(self, target: str) -> None:
        """Step 4: go on to a scene, through those without choices, until a decision or the end."""
        passed = 0
        while True:
            if target == BACK:
                interrupted = self.interrupted
                if interrupted is None:
                    raise Fault("it goes back, but no event led here")
                target = self._way(interrupted.ways)
                self.interrupted = None
                continue
            if target == END:
                self._end()
                return
            scene = self.machine.scenes[target]
            if self._enter(scene):
                return
            if scene.node.choices:
                self._settle(scene)
                return
            passed += 1
            if passed > len(self.machine.scenes):
                raise Fault("the story goes round in a loop that passes no choice")
            if self._ticks(scene.takes):
                return
            target = self._way(scene.ways)

    # Their parts

    def _enter(self, scene: ReadyScene) -> bool:
        """Enter a scene; return whether that ended the play."""
        values = self.values
        if self.scene is not None:
            values[VISITED] |= self.scene.bit
        values[LOOKED] = 0
        self.scene = scene
        if self.pending:
            self._come_back(at=scene.id)
        if scene.arrivals:
            self._events(scene.arrivals)
        if self.machine.at_once and self._ends_at_once():
            return True
        self.doing = scene.called
        self.happened.append(scene.deed.happen(values))
        return False

    def _leave(self) -> None:
        if self.scene is not None:
            self.values[VISITED] |= self.scene.bit

    def _come_back(self, due: int | None = None, at: str | None = None) -> None:
        """Let the later items happen that are due at a tick, or on entering a scene."""
        waiting = self.pending
        self.pending = tuple([it for it in waiting if it.due != due or it.item.at != at])
        for item, cause in [(it.item, it.cause) for it in waiting if it.due == due and it.item.at == at]:
            self.doing = f"what comes back from {cause.scene}.{cause.id}"
            if item.when is None or item.when(self.values):
                self.happened.append(item.deed.happen(self.values, cause))

    def _plant(self, items: Iterable[ReadyLater], cause: Cause) -> None:
        for item in items:
            due = None if item.after is None else cause.now + item.after
            self.pending += (Pending(due, item, cause),)

    def _draw(self, place: str, odds: tuple[int, ...]) -> Draw:
        """Draw for a place, and find the first outcome whose summed odds exceed the draw."""
        count = self.counts.get(place, 0)
        self.counts = {**self.counts, place: count + 1}
        value = draw(self.seed, place, count)
        hit, total = None, 0
        for number, share in enumerate(odds):
            total += share
            if value < total:
                hit = number
                break
        drawn = Draw(place, count, value, odds, hit)
        self.draws += (drawn,)
        return drawn

    def _way(self, ways: Ways) -> str:
        for when, target in ways:
            if when is None or when(self.values):
                return target
        raise Fault("no way on holds")

    def _ends_at_once(self) -> bool:
        for ending in self.machine.at_once:
            self.doing = ending.called
            if ending.when is None or ending.when(self.values):
                self._finish(ending)
                return True
        return False

    def _end(self) -> None:
        """End the play with the first ending that holds. The last visit is over by then."""
        self._leave()
        for ending in self.machine.endings:
            self.doing = ending.called
            if ending.when is None or ending.when(self.values):
                self._finish(ending)
                return
        raise Fault("no ending holds")

    def _finish(self, ending: ReadyEnding) -> None:
        self._leave()
        self.ending = ending
        self.happened.append(ending.deed.happen(self.values))

    def _settle(self, scene: ReadyScene) -> None:
        """Work out the options of the decision that the story has come to."""
        self.doing = scene.called
        values = self.values
        left: Iterable[ReadyOption] = scene.options.values()
        if gone := values[LOOKED] | values[CHOSEN] & scene.once:
            left = [it for it in left if not it.bit & gone]
        options = tuple([shown for it in left if (shown := it.still or it.show(values))])
        if not scene.sure and not any(it.open for it in options if it.kind == "choice"):
            raise Fault("every choice is closed here")
        self.options = options
