"""Where the story can go, as far as the file shows without playing it."""

from __future__ import annotations

from collections.abc import Iterator

from game.language import models
from game.language.codes import BACK_OUTSIDE, ENDLESS_PASSAGE
from game.language.places import Path
from game.language.reporting import Reporter
from game.scenario.scenes import BACK, END


def check_flow(model: models.Scenario, report: Reporter) -> None:
    """Report scenes that lead round without a choice, and `back` where no event can have led."""
    _check_passages(model, report)
    _check_back(model, report)


def ways_on(id: str, scene: models.Scene) -> Iterator[tuple[Path, str]]:
    """Iterate over where a scene and its choices can lead, each with its path: scenes, `end`, `back`."""
    path: Path = ("scenes", id)
    yield from _targets(scene.goto, (*path, "goto"))
    for place, choice in enumerate(scene.choices):
        yield from _targets(choice.goto, (*path, "choices", place, "goto"))


def _targets(goto: models.Goto | None, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(goto, str):
        yield path, goto
    for place, branch in enumerate(goto or ()):
        if isinstance(branch, models.Branch):
            yield (*path, place, "scene"), branch.scene


def _main_line(model: models.Scenario) -> set[str]:
    """Return the scenes that the story reaches by ways on alone, without an event."""
    found: set[str] = set()
    waiting = [model.start]
    while waiting:
        id = waiting.pop()
        if id in model.scenes and id not in found:
            found.add(id)
            waiting += [target for _, target in ways_on(id, model.scenes[id]) if target not in (END, BACK)]
    return found


def _check_passages(model: models.Scenario, report: Reporter) -> None:
    """A ring of scenes without choices would go round for ever."""
    passages = {
        id: [target for _, target in ways_on(id, scene)] for id, scene in model.scenes.items() if not scene.choices
    }
    told: set[str] = set()
    for first in passages:
        ring = _ring(first, passages)
        if ring and not told & set(ring):
            told.update(ring)
            report.value(
                ENDLESS_PASSAGE,
                ("scenes", first, "goto"),
                f"the story can go round here without a choice: {' → '.join([*ring, first])}",
                "Let one of these scenes lead elsewhere, or give it choices.",
            )


def _ring(first: str, passages: dict[str, list[str]]) -> list[str]:
    """Return the way from a scene without choices back to itself through such scenes; empty if there is none."""
    waiting, seen = [[first]], set()
    while waiting:
        way = waiting.pop()
        for target in passages[way[-1]]:
            if target == first:
                return way
            if target in passages and target not in seen:
                seen.add(target)
                waiting.append([*way, target])
    return []


def _check_back(model: models.Scenario, report: Reporter) -> None:
    main_line = _main_line(model)
    for id in [id for id in model.scenes if id in main_line]:
        for path, target in ways_on(id, model.scenes[id]):
            if target == BACK:
                report.value(
                    BACK_OUTSIDE,
                    path,
                    f"`{BACK}` returns from a scene that an event led to, and the story reaches this scene by itself",
                    f"Name the scene to go on to, or `{END}`; or let only an event's `scene` lead here.",
                )
