"""What cannot be done, with the reason."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Code: TypeAlias = Literal[
    "not-allowed", "not-now", "closed", "over", "unknown", "not-open", "too-long", "empty", "taken", "reason-needed",
    "removed", "full", "paused", "wrong",
]  # fmt: skip
"""Why, for a program."""


class Refusal(NamedTuple):
    """Something that cannot be done."""

    code: Code
    reason: str
    """A plain sentence, for people."""
