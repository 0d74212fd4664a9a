from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from checks import GOOD
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from game.authoring.reference import PARTS
from game.authoring.schemas import schema, schema_text
from game.cli import cli
from game.language.library import library_files
from game.language.reading.reader import read_bytes, read_file

TESTS = Path(__file__).parents[1]
SILENT = TESTS / "language" / "gallery" / "silent"
TAKES_MORE = {"all-in-braces-as-json", "everything-quoted", "words-that-yaml-takes-for-something-else"}
"""A schema knows no quoted numbers and takes `null` for nothing; the language reads both."""
FILES = [*library_files(), *(file for file in sorted(SILENT.glob("*.yaml")) if file.stem not in TAKES_MORE)]
CONFORMING = sorted((TESTS / "conformance").glob("*/scenario.yaml"))
LANGUAGE = schema()


class Yaml12(yaml.CSafeLoader):
    """Reads plain words as YAML 1.2 does, and so as editors do."""


Yaml12.yaml_implicit_resolvers = {}
for tag, pattern in {
    "bool": "true|True|TRUE|false|False|FALSE",
    "null": "null|Null|NULL|~|",
    "int": "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None)


def complaints(made: dict[str, Any], text: str) -> list[str]:
    data = yaml.load(text, Loader=Yaml12)
    return [f"{list(it.absolute_path)}: {it.message}" for it in Draft202012Validator(made).iter_errors(data)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_good_file_holds_against_the_schema_and_against_its_own(file: Path) -> None:
    text, own = file.read_text(encoding="utf-8-sig"), schema(read_file(file).root)
    Draft202012Validator.check_schema(own)
    assert complaints(LANGUAGE, text) == []
    assert complaints(own, text) == []


def test_every_scenario_of_the_conformance_tests_holds_against_the_schema() -> None:
    found = {file.parent.name: complaints(LANGUAGE, file.read_text(encoding="utf-8")) for file in CONFORMING}
    assert len(found) > 50
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: One short", "titel: One short"),
        ("start: 60", "start: many"),
        ("acts: [manage]", "acts: manage"),
        ("acts: [manage]", "acts: [organise]"),
        ("tame: A counted gap", "easy: A counted gap"),
        ("  handover:\n    title", "  Handover:\n    title"),
        ("goto: midnight", "goto:"),
        ("cue: Three nurses, a counted gap, an agency line open until eight.", "practises: [wishing]"),
    ],
)
def test_a_mistake_of_structure_does_not_hold(old: str, new: str) -> None:
    assert old in GOOD
    assert complaints(LANGUAGE, GOOD.replace(old, new, 1)) != []


def test_the_schema_is_valid_and_describes_every_key() -> None:
    made = schema()
    Draft202012Validator.check_schema(made)
    parts = {"Scenario": made, **made["$defs"]}
    for _, part in PARTS:
        properties = parts[part.__name__]["properties"]
        for key in part.keys():  # noqa: SIM118 (a class method, not a dictionary)
            assert properties[key].get("description"), f"{part.__name__}.{key}"
    assert '"null"' not in schema_text()


def offered(part: dict[str, Any]) -> list[str]:
    own = list(part.get("enum", []))
    return (
        own
        + [name for it in part.get("anyOf", []) for name in offered(it)]
        + (offered(part["items"]) if "items" in part else [])
    )


def test_a_scenarios_own_ids_are_offered_where_they_may_stand() -> None:
    made = schema(read_bytes(GOOD.encode(), "night.yaml").root)
    parts = {"Scenario": made, **made["$defs"]}

    def properties(part: str) -> dict[str, Any]:
        found: dict[str, Any] = parts[part]["properties"]
        return found

    scenes = ["handover", "midnight", "complaint"]
    for part, key in (
        ("Scenario", "start"),
        ("Scenario", "room_cut"),
        ("Event", "scene"),
        ("Event", "at"),
        ("Later", "at"),
    ):
        assert offered(properties(part)[key]) == scenes, (part, key)
    for part, key in (("Scene", "goto"), ("Choice", "goto"), ("Branch", "scene")):
        assert offered(properties(part)[key]) == [*scenes, "end", "back"], (part, key)
    assert offered(properties("Dynamic")["source"]) == ["tawfik-2019"]
    for part in ("Choice", "Look", "Outcome", "Later", "Dynamic", "Event"):
        effects, settings = properties(part)["effects"]["properties"], properties(part)["set"]["properties"]
        assert list(effects) == ["patients", "staff", "finance", "trust", "load", "bells"]
        assert list(settings) == ["told", "bells", "cover"]
        assert settings["cover"]["enum"] == ["none", "agency", "own"]
    assert "Amara Obi, senior nurse" in properties("Beat")["amara"]["description"]
    choose = properties("Test")["choose"]["properties"]
    assert offered(choose["handover"])[:4] == ["book-agency", "ask-the-team", "split-bay-one", "look:acuity"]


def test_a_name_that_the_schema_does_not_know_yet_is_no_mistake_in_it() -> None:
    own = schema(read_bytes(GOOD.encode(), "night.yaml").root)
    text = GOOD.replace("goto: midnight", "goto: morning").replace(
        "effects: {finance: -6", "effects: {calm: -6"
    )
    assert complaints(own, text) == []


def test_the_command_prints_the_schema_of_the_language_or_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "night.yaml"
    file.write_text(GOOD, encoding="utf-8")
    runner = CliRunner()
    assert runner.invoke(cli, ["schema"]).output == schema_text()
    assert json.loads(runner.invoke(cli, ["schema", str(file)]).output) == schema(read_file(file).root)
    file.write_text("title: [", encoding="utf-8")
    broken = runner.invoke(cli, ["schema", str(file)])
    assert broken.exit_code == 1 and "error Y033" in broken.output
