"""What can be written at the cursor: keys, the language's own words, and the names of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lsprotocol import types

from game.authoring.lsp.buffers import Buffer
from game.authoring.lsp.conditions import owners, question_at, scene_before
from game.authoring.lsp.index import Index
from game.authoring.lsp.keys import bare_schema, formats_of, keys_of, parts_at, values_of
from game.authoring.lsp.looking import Spot, spot_at
from game.authoring.lsp.names import Kind, Name, Names
from game.authoring.lsp.positions import Positions
from game.authoring.lsp.telling import is_hidden, label
from game.authoring.lsp.uses import LOOK
from game.authoring.schemas import Schema
from game.language.diagnostics import Place
from game.language.expressions.names import FINISHED_NAMES
from game.language.expressions.tokens import ends_a_value, tokenize
from game.language.models import Promise
from game.language.reading.nodes import Map
from game.scenario.scenes import BACK, END

_EXPRESSIONS: Final = {"condition", "number or expression"}
_WORD: Final = re.compile(rf"(?:{LOOK})?[\w-]*$")
_BRACE: Final = re.compile(r"\{([\w-]+\.)?[\w-]*$")
_REFERENCES: Final[dict[str, tuple[Kind, ...]]] = {
    "start": ("scene",), "room_cut": ("scene",), "scene": ("scene",), "at": ("scene",), "goto": ("scene",),
    "source": ("source",), "role": ("role",), "choose": ("choice", "look"),
}  # fmt: skip
"""What the ids are that the schema offers under a key, to say more about each."""
_JOINTS: Final = {"and": "both hold", "or": "one of them holds", "is": "compares", "in": "one of: in [a, b]"}
_BEGINNINGS: Final = {
    "not": "turns it round",
    "visited": "visited(scene): entered before this visit",
    "chose": "chose(id): a choice or look was made",
    "happened": "happened(event)",
    "min": "min(a, b): the smallest",
    "max": "max(a, b): the largest",
}
_OWN_TARGETS: Final = {END: "the play ends", BACK: "on with what the event interrupted"}


class Offer(NamedTuple):
    """Something that can be written."""

    text: str
    detail: str = ""
    kind: types.CompletionItemKind = types.CompletionItemKind.Value
    after: str = ""
    """What is written behind it."""


def complete(buffer: Buffer, line: int, column: int, positions: Positions) -> list[types.CompletionItem]:
    """Return what can be written at a place, counted from 1."""
    lines = buffer.reading.lines
    spot = spot_at(lines, line, column)
    if spot is None:
        return []
    fragment = _fragment(spot.typed)
    span = positions.range(Place(line, column - len(fragment), line, column))
    colon = lines[line - 1][column - 1 :].lstrip().startswith(":")
    return [
        types.CompletionItem(
            label=it.text,
            kind=it.kind,
            detail=it.detail or None,
            filter_text=it.text,
            text_edit=types.TextEdit(range=span, new_text=it.text if colon else it.text + it.after),
        )
        for it in offers(spot, buffer.good)
    ]


def offers(spot: Spot, index: Index | None) -> list[Offer]:
    """Return what can be written at a spot, with the names of the text as it last could be read."""
    top = index.schema if index else bare_schema()
    parts = parts_at(top, spot.path)
    found: list[Offer] = []
    names = index.names if index else Names(Map([], Place(1, 1, 1, 1)))
    if "text" in formats_of(parts) and (brace := _BRACE.search(spot.typed)):
        return list(_in_braces(brace.group(1), names))
    if not spot.value and " " not in spot.typed:
        found += [it for it in _keys(parts, top) if it.text not in spot.beside]
    if formats_of(parts) & _EXPRESSIONS:
        found += _in_expression(spot, names)
    else:
        found += _values(parts, spot, index)
    return found


def _keys(parts: list[Schema], top: Schema) -> Iterator[Offer]:
    for key, meaning in keys_of(parts, top).items():
        yield Offer(key, meaning, types.CompletionItemKind.Property, ": ")


def _values(parts: list[Schema], spot: Spot, index: Index | None) -> Iterator[Offer]:
    key = next((step for step in reversed(spot.path) if isinstance(step, str)), "")
    kinds = _REFERENCES.get(key, ())
    home = ""
    if len(spot.path) > 1 and "choose" in spot.path[:-1]:
        kinds, home = _REFERENCES["choose"], str(spot.path[spot.path.index("choose") + 1])
    for value in values_of(parts):
        names = [Name(kind, value.removeprefix(LOOK), home) for kind in kinds]
        told = next((label(it, index) for it in names if index and it in index.names.given), "")
        yield Offer(value, told or (_OWN_TARGETS.get(value, "") if "scene" in kinds else ""))


def _in_braces(dotted: str | None, names: Names) -> Iterator[Offer]:
    """Offer what a text can print."""
    if dotted:
        if names.known("meter", dotted.removesuffix(".")):
            yield Offer("word", "the meter's band", types.CompletionItemKind.Value, "}")
        return
    for name in names.of("meter", "fact"):
        if not is_hidden(names.given[name].node):
            yield Offer(name.id, name.kind, types.CompletionItemKind.Variable)


def _in_expression(spot: Spot, names: Names) -> Iterator[Offer]:
    """Offer what can stand next in a condition or an amount."""
    tokens = tokenize(spot.typed[: len(spot.typed) - len(_fragment(spot.typed))])
    at = len(tokens) - 1
    finished = "expect" in spot.path or spot.path[-1] in Promise.KINDS
    if asked := question_at(tokens, at):
        yield from _asked(asked, scene_before(tokens, at), names)
        return
    words = [word for owner in owners(tokens, at) for word in _words_of(owner, names)]
    if words:
        yield from (Offer(it.id, it.kind, types.CompletionItemKind.EnumMember) for it in words)
        return
    if at > 0 and ends_a_value(tokens[at - 1]):
        yield from (Offer(word, told, types.CompletionItemKind.Keyword) for word, told in _JOINTS.items())
        return
    for name in names.of("meter", "fact"):
        yield Offer(name.id, name.kind, types.CompletionItemKind.Variable)
    system = ("now", *(("role",) if names.of("role") else ()), *(FINISHED_NAMES if finished else ()))
    yield from (Offer(word, "", types.CompletionItemKind.Keyword) for word in system)
    questions = {**_BEGINNINGS, **({"share": "share(ending): its per cent of random plays"} if finished else {})}
    yield from (Offer(word, told, types.CompletionItemKind.Function) for word, told in questions.items())


def _asked(asked: str, scene: str | None, names: Names) -> Iterator[Offer]:
    """Offer what a question can be asked about."""
    if asked != "chose":
        kinds: dict[str, Kind] = {"visited": "scene", "happened": "event"}
        found = [it.id for it in names.of(kinds.get(asked, "ending"))]
    elif scene is not None:
        found = [it.id for it in names.of("choice", "look") if it.home == scene]
    else:
        found = [id if len(homes) == 1 else f"{homes[0]}.{id}" for id, homes in names.homes.items()]
        found += [f"{home}.{id}" for id, homes in names.homes.items() for home in homes[1:]]
    yield from (Offer(it, kind=types.CompletionItemKind.Reference) for it in found)


def _words_of(owner: str, names: Names) -> list[Name]:
    if owner in ("role", "ending"):
        return names.of("role") if owner == "role" else names.of("ending")
    return [it for it in names.of("word") if it.home == owner]


def _fragment(typed: str) -> str:
    """Return the part of a word that is typed already."""
    match = _WORD.search(typed)
    return match.group() if match else ""
