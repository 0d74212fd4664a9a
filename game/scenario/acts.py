"""The vocabulary of the two hats: acts, demands, poles, marks, capabilities, and how an act fits a demand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, TypeAlias, get_args

Act: TypeAlias = Literal["command", "manage", "lead", "avoid"]
"""`lead` sets direction or asks people to own the work; `manage` organises a known fix; `command` gives the
answer in an emergency; `avoid` leaves the moment unmet, however kindly meant."""

Demand: TypeAlias = Literal["critical", "tame", "wicked"]
"""What a moment asks for (Grint 2008): critical asks for command, tame for management, wicked for leadership."""

Fit: TypeAlias = Literal["well", "partly", "not"]
"""How far an act met what the moment asked for."""

Mark: TypeAlias = Literal["direction", "alignment", "commitment", "delegates", "takes-back"]
"""Direction, alignment and commitment are West's words for what leadership creates (seed 001)."""

Capability: TypeAlias = Literal[
    "clinical-credibility",
    "systems-thinking",
    "quality-improvement",
    "compassionate-leadership",
    "collaborative-leadership",
    "resilience",
    "change-leadership",
    "financial-acumen",
    "regulatory-navigation",
    "ethical-reasoning",
]
"""The ten capabilities of seed 004."""

Pole: TypeAlias = Literal[
    "people", "process", "take-risk", "reduce-risk", "change", "consistency", "innovate", "replicate",
    "transform", "increment", "coach", "direct", "long-term", "short-term", "empower", "control",
    "vision", "procedure",
]  # fmt: skip
"""One side of one of the nine contrasts."""

CONTRASTS: tuple[tuple[Pole, Pole], ...] = (
    ("people", "process"),
    ("take-risk", "reduce-risk"),
    ("change", "consistency"),
    ("innovate", "replicate"),
    ("transform", "increment"),
    ("coach", "direct"),
    ("long-term", "short-term"),
    ("empower", "control"),
    ("vision", "procedure"),
)
"""The nine contrasts of Figure 1 in seed 002 (after Handy 1993 and Kotter 2013), leadership side first."""

ACTS: tuple[Act, ...] = get_args(Act)
DEMANDS: tuple[Demand, ...] = get_args(Demand)
OWN_ACT: Mapping[Demand, Act] = {"critical": "command", "tame": "manage", "wicked": "lead"}
"""The act that each demand asks for."""

PARTLY: frozenset[tuple[Demand, Act]] = frozenset(
    {("tame", "command"), ("tame", "lead"), ("critical", "manage"), ("wicked", "manage")}
)
"""Acts that meet a demand in part."""

_STEPS: tuple[Fit, ...] = ("not", "partly", "well")


def fit_to(demand: Demand, acts: Collection[Act]) -> Fit:
    """Say how far the acts of a choice meet one demand."""
    if OWN_ACT[demand] in acts:
        return _less_for_avoiding("well", acts)
    partly = any((demand, act) in PARTLY for act in acts)
    return _less_for_avoiding("partly" if partly else "not", acts)


def fit(demands: Sequence[Demand], acts: Collection[Act]) -> Fit:
    """Say how far the acts of a choice meet a moment, its main demand first.

    The main demand decides, except that meeting only another one is partly. With `avoid` among the acts it is
    one step less.
    """
    plain = [act for act in acts if act != "avoid"]
    main = fit_to(demands[0], plain)
    if main == "not" and any(fit_to(other, plain) == "well" for other in demands[1:]):
        main = "partly"
    return _less_for_avoiding(main, acts)


def best_fit(demands: Sequence[Demand], acts: Collection[Act], contested: bool) -> Fit:
    """Say the fit, where on a contested moment meeting any of its demands counts as well."""
    fits = [fit(demands, acts)]
    if contested:
        fits += [fit_to(demand, acts) for demand in demands]
    return max(fits, key=_STEPS.index)


def _less_for_avoiding(fit: Fit, acts: Collection[Act]) -> Fit:
    return _STEPS[max(0, _STEPS.index(fit) - 1)] if "avoid" in acts else fit
