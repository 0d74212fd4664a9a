"""What exploring, play-testing and testing found, as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import TypeAdapter

from game.documents.data import to_json
from game.paths.answers import Paths
from game.paths.playtest import Playtest
from game.paths.promises import Judged
from game.paths.tests import Result
from game.scenario.story import Scenario


def explored_json(paths: Paths) -> str:
    """Return all that exploring found."""
    return to_json(TypeAdapter(Paths).dump_python(paths, mode="json"))


def playtest_json(playtest: Playtest) -> str:
    """Return all that play-testing found."""
    return to_json(TypeAdapter(Playtest).dump_python(playtest, mode="json"))


def tested_json(scenario: Scenario, called: str, results: Sequence[Result], judged: Sequence[Judged]) -> str:
    """Return what became of tests and promises; `called` is how the author named the file."""
    return to_json({
        "scenario": scenario.id,
        "file": called,
        "tests": TypeAdapter(list[Result]).dump_python(list(results), mode="json"),
        "promises": TypeAdapter(list[Judged]).dump_python(list(judged), mode="json"),
    })  # fmt: skip
