from __future__ import annotations

import json
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner

from game.authoring.checking import check_file
from game.authoring.schemas import schema
from game.authoring.starting import StartingError, beside, mend, new_scenario
from game.cli import cli
from game.language.loading import load
from game.language.reading.reader import read_file
from game.play.playing import replay

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_scenario_is_good_enough_to_publish_and_has_its_name_and_month() -> None:
    path = new_scenario("foot-clinic", TODAY)
    assert check_file(path, strict=True).diagnostics == []
    scenario = load(path)
    assert (scenario.id, scenario.title, scenario.as_of) == ("foot-clinic", "Foot clinic", "2026-11")
    text = path.read_text(encoding="utf-8")
    assert not {"TITLE", "MONTH", "NAME"} & set(text.replace(".", " ").split())
    assert "twohats check foot-clinic.yaml" in text


def test_a_new_scenario_plays_to_every_ending_and_its_tests_hold() -> None:
    scenario = load(new_scenario("foot-clinic", TODAY))
    ways = product(
        (["look:list", "sort"], ["ask-them"], ["carry-on"]), (["together"], ["overbook"]), range(3)
    )
    ends = {
        (first[-1], then[0]): replay(scenario, seed, None, [*first, *then]).ending
        for first, then, seed in ways
    }
    assert all(ends.values())
    assert {it.id for it in ends.values() if it} == {it.id for it in scenario.endings}
    for test in scenario.tests:
        moves = [move for scene in ("waiting-room", "noon") for move in test.choose[scene]]
        play = replay(scenario, 0, None, moves)
        assert play.ending is not None
        expected = next(it.text for it in test.expect if it.text.startswith("ending is "))
        assert expected == f"ending is {play.ending.id}"


def test_a_new_scenario_shows_every_part_of_the_language_that_one_needs_first() -> None:
    text = new_scenario("foot-clinic", TODAY).read_text(encoding="utf-8")
    for key in (
        "looks",
        "when",
        "locked",
        "chance",
        "later",
        "events",
        "else",
        "hidden",
        "tests",
        "promises",
        "practises",
    ):
        assert f"{key}:" in text, key
    assert all(len(line) < 130 for line in text.splitlines())


def test_nothing_is_overwritten(folder: Path) -> None:
    (folder / "mine.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(StartingError, match="is there already"):
        new_scenario("mine", TODAY)
    assert (folder / "mine.yaml").read_text(encoding="utf-8") == "mine"
    assert not (folder / "mine.schema.json").exists()


@pytest.mark.parametrize(
    ("name", "meant"), [("Foot Clinic", "foot-clinic"), ("12", "night-shift"), ("é", "night-shift")]
)
def test_a_name_that_is_no_id_gets_one_that_is(name: str, meant: str) -> None:
    with pytest.raises(StartingError, match=f"such as {meant}"):
        new_scenario(name, TODAY)


def test_the_command_says_what_it_wrote_and_what_to_do_next(folder: Path) -> None:
    runner = CliRunner()
    (folder / "drafts").mkdir()
    result = runner.invoke(cli, ["new", "drafts/foot-clinic.yaml"])
    assert result.exit_code == 0
    assert result.output.endswith("Now: twohats play drafts/foot-clinic.yaml\n")
    assert sorted(it.name for it in (folder / "drafts").iterdir()) == [
        "foot-clinic.schema.json",
        "foot-clinic.yaml",
    ]
    assert runner.invoke(cli, ["check", "--strict", "drafts"]).exit_code == 0
    assert runner.invoke(cli, ["new", "drafts/foot-clinic"]).exit_code == 1
    gone = runner.invoke(cli, ["new", "nowhere/foot-clinic"])
    assert gone.exit_code == 1 and "could not be written" in gone.output


def test_plain_check_writes_nothing_and_fix_names_the_schema_and_writes_it(folder: Path) -> None:
    path = new_scenario("foot-clinic", TODAY)
    text = path.read_text(encoding="utf-8")
    bare = text.partition("\n")[2]
    path.write_text(bare, encoding="utf-8")
    beside(path).unlink()
    runner = CliRunner()
    assert runner.invoke(cli, ["check", "foot-clinic.yaml"]).exit_code == 0
    assert path.read_text(encoding="utf-8") == bare and not beside(path).exists()
    assert runner.invoke(cli, ["check", "--fix", "foot-clinic.yaml"]).exit_code == 0
    assert path.read_text(encoding="utf-8") == text
    assert json.loads(beside(path).read_text(encoding="utf-8")) == json.loads(
        json.dumps(schema(read_file(path).root))
    )
    assert mend(path) == []


def test_fix_renews_a_schema_that_has_fallen_behind() -> None:
    path = new_scenario("foot-clinic", TODAY)
    text = path.read_text(encoding="utf-8").replace(
        "events:", "  night:\n    text: Night.\n    goto: end\nevents:", 1
    )
    path.write_text(text, encoding="utf-8")
    assert mend(path) == [beside(path)]
    assert '"night"' in beside(path).read_text(encoding="utf-8")


def test_fix_keeps_the_line_ends_and_the_mark_of_a_file(folder: Path) -> None:
    path = new_scenario("foot-clinic", TODAY)
    bare = path.read_text(encoding="utf-8").partition("\n")[2].replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + bare.encode())
    mend(path)
    line = b"# yaml-language-server: $schema=./foot-clinic.schema.json\r\n"
    assert path.read_bytes() == b"\xef\xbb\xbf" + line + bare.encode()


def test_fix_leaves_a_schema_of_the_authors_choice_and_a_file_that_cannot_be_read_alone(folder: Path) -> None:
    path = new_scenario("foot-clinic", TODAY)
    own = path.read_text(encoding="utf-8").replace("./foot-clinic.schema.json", "../ours.json")
    path.write_text(own, encoding="utf-8")
    beside(path).unlink()
    assert mend(path) == []
    path.write_text("title: [", encoding="utf-8")
    assert mend(path) == []
    assert path.read_text(encoding="utf-8") == "title: ["
    assert not beside(path).exists()
