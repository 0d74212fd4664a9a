"""The line at the top, which says where one is, and the line at the bottom, which says what can be pressed."""

from __future__ import annotations

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from game.present.glyphs import UNICODE, Glyphs
from game.present.meters import clipped
from game.present.text import safe, width

KEY_NAMES = {
    "enter": "enter", "escape": "esc", "space": "space", "question_mark": "?", "f1": "F1", "f2": "F2", "f3": "F3",
    "up": "up", "down": "down", "left": "left", "right": "right", "backspace": "backspace", "delete": "del",
    "pageup": "page up", "pagedown": "page down", "comma": ",", "ctrl+q": "ctrl+q", "ctrl+p": "ctrl+p",
    "ctrl+z": "ctrl+z", "tab": "tab", "home": "home", "end": "end",
}  # fmt: skip


HELP = "help"
"""The action whose key is always shown."""


def key_name(key: str) -> str:
    """Return a key as people call it."""
    return KEY_NAMES.get(key, key)


class TopBar(Widget):
    """Where one is, at the left, and how far, at the right; the right gives way last."""

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        """Draw with `glyphs`."""
        super().__init__()
        self.glyphs = glyphs

    def render(self) -> RenderResult:
        """Draw the line."""
        room = self.size.width
        right = clipped(safe(self.right), room, self.glyphs)
        left = clipped(safe(self.left), max(0, room - width(right) - 2), self.glyphs)
        space = " " * max(0, room - width(left) - width(right))
        return Content.assemble((left, ".strong"), space, (right, ".faint"))


class KeyBar(Widget):
    """The keys that work now, made from the bindings themselves; each can be clicked."""

    def __init__(self) -> None:
        """Show nothing until the bindings are known."""
        super().__init__()
        self._spots: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: Screen[object]) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        """Draw as many keys as there is room for, the screen's own first; help always has its room, at the right."""
        self._spots.clear()
        shown = self._shown()
        last = [it for it in shown if it[2] == HELP]
        room = self.size.width - sum(_length(it) + 2 for it in last)
        parts: list[tuple[str, str]] = []
        at = 0
        for it in [it for it in shown if it[2] != HELP]:
            if at + _length(it) > room:
                break
            at = self._put(it, at, parts)
        if last:
            start = max(at, self.size.width - _length(last[0]))
            parts.append((" " * (start - at), ""))
            self._put(last[0], start, parts)
        return Content.assemble(*parts)

    def _put(self, key: tuple[str, str, str], at: int, parts: list[tuple[str, str]]) -> int:
        """Add a key to the line, remember where it can be clicked, and return where the next may stand."""
        name, description, _ = key_name(key[0]), key[1], key[2]
        self._spots.append((at, at + _length(key), key[0]))
        parts += [(name, ".key"), (f" {description}  ", ".faint")]
        return at + _length(key) + 2

    def _shown(self) -> list[tuple[str, str, str]]:
        """Return the keys to show with their words and actions, one for each action."""
        seen: dict[str, tuple[str, str, str]] = {}
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.show and enabled and binding.action not in seen:
                seen[binding.action] = (binding.key, binding.description, binding.action)
        return list(seen.values())

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        for start, end, key in self._spots:
            if start <= event.x < end:
                self.app.simulate_key(key)


def _length(key: tuple[str, str, str]) -> int:
    return width(key_name(key[0])) + 1 + width(key[1])
