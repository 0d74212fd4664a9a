"""Why a part of a scenario is never reached: which gate, and in what range what it reads stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from game.paths.answers import Part, Reached
from game.paths.reading import Place, conditionals, later_items
from game.paths.tally import Range, Tally
from game.paths.wording import in_words, value_words
from game.scenario.evaluation import constant_value
from game.scenario.expressions import Expression, Name, walk
from game.scenario.happenings import Event, Happening
from game.scenario.prose import Conditional, Line, Prose, as_typed
from game.scenario.scenes import Branch, Choice
from game.scenario.story import Scenario


class Reasons:
    """Answers what was reached, from what was counted."""

    def __init__(self, scenario: Scenario, tally: Tally, words: Mapping[str, int]) -> None:
        """Read `tally`; `words` are the numbers that words stood as in it."""
        self.scenario, self.tally = scenario, tally
        self.spelled = {number: word for word, number in words.items()}
        self.read = bool(tally.truths)
        """Conditions were watched; the plain form of a walk does not watch them."""
        self.often: dict[tuple[str, ...], float] = {}
        for key, mass in tally.mass.items():
            short = key[:2] if key[0] in ("event", "dynamic", "later") else key
            self.often[short] = self.often.get(short, 0.0) + mass

    def all(self) -> tuple[Reached, ...]:
        """Return whether each part was reached, in file order."""
        return *self._scenes(), *self._dynamics(), *self._events(), *self._endings(), *self._beats()

    def _scenes(self) -> Iterator[Reached]:
        for scene in self.scenario.scenes.values():
            entered = ("scene", scene.id) in self.often
            yield self._found("scene", scene.id, ("scene", scene.id), partial(self._why_no_scene, scene.id))
            for option in scene.options:
                key = f"{scene.id}.{option.id}"
                part: Part = "choice" if isinstance(option, Choice) else "look"
                yield self._found(part, key, ("option", key), partial(self._gate, option.when, scene.id, entered))
        for number, (scene, option, item) in enumerate(later_items(self.scenario)):
            key = f"{scene.id}.{option.id}"
            planted = ("option", key) in self.often
            why = partial(self._why_no_later, item.when, planted)
            yield self._found("what comes back", key, ("later", str(number)), why)

    def _dynamics(self) -> Iterator[Reached]:
        for dynamic in self.scenario.dynamics:
            yield self._found("dynamic", dynamic.id, ("dynamic", dynamic.id), partial(self._gate, dynamic.when, None))

    def _events(self) -> Iterator[Reached]:
        for event in self.scenario.events:
            yield self._found("event", event.id, ("event", event.id), partial(self._why_no_event, event))

    def _endings(self) -> Iterator[Reached]:
        for ending in self.scenario.endings:
            came = self.tally.endings.get(ending.id)
            why = "" if came else self._why_no_ending(ending.when)
            yield Reached("ending", ending.id, came is not None, came.mass if came else 0.0, why)

    def _beats(self) -> Iterator[Reached]:
        for where, prose in _texts(self.scenario) if self.read else ():
            for beat in conditionals(prose):
                true, false = self.tally.truths.get(id(beat.when), (False, False))
                read = true or false
                why = "" if true else (f"`{in_words(beat.when)}` never holds" if read else "the text is never told")
                why = f"{why}{self._ranges(beat.when, None) if read and why else ''}"
                yield Reached("beat", where, true, 0.0, why, _beginning(beat.then))
                if beat.otherwise:
                    why = self._why_no_else(beat.when, true, false)
                    yield Reached("beat", f"{where}, else", false, 0.0, why, _beginning(beat.otherwise))

    # Why not

    def _found(self, part: Part, where: str, key: tuple[str, ...], why: Callable[[], str]) -> Reached:
        reached = key in self.often
        return Reached(part, where, reached, self.often.get(key, 0.0), "" if reached else why())

    def _gate(self, tree: Expression | None, scene: str | None, entered: bool = True) -> str:
        if not entered:
            return "its scene is never entered"
        if tree is None:
            return "no play comes to it"
        true, _ = self.tally.truths.get(id(tree), (not self.read, False))
        return "no play comes to it" if true else f"`{in_words(tree)}` never holds{self._ranges(tree, scene)}"

    def _why_no_scene(self, scene: str) -> str:
        ways = [*self._ways_to(scene)]
        if not ways:
            return "nothing leads to it"
        return "; ".join(dict.fromkeys(ways))

    def _ways_to(self, scene: str) -> Iterator[str]:
        for other in self.scenario.scenes.values():
            lists: list[tuple[str, tuple[Branch, ...]]] = [(f"{other.id}.{it.id}", it.goto) for it in other.choices]
            for where, branches in (*lists, (other.id, other.goto)):
                for branch in branches:
                    if branch.target == scene:
                        yield f"from {where}: {self._why_not_taken(branch)}"
        for event in self.scenario.events:
            if event.scene == scene:
                yield f"event {event.id}: {self._why_no_event(event)}"

    def _why_not_taken(self, branch: Branch) -> str:
        if branch.when is None or id(branch.when) not in self.tally.truths:
            return "never gone"
        return self._gate(branch.when, None)

    def _why_no_event(self, event: Event) -> str:
        if event.at and ("scene", event.at) not in self.often:
            return f'scene "{event.at}" is never entered'
        odds = constant_value(event.odds) if event.odds is not None else None
        if isinstance(odds, int) and odds <= 0:
            return f"its odds are {odds}"
        return self._gate(event.when, event.at)

    def _why_no_ending(self, tree: Expression | None) -> str:
        if not self.read:
            return "no play comes to it"
        if tree is None or id(tree) not in self.tally.truths:
            return "an earlier ending always comes first"
        return f"`{in_words(tree)}` never holds{self._ranges(tree, None, at_end=True)}"

    def _why_no_later(self, tree: Expression | None, planted: bool) -> str:
        if not planted:
            return "what plants it is never chosen"
        if tree is not None and id(tree) in self.tally.truths:
            return self._gate(tree, None)
        return "plays are over, or past it, before it is due"

    def _why_no_else(self, tree: Expression, true: bool, false: bool) -> str:
        if false:
            return ""
        return f"`{in_words(tree)}` always holds{self._ranges(tree, None)}" if true else "the text is never told"

    # Ranges

    def standing(self, place: Place) -> str:
        """Say where what a condition reads stays, where it is read; nothing where that is not known."""
        scene = place.where.partition(".")[0] if place.kind in ("choice", "look") else None
        return self._ranges(place.tree, scene, at_end=place.kind == "ending").removeprefix(": ")

    def _ranges(self, tree: Expression, scene: str | None, at_end: bool = False) -> str:
        """Say where what a condition reads stays: at one scene, or anywhere."""
        read = (node for node in walk(tree) if isinstance(node, Name))
        names = dict.fromkeys(node.id for node in read if node.kind in ("meter", "fact"))
        said = [words for name in names if (words := self._range(name, scene, at_end))]
        return f": {', '.join(said)}{' there' if scene else ' at the end' if at_end else ''}" if said else ""

    def _range(self, name: str, scene: str | None, at_end: bool) -> str:
        home = self.tally.last if at_end else self.tally.ranges
        ranges = [span for (where, it), span in home.items() if it == name and scene in (None, where)]
        if ranges:
            low, high = _joined(ranges)
            return f"{name} is {low}" if low == high else f"{name} is {low} to {high}"
        if at_end:
            return ""
        seen = [bits for (where, it), bits in self.tally.standing.items() if it == name and scene in (None, where)]
        values = [value for bits in seen for value in range(bits.bit_length()) if bits >> value & 1]
        fact = self.scenario.facts.get(name)
        if not values or fact is None:
            return ""
        spelled = dict.fromkeys(
            value_words(bool(value)) if fact.kind == "flag" else self.spelled[value] for value in sorted(values)
        )
        return f"{name} is {' or '.join(spelled)}"


def _joined(ranges: Iterable[Range]) -> Range:
    lows, highs = zip(*ranges, strict=True)
    return min(lows), max(highs)


def _beginning(prose: Prose) -> str:
    """Return how a text begins, as typed."""
    first = prose[0]
    while isinstance(first, Conditional):
        first = first.then[0]
    assert isinstance(first, Line)
    return as_typed(first.pieces)


def _texts(scenario: Scenario) -> Iterator[tuple[str, Prose]]:
    """Give every text that may hold conditional beats, with what carries it."""
    for scene in scenario.scenes.values():
        yield scene.id, scene.text
        for option in scene.options:
            key = f"{scene.id}.{option.id}"
            told: list[Happening] = [option.happening, *(it.happening for it in option.chance)]
            told += [it.happening for it in option.later]
            told += [it.happening for outcome in option.chance for it in outcome.later]
            for happening in told:
                yield key, happening.text
    for event in scenario.events:
        yield event.id, event.happening.text
    for dynamic in scenario.dynamics:
        yield dynamic.id, dynamic.happening.text
    for ending in scenario.endings:
        yield ending.id, ending.text
