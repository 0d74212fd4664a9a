"""What the expressions of these tests may name."""

from __future__ import annotations

from dataclasses import replace

from game.language.expressions.names import Names

IN_PLAY = Names(
    meters=frozenset({"patients", "staff", "finance", "trust", "load", "grip"}),
    numbers=frozenset({"bells"}),
    flags=frozenset({"told", "counted", "finished", "meg-known", "meg-leads"}),
    lists={
        "cover": ("none", "agency", "own"),
        "before": ("none", "agency"),
        "heard": ("porter", "bulletin", "plan", "you"),
    },
    roles=("ward-manager", "matron"),
    scenes=frozenset({"handover", "midnight", "complaint", "night"}),
    events=frozenset({"family", "record-down", "vacancy-panel"}),
    choices={
        "book-agency": ("handover",),
        "acuity": ("handover",),
        "later": ("complaint", "night"),
        "call-it": ("midnight",),
        "her-rule": ("night",),
        "over-her": ("night",),
    },
    endings=("lost", "together", "held", "trust"),
)
"""`trust` is a meter and an ending; `later` is a choice of two scenes; `cover` and `before` share words."""

AT_THE_END = replace(IN_PLAY, finished=True)
"""The same in tests and promises."""

BARE = Names()
"""A scenario that has nothing."""
