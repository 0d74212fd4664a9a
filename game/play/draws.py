"""Chance, pinned: the same seed, place and count give the same draw on every machine, for ever."""

from __future__ import annotations

from hashlib import blake2b


def draw(seed: int, place: str, count: int) -> int:
    """Return a whole number from 0 to 99.

    `place` is `choice:scene.id`, `look:scene.id` or `event:id`; `count` is how many times that place has drawn
    before. So one changed choice leaves the luck of every other place as it was.
    """
    digest = blake2b(f"{seed}|{place}|{count}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % 100
