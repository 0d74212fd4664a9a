"""What the desk offers: everything that the facilitator can do now, as a short list with more behind some of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

Json: TypeAlias = Mapping[str, Any]
Command: TypeAlias = dict[str, Any]
Kind: TypeAlias = Literal["words", "minutes", "counts", "name"]

ROUND_NAMES = {"frame": "the kind of moment", "first": "the first vote", "second": "the second vote"}
"""A round in words."""


class Ask(NamedTuple):
    """Something to be typed before a command is whole."""

    field: str
    """The command's field that takes it."""
    label: str
    kind: Kind = "words"
    options: tuple[str, ...] = ()
    """Where counts are asked for: the ids, in the order of the numbers to type."""
    now: str = ""
    """What stands there already."""


class Offer(NamedTuple):
    """One thing to do: a command, a command that still wants words, or a list of further offers."""

    key: str
    """Names it among its neighbours; the same from one moment to the next, so that a finger finds it again."""
    label: str
    command: Command | None = None
    ask: Ask | None = None
    more: tuple[Offer, ...] = ()


def walk(found: tuple[Offer, ...]) -> Iterator[Offer]:
    """Give every offer, those behind others too."""
    for it in found:
        yield it
        yield from walk(it.more)


def found_at(found: tuple[Offer, ...], path: tuple[str, ...]) -> Offer | None:
    """Return the offer that a path of keys leads to; None where it is not there any more."""
    offer: Offer | None = None
    for key in path:
        offer = next((it for it in found if it.key == key), None)
        if offer is None:
            return None
        found = offer.more
    return offer


class TypedError(Exception):
    """What was typed does not fit. The text is a sentence."""


def filled(offer: Offer, typed: str) -> Command:
    """Return an offer's command with what was typed in it. Raises TypedError."""
    assert offer.command is not None
    if offer.ask is None:
        return offer.command
    typed = typed.strip()
    value: object = typed
    if offer.ask.kind == "minutes":
        if not (typed.isdecimal() and 1 <= int(typed) <= 60):
            raise TypedError("Type a number of minutes from 1 to 60.")
        value = int(typed)
    elif offer.ask.kind == "counts":
        value = counts(typed, offer.ask.options)
    return {**offer.command, offer.ask.field: value}


def counts(typed: str, options: tuple[str, ...]) -> dict[str, int]:
    """Return counted hands, typed as numbers in the order of the options: `12 7 3`. Raises TypedError."""
    numbers = typed.replace(",", " ").split()
    if len(numbers) != len(options) or not all(it.isdecimal() and int(it) <= 100_000 for it in numbers):
        example = " ".join(str(it) for it in (12, 7, 3, 0, 1, 2, 4, 5, 6, 8)[: len(options)])
        raise TypedError(f"Type {len(options)} numbers, one for each option in its order, such as: {example}")
    return dict(zip(options, map(int, numbers), strict=True))
