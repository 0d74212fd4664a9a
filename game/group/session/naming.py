"""Names for people who give none: two good-natured words, the same for the same id, no two alike in one session."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.resources import files

from rpds import HashTrieSet


@cache
def _words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the first words and the second words. Read once: the file travels with the program, as code does."""
    text = files("game.group.session").joinpath("names.txt").read_text(encoding="utf-8")
    first, second = (tuple(block.split()) for block in text.split("\n\n"))
    return first, second


def key(name: str) -> str:
    """Return what two names must not share: their letters, whatever their case."""
    return name.casefold()


def generated(id: str, taken: HashTrieSet[str]) -> str:
    """Return the name that an id gives, or the next one that is free; `taken` holds keys."""
    first, second = _words()
    start = int.from_bytes(blake2b(id.encode(), digest_size=8).digest())
    many = len(first) * len(second)
    for step in range(many):
        one, other = divmod((start + step) % many, len(second))
        name = f"{first[one]} {second[other]}"
        if key(name) not in taken:
            return name
    return f"Guest {id[:20]}"
