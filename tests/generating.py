"""Random small scenarios as files, and random plays of them; every file loads and every play can be played on.

A scenario is drawn as a tree of dictionaries and lists in which everything a person would read begins with `WORDS`;
`as_yaml` puts words there, told apart by their number unless the caller gives others. The first choice of every
decision is `on`: it is always open and leads on, so that a play which keeps making it comes to an end.

What conditions name is there in every scenario (scenes `one`, `two` and `bell`, event `alarm`), so that nearly all
strategies are made once: making them anew for each example would cost more than everything else together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import count
from typing import Any, TypeAlias

import yaml
from hypothesis import strategies as st

from game.language.loading import loads
from game.play.playing import Play, start
from game.scenario.story import Scenario

Tree: TypeAlias = dict[str, Any]
Drawn: TypeAlias = st.SearchStrategy[Any]
"""Any part of a tree."""

WORDS = "~"
"""Stands where words go; what follows it, such as a placeholder, stays behind them."""
ON = "on"
"""The id of every decision's first choice."""
SCENES = ("one", "two", "three", "four", "five", "six")
"""The main line; the first and the last have choices."""
INTERRUPTIONS = ("bell", "call")
"""Scenes that only events lead to."""
EVENTS = ("alarm", "visit", "letter")
SEEDS = st.integers(0, 999)
ENOUGH = 40
"""Choices after which a play that keeps going `on` has certainly ended."""


def keys(needed: dict[str, Drawn], optional: dict[str, Drawn]) -> Drawn:
    """Give a group of keys, each of the optional ones there or not."""
    return st.fixed_dictionaries(needed, optional=optional)


def up_to(most: int, part: Drawn, least: int = 0) -> Drawn:
    """Give a list of `least` to `most` parts."""
    return st.lists(part, min_size=least, max_size=most)


# Expressions

_SINGLE: Drawn = st.one_of(
    st.builds(
        "{} {} {}".format,
        st.sampled_from(["patients", "trust", "finance"]),
        st.sampled_from(["<", "<=", ">", ">=", "==", "!="]),
        st.integers(-20, 100),
    ),
    st.sampled_from([
        "told", "not told", "told is yes", "cover is agency", "cover is not none", "cover in [none, own]",
        "bells > 0", "bells in [0, 2]", "calls == 3", "now >= 3", "now / 2 * 2 == now", "20 <= patients < 60",
        "min(patients, trust) > 40", "finance - bells < 0", "max(finance, bells, 1) == 1", "role is sister",
        "role is not sister", "visited(one)", "visited(two)", "visited(bell)", "chose(one.on)", "chose(one.b)",
        "chose(bell.on)", "chose(bell.b)", "chose(one.p)", "happened(alarm)",
    ]),
)  # fmt: skip
_JOINED = st.builds("{} {} {}".format, _SINGLE, st.sampled_from(["and", "or", "and not", "or not"]), _SINGLE)

CONDITIONS: Drawn = _SINGLE | _JOINED | _JOINED.map("not ({})".format)
AMOUNTS: Drawn = st.integers(-12, 12) | st.sampled_from([
    "+3", "bells", "now - 3", "patients / 10", "(50 - trust) / 8", "min(4, now)", "max(finance, -6)",
    "-finance / 3", "2 * bells - 1",
])  # fmt: skip
EVENT_ODDS: Drawn = st.sampled_from([100, 50, 20, 80, 0, -5, 120, "bells * 30 + 20", "100 - patients"])
CHANCE_ODDS: st.SearchStrategy[Sequence[int | str]] = st.sampled_from(
    [(100,), (70, 30), (30, 70), (50, 25, 25), (0, 100), ("patients", "100 - patients")]
)

# Texts

TEXT: Drawn = st.sampled_from([WORDS, WORDS, f"{WORDS} {{patients}}", f"{WORDS} {{finance.word}} {{bells}} {{cover}}"])
_BEAT: Drawn = st.one_of(
    TEXT,
    keys({"amara": TEXT}, {"when": CONDITIONS}),
    keys({"when": CONDITIONS, "text": TEXT | up_to(2, TEXT, least=1)}, {"else": TEXT}),
)
PROSE: Drawn = TEXT | TEXT | up_to(2, _BEAT, least=1)

# Happenings

PLACES: Drawn = st.sampled_from(["one", "two", "bell"])
"""Scenes that are in every scenario."""
_DOING: dict[str, Drawn] = {
    "effects": st.dictionaries(st.sampled_from(["patients", "trust", "finance", "bells"]), AMOUNTS, max_size=2),
    "set": st.sampled_from([
        {"told": "yes"}, {"told": "no"}, {"cover": "agency"}, {"cover": "own", "told": "yes"}, {"calls": 3},
    ]),
}  # fmt: skip
"""`bells` is only changed and `calls` only set, since one happening may not do both to one fact."""
_LATER_REST = {"when": CONDITIONS, "text": TEXT, **_DOING}
_LATER = keys({"after": st.integers(1, 4)}, _LATER_REST) | keys({"at": PLACES}, _LATER_REST)
_OUTCOME = keys({"text": TEXT}, _DOING) | keys({"text": TEXT, "later": up_to(1, _LATER, least=1)}, _DOING)


