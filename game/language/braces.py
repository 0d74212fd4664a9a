"""What stands in braces without a colon: a number beside its name, a list, or a sentence that wants no braces."""

from __future__ import annotations

import re
from typing import get_origin

from game.language.codes import NOT_LIST, NOT_TEXT
from game.language.places import Path
from game.language.reading.nodes import Node, Scalar
from game.language.wording import PARTS, Wording, pair_of

_TEXTS = (
    "text", "else", "reply", "title", "name", "job", "because", "cue", "ask", "brief", "summary", "locked", "knows",
    "says", "cite", "support", "prompts", "questions", "aims", "touches",
)  # fmt: skip
"""Keys that hold sentences."""
_LISTS = frozenset(
    field.alias or name
    for part in PARTS
    for name, field in part.model_fields.items()
    if get_origin(field.annotation) is list
)


def without_colon(entries: list[tuple[Scalar, Node]], path: Path) -> Wording | None:
    """Word a group such as `{patients +3}`, written out as it should be; None where that cannot be told."""
    written, bare = [], []
    for key, value in entries:
        pair = (
            pair_of(key.text, _last_key(path)) if isinstance(value, Scalar) and value.plain and not value.text else None
        )
        if pair:
            bare.append(pair)
            written.append(": ".join(pair))
        elif isinstance(value, Scalar) and value.plain and value.text:
            written.append(f"{key.text}: {value.text}")
        else:
            return None
    if not bare:
        return None
    message = f"there is no colon between `{bare[0][0]}` and `{bare[0][1]}`"
    return Wording(message, f"Write `{{{', '.join(written)}}}`.")


def needless_braces(texts: list[str], path: Path) -> tuple[str, Wording] | None:
    """Word braces around a list or a sentence, with its code; None where names may stand that lack their values."""
    key, words = _last_key(path), ", ".join(texts)
    simple = key == "expect" or all(re.fullmatch(r"[\w-]+", text) for text in texts)
    if (key in _LISTS and path[-1] == key and simple) or (len(path) == 2 and path[0] == "facts"):
        message = "a list stands in square brackets, and these are braces"
        if set(texts) <= {"yes", "no"}:
            return NOT_LIST, Wording(message, f"Write `{key}: {texts[0]}`: what is yes or no is no list.")
        return NOT_LIST, Wording(message, f"Write `{key}: [{words}]`.")
    spoken = len(path) > 2 and isinstance(path[-2], int) and path[-3] in ("text", "else", "reply")
    if key not in _TEXTS and not spoken:
        return None
    lead = "- " if isinstance(path[-1], int) or key in _LISTS else f"{key}: "
    help = f"Take the braces away: `{lead}{words}`."
    if " " not in words:
        help = f'Put quotes around it if it is to show a number: `{lead}"{{{words}}}"`.'
    return NOT_TEXT, Wording("braces without quotes hold keys with their values, and this is a text", help)


def _last_key(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")
