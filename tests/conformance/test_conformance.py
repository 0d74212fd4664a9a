import functools
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import game

CORPUS = Path(__file__).parent
FOLDERS = sorted(path.parent for path in CORPUS.glob("*/scenario.yaml"))
PLAYS = sorted(CORPUS.glob("*/*.play.yaml"))
KEYS = {"rule", "seed", "role", "moves", "transcript", "expect", "refused"}
# Two hats' own words for a yes and a no, since Python takes a yes for the number 1.
YES_NO = {True: "yes", False: "no"}


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name.removesuffix('.play.yaml')}"


@functools.cache
def _scenario(folder: Path) -> Any:
    return game.load(str(folder / "scenario.yaml"))


def _case(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(case) <= KEYS, "a key that the corpus does not know"
    assert set(case.get("expect", {})) <= set(SEEN), "an expectation that the corpus does not know"
    assert case.keys() & {"transcript", "expect", "refused"}, "a case that expects nothing"
    return case


def _facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: YES_NO[value] if isinstance(value, bool) else value for name, value in facts.items()}


# What a case asks of an option or a decision, in the case's own form.
def _fields(thing: Any, wanted: Mapping[str, Any]) -> dict[str, Any]:
    seen = {field: getattr(thing, field) for field in wanted}
    return {field: dict(value) if isinstance(value, Mapping) else value for field, value in seen.items()}


# One entry for each thing there is; one that the case did not foresee shows itself by the fields named last.
def _each(things: Any, wanted: list[dict[str, Any]], told_by: Iterable[str]) -> list[dict[str, Any]]:
    entries = [*wanted, *[dict.fromkeys(told_by)] * (len(things) - len(wanted))]
    return [_fields(thing, entry) for thing, entry in zip(things, entries, strict=False)]


# The word the case wants where the error has it, else the whole error.
def _fault(play: Any, wanted: str | None) -> str | None:
    if play.fault is None:
        return None
    sentence = str(play.fault)
    return wanted if wanted is not None and wanted in sentence.lower() else sentence


# How each expectation is read off a play: from the play and what the case wants, to a value like the wanted one.
SEEN: dict[str, Callable[[Any, Any], Any]] = {
    "scene": lambda play, _: play.scene.id,
    "now": lambda play, _: play.now,
    "meters": lambda play, _: dict(play.meters),
    "facts": lambda play, _: _facts(play.facts),
    "ending": lambda play, _: play.ending.id if play.ending else None,
    "fault": _fault,
    "options": lambda play, wanted: _each(play.options, wanted, ("id", "kind", "open")),
    "draws": lambda play, _: [list(decision.draws) for decision in play.decisions],
    "decisions": lambda play, wanted: _each(play.decisions, wanted, ("scene", "choice")),
}


def _transcript(play: Any) -> list[str]:
    return [f"{beat.speaker.name}: {beat.text}" if beat.speaker else beat.text for beat in play.transcript]


def _replay(path: Path, case: Mapping[str, Any], moves: list[str]) -> Any:
    return game.replay(_scenario(path.parent), seed=case["seed"], role=case["role"], moves=moves)


@pytest.mark.parametrize("path", PLAYS, ids=_name)
def test_a_play_follows_the_language(path: Path) -> None:
    case = _case(path)
    play = _replay(path, case, case["moves"])
    wanted = dict(case.get("expect", {}))
    seen = {key: SEEN[key](play, wanted[key]) for key in wanted}
    if "facts" in wanted:
        wanted["facts"] = _facts(wanted["facts"])
    assert seen == wanted, case["rule"]
    if "transcript" in case:
        assert _transcript(play) == case["transcript"], case["rule"]


@pytest.mark.parametrize("path", [path for path in PLAYS if "refused" in _case(path)], ids=_name)
def test_a_move_that_is_not_there_is_refused(path: Path) -> None:
    case = _case(path)
    _replay(path, case, case["moves"])
    with pytest.raises(game.MoveError):
        _replay(path, case, [*case["moves"], case["refused"]])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_rule_has_a_play(folder: Path) -> None:
    assert list(folder.glob("*.play.yaml"))


def test_each_play_has_a_scenario() -> None:
    assert {path.parent for path in PLAYS} <= set(FOLDERS)