@st.composite
def chances(draw: st.DrawFn) -> list[Tree]:
    """Give the outcomes of a chance, whose odds make 100."""
    return [{"odds": odds} | draw(_OUTCOME) for odds in draw(CHANCE_ODDS)]


# Looks and choices

GATE: Drawn = st.just({}) | keys({"when": CONDITIONS}, {"locked": TEXT})
"""Nothing, or a condition that hides an option, or one that shows it closed."""
_OPTION = st.builds(
    lambda plain, more: plain | more,
    keys({"text": TEXT}, {"takes": st.integers(0, 3), "reply": PROSE, **_DOING}),
    st.one_of(
        st.just({}),
        keys({"chance": chances()}, {}),
        keys({"later": up_to(2, _LATER, least=1)}, {}),
        keys({"chance": chances(), "later": up_to(2, _LATER, least=1)}, {}),
    ),
)
_ACTS: Drawn = st.lists(st.sampled_from(["command", "manage", "lead", "avoid"]), min_size=1, max_size=2, unique=True)
_ONCE = keys({}, {"once": st.just("yes")})


@cache
def targets(scenes: Sequence[str]) -> Drawn:
    """Give one of these scenes, `end` or `back`."""
    return st.sampled_from(scenes)


@cache
def own_way(scenes: Sequence[str]) -> Drawn:
    """Give nothing, so that a choice goes the way of its scene, or a way of its own, or one of two."""
    branches = st.tuples(keys({"when": CONDITIONS, "scene": targets(scenes)}, {}), keys({"scene": targets(scenes)}, {}))
    return keys({}, {"goto": targets(scenes) | branches.map(list)})


@st.composite
def choices(draw: st.DrawFn, id: str, scenes: Sequence[str]) -> Tree:
    """Give a choice, ungated, that leads to one of the scenes."""
    return {"id": id, "acts": draw(_ACTS), "because": WORDS, **draw(_OPTION), **draw(own_way(scenes))}


# Scenes

_DEMAND = st.dictionaries(st.sampled_from(["critical", "tame", "wicked"]), st.just(WORDS), min_size=1, max_size=2)
_DECISION = keys(
    {"demand": _DEMAND, "cue": st.just(WORDS)},
    {"ask": st.just(WORDS), "frame": st.just("ask"), "contested": st.just("yes")},
)
_DECIDED = keys({"text": PROSE, "decision": _DECISION}, {"title": st.just(WORDS), "takes": st.integers(0, 3)})
_PASSED = keys({"text": PROSE}, {"takes": st.integers(0, 3)})


@st.composite
def decided(draw: st.DrawFn, onward: Sequence[str], anywhere: Sequence[str]) -> Tree:
    """Give a scene with choices; `on` leads onward, the others anywhere."""
    scene: Tree = draw(_DECIDED) | {"goto": draw(targets(onward))}
    scene["looks"] = [{"id": id} | draw(_OPTION) | draw(GATE) for id in ["p", "q"][: draw(st.integers(1, 2))]]
    scene["choices"] = [draw(choices(ON, onward)), draw(choices("b", anywhere)) | draw(GATE) | draw(_ONCE)]
    for id in ["c", "d"][: draw(st.sampled_from([0, 0, 1, 2]))]:
        scene["choices"].append(draw(choices(id, anywhere)) | draw(GATE) | draw(_ONCE))
    return scene


@st.composite
def stories(draw: st.DrawFn) -> Tree:
    """Give every scene: 2 to 6 of the main line, then those that events lead to."""
    scenes: Tree = {}
    main, aside = SCENES[: draw(st.integers(2, 6))], INTERRUPTIONS[: draw(st.integers(1, 2))]
    for line, ways in ((main, ("end",)), (aside, ("back", "back", "end"))):
        for place, id in enumerate(line):
            onward = (*line[place + 1 : place + 2] * 3, *line[place + 1 :], *ways)
            if line is main and 0 < place < len(main) - 1 and draw(st.booleans()):
                scenes[id] = draw(_PASSED) | {"goto": draw(targets(onward))}
            else:
                scenes[id] = draw(decided(onward, (*line, *ways)))
    return scenes


# The rest of the file

