"""Conditions in plain words: what they ask, and how that stood when the play ended."""

from __future__ import annotations

from typing import Final, NamedTuple

from game.findings.ending import AtTheEnd
from game.findings.model import Ended
from game.paths.wording import in_words
from game.present.clocks import clock_words
from game.present.text import unmarked
from game.present.words import listed, numbers
from game.scenario.evaluation import evaluate
from game.scenario.expressions import (
    Among,
    Both,
    Call,
    Compare,
    Comparison,
    Constant,
    Either,
    Expression,
    Name,
    Not,
    Value,
    walk,
)
from game.scenario.prose import as_typed
from game.scenario.story import Scenario

_AT: Final[dict[Comparison, str]] = {
    ">=": "at {} or more", "<=": "at {} or less", ">": "above {}", "<": "below {}", "==": "at {}", "!=": "not at {}",
}  # fmt: skip
_WHEN: Final[dict[Comparison, str]] = {
    ">=": "at {} or later", "<=": "at {} or earlier", ">": "after {}", "<": "before {}", "==": "at {}",
    "!=": "not at {}",
}  # fmt: skip
_TURNED: Final[dict[Comparison, Comparison]] = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "==": "==", "!=": "!="}

_FAR: Final = 1_000_000


class Asked(NamedTuple):
    """One thing that a condition asks."""

    words: str
    """After `asks for`: `Trust at 46 or more`."""
    stood: str
    """How it was: `it stood at 44`."""
    held: bool
    meters: tuple[tuple[str, int], ...]
    """The ids of the meters that it reads, each with how far it stood from where that would have turned."""


def asked(condition: Expression | None, scenario: Scenario, ended: Ended) -> tuple[Asked, ...]:
    """Return what a condition asks, part by part; nothing where there is no condition."""
    if condition is None:
        return ()
    parts = condition.parts if isinstance(condition, Both) else (condition,)
    return tuple(_one(part, scenario, ended) for part in parts)


def _one(tree: Expression, scenario: Scenario, ended: Ended) -> Asked:
    held = bool(evaluate(tree, AtTheEnd(ended)))
    if isinstance(tree, Either):
        parts = [_one(part, scenario, ended) for part in tree.parts]
        meters = tuple(meter for it in parts for meter in it.meters)
        if held:  # one part that holds is enough
            return next(it for it in parts if it.held)._replace(meters=meters)
        words = listed((f"{it.words} ({it.stood})" for it in parts), "or")
        return Asked(words, "none of it was so", held, meters)
    words, stood = _said(tree, scenario, ended, held)
    return Asked(words, stood, held, _meters(tree, ended))


def _meters(tree: Expression, ended: Ended) -> tuple[tuple[str, int], ...]:
    """Return the meters of a part; where it is no plain comparison with a number, how far it was is not known."""
    nodes = list(walk(tree))
    ids = dict.fromkeys(it.id for it in nodes if isinstance(it, Name) and it.kind == "meter")
    values = [it.value for it in nodes if isinstance(it, Constant) and type(it.value) is int]
    plain = isinstance(tree, Compare) and len(nodes) == 3 and len(values) == len(ids) == 1
    return tuple((id, abs(ended.meters[id] - values[0]) if plain else _FAR) for id in ids)


def _said(tree: Expression, scenario: Scenario, ended: Ended, held: bool) -> tuple[str, str]:
    match tree:
        case Compare(rest=((comparison, Constant(value=value)),), first=Name() as name):
            return _compared(name, comparison, value, scenario, ended)
        case Compare(first=Constant(value=value), rest=((comparison, Name() as name),)):
            return _compared(name, _TURNED[comparison], value, scenario, ended)
        case Among(operand=Name() as name):
            words = f"{_named(name, scenario)} to be {listed((_shown(it.value) for it in tree.values), 'or')}"
            return words, f"it was {_value(name, ended)}{_since(name, ended)}"
        case Name():
            return f"{_named(tree, scenario)} to be so", f"{_was(held)}{_since(tree, ended)}"
        case Call():
            return _call(tree, scenario), _was(held)
        case Not(operand=Name() as name):
            return f"{_named(name, scenario)} not to be so", f"{_was(not held)}{_since(name, ended)}"
        case Not(operand=Call() as call):
            return f"{_call(call, scenario).replace(' to have ', ' not to have ', 1)}", _was(not held)
    return f"“{unmarked(in_words(tree))}”", "this was so" if held else "this was not so"


def _compared(name: Name, comparison: Comparison, value: Value, scenario: Scenario, ended: Ended) -> tuple[str, str]:
    named, stands = _named(name, scenario), _value(name, ended)
    if name.kind == "now":
        at = clock_words(scenario.clock, int(value))
        return f"the end {_WHEN[comparison].format(at)}", f"it was {clock_words(scenario.clock, ended.now)}"
    if isinstance(value, str | bool):
        negated = "not " if comparison == "!=" else ""
        return f"{named} {negated}to be {_shown(value)}", f"it was {stands}{_since(name, ended)}"
    return f"{named} {_AT[comparison].format(value)}", f"it stood at {stands}{_since(name, ended)}"


def _named(name: Name, scenario: Scenario) -> str:
    if name.kind == "meter":
        return unmarked(scenario.meters[name.id].name)
    return "the chair" if name.kind == "role" else f"“{name.id.replace('-', ' ')}”"


def _value(name: Name, ended: Ended) -> str:
    return _shown(AtTheEnd(ended).name(name.kind, name.id))


def _shown(value: Value) -> str:
    return ("so" if value else "not so") if isinstance(value, bool) else str(value).replace("-", " ")


def _was(held: bool) -> str:
    return "it was so" if held else "it was not so"


def _since(name: Name, ended: Ended) -> str:
    """Name the decisions of this play that made a fact what it was."""
    made = ended.settled.get(name.id, ()) if name.kind == "fact" else ()
    if not made:
        return ""
    return f", from decision{'s' * (len(made) > 1)} {numbers(made)}"


def _call(call: Call, scenario: Scenario) -> str:
    if call.function == "visited":
        return f"the story to have come to “{unmarked(scenario.scenes[call.target].title) or call.target}”"
    if call.function == "chose":
        scene, _, id = call.target.partition(".")
        return f"you to have chosen “{unmarked(as_typed(scenario.scenes[scene].option(id).label)).rstrip('.')}”"
    event = next(it for it in scenario.events if it.id == call.target)
    return f"this to have happened: “{unmarked(event.happening.because) or call.target.replace('-', ' ')}”"
