"""What a later reading can tell apart: for each spot, the meter values and columns that still matter.

Two states whose needed parts are equal have the same future, so that they may be walked as one. Worked out backwards
from the endings: a cut between two values of a meter, moved by an effect of +3, is a cut three lower before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from game.paths.layout import Layout
from game.paths.reading import conditionals
from game.scenario.evaluation import constant_value
from game.scenario.expressions import Among, Call, Compare, Constant, Expression, Name, children
from game.scenario.happenings import Happening
from game.scenario.prose import Prose

EVERY: Final = 2**31 - 1
"""Stands for every value of the clock."""


class Need:
    """What matters from some point on.

    `cuts` holds for each meter a bit for every value that is told apart from the one below it, counted from the
    meter's minimum; `live` a bit for every column that is read; `clock` the tick from which on all ticks are alike.
    """

    __slots__ = ("clock", "cuts", "live")

    def __init__(self, cuts: Sequence[int], live: int = 0, clock: int = 0) -> None:
        """Take the three parts."""
        self.cuts, self.live, self.clock = list(cuts), live, clock

    def copy(self) -> Need:
        """Return the same need, to be changed."""
        return Need(self.cuts, self.live, self.clock)

    def add(self, other: Need) -> Need:
        """Take in what another need asks for as well."""
        self.cuts = [mine | its for mine, its in zip(self.cuts, other.cuts, strict=True)]
        self.live |= other.live
        self.clock = max(self.clock, other.clock)
        return self

    def __eq__(self, other: object) -> bool:
        """Compare all three parts."""
        return isinstance(other, Need) and self._parts() == other._parts()

    def __hash__(self) -> int:
        """Hash what equality compares."""
        return hash(self._parts())

    def _parts(self) -> tuple[tuple[int, ...], int, int]:
        return tuple(self.cuts), self.live, self.clock


class Needs:
    """Works out needs over one layout."""

    def __init__(self, layout: Layout) -> None:
        """Prepare for one layout."""
        self.layout = layout
        self.number = {meter.id: number for number, meter in enumerate(layout.meters)}
        self._read: dict[int, Need] = {}

    def nothing(self) -> Need:
        """Return the need of nothing."""
        return Need([0] * len(self.layout.meters))

    @cached_property
    def every(self) -> list[int]:
        """Return for each meter the cuts between all its values."""
        return [(1 << (it.maximum - it.minimum + 1)) - 2 for it in self.layout.meters]

    def reading(self, trees: Iterable[Expression | None]) -> Need:
        """Return what some expressions read."""
        found = self.nothing()
        for tree in trees:
            if tree is not None:
                found.add(self._of(tree))
        return found

    def telling(self, prose: Prose) -> Need:
        """Return what the conditional beats of a text read."""
        return self.reading(beat.when for beat in conditionals(prose))

    def before(self, need: Need, happening: Happening, certain: bool) -> Need:
        """Return what matters before a happening, given what matters after it.

        `certain` says that it always happens here; else it may not, and what mattered after matters before too.
        """
        after = need.copy().add(self.telling(happening.text))
        found = after.copy()
        if certain:
            for setting in happening.settings:
                found.live &= ~(1 << self.layout.facts[setting.name])
        for effect in happening.effects:
            number = self.number.get(effect.name)
            amount = constant_value(effect.amount)
            if number is not None and isinstance(amount, int):
                moved = self._moved(number, after.cuts[number], amount)
                found.cuts[number] = moved if certain else moved | after.cuts[number]
            elif number is not None and after.cuts[number]:
                found.cuts[number] = self.every[number]
        return found.add(self.reading(effect.amount for effect in happening.effects))

    def _moved(self, number: int, cuts: int, amount: int) -> int:
        """Move the cuts of a meter to where they stood before an amount was added; a range moves no cut."""
        cuts = cuts >> amount if amount > 0 else cuts << -amount
        return cuts & self.every[number]

    def _of(self, tree: Expression) -> Need:
        """Return what one expression reads, worked out once."""
        found = self._read.get(id(tree))
        if found is None:
            found = self._read[id(tree)] = self.nothing()
            self._collect(tree, found)
        return found

    def _collect(self, tree: Expression, need: Need) -> None:
        """Gather reads; a name beside a number in a comparison needs a cut, anywhere else all its values."""
        match tree:
            case Compare() if self._compared(tree, need):
                return
            case Among(operand=Name(kind="meter" | "now")):
                for it in tree.values:
                    self._cut(tree.operand, "==", it, need)
                return
            case Name(kind="meter"):
                need.cuts[self.number[tree.id]] = self.every[self.number[tree.id]]
            case Name(kind="now"):
                need.clock = EVERY
            case Name(kind="fact"):
                need.live |= 1 << self.layout.facts[tree.id]
            case Call():
                self._question(tree, need)
            case _:
                for child in children(tree):
                    self._collect(child, need)

    def _compared(self, tree: Compare, need: Need) -> bool:
        """Take a chain whose neighbours are each a name and a number; say whether it was one."""
        sides = [tree.first, *(operand for _, operand in tree.rest)]
        pairs = list(zip(sides, tree.rest, sides[1:], strict=False))
        plain = all(
            (isinstance(a, Constant) and _is_scale(b)) or (isinstance(b, Constant) and _is_scale(a))
            for a, _, b in pairs
        )
        if plain:
            for left, (comparison, _), right in pairs:
                if isinstance(left, Constant):
                    self._cut(right, _TURNED.get(comparison, comparison), left, need)
                else:
                    self._cut(left, comparison, right, need)
        return plain

    def _cut(self, name: Expression, comparison: str, constant: Expression, need: Need) -> None:
        """Add the cuts that `name comparison constant` makes."""
        assert isinstance(name, Name) and isinstance(constant, Constant)
        value = int(constant.value)
        at = {"<": [value], ">=": [value], "<=": [value + 1], ">": [value + 1]}.get(comparison, [value, value + 1])
        if name.kind == "now":
            need.clock = max(need.clock, *at)
            return
        number = self.number[name.id]
        meter = self.layout.meters[number]
        for cut in at:
            if meter.minimum < cut <= meter.maximum:
                need.cuts[number] |= 1 << (cut - meter.minimum)

    def _question(self, tree: Call, need: Need) -> None:
        layout = self.layout
        homes = {"visited": layout.visited, "chose": layout.chosen, "happened": layout.happened}
        if tree.function in homes:
            need.live |= 1 << homes[tree.function][tree.target]


_TURNED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _is_scale(tree: Expression) -> bool:
    return isinstance(tree, Name) and tree.kind in ("meter", "now")
