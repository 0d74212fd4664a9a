"""Where the conditions of a scenario, and the options that plays know by name, stand in its file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from game.authoring.advice.subject import Subject
from game.language.places import Path
from game.language.reading.nodes import Items, Map, Node
from game.paths.reading import later_items
from game.scenario.expressions import Expression
from game.scenario.happenings import Later
from game.scenario.prose import Conditional, Prose
from game.scenario.scenes import Branch, Choice, Look

Found: TypeAlias = Iterator[tuple[Expression, Path]]


class Trees:
    """Finds one's way from the parts of a scenario back to the lines of its file."""

    def __init__(self, subject: Subject) -> None:
        """Take a file that can be played."""
        self.subject = subject
        self.scenario = subject.scenario
        self._paths = {id(tree): path for tree, path in self._all()}

    def condition(self, tree: Expression) -> Path:
        """Return the path of a condition: of its `when`."""
        return self._paths[id(tree)]

    def option(self, where: str) -> Path:
        """Return the path of a choice or look that is named `scene.option`."""
        scene_id, _, id = where.partition(".")
        scene = self.scenario.scenes[scene_id]
        looks = [look.id for look in scene.looks]
        if id in looks:
            return ("scenes", scene_id, "looks", looks.index(id))
        return ("scenes", scene_id, "choices", [it.id for it in scene.choices].index(id))

    def entry(self, group: str, id: str) -> Path:
        """Return the path of an event, a dynamic or an ending."""
        return (group, [it.id for it in getattr(self.scenario, group)].index(id))

    def later(self, number: int) -> Path:
        """Return the path of something that comes back, by its number in file order."""
        scene, option, item = later_items(self.scenario)[number]
        return next(path for it, path in self._laters(option, self.option(f"{scene.id}.{option.id}")) if it is item)

    # Every condition

    def _all(self) -> Found:
        for id, scene in self.scenario.scenes.items():
            path: Path = ("scenes", id)
            yield from self._prose(scene.text, (*path, "text"))
            yield from self._ways(scene.goto, (*path, "goto"))
            for number, look in enumerate(scene.looks):
                yield from self._option(look, (*path, "looks", number))
            for number, choice in enumerate(scene.choices):
                here: Path = (*path, "choices", number)
                yield from self._option(choice, here)
                own = self.subject.model.scenes[id].choices[number].goto is not None
                yield from self._ways(choice.goto, (*(here if own else path), "goto"))
        for group in ("dynamics", "events"):
            for number, it in enumerate(getattr(self.scenario, group)):
                yield from self._one(it.when, (group, number))
                yield from self._prose(it.happening.text, (group, number, "text"))
        for number, ending in enumerate(self.scenario.endings):
            yield from self._one(ending.when, ("endings", number))
            yield from self._prose(ending.text, ("endings", number, "text"))

    def _option(self, option: Look | Choice, path: Path) -> Found:
        yield from self._one(option.when, path)
        yield from self._prose(option.happening.text, (*path, "reply"))
        for number, outcome in enumerate(option.chance):
            yield from self._prose(outcome.happening.text, (*path, "chance", number, "text"))
        for item, here in self._laters(option, path):
            yield from self._one(item.when, here)
            yield from self._prose(item.happening.text, (*here, "text"))

    def _laters(self, option: Look | Choice, path: Path) -> Iterator[tuple[Later, Path]]:
        yield from ((item, (*path, "later", number)) for number, item in enumerate(option.later))
        for at, outcome in enumerate(option.chance):
            for number, item in enumerate(outcome.later):
                yield item, (*path, "chance", at, "later", number)

    def _one(self, tree: Expression | None, path: Path) -> Found:
        if tree is not None:
            yield tree, (*path, "when")

    def _ways(self, ways: tuple[Branch, ...], path: Path) -> Found:
        for number, branch in enumerate(ways):
            yield from self._one(branch.when, (*path, number))

    def _prose(self, prose: Prose, path: Path) -> Found:
        """Give the conditions of a text's beats; both lists are in file order."""
        beats = _conditional_beats(self.subject.node(path), path)
        for part, (key, here) in zip((it for it in prose if isinstance(it, Conditional)), beats, strict=True):
            yield part.when, (*here, "when")
            yield from self._prose(part.then, (*here, key))
            yield from self._prose(part.otherwise, (*here, "else"))


def _conditional_beats(node: Node | None, path: Path) -> Iterator[tuple[str, Path]]:
    """Give the beats of a text that carry a `when`, each with the key that holds its words.

    A beat without one that holds beats of its own is looked into: the scenario has those in its place.
    """
    for number, item in enumerate(node.items if isinstance(node, Items) else ()):
        if not isinstance(item, Map):
            continue
        words = next(key.text for key, _ in item.entries if key.text not in ("when", "else"))
        if item.get("when") is not None:
            yield words, (*path, number)
        else:
            yield from _conditional_beats(item.get(words), (*path, number, words))
