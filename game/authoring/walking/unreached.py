"""Parts of the story that no play comes to, where no condition that never holds is the reason.

What follows from something else that is told is not told again: the choices of a scene that is never entered, the
scene behind a choice that is never open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from game.authoring.advice.codes import UNREACHED_IN_PLAY, UNREACHED_SCENE
from game.authoring.walking.changes import Changes, Part
from game.authoring.walking.played import Played
from game.language.diagnostics import Diagnostic
from game.language.places import Path
from game.paths.reading import conditions, later_items
from game.scenario.expressions import Expression
from game.scenario.scenes import Branch

_SAID: Final = {
    "scene": "no play comes to this scene",
    "choice": "no play comes to make this choice",
    "look": "no play comes to take this look",
    "event": "this event happens in no play",
    "dynamic": "this happens in no play",
    "what comes back": "this comes back in no play",
    "ending": "no play comes to this ending",
}
_HELP: Final = {
    "what comes back": "Let it come back sooner, or wait `at` a scene that plays come to afterwards.",
    "ending": "Change the endings above, or take this one out.",
    "event": "An earlier event with a scene goes first; change either, or take this one out.",
}


def advise(played: Played) -> Iterator[Diagnostic]:
    """Say which parts no play comes to."""
    yield from _Search(played).all()


class _Search:
    """Looks through the parts that were not reached for those that nothing else explains."""

    def __init__(self, played: Played) -> None:
        self.played = played
        self.scenario = played.subject.scenario
        self.changes = Changes(self.scenario, played.paths)
        trees = conditions(self.scenario)
        self.same = {id(trees[it.number].tree): it.holds for it in played.paths.always}
        """By the identity of a condition that comes out the same in every play: which way."""

    def all(self) -> Iterator[Diagnostic]:
        """Give what is told of each part that was not reached."""
        for (kind, where), why in self.changes.why.items():
            if not self._follows(kind, where):
                yield self._about(kind, where, why)

    def _follows(self, kind: str, where: str) -> bool:
        """Say whether it follows from something that is told elsewhere."""
        match kind:
            case "scene":
                return self._scene_follows(where)
            case "option":
                scene, _, option = where.partition(".")
                when = self.scenario.scenes[scene].option(option).when
                return not self.changes.reached("scene", scene) or self._never(when)
            case "what comes back":
                scene_, option_, item = later_items(self.scenario)[int(where)]
                planted = self.changes.reached("option", f"{scene_.id}.{option_.id}")
                return not planted or self._never(item.when)
            case "event":
                event = next(it for it in self.scenario.events if it.id == where)
                waits = event.at is not None and not self.changes.reached("scene", event.at)
                return waits or self._never(event.when)
            case "dynamic":
                return self._never(next(it.when for it in self.scenario.dynamics if it.id == where))
            case _:
                return self._ending_follows(where)

    def _scene_follows(self, scene: str) -> bool:
        """Say whether nothing reached leads here, or what leads here is told to be closed."""
        if self.played.said(UNREACHED_SCENE, ("scenes", scene)):
            return True
        ways = list(self.changes.ways_to(scene))
        return not ways or any(self._is_told(*way) for way in ways)

    def _is_told(self, part: Part, branches: Sequence[Branch]) -> bool:
        """Say whether it is told why a way is never gone: of what begins it, or of a condition on it or before it."""
        if not self.changes.reached(*part):
            return True
        *before, own = [branch.when for branch in branches] or [None]
        return any(self.same.get(id(tree)) for tree in before) or self._never(own)

    def _ending_follows(self, where: str) -> bool:
        endings = self.scenario.endings
        place = next(n for n, it in enumerate(endings) if it.id == where)
        return self._never(endings[place].when) or any(self.same.get(id(it.when)) for it in endings[:place])

    def _never(self, tree: Expression | None) -> bool:
        return tree is not None and self.same.get(id(tree)) is False

    # Saying so

    def _about(self, kind: str, where: str, why: str) -> Diagnostic:
        path = self._path(kind, where)
        named = kind if kind != "option" else "choice" if path[2] == "choices" else "look"
        help = _HELP.get(named, "Change what leads here, or take it out.")
        reason = f"{why[0].upper()}{why[1:]}. " if why and why != "no play comes to it" else ""
        about = self.played.subject.about_key if kind == "scene" else self.played.subject.about_value
        return about(UNREACHED_IN_PLAY, path, _SAID[named], f"{reason}{help}")

    def _path(self, kind: str, where: str) -> Path:
        """Return the path of what names a part: its id, or of what comes back its first key."""
        trees = self.played.trees
        if kind == "scene":
            return ("scenes", where)
        if kind == "what comes back":
            return trees.later(int(where))
        entry = trees.option(where) if kind == "option" else trees.entry(f"{kind}s", where)
        return (*entry, "id")
