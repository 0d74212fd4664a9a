# Beside the authors' guide: what the articles say, and where a player meets it. What is named there has to exist.

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, get_args

import pytest
from test_balance import FILES, scenario

import game
from game.findings.developing import APPROACHES
from game.findings.evidence import CARDS
from game.findings.model import View
from game.findings.positions import POSITIONS
from game.findings.reflections import Reflections
from game.group.session.state import Step
from game.language.library import library_folder
from game.present.behind import topics
from game.present.outline import outline
from game.scenario.story import Scenario

TABLE = (library_folder() / "COVERAGE.md").read_text(encoding="utf-8")
SAID = 109
"""Things that the five articles say."""
STANDINGS = ("met", "partly", "not met yet")
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
COUNT = re.compile(r"^\| ([a-z ]+) \| (\d+) \|$", re.MULTILINE)
NAME = re.compile(r"`([^`]+)`")


class Row(NamedTuple):
    number: int
    said: str
    standing: str
    where: str


ROWS = [Row(int(number), *rest) for number, *rest in ROW.findall(TABLE)]


def names_in(told: Scenario) -> Iterator[str]:
    for scene in told.scenes.values():
        yield scene.id
        yield from (f"{scene.id}.{it.id}" for it in scene.looks)
        yield from (f"{scene.id}.{it.id}" for it in scene.choices)
    yield from (f"event:{it.id}" for it in told.events)
    yield from (f"ending:{it.id}" for it in told.endings)
    yield from (f"dynamic:{it.id}" for it in told.dynamics)
    yield from (f"meter:{id}" for id in told.meters)
    yield from (f"person:{id}" for id in told.cast)


# The play is framed and the view is given, so that every part of a debrief that shows only then is among them.
def headings_of_a_debrief() -> Iterator[str]:
    moves = ["frame:wicked", "hold-back", "point", "names"]
    view = View(same=1)
    said = Reflections(reactions="Well.", view=view)
    told = scenario("first-shift")
    found = game.debrief(game.replay(told, seed=1, role=None, moves=moves), view)
    yield from (topic.title for topic in topics(found, told, said))
    for phase in outline(found, told, said):
        yield phase.title
        yield from (section.title for section in phase.sections)


@cache
def known() -> dict[str, frozenset[str]]:
    return {file.stem: frozenset(names_in(scenario(file.stem))) for file in FILES} | {
        "debrief": frozenset(headings_of_a_debrief()),
        "position": frozenset(it.id for it in POSITIONS),
        "evidence": frozenset(it.id for it in CARDS),
        "approach": frozenset(it.id for it in APPROACHES),
        "group session": frozenset(get_args(Step)),
    }


def unknown(name: str) -> list[str]:
    place, _, inside = name.partition(": ")
    if place not in known():
        return [place]
    if not inside or inside in known()[place]:
        return []
    return [it for it in inside.split(", ") if it not in known()[place]]


def test_everything_that_the_articles_say_stands_there_once_and_in_order() -> None:
    assert [row.number for row in ROWS] == list(range(1, SAID + 1))
    assert len(re.findall(r"^\| \d", TABLE, re.MULTILINE)) == SAID
    assert len({row.said for row in ROWS}) == SAID


def test_everything_named_there_exists() -> None:
    names = [name for name in NAME.findall(TABLE) if not name.endswith(":")]
    assert {name: found for name in names if (found := unknown(name))} == {}


@pytest.mark.parametrize(
    "name",
    [
        "acting-down",
        "acting-up: off-dutty",
        "acting-up: tears.form-last",
        "acting-up: tears, form-first",
        "acting-up: event:flue",
        "acting-up: ending:wednesday",
        "acting-up: person:lena",
        "debrief: The ten contrasts",
        "evidence: both, neither",
        "group session: shouting",
    ],
)
def test_a_name_that_does_not_exist_is_found(name: str) -> None:
    assert unknown(name)


def test_what_is_met_names_where_and_what_is_met_in_part_says_what_is_lacking() -> None:
    for row in ROWS:
        named = NAME.findall(row.where)
        assert row.standing in STANDINGS, row
        assert bool(named) == (row.standing != "not met yet"), row
        assert ("Lacking: " in row.where) == (row.standing == "partly"), row
        assert len(row.where.split()) > 3 or named, row


def test_each_article_is_cited_as_the_debrief_cites_it() -> None:
    *articles, last = re.findall(r"^## (.+)$", TABLE, re.MULTILINE)
    cites = " ".join(side.cite for position in POSITIONS for side in position.sides).casefold()
    assert len(articles) == 5 and last == "Together"
    assert [it for it in articles if it.casefold() not in cites] == []


def test_the_counts_at_the_foot_are_those_of_the_table() -> None:
    told = {words: int(count) for words, count in COUNT.findall(TABLE)}
    counted = Counter(row.standing for row in ROWS)
    assert told == {it: counted[it] for it in STANDINGS} | {"in all": SAID}
