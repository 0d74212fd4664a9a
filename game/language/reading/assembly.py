"""Builds the tree from the parser's events, and says where it could not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from game.language.diagnostics import Place
from game.language.reading import syntax_codes as codes
from game.language.reading.lines import block_place
from game.language.reading.nodes import Items, Map, Node, Scalar
from game.language.reading.refusals import Refusals
from game.language.reading.syntax_keys import glued_bracket, tight_colon
from game.language.reading.trouble import Kind, Spot, Trouble

MOST_LEVELS: Final = 40
"""How deep entries may stand within entries; a scenario needs about a dozen levels."""
MOST_NODES: Final = 200_000
"""How many texts, lists and groups one file may hold."""
MOST_REFUSALS: Final = 1_000
"""After so many mistakes nothing more is read: nobody mends them in one go."""

_LOADER: Final = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class _Enough(Exception):
    """Nothing below this place is read."""


@dataclass(slots=True)
class _Open:
    """A list or a group of entries that is still being read."""

    node: Map | Items
    brackets: bool
    key: Node | None = None
    """The key whose value comes next."""
    keeps: bool = True
    """Whether that value goes into the tree."""
    seen: dict[str, Scalar] = field(default_factory=dict)
    """Every key so far."""


class Assembly:
    """One pass over a file: the tree so far, what was refused, and what had been read when it stopped."""

    def __init__(self, lines: Sequence[str], file: str) -> None:
        """Start with the lines of the file and the name to call it by."""
        self.root: Node | None = None
        self.stopped = False
        """Whether reading was broken off because there is too much of something."""
        self.misread = False
        """Whether a mistake has put entries where they were not meant to be."""
        self.refusals = Refusals(lines, file)
        self.blocks: list[tuple[int, int]] = []
        """The lines, from 0, first and last, that are text of a block."""
        self.folds: list[tuple[int, int]] = []
        """The lines, from 0, first and last, on which another text goes on that began on a line above."""
        self.lines = lines
        self._file = file
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0
        self._end_of_last = Place(1, 1, 1, 1)
        self._last: Kind = "nothing"
        self._last_place = self._end_of_last

    def follow(self, text: str) -> Trouble | None:
        """Read the text to its end; what is known about the place if it cannot be read to there."""
        takers: dict[type[Event], Callable[[Any], None]] = {
            ScalarEvent: self._take_scalar,
            MappingStartEvent: self._begin,
            SequenceStartEvent: self._begin,
            MappingEndEvent: self._end,
            SequenceEndEvent: self._end,
            AliasEvent: self._take_alias,
            DocumentStartEvent: self._begin_document,
        }
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                take = takers.get(type(event))
                if take is not None:
                    take(event)
        except _Enough:
            return None
        except yaml.MarkedYAMLError as error:
            at, began = error.problem_mark, error.context_mark
            words = f"{error.context or ''} {error.problem or ''}".lower()
            spot = Spot(at.line, at.column) if at else self._line_end()
            return self._trouble(spot, Spot(began.line, began.column) if began else spot, words)
        except (yaml.YAMLError, ValueError, OverflowError):  # the slow parser trips over impossible escapes
            return self._trouble(self._line_end(), self._line_end(), "quoted scalar")
        return None

    def _take_scalar(self, event: ScalarEvent) -> None:
        style, text, place = event.style, event.value, _place(event)
        kind: Kind = "quoted"
        if not style:
            kind = "plain"
            if place.line > len(self.lines):  # nothing, after a `?` that ends the file
                place = self._end_of_last
            self.refusals.cut(text, place)
        elif style in "|>":
            kind = "block"
            place, last_line = block_place(self.lines, place)
            self.blocks.append((place.line, last_line))
        elif not text.isprintable():
            text = self.refusals.odd_escape(text, place)
        if place.end_line != place.line and kind != "block":
            self.folds.append((place.line, place.end_line - 1))
        if event.anchor is not None or event.tag is not None:
            self.refusals.mark(place, event.anchor is not None, before_text=True)
        self._saw(kind, place)
        self._attach(Scalar(text, kind == "plain", kind == "block", place, self.lines))

    def _take_alias(self, event: AliasEvent) -> None:
        place, written = _place(event), f"*{event.anchor}"
        self.refusals.alias(place, written)
        self._saw("alias", place)
        self._attach(Scalar(written, True, False, place, self.lines))

    def _begin(self, event: CollectionStartEvent) -> None:
        place = _place(event)
        if event.anchor is not None or event.tag is not None:
            self.refusals.mark(place, event.anchor is not None, before_text=False)
        if len(self._open) == MOST_LEVELS:
            message = f"entries stand within entries here, more than {MOST_LEVELS} deep"
            self._stop(codes.TOO_DEEP, place, message, "No part of a scenario goes that deep; write it flatter.")
        node: Map | Items = Map([], place) if isinstance(event, MappingStartEvent) else Items([], place)
        self._attach(node)
        self._open.append(_Open(node, bool(event.flow_style)))

    def _end(self, event: CollectionEndEvent) -> None:
        closed = self._open.pop()
        node, last = closed.node, self._end_of_last
        bracket = _place(event) if closed.brackets else last
        closes = closed.brackets and bracket.column != bracket.end_column  # `[a: 1]` holds entries without braces
        if closes:
            last = bracket
        node.span = Place(node.span.line, node.span.column, last.end_line, last.end_column)
        if closes:
            self._saw("brackets", node.span)

    def _begin_document(self, event: DocumentStartEvent) -> None:
        place = _place(event)
        self._documents += 1
        if self._documents > 1:
            self.refusals.refuse(
                codes.SECOND_DOCUMENT,
                place,
                "a line of three dashes begins a second part, and one file is one scenario",
                "Take the line away, or put what follows in a file of its own.",
            )
            raise _Enough
        if event.version is not None or event.tags:
            self.refusals.directive(place)

    def _attach(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            message = f"this file has more than {MOST_NODES:,} entries"
            self._stop(codes.TOO_MANY, node.span, message, "Split it into several scenarios.")
        if len(self.refusals.diagnostics) >= MOST_REFUSALS:
            self.stopped = True
            raise _Enough
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent.node, Items):
            parent.node.items.append(node)
        elif parent.key is None:
            parent.key = node
            parent.keeps = self._accepts_key(node, parent)
        else:
            if parent.keeps and isinstance(parent.key, Scalar):
                self._add_entry(parent, parent.node, parent.key, node)
            parent.key = None

    def _accepts_key(self, key: Node, parent: _Open) -> bool:
        """Whether the entry goes into the tree; if not, it is said why."""
        if not isinstance(key, Scalar):
            self.refusals.group_as_key(key.span)
            return False
        if not key.text.isascii():
            key.text = self.refusals.invisible_in_key(key)
        glued = glued_bracket(key.text) if key.plain and ("{" in key.text or "[" in key.text) else None
        if glued:
            self.refusals.glued_key(key, glued)
            self.misread = True
            return False
        first = parent.seen.setdefault(key.text, key)
        if first is not key:
            self.refusals.same_key(key, first)
            return False
        if key.text == "<<" and key.plain:
            self.refusals.merge_key(key.span)
            return False
        return True

    def _add_entry(self, parent: _Open, node: Map, key: Scalar, value: Node) -> None:
        here, there = key.span, value.span
        if here.end_line != there.line:
            self._look_below(value)
        elif (
            parent.brackets
            and key.plain
            and ":" in key.text
            and here.end_column == there.column  # so there was no other colon
            and not key.text[0].isdigit()  # as in 08:30, which a comma has cut off
        ):
            self.refusals.no_space_after_colon(key)
            key, value = _parted(key)
        node.entries.append((key, value))

    def _look_below(self, value: Node) -> None:
        """Refuse a text on the line below its key that should have been an entry, such as `tame:A counted gap`."""
        if isinstance(value, Scalar) and value.plain and " " in value.text and tight_colon(value.text):
            self.refusals.no_space_after_colon(value)
            self.misread = True

    def _saw(self, kind: Kind, place: Place) -> None:
        self._end_of_last = place
        if place.column != place.end_column or place.line != place.end_line:  # else nothing was written there
            self._last, self._last_place = kind, place

    def _stop(self, code: str, place: Place, message: str, help: str) -> None:
        self.refusals.refuse(code, place, message, help)
        self.stopped = True
        raise _Enough

    def _line_end(self) -> Spot:
        line = self._end_of_last.end_line - 1
        return Spot(line, len(self.lines[line]) if line < len(self.lines) else 0)

    def _trouble(self, at: Spot, began: Spot, words: str) -> Trouble:
        last = self._last_place
        brackets = [opened.node.span for opened in self._open if opened.brackets]
        return Trouble(
            file=self._file,
            lines=self.lines,
            words=words,
            at=at,
            began=began,
            last=self._last,
            last_start=Spot(last.line - 1, last.column - 1),
            last_end=Spot(last.end_line - 1, last.end_column - 1),
            bracket=Spot(brackets[-1].line - 1, brackets[-1].column - 1) if brackets else None,
        )


def _parted(written: Scalar) -> tuple[Scalar, Scalar]:
    """What `staff:+4` was meant to be: a key, and its value."""
    name, _, rest = written.text.partition(":")
    here = written.span
    key = Scalar(name, True, False, written.place_of(0, len(name)), written.source)
    place = written.place_of(len(name) + 1, len(written.text)) if rest else here
    return key, Scalar(rest, True, False, place, written.source)


def _place(event: Event) -> Place:
    start, end = event.start_mark, event.end_mark
    assert start is not None and end is not None
    return Place(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
