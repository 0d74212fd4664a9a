"""For each spot of the story, what may still be on its way there and what the rest of the play can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from game.paths.graph import Graph, Spot
from game.paths.layout import LONGEST, Layout
from game.paths.needs import Need, Needs
from game.paths.sequence import Order
from game.scenario.happenings import Event, Later, Outcome
from game.scenario.scenes import Branch, Choice, Look
from game.scenario.story import Ending, Scenario


class Arrivals:
    """What may be on its way at each spot: for each later item a bit for every number of ticks that may be left."""

    def __init__(self, layout: Layout, graph: Graph, starts: Mapping[Spot, Mapping[int, int]]) -> None:
        """Follow what is planted from `starts`, which give what is on its way there: item number to bits.

        What waits for a scene has the one bit 1.
        """
        self.layout, self.graph = layout, graph
        self.sequence = Order(graph)
        self.numbers = {id(item): number for number, item in enumerate(layout.items)}
        self.at: dict[Spot, dict[int, int]] = {spot: {} for spot in graph.after}
        for spot, pending in starts.items():
            self.at[spot] = dict(pending)
        order = sorted(graph.after, key=graph.rank.__getitem__)
        while sum(self._spread(spot) for spot in order):
            if not graph.looping:
                break

    def _spread(self, spot: Spot) -> bool:
        """Carry what may be on its way at a spot to those after it; say whether anything was new."""
        scene = self.graph.scenario.scenes[spot.scene]
        if not scene.choices:
            moved = self._later_on(self.at[spot], scene.takes)
            return self._each(self.graph.targets(scene.goto, spot.inside), moved)
        changed = False
        for _ in scene.looks:
            for look in scene.looks:
                changed |= self._add(spot, self._later_on(self._planted(self.at[spot], look), look.takes))
        for choice in scene.choices:
            moved = self._later_on(self._planted(self.at[spot], choice), choice.takes)
            changed |= self._each(self.graph.turns(choice, spot.inside), moved)
        return changed

    def _each(self, spots: Iterable[Spot | None], pending: Mapping[int, int]) -> bool:
        changed = False
        for spot in spots:
            changed |= spot is not None and self._arrive(spot, pending)
        return changed

    def _arrive(self, spot: Spot, pending: Mapping[int, int]) -> bool:
        """Add what may be on its way when a scene is entered; what waits for the scene has happened by then."""
        items = self.layout.items
        return self._add(spot, {number: bits for number, bits in pending.items() if items[number].at != spot.scene})

    def _add(self, spot: Spot, pending: Mapping[int, int]) -> bool:
        """Add what may be on its way at a spot; say whether any of it was new."""
        known = self.at[spot]
        fresh = {number: bits for number, bits in pending.items() if bits & ~known.get(number, 0)}
        for number, bits in fresh.items():
            known[number] = known.get(number, 0) | bits
        return bool(fresh)

    def _planted(self, pending: Mapping[int, int], option: Look | Choice) -> dict[int, int]:
        found = dict(pending)
        for item in (*option.later, *(it for outcome in option.chance for it in outcome.later)):
            number = self.numbers[id(item)]
            found[number] = found.get(number, 0) | 1 << ((item.after or 1) - 1)
        return found

    def due_after(self, pending: Mapping[int, int], option: Look | Choice | None, tick: int) -> list[Later]:
        """Return what may come due at the `tick`-th tick (from 0) of an option, or of a scene without choices."""
        started = self._planted(pending, option) if option else pending
        return self.in_order(
            self.layout.items[number]
            for number, bits in started.items()
            if bits >> tick & 1 and self.layout.items[number].after is not None
        )

    def waiting_at(self, scene: str) -> list[Later]:
        """Return what may come due on entering a scene, in its order."""
        return self.in_order(item for item in self.layout.items if item.at == scene)

    def in_order(self, items: Iterable[Later]) -> list[Later]:
        """Put items that come back together in their order."""
        return sorted(items, key=lambda item: self.sequence.place[id(item)])

    def _later_on(self, pending: Mapping[int, int], ticks: int) -> dict[int, int]:
        """Let ticks pass; what waits for a scene goes on waiting."""
        moved = {
            number: bits if self.layout.items[number].after is None else bits >> ticks
            for number, bits in pending.items()
        }
        return {number: bits for number, bits in moved.items() if bits}


class Future:
    """What matters at each spot, and how many ticks may still pass."""

    def __init__(self, layout: Layout, graph: Graph, arrivals: Arrivals, at_end: Need) -> None:
        """Work it out backwards; `at_end` is what promises read when a play has ended."""
        self.scenario: Scenario = layout.scenario
        self.layout, self.graph, self.arrivals = layout, graph, arrivals
        self.needs = Needs(layout)
        at_once = [ending for ending in self.scenario.endings if ending.at_once]
        self.any_time = self._ending(at_once, at_end) if at_once else self.needs.nothing()
        self.end = self._ending(self.scenario.endings, at_end)
        self.roaming = [event for event in self.scenario.events if event.at is None]
        order = sorted(graph.after, key=graph.rank.__getitem__, reverse=True)
        self.ticks = dict.fromkeys(order, 0)
        self.at = {spot: self.needs.nothing() for spot in order}
        changed = True
        while changed:
            changed = False
            for spot in order:
                changed |= self._look_back(spot)
        self.reaching = {spot: self._reach(spot) for spot in order}

    def _ending(self, endings: Sequence[Ending], at_end: Need) -> Need:
        """Return what matters where a play may end in one of these ways."""
        found = self.needs.reading(ending.when for ending in endings).add(at_end)
        for ending in endings:
            found.add(self.needs.telling(ending.text))
        return found

    def _look_back(self, spot: Spot) -> bool:
        """Work out one spot from those after it; say whether that changed it."""
        scene = self.scenario.scenes[spot.scene]
        ticks = self._most_ticks(spot)
        if scene.choices:
            need = self._deciding(spot)
        else:
            need = self._onward(scene.goto, spot.inside)
            for tick in reversed(range(scene.takes)):
                need = self._before_tick(need, self.arrivals.due_after(self.arrivals.at[spot], None, tick))
        if spot in self.graph.looping:
            # Going round moves cuts until every value is told apart; this only gets there at once.
            need.cuts = [every if cuts else 0 for cuts, every in zip(need.cuts, self.needs.every, strict=True)]
        changed = need != self.at[spot] or ticks != self.ticks[spot]
        self.at[spot], self.ticks[spot] = need, ticks
        return changed

    def _deciding(self, spot: Spot) -> Need:
        """Return what matters where a decision stands: its gates, and all that its options lead to."""
        scene = self.scenario.scenes[spot.scene]
        found = self.needs.reading(option.when for option in scene.options)
        for choice in scene.choices:
            found.add(self._before_option(spot, choice, self._chosen(spot, choice)))
            if choice.once:
                found.live |= 1 << self.layout.chosen[f"{spot.scene}.{choice.id}"]
        for _ in scene.looks:
            found.live |= 1 << self.layout.looked
            after = found.copy().add(self.any_time)
            for look in scene.looks:
                found.add(self._before_option(spot, look, after))
        return found

    def _chosen(self, spot: Spot, choice: Choice) -> Need:
        """Return what matters when the ticks of a choice have passed."""
        need = self._onward(choice.goto, spot.inside)
        if spot.inside < 0:
            inside = self.graph.number(choice.goto)
            for target in self.graph.led_to:
                need.add(self._entering(Spot(target, inside)))
        return self._before_events(need.add(self.any_time), self.roaming, spot.inside >= 0)

    def _before_option(self, spot: Spot, option: Look | Choice, need: Need) -> Need:
        """Return what matters before an option is taken, given what matters when its ticks have passed."""
        for tick in reversed(range(option.takes)):
            need = self._before_tick(need, self.arrivals.due_after(self.arrivals.at[spot], option, tick))
        if option.chance:
            need = self._before_chance(need, option.chance)
        return self.needs.before(need, option.happening, certain=True)

    def _onward(self, ways: tuple[Branch, ...], inside: int) -> Need:
        found = self.needs.reading(branch.when for branch in ways)
        if inside >= 0 and any(branch.target == "back" for branch in ways):
            found.add(self.needs.reading(branch.when for branch in self.graph.ways[inside]))
        for spot in self.graph.targets(ways, inside):
            found.add(self.end if spot is None else self._entering(spot))
        return found

    def _entering(self, spot: Spot) -> Need:
        """Return what matters before a scene is entered, whatever was waiting there."""
        if spot not in self.at:
            return self.needs.nothing()
        found = self.at[spot].copy()
        # What is read at a decision about looks of this visit starts anew with every visit.
        found.live &= ~(1 << self.layout.looked)
        found.add(self.needs.telling(self.scenario.scenes[spot.scene].text)).add(self.any_time)
        found = self._before_events(found, [it for it in self.scenario.events if it.at == spot.scene], spot.inside >= 0)
        for item in reversed(self.arrivals.waiting_at(spot.scene)):
            found = self._before_later(found, item)
        return found

    def _before_chance(self, need: Need, chance: Iterable[Outcome]) -> Need:
        found = self.needs.nothing()
        for outcome in chance:
            found.add(self.needs.before(need, outcome.happening, certain=True)).add(self.needs.reading([outcome.odds]))
        return found

    def _before_tick(self, need: Need, due: list[Later]) -> Need:
        need = need.copy().add(self.any_time)
        for dynamic in reversed(self.scenario.dynamics):
            need = self.needs.before(need, dynamic.happening, certain=False).add(self.needs.reading([dynamic.when]))
        for item in reversed(due):
            need = self._before_later(need, item)
        return need

    def _before_later(self, need: Need, item: Later) -> Need:
        return self.needs.before(need, item.happening, certain=False).add(self.needs.reading([item.when]))

    def _before_events(self, need: Need, events: Iterable[Event], inside: bool) -> Need:
        events = [event for event in events if not (inside and event.scene)]
        for event in reversed(events):
            need = self.needs.before(need, event.happening, certain=False).add(self.needs.reading([event.odds]))
        need = need.copy().add(self.needs.reading(event.when for event in events))
        for event in events:
            if event.once:
                need.live |= 1 << self.layout.happened[event.id]
        return need

    def _most_ticks(self, spot: Spot) -> int:
        """Return how many ticks may still pass from a spot, at most `LONGEST`."""
        if spot in self.graph.looping:
            return LONGEST
        scene = self.scenario.scenes[spot.scene]
        if not scene.choices:
            return min(LONGEST, scene.takes + self._ticks_of(self.graph.targets(scene.goto, spot.inside)))
        looking = sum(look.takes for look in scene.looks)
        most = max(choice.takes + self._ticks_of(self.graph.turns(choice, spot.inside)) for choice in scene.choices)
        return min(LONGEST, looking + most)

    def _ticks_of(self, spots: Iterable[Spot | None]) -> int:
        return max((self.ticks[it] for it in spots if it is not None), default=0)

    def _reach(self, spot: Spot) -> frozenset[str]:
        """Return the scenes that may still be entered from a spot."""
        seen: set[Spot] = set()
        waiting = list(self.graph.after[spot])
        while waiting:
            other = waiting.pop()
            if other not in seen:
                seen.add(other)
                waiting += self.graph.after[other]
        return frozenset(it.scene for it in seen)
