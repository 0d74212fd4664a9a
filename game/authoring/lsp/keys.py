"""What the language says about a place in a file: its JSON Schema, followed along keys and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, TypeAlias

from game.authoring.schemas import Schema, schema

ITEM: Final = 0
"""Stands in a path for any item of a list."""
Steps: TypeAlias = tuple[str | int, ...]
"""Keys, and numbers for items of lists, from the top of the file."""


@cache
def bare_schema() -> Schema:
    """Return the language's schema without any file's ids."""
    return schema()


def parts_at(top: Schema, path: Steps) -> list[Schema]:
    """Return what may stand at a path: every possibility; none where the language knows no such place."""
    parts = list(_opened(top, top))
    for step in path:
        below = [it for part in parts for it in _below(part, step)]
        parts = [it for part in below for it in _opened(part, top)]
    return parts


def keys_of(parts: Iterable[Schema], top: Schema) -> dict[str, str]:
    """Return the keys that some parts may have, each with what it means."""
    found: dict[str, str] = {}
    for part in parts:
        for key, below in part.get("properties", {}).items():
            found.setdefault(key, _described(below, top))
    return found


def values_of(parts: Iterable[Schema]) -> list[str]:
    """Return the words that may stand where one of a few is due."""
    found = [it for part in parts for it in part.get("enum", ()) if isinstance(it, str)]
    return list(dict.fromkeys(found))


def formats_of(parts: Iterable[Schema]) -> set[str]:
    """Return the kinds of value that may stand there, as `text` or `condition`."""
    return {str(part["format"]) for part in parts if "format" in part}


def meaning(top: Schema, path: Steps) -> str:
    """Return what the key at the end of a path means; empty where it is no key of the language."""
    return keys_of(parts_at(top, path[:-1]), top).get(str(path[-1]), "") if path else ""


def _described(part: Schema, top: Schema) -> str:
    if "description" in part:
        return str(part["description"])
    return next((str(it["description"]) for it in _opened(part, top) if "description" in it), "")


def _opened(part: Schema, top: Schema) -> Iterator[Schema]:
    """Give a part without references and with each of its possibilities by itself."""
    if "$ref" in part:
        yield from _opened(top["$defs"][part["$ref"].rpartition("/")[2]], top)
    elif "anyOf" in part:
        for it in part["anyOf"]:
            yield from _opened(it, top)
    else:
        yield part


def _below(part: Schema, step: str | int) -> Iterator[Schema]:
    if isinstance(step, int):
        if "items" in part:
            yield part["items"]
        return
    if step in part.get("properties", {}):
        yield part["properties"][step]
        return
    yield from part.get("patternProperties", {}).values()
    if isinstance(others := part.get("additionalProperties"), dict):
        yield others