_EVENT = keys(
    {}, {"when": CONDITIONS, "odds": EVENT_ODDS, "once": st.sampled_from(["yes", "no"]), "text": PROSE, **_DOING}
)
_EVENT_PLACE: Drawn = st.just({}) | keys({"at": PLACES}, {}) | st.just({"scene": "bell"})
_DYNAMIC = keys({"because": st.just(WORDS)}, {"when": CONDITIONS, "text": PROSE, "source": st.just("study"), **_DOING})
_SUDDEN = st.sampled_from([
    "told", "cover is agency", "cover is own and visited(one)", "patients <= 10", "trust > 80", "now > 9 or told",
    "bells not in [0, 1, 2]",
])  # fmt: skip
_ENDING = {"title": st.just(WORDS), "text": PROSE}
_ENDINGS = st.tuples(
    up_to(1, keys({"when": _SUDDEN, "at_once": st.just("yes"), **_ENDING}, {})),
    up_to(1, keys({"when": CONDITIONS, **_ENDING}, {})),
    up_to(1, keys(_ENDING, {}), least=1),
).map(lambda parts: _numbered("end", [it for part in parts for it in part]))
_METERS = st.builds(
    lambda patients, finance, trust: {
        "patients": {"name": WORDS, "start": patients},
        "finance": {
            "name": WORDS, "start": finance, "min": -20, "max": 20, "words": {-20: WORDS, 0: WORDS, 7: WORDS},
        },
        "trust": {"name": WORDS, "start": trust, "hidden": "yes", "better": "low"},
    },
    st.integers(0, 100), st.integers(-20, 20), st.integers(0, 100),
)  # fmt: skip
_CLOCK = st.sampled_from([{"unit": "hour", "starts": "Friday 19:00"}, {"unit": "week"}])


def _numbered(word: str, parts: Sequence[Tree]) -> list[Tree]:
    return [{"id": f"{word}-{number}", **part} for number, part in enumerate(parts, 1)]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Give a whole scenario as a tree."""
    names = EVENTS[: draw(st.integers(1, 3))]
    person = {"name": WORDS, "brief": WORDS, "knows": WORDS}
    return {
        "two_hats": 1,
        "title": WORDS,
        "summary": WORDS,
        "brief": WORDS,
        "touches": [WORDS],
        "clock": draw(_CLOCK),
        "cast": {"amara": {"name": WORDS, "job": WORDS, "knows": WORDS}},
        "roles": {"sister": person, "matron": person},
        "meters": draw(_METERS),
        "facts": {"told": "no", "bells": draw(st.integers(0, 2)), "calls": -1, "cover": ["none", "agency", "own"]},
        "dynamics": draw(up_to(2, _DYNAMIC).map(lambda parts: _numbered("dynamic", parts))),
        "start": "one",
        "scenes": draw(stories()),
        "events": [{"id": id} | draw(_EVENT) | draw(_EVENT_PLACE) for id in names],
        "endings": draw(_ENDINGS),
        "debrief": {"questions": [WORDS], "support": WORDS},
        "sources": {"study": {"cite": WORDS, "says": WORDS}},
    }


# Files and plays


def as_yaml(tree: Tree, words: Callable[[int], str] = "Words {}.".format) -> str:
    """Return a tree as the text of a file, with `words(1)`, `words(2)` and so on wherever words go."""
    numbers = count(1)

    def filled(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: filled(value) for key, value in part.items()}
        if isinstance(part, list):
            return [filled(value) for value in part]
        if isinstance(part, str) and part.startswith(WORDS):
            return words(next(numbers)) + part.removeprefix(WORDS)
        return part

    return yaml.dump(filled(tree), Dumper=_Dumper, sort_keys=False, width=100_000)


class _Dumper(yaml.CSafeDumper):
    """Writes equal parts out again, since a scenario has no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


files: st.SearchStrategy[str] = trees().map(as_yaml)
"""The texts of whole files."""


def scenario_of(text: str, name: str = "generated.yaml") -> Scenario:
    """Read the text of a file."""
    return loads(text.encode(), name)


scenarios: st.SearchStrategy[Scenario] = files.map(scenario_of)


@st.composite
def going_on(draw: st.DrawFn, play: Play, most: int = 15) -> Play:
    """Give a play after up to `most` more choices, looks, framings and reasons, mostly at its end."""
    for _ in range(most):
        if play.over:
            break
        play = play.make(draw(st.sampled_from(moves_open_in(play))))
    return play


def plays(scenario: Scenario, most: int = 15) -> st.SearchStrategy[Play]:
    """Give plays of a scenario, of any seed and role, of up to `most` moves."""
    begun = st.builds(start, st.just(scenario), SEEDS, st.sampled_from([*scenario.roles, None]))
    return begun.flatmap(lambda play: going_on(play, most))


played: st.SearchStrategy[Play] = scenarios.flatmap(plays)
"""A play of a scenario of its own."""


def moves_open_in(play: Play) -> list[str]:
    """Return the moves that can be made: choices and looks, twice, so that they are made more often than notes."""
    can = [it.id if it.kind == "choice" else f"look:{it.id}" for it in play.options if it.open]
    steps = sorted(can, key=lambda move: move != ON)
    return [*steps, *steps, "frame:wicked", "reason:It was late, and nobody asked."]


def played_on(play: Play) -> Play:
    """Return the play after going `on` until it is over; after ENOUGH choices it is given back as it stands."""
    for _ in range(ENOUGH):
        if play.over:
            break
        play = play.choose(ON)
    return play
