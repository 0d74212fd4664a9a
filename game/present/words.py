"""The words for acts, demands, fit and numbers, the same wherever they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from game.scenario.acts import Act, Demand, Fit, Mark

if TYPE_CHECKING:
    from game.findings.model import Shift
    from game.scenario.meters import Meter

DEMAND_WORDS: dict[Demand, str] = {
    "critical": "needs an answer now",
    "tame": "has a known fix",
    "wicked": "nobody has the answer yet",
}
"""A kind of moment in plain words (Grint 2008 calls them critical, tame and wicked)."""


def demand_title(demand: Demand) -> str:
    """Return a kind of moment as the beginning of a sentence: `Has a known fix`."""
    words = DEMAND_WORDS[demand]
    return f"{words[:1].upper()}{words[1:]}"


TO_MEET: dict[Demand, str] = {"critical": "to command", "tame": "to manage", "wicked": "to lead"}
"""What each demand is a moment for."""

ACT_WORDS: dict[Act, str] = {
    "lead": "asked people for the answer, or set a direction",
    "manage": "organised a known fix",
    "command": "told people what to do",
    "avoid": "left it",
}
"""What was done, after `you`."""

ACT_NAMES: dict[Act, str] = {"lead": "leading", "manage": "managing", "command": "commanding", "avoid": "leaving it"}

ACT_DONE: dict[Act, str] = {"lead": "led", "manage": "managed", "command": "commanded", "avoid": "left it"}
"""What was done, in one word after `you`."""

FIT_WORDS: dict[Fit, str] = {"well": "well met", "partly": "partly met", "not": "not met"}

MARK_WORDS: dict[Mark, str] = {
    "delegates": "Work handed over",
    "takes-back": "Work taken back",
    "direction": "A direction agreed",
    "alignment": "Work fitted together",
    "commitment": "People took it on as their own",
}
"""What a mark says of a choice; the last three are West's words for what leading makes (seed 001), in plain ones."""

TIMES = ("never", "once", "twice")
"""How often, up to two; from three on a number and `times`."""


def times(count: int) -> str:
    """Return how often: never, once, twice, 3 times."""
    return TIMES[count] if count < len(TIMES) else f"{count} times"


def frame_words(demand: Demand) -> str:
    """Return a kind of moment as the beginning of a sentence: `It has a known fix`, `Nobody has the answer yet`."""
    return "Nobody has the answer yet" if demand == "wicked" else f"It {DEMAND_WORDS[demand]}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return words as a phrase: `a, b and c`."""
    words = list(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def numbers(decisions: Sequence[int]) -> str:
    """Return decision numbers as a phrase: `2`, `1 and 4`."""
    return listed(str(number) for number in decisions)


def acts_done(acts: Sequence[Act]) -> str:
    """Say what the acts of a choice were, after `you`: `led and managed`, `led, and left the rest`, `left it`."""
    done = listed(ACT_DONE[act] for act in acts if act != "avoid")
    if "avoid" not in acts:
        return done
    return f"{done}, and left the rest" if done else ACT_DONE["avoid"]


def meter_words(meter: Meter, value: int, before: int | None = None) -> str:
    """Return a meter in words: `Staff wellbeing 57, steady`, or with what it was before `… 57, down 3, steady`."""
    change = f", {change_words(value - before)}" if before is not None and before != value else ""
    return f"{meter.name} {value}{change}, {meter.word(value)}"


def change_words(amount: int) -> str:
    """Return a change: `up 4`, `down 3`, `unchanged`."""
    return "unchanged" if amount == 0 else f"{'up' if amount > 0 else 'down'} {abs(amount)}"


def beside_words(amount: int) -> str:
    """Return how far something would stand from where it does: `4 higher`, `3 lower`."""
    return f"{abs(amount)} {'higher' if amount > 0 else 'lower'}"


def shift_words(shifts: Iterable[Shift]) -> str:
    """Return what moved: `Staff wellbeing 48 to 52 (up 4). Not shown in play: Trust up 5`; empty where nothing did."""
    shifts = list(shifts)
    seen = listed(
        f"{it.name} {it.before} to {it.after} ({change_words(it.after - it.before)})" for it in shifts if not it.hidden
    )
    unseen = listed(f"{it.name} {change_words(it.after - it.before)}" for it in shifts if it.hidden)
    return ". ".join(filter(None, [seen, f"Not shown in play: {unseen}" if unseen else ""]))
