"""One move for many states at once: the order of `What happens` in the language, over columns.

`game.play.turn` is that order for one play; the tests hold this form against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from game.paths.future import Arrivals
from game.paths.graph import Graph, Spot
from game.paths.happening import Doer, amounts_of
from game.paths.layout import Layout
from game.paths.luck import Luck
from game.paths.moments import Moments
from game.paths.monitors import Monitor
from game.paths.rows import Rows
from game.paths.tally import Fault, Tally
from game.paths.vectors import Column
from game.scenario.scenes import BACK, END, Branch, Choice, Look, Scene
from game.scenario.story import Ending


class Sink(Protocol):
    """Where rows go when a move is done."""

    def arrive(self, spot: Spot, rows: Rows) -> None:
        """Take rows in which a decision stands."""

    def ended(self, ending: Ending, rows: Rows) -> None:
        """Take rows whose play is over."""


class Step:
    """Carries out moves."""

    def __init__(
        self,
        layout: Layout,
        graph: Graph,
        arrivals: Arrivals,
        luck: Luck,
        tally: Tally,
        sink: Sink,
        monitors: Sequence[Monitor] = (),
    ) -> None:
        """Work over one layout; what comes of moves goes to `sink`, what happens on the way to `tally`.

        `monitors` count acts in the layout's columns of counts, one each.
        """
        self.layout, self.graph, self.arrivals, self.luck = layout, graph, arrivals, luck
        self.tally, self.sink, self.monitors = tally, sink, monitors
        self.scenario = layout.scenario
        self.doer = Doer(layout, tally)
        self.roaming = tuple(event for event in self.scenario.events if event.at is None)
        self.at_once = tuple(ending for ending in self.scenario.endings if ending.at_once)
        self.moments = Moments(layout, graph, arrivals, luck, self.doer)
        self._onward: list[tuple[Spot, Rows, str | None, int]] = []

    # The four steps

    def begin(self, rows: Rows) -> None:
        """Enter the first scene."""
        self._onward.append((Spot(self.scenario.start), rows, None, 0))
        self._follow()

    def standing(self, scene: Scene, rows: Rows) -> tuple[Rows, Column]:
        """Work out which choices stand open: for each row and choice, whether it does.

        Rows in which none does are faults, and not among those returned.
        """
        rows, _ = self.doer.without_failing(rows, [option.when for option in scene.options], f"scene {scene.id}")
        columns = []
        for choice in scene.choices:
            left = ~rows[self.layout.chosen[f"{scene.id}.{choice.id}"]] if choice.once else None
            columns.append(self.doer.holds(rows, choice.when, left))
        open_here = np.stack(columns, axis=1)
        some: Column = np.any(open_here, axis=1)
        if not some.all():
            self.doer.fault(rows.take(np.logical_not(some)), Fault(f"scene {scene.id}", "closed"))
            rows, open_here = rows.take(some), open_here[some]
        return rows, open_here

    def choose(self, spot: Spot, choice: Choice, rows: Rows) -> None:
        """Make a choice in every row, and carry out all that it sets off."""
        rows = rows.copy()
        self._reset_told(rows)
        for column, monitor in zip(self.layout.counts, self.monitors, strict=True):
            rows[column] = monitor.advanced(rows[column], choice.acts)
        for part in self._do(spot, choice, rows):
            ticked = self._ticks(spot, choice, choice.takes, part)
            if ticked.n:
                self._after_ticks(spot, choice, ticked)
        self._follow()

    def look(self, spot: Spot, look: Look, bit: int, rows: Rows) -> None:
        """Take a look in every row; the decision then stands again."""
        rows = rows.copy()
        self._reset_told(rows)
        rows[self.layout.looked] = rows[self.layout.looked] | np.int32(bit)
        for part in self._do(spot, look, rows):
            left, _ = self._ends_at_once(spot.scene, self._ticks(spot, look, look.takes, part))
            if left.n:
                self._stand(spot, left)

    def _after_ticks(self, spot: Spot, choice: Choice, rows: Rows) -> None:
        """Steps 3 and 4 of a choice: events, then where the story goes."""
        rows, went = self.moments.events(spot, self.roaming, rows)
        rows, went = self._ends_at_once(spot.scene, rows, went)
        for number, scene in enumerate(self.graph.led_to, 1):
            led = went == number
            if led.any():
                target = Spot(scene, self.graph.number(choice.goto))
                self._onward.append((target, rows.take(led), spot.scene, 0))
        onward = went == 0
        if onward.any():
            rows = rows if onward.all() else rows.take(onward)
            self._go(choice.goto, rows, spot, f"{spot.scene}.{choice.id}", 0)

    def _do(self, spot: Spot, option: Look | Choice, rows: Rows) -> list[Rows]:
        """Step 1: it happens, what it plants, its chance. Returns the rows of each outcome."""
        key = f"{spot.scene}.{option.id}"
        amounts = amounts_of(option.happening)
        rows, _ = self.doer.without_failing(rows, amounts, key)
        if not rows.n:
            return []
        if key in self.layout.chosen:
            self.doer.put(rows, self.layout.chosen[key], True, None)
        self.doer.happen(rows, option.happening, ("option", key))
        self.moments.plant(option.later, rows)
        if not option.chance:
            return [rows]
        rows, odds = self._odds(option, rows, key)
        if not rows.n:
            return []
        kind = "look" if isinstance(option, Look) else "choice"
        parts = []
        for number, (outcome, part) in enumerate(
            zip(option.chance, self.luck.chance(rows, odds, f"{kind}:{key}"), strict=True)
        ):
            part, _ = self.doer.without_failing(part, amounts_of(outcome.happening), key)
            if part.n:
                self.doer.happen(part, outcome.happening, ("outcome", key, str(number)))
                self.moments.plant(outcome.later, part)
                parts.append(part)
        return parts

    def _odds(self, option: Look | Choice, rows: Rows, key: str) -> tuple[Rows, list[Any]]:
        """Read the odds of a chance; rows in which they do not add up are faults."""
        rows, _ = self.doer.without_failing(rows, [outcome.odds for outcome in option.chance], key)
        odds = [self.doer.vector(outcome.odds).read(rows.columns, rows.n) for outcome in option.chance]
        wrong: Column = np.broadcast_to(np.asarray(sum(odds)) != 100, (rows.n,))
        right = np.logical_not(wrong)
        if wrong.any():
            self.doer.fault(rows.take(wrong), Fault(key, "odds"))
            rows = rows.take(right)
            odds = [it if np.ndim(it) == 0 else it[right] for it in odds]
        return rows, odds

    def _ticks(self, spot: Spot, option: Look | Choice | None, count: int, rows: Rows) -> Rows:
        """Step 2: let time pass. Returns the rows that go on."""
        layout = self.layout
        for tick in range(count):
            rows[layout.now_low] = rows[layout.now_low] + np.int32(1)
            rows[layout.now_high] = rows[layout.now_high] + np.int32(1)
            rows = self.moments.due(spot, self.arrivals.due_after(self.arrivals.at[spot], option, tick), rows)
            for bit, dynamic in enumerate(self.scenario.dynamics):
                doing = f"dynamic {dynamic.id}"
                rows, _ = self.doer.without_failing(rows, [dynamic.when], doing)
                here = self.doer.holds(rows, dynamic.when)
                rows, kept = self.doer.without_failing(rows, amounts_of(dynamic.happening), doing, here)
                here = here if kept is None else here[kept]
                if here.any():
                    told = rows[layout.told]
                    silent = (told & (1 << bit)) != 0
                    self.doer.happen(rows, dynamic.happening, ("dynamic", dynamic.id, spot.scene), here, silent)
                    rows[layout.told] = np.where(here, told | (1 << bit), told)
            rows, _ = self._ends_at_once(spot.scene, rows)
            if not rows.n:
                break
        return rows

    # Step 4 and its parts

    def _go(self, ways: tuple[Branch, ...], rows: Rows, spot: Spot, doing: str, passed: int) -> None:
        """Follow ways on: the first whose condition holds."""
        for branch in ways:
            rows, _ = self.doer.without_failing(rows, [branch.when], doing)
            here = self.doer.holds(rows, branch.when)
            if here.any():
                going = rows if here.all() else rows.take(here)
                if branch.target == BACK and spot.inside >= 0:
                    self._go(self.graph.ways[spot.inside], going, Spot(spot.scene), doing, passed)
                elif branch.target == END:
                    self._end(spot.scene, going)
                elif branch.target != BACK:
                    self._onward.append((Spot(branch.target, spot.inside), going, spot.scene, passed))
                else:
                    self.doer.fault(going, Fault(doing, "other"))
            if here.all():
                return
            rows = rows.take(~here)
        self.doer.fault(rows, Fault(doing, "other"))

    def _follow(self) -> None:
        """Enter the scenes that the story has come to, until decisions stand everywhere."""
        while self._onward:
            self._enter(*self._onward.pop())

    def _enter(self, spot: Spot, rows: Rows, left: str | None, passed: int) -> None:
        """Enter a scene; one without choices is passed through."""
        scene = self.scenario.scenes[spot.scene]
        layout = self.layout
        rows = rows.copy()
        self._leave(left, rows)
        rows[layout.looked] = np.zeros(rows.n, np.int32)
        rows = self.moments.arriving(spot, rows)
        arrivals = [event for event in self.scenario.events if event.at == spot.scene]
        if arrivals:
            rows, _ = self.moments.events(spot, arrivals, rows)
        going, _ = self._ends_at_once(spot.scene, rows)
        if not going.n:
            return
        self.tally.hit(("scene", scene.id), float(going[layout.weight].sum()))
        self.doer.tell(going, scene.text)
        if scene.choices:
            self._stand(spot, going)
            return
        if passed >= len(self.scenario.scenes):
            self.doer.fault(going, Fault(f"scene {scene.id}", "other"))
            return
        if scene.takes:
            going = self._ticks(spot, None, scene.takes, going.copy())
        self._go(scene.goto, going, spot, f"scene {scene.id}", passed + 1)

    def _stand(self, spot: Spot, rows: Rows) -> None:
        self.tally.edges += rows.n
        self.sink.arrive(spot, rows)

    def _leave(self, scene: str | None, rows: Rows) -> None:
        if scene in self.layout.visited:
            self.doer.put(rows, self.layout.visited[scene], True, None)

    def _end(self, scene: str, rows: Rows) -> None:
        """End plays, each with the first ending that holds. The last visit is over by then."""
        rows = rows.copy()
        self._leave(scene, rows)
        for ending in self.scenario.endings:
            rows, _ = self.doer.without_failing(rows, [ending.when], f"ending {ending.id}")
            here = self.doer.holds(rows, ending.when)
            if here.any():
                self._finish(ending, rows if here.all() else rows.take(here))
            if here.all():
                return
            rows = rows.take(~here)

    def _ends_at_once(self, scene: str, rows: Rows, beside: Column | None = None) -> tuple[Rows, Column]:
        """Let `at_once` endings end plays; return the rows that go on, with what is `beside` them."""
        beside = np.zeros(rows.n, np.int16) if beside is None else beside
        for ending in self.at_once:
            rows, kept = self.doer.without_failing(rows, [ending.when], f"ending {ending.id}")
            beside = beside if kept is None else beside[kept]
            here = self.doer.holds(rows, ending.when)
            if here.any():
                over = rows.take(here)
                self._leave(scene, over)
                self._finish(ending, over)
                rows, beside = rows.take(~here), beside[~here]
        return rows, beside

    def _finish(self, ending: Ending, rows: Rows) -> None:
        self.tally.edges += rows.n
        self.doer.tell(rows, ending.text)
        self.sink.ended(ending, rows)

    def _reset_told(self, rows: Rows) -> None:
        rows[self.layout.told] = np.zeros(rows.n, np.int32)
