"""What a scenario's conditions and amounts may name, and clashes between those names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from game.language import models
from game.language.codes import BAD_FORM, NAME_TAKEN, OUT_OF_RANGE, SAME_ID
from game.language.expressions.names import ANSWERS, RESERVED_WORDS, SYSTEM_NAMES, Names
from game.language.places import Path
from game.language.reporting import Reporter
from game.scenario.meters import FACT_LIMIT, Fact
from game.scenario.scenes import BACK, END

_WHOLE = re.compile(r"[+-]?\d+\Z")
_BEAT_KEYS = ("when", "text", "else")


def read_facts(model: models.Scenario, report: Reporter) -> dict[str, Fact]:
    """Read what each fact is from how it starts."""
    facts = {}
    for id, start in model.facts.items():
        path: Path = ("facts", id)
        if isinstance(start, list):
            facts[id] = Fact(id, start[0], tuple(start))
            for place, word in enumerate(start):
                if word in start[:place]:
                    said = f"`{word}` stands in this list twice"
                    report.value(SAME_ID, (*path, place), said, "Take one of them out.")
        elif start in ANSWERS:
            facts[id] = Fact(id, ANSWERS[start])
        elif _WHOLE.match(start):
            facts[id] = Fact(id, int(start))
            if abs(int(start)) > FACT_LIMIT:
                report.value(
                    OUT_OF_RANGE, path, f"{start} is too large for a fact", f"Facts stop at {FACT_LIMIT:,} either side."
                )
        else:
            report.value(
                BAD_FORM,
                path,
                f"a fact starts as yes, no, a whole number or a list of words, and `{start}` is none of these",
                f"Write the words it can take, the first one first: [{start}, another-word].",
            )
            facts[id] = Fact(id, False)
    return facts


def read_names(model: models.Scenario, facts: dict[str, Fact]) -> Names:
    """Gather what may be named."""
    facts = {id: fact for id, fact in facts.items() if id not in model.meters}  # a clash is told once, where it is
    choices: dict[str, list[str]] = {}
    for scene_id, scene in model.scenes.items():
        for option in (*scene.looks, *scene.choices):
            choices.setdefault(option.id, []).append(scene_id)
    return Names(
        meters=frozenset(model.meters),
        numbers=frozenset(id for id, fact in facts.items() if fact.kind == "number"),
        flags=frozenset(id for id, fact in facts.items() if fact.kind == "flag"),
        lists={id: fact.words for id, fact in facts.items() if fact.kind == "list"},
        roles=tuple(model.roles),
        scenes=frozenset(model.scenes),
        events=frozenset(event.id for event in model.events),
        choices={id: tuple(scenes) for id, scenes in choices.items()},
        endings=tuple(ending.id for ending in model.endings),
    )


def at_the_end(names: Names) -> Names:
    """Return what tests and promises may name."""
    return replace(names, finished=True)


def check_names(model: models.Scenario, facts: dict[str, Fact], report: Reporter) -> None:
    """Report names that clash with each other or with the language's own words."""
    taken: dict[str, str] = {}
    for name, kind, path in _all_names(model, facts):
        if name in SYSTEM_NAMES or name in RESERVED_WORDS:
            said = f"`{name}` is a word of the language and cannot name a {kind}"
            report.key(NAME_TAKEN, path, said, "Choose another name, here and wherever it is used.")
        elif taken.setdefault(name, kind) != kind:
            report.key(
                NAME_TAKEN,
                path,
                f"`{name}` is the name of a {taken[name]} already",
                f"Give this {kind} another name: conditions could not tell the two apart.",
            )
    for key in model.cast:
        if key in _BEAT_KEYS:
            said = f"nobody in the cast can be called `{key}`: a beat uses that word"
            report.key(NAME_TAKEN, ("cast", key), said, "Choose another id, such as their first name.")
    for key in model.scenes:
        if key in (END, BACK):
            said = f"a scene cannot be called `{key}`: `goto: {key}` means something else"
            report.key(NAME_TAKEN, ("scenes", key), said, "Choose another id.")
    _check_repeats(model, report)


def _all_names(model: models.Scenario, facts: dict[str, Fact]) -> Iterator[tuple[str, str, Path]]:
    """Iterate over everything that shares the one name space, with what it is and where."""
    yield from ((id, "meter", ("meters", id)) for id in model.meters)
    yield from ((id, "fact", ("facts", id)) for id in facts)
    yield from ((id, "role", ("roles", id)) for id in model.roles)
    for id, fact in facts.items():
        yield from ((word, "word of a list", ("facts", id, place)) for place, word in enumerate(fact.words))


def _check_repeats(model: models.Scenario, report: Reporter) -> None:
    """Report ids that stand twice where each must be unique."""
    groups: list[tuple[str, list[tuple[str, Path]]]] = [
        ("event", [(it.id, ("events", n, "id")) for n, it in enumerate(model.events)]),
        ("dynamic", [(it.id, ("dynamics", n, "id")) for n, it in enumerate(model.dynamics)]),
        ("ending", [(it.id, ("endings", n, "id")) for n, it in enumerate(model.endings)]),
    ]
    for id, scene in model.scenes.items():
        options: list[tuple[str, Path]] = []
        for key, entries in (("looks", scene.looks), ("choices", scene.choices)):
            options += [(it.id, ("scenes", id, key, n, "id")) for n, it in enumerate(entries)]
        groups.append(("choice or look of this scene", options))
    for kind, named in groups:
        seen = set()
        for id, path in named:
            if id in seen:
                report.value(SAME_ID, path, f"another {kind} is called `{id}` already", "Give this one another id.")
            seen.add(id)
