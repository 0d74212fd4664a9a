"""A map as a drawing: its boxes and arrows, for Mermaid and Graphviz alike."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.documents.maps.phrases import (
    counted,
    ending_words,
    event_words,
    joined,
    scene_title,
    target_words,
    way_words,
)
from game.documents.maps.values import Map, Way
from game.paths.wording import in_words
from game.present.text import unmarked
from game.scenario.scenes import BACK, END

Kind: TypeAlias = Literal["start", "decision", "passage", "event", "end", "back", "ending"]

_WIDE = 26
"""Columns of a label's line."""
_LONGEST = 70
"""Letters of one part of a label; the rest stands in the other forms."""


@dataclass(frozen=True, slots=True)
class Box:
    """Something that a way leads to or from."""

    key: str
    """Harmless in any drawing language: `n1`, `n2` …"""
    kind: Kind
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """All ways from one box to another."""

    source: str
    target: str
    lines: tuple[str, ...]
    comes_back: bool = False
    """It is no way, but something planted here that comes back there."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and arrows."""

    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def drawing_of(it: Map) -> Drawing:
    """Return the drawing of a map, or of the neighbourhood that it is of."""
    return _Drawer(it).drawing()


class _Drawer:
    """Names boxes as they are needed, and gathers the arrows between them."""

    def __init__(self, whole: Map) -> None:
        self.map = whole
        self.boxes: dict[tuple[Kind, str], Box] = {}
        self.arrows: dict[tuple[str, str, bool], list[str]] = {}

    def drawing(self) -> Drawing:
        """Draw everything."""
        for id in self.map.places:
            self._scene(id)
        for way in self.map.ways:
            if self._shown(way.scene, way.target):
                self._way(way)
        for it in self.map.returns:
            if it.later.at is not None and self._shown(it.scene, it.later.at):
                held = f", if {in_words(it.later.when)}" if it.later.when is not None else ""
                self._arrow(self._scene(it.scene), self._scene(it.later.at), f"later: {it.option.id}{held}", True)
        self._events_at_scenes()
        if not self.map.around:
            self._endings()
        arrows = [Arrow(it[0], it[1], tuple(_folded(lines)), it[2]) for it, lines in self.arrows.items()]
        part = f" around {self.map.around}" if self.map.around else ""
        return Drawing(f"{unmarked(self.map.scenario.title)}{part}", tuple(self.boxes.values()), tuple(arrows))

    def _shown(self, scene: str, target: str) -> bool:
        """Say whether what goes from a scene, or from outside the scenes, to a target belongs to the drawing."""
        around = self.map.around
        return not around or around in (scene, target)

    def _way(self, way: Way) -> None:
        target = self._target(way.target)
        if way.kind == "start":
            self._arrow(self._box("start", "", ["Start"]), target, "")
        elif way.kind == "event":
            self._arrow(self._event(way.by), target, "")
        else:
            gate = f"if {in_words(way.gate)}" if way.gate is not None else ""
            self._arrow(self._scene(way.scene), target, joined([way.by, gate, way_words(way)], ", "))

    def _events_at_scenes(self) -> None:
        for event in self.map.scenario.events:
            if event.at is not None and self._shown("", event.at):
                self._arrow(self._event(event.id), self._scene(event.at), "")
            elif event.scene is None and event.at is None and not self.map.around:
                self._event(event.id)

    def _endings(self) -> None:
        end = next((box.key for box in self.boxes.values() if box.kind == "end"), None)
        for ending in self.map.scenario.endings:
            lines = [unmarked(ending.title), ending.id]
            if end is not None and not ending.at_once:
                self._arrow(end, self._box("ending", ending.id, lines), ending_words(ending))
            else:
                self._box("ending", ending.id, [*lines, ending_words(ending)])

    def _scene(self, id: str) -> str:
        place = self.map.places[id]
        title = scene_title(place.scene)
        lines = [title, *([id] if id != title else []), counted(place.entering.words, "word")]
        return self._box("decision" if place.scene.choices else "passage", id, lines)

    def _event(self, id: str) -> str:
        event = next(it for it in self.map.scenario.events if it.id == id)
        return self._box("event", id, [id, event_words(event)])

    def _target(self, target: str) -> str:
        if target in (END, BACK):
            return self._box("end" if target == END else "back", "", [target_words(target)])
        return self._scene(target)

    def _box(self, kind: Kind, id: str, lines: list[str]) -> str:
        """Return the key of a box, made where there is none yet."""
        if (kind, id) not in self.boxes:
            self.boxes[kind, id] = Box(f"n{len(self.boxes) + 1}", kind, tuple(_folded(lines)))
        return self.boxes[kind, id].key

    def _arrow(self, source: str, target: str, label: str, comes_back: bool = False) -> None:
        lines = self.arrows.setdefault((source, target, comes_back), [])
        lines += [label] if label else []


def _folded(parts: list[str]) -> Iterator[str]:
    """Give parts as lines, each cut where it is too long."""
    for part in parts:
        short = part if len(part) <= _LONGEST else f"{part[: _LONGEST - 1].rstrip()}…"
        yield from textwrap.wrap(short, _WIDE, break_on_hyphens=False)
