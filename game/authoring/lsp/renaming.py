"""Another id for something, written wherever the old one stands; or why that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.lsp.buffers import Buffer
from game.authoring.lsp.index import Index
from game.authoring.lsp.names import Mention, Name, Names
from game.language.diagnostics import Place
from game.language.expressions.names import RESERVED_WORDS, SYSTEM_NAMES
from game.language.fields import is_id
from game.scenario.scenes import BACK, END

_BEAT_WORDS = ("when", "text", "else")
_ONE_SPACE = ("meter", "fact", "role", "word")
"""What conditions name without saying what it is, so that no two may be called the same."""
_OPTIONS = ("choice", "look")


class RefusedError(ValueError):
    """Something cannot be renamed; the text says why and what to do."""


def renameable(buffer: Buffer, line: int, column: int) -> tuple[Name, Place] | None:
    """Return the name at a place, counted from 1, and where it stands; None where there is nothing to rename."""
    index = _readable(buffer)
    mention = index.at(line, column)
    return (mention.name, mention.place) if mention else None


def renamed(buffer: Buffer, line: int, column: int, new: str) -> list[tuple[Place, str]]:
    """Return what to write where, so that the name at a place is `new` in the whole file. Raises RefusedError."""
    index = _readable(buffer)
    mention = index.at(line, column)
    if mention is None:
        raise RefusedError("There is no name here. Put the cursor on an id, where it is given or used.")
    name = mention.name
    if new == name.id:
        return []
    refuse(name, new, index.names)
    places = [*index.given(name), *index.used(name)]
    return [*(_written(it, new, index) for it in places), *_told_apart(name, new, index)]


def refuse(name: Name, new: str, names: Names) -> None:
    """Raise RefusedError where something cannot be called so."""
    if not is_id(new):
        raise RefusedError(
            f'"{new}" cannot be an id: ids are lower-case letters, digits and hyphens, starting with a letter.'
        )
    if reserved(name, new):
        raise RefusedError(f'"{new}" is a word of the language and cannot name a {name.kind}. Choose another.')
    taken = next(iter(_in_the_way(name, new, names)), None)
    if taken is not None:
        where = f' in scene "{taken.home}"' if taken.kind in _OPTIONS else ""
        raise RefusedError(f'"{new}" is the id of a {taken.kind}{where} already. Choose another.')


def reserved(name: Name, new: str) -> bool:
    """Say whether the language keeps a word for itself, where this name stands."""
    match name.kind:
        case "scene":
            return new in (END, BACK)
        case "person":
            return new in _BEAT_WORDS
        case "ending" | "meter" | "fact" | "role" | "word":
            return new in RESERVED_WORDS or (new in SYSTEM_NAMES and name.kind != "ending")
    return False


def _in_the_way(name: Name, new: str, names: Names) -> list[Name]:
    """Return what is called so already and could not be told apart."""
    called = names.called(new)
    if name.kind in _ONE_SPACE:
        # Two lists may share a word.
        clash = [it for it in called if it.kind in _ONE_SPACE]
        return [it for it in clash if not (name.kind == it.kind == "word" and name.home != it.home)]
    if name.kind in _OPTIONS:
        return [it for it in called if it.kind in _OPTIONS and it.home == name.home]
    return [it for it in called if it.kind == name.kind]


def _written(it: Mention, new: str, index: Index) -> tuple[Place, str]:
    if not it.exact:
        raise RefusedError(
            f'"{it.name.id}" stands on line {it.place.line} in a way that cannot be written over. '
            f"Change that line by hand first."
        )
    shared = it.alone and any(home != it.name.home for home in index.names.homes.get(new, ()))
    return it.place, f"{it.name.home}.{new}" if shared else new


def _told_apart(name: Name, new: str, index: Index) -> Iterator[tuple[Place, str]]:
    """Give `chose(id)` its scene where the id is another scene's, and would be that of two now."""
    if name.kind in _OPTIONS:
        for home in index.names.homes.get(new, ()):
            other = index.names.option(new, home)
            uses = index.used(other) if other else []
            yield from ((it.place, f"{home}.{new}") for it in uses if it.alone)


def _readable(buffer: Buffer) -> Index:
    index = buffer.reading.index
    if index is None:
        raise RefusedError("This file cannot be read as it is, so nothing can be renamed. Mend its errors first.")
    return index
