from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import get_args

import pytest
from checks import GOOD, changed
from click.testing import CliRunner, Result

from game.authoring.checking import check
from game.authoring.reports import Form, report
from game.cli import cli
from game.language.library import library_files
from game.language.reading.reader import read_bytes

EXAMPLE = Path(__file__).parents[1] / "language" / "gallery" / "silent" / "one-more.yaml"
SEVERAL = EXAMPLE.with_name("several-chairs.yaml")
STUCK = changed(
    ("      - id: call-it\n", "      - id: call-it\n        when: trust > 52\n"),
    ("      - id: ask-amara\n", "      - id: ask-amara\n        when: told\n"),
)
LUCK = changed(
    ("            text: A drug round is late.\n", "            text: Late.\n            set: {bells: 9}\n"),
    ("effects: {patients: +5, staff: -2, load: +5}", "effects: {patients: 5 / (9 - bells), staff: -2, load: +5}"),
)
BROKEN = changed(("goto: midnight  ", "goto: midnite  "), ("title: The board", "titel: The board"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


@pytest.mark.parametrize("file", [EXAMPLE, *library_files()], ids=lambda file: file.stem)
def test_what_is_published_passes_strictly(file: Path) -> None:
    result = run("check", "--strict", "--limit", "0.4", str(file))
    assert result.exit_code == 0
    assert re.fullmatch(
        r"1 file checked, nothing to mend\. (Every path walked: [\d,]+ plays\.|Not every path was walked, since "
        r"the limit of 0\.4 seconds was reached: 2,000 plays sampled, seeds 0 to 1,999\.)\n"
        r"Its \d+ tests?( and \d+ promises?)? were not run\. To run them: twohats test \S+\n",
        result.output,
    )


def test_a_good_file_is_told_in_one_line_and_machines_hear_nothing(folder: Path) -> None:
    unrun = "Its 1 test and 3 promises were not run. To run them: twohats test good.yaml\n"
    assert run("check", "--limit", "0", "good.yaml").output == f"1 file checked, nothing to mend.\n{unrun}"
    assert (
        run("check", "good.yaml", "good.yaml", "first-shift").output
        == "2 files checked, nothing to mend. Every path walked: 145 plays.\n"
        "Their 6 tests and 11 promises were not run. To run them: twohats test good.yaml good.yaml first-shift\n"
    )
    for form in ("concise", "github"):
        assert run("check", "--format", form, "good.yaml").output.strip() == ""
    assert json.loads(run("check", "--json", "good.yaml").output) == {"diagnostics": []}


def test_a_broken_file_is_shown_with_its_place_and_the_exit_code_is_one(folder: Path) -> None:
    (folder / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    result = run("check", "broken.yaml", "good.yaml")
    assert result.exit_code == 1
    assert "error S001: `titel` is not a key that can stand here\n  in broken.yaml, line " in result.output
    assert "\n  help: Did you mean `midnight`?\n" in result.output
    assert result.output.endswith(
        "2 errors.\n\n2 files checked. Every path of 1 file walked: 37 plays. "
        "More about a code: twohats explain S001\n"
        "Their 1 test and 3 promises were not run. To run them: twohats test broken.yaml good.yaml\n"
    )


def test_a_folder_is_walked_in_order_and_hidden_folders_are_left_out(folder: Path) -> None:
    for name in ("b/two.yaml", "b/one.yml", ".git/three.yaml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(BROKEN, encoding="utf-8")
    result = run("check", "--format", "concise", ".")
    assert [line.partition(":")[0] for line in result.output.splitlines()] == ["b/one.yml"] * 2 + [
        "b/two.yaml"
    ] * 2
    assert "Together 4 errors in 2 of 3 files checked." in run("check", ".").output


@pytest.mark.parametrize("words", [(), ("--format", "xml", "good.yaml"), ("empty",)])
def test_wrong_use_is_exit_code_two(folder: Path, words: tuple[str, ...]) -> None:
    (folder / "empty").mkdir()
    assert run("check", *words).exit_code == 2


def test_a_missing_file_and_an_unknown_name_are_exit_code_one(folder: Path) -> None:
    assert "error Y001" in run("check", "gone.yaml").output
    assert run("check", "gone.yaml").exit_code == 1
    result = run("check", "first-shfit")
    assert result.exit_code == 1 and 'Did you mean "first-shift"?' in result.output


def test_warnings_are_findings_too(folder: Path) -> None:
    (folder / "todo.yaml").write_text(changed(("title: The board", "title: TODO")), encoding="utf-8")
    result = run("check", "todo.yaml")
    assert result.exit_code == 1
    assert "1 warning.\n" in result.output


def test_a_play_that_gets_stuck_is_shown_with_a_line_that_plays_it(folder: Path) -> None:
    (folder / "my night.yaml").write_text(STUCK, encoding="utf-8")
    result = run("check", "my night.yaml")
    assert result.exit_code == 1
    assert result.output == (
        "error L020: a play can come here with every choice closed\n"
        '  in my night.yaml, line 128, column 5   scene "midnight"\n'
        "  128 |     choices:\n"
        "      |     ^^^^^^^\n"
        "  help: `call-it` needs `trust > 52`; `ask-amara` needs `told`; there trust is 50 and told is no. Leave one "
        "choice open: without a `when`, and not `once`. 50 in 100 random plays stop here.\n"
        "  see it: twohats replay 'my night.yaml' --move book-agency\n\n"
        "1 error.\n\n"
        "1 file checked. Every path walked: 24 plays. More about a code: twohats explain L020\n"
        "Its 1 test and 3 promises were not run. To run them: twohats test 'my night.yaml'\n"
    )
    shown = shlex.split(result.output.partition("see it: twohats ")[2].partition("\n")[0])
    assert "every choice is closed" in run(*shown).output


def test_where_luck_plays_a_part_the_seed_is_told_in_every_form(folder: Path) -> None:
    (folder / "luck.yaml").write_text(LUCK, encoding="utf-8")
    [told] = json.loads(run("check", "--json", "luck.yaml").output)["diagnostics"]
    assert (told["code"], told["moves"], told["role"]) == ("L021", ["book-agency", "call-it"], None)
    assert told["seed"] > 0
    line = f"twohats replay luck.yaml --move book-agency --move call-it --seed {told['seed']}"
    assert line in run("check", "luck.yaml").output
    assert f"See it: {line}" in run("check", "--format", "github", "luck.yaml").output
    [run_] = json.loads(run("check", "--format", "sarif", "luck.yaml").output)["runs"]
    [found] = run_["results"]
    assert found["properties"] == {"moves": told["moves"], "seed": told["seed"], "role": None}
    assert "divides by zero" in run(*line.split()[1:]).output


def test_a_chair_is_told_where_only_that_one_gets_stuck(folder: Path) -> None:
    text = SEVERAL.read_text(encoding="utf-8")
    choice = "{id: a, text: A., acts: [manage], because: A., when: role is ward-manager}"
    text = re.sub(r"\{id: a, .*\}", choice, text)
    text = re.sub(r"      - \{id: b, .*\}\n", "", text)
    (folder / "chairs.yaml").write_text(text, encoding="utf-8")
    output = run("check", "chairs.yaml").output
    assert "error L020: a play can come here with every choice closed" in output
    assert "  see it: twohats replay chairs.yaml --role matron\n" in output
    assert "every choice is closed" in run("replay", "chairs.yaml", "--role", "matron").output


def test_the_last_line_says_how_far_each_file_was_played(folder: Path) -> None:
    output = run("check", "--limit", "0.3", "good.yaml", "acting-up").output
    assert output.startswith("2 files checked, nothing to mend. Every path of 1 file walked: 37 plays. Not every ")
    assert "acting-up.yaml, since the limit of 0.3 seconds was reached: 2,000 plays sampled, seeds 0 to" in output


def test_a_bare_name_means_the_library_whatever_lies_in_the_folder(folder: Path) -> None:
    (folder / "first-shift").mkdir()
    (folder / "acting-up").write_text("no scenario", encoding="utf-8")
    for name in ("first-shift", "acting-up"):
        assert run("check", "--limit", "0", name).output.startswith("1 file checked, nothing to mend.\n")
    assert run("check", "./first-shift").exit_code == 2
    assert "error" in run("check", "./acting-up").output


def test_json_says_everything_with_places_from_one(folder: Path) -> None:
    (folder / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    first = json.loads(run("check", "--json", "broken.yaml").output)["diagnostics"][0]
    line = BROKEN[: BROKEN.index("titel")].count("\n") + 1
    assert first == {
        "code": "S001",
        "severity": "error",
        "message": "`titel` is not a key that can stand here",
        "help": "Did you mean `title`?",
        "file": "broken.yaml",
        "line": line,
        "column": 5,
        "end_line": line,
        "end_column": 10,
        "where": 'scene "handover"',
        "moves": [],
        "seed": None,
        "role": None,
    }
    assert (
        run("check", "--json", "broken.yaml").output == run("check", "--format", "json", "broken.yaml").output
    )
    whole = json.loads(run("check", "--json", "gone.yaml").output)["diagnostics"][0]
    assert (whole["line"], whole["column"], whole["end_line"], whole["end_column"]) == (
        None,
        None,
        None,
        None,
    )


def test_of_what_is_found_in_many_places_three_are_shown_and_the_lines_of_the_rest(folder: Path) -> None:
    text = re.sub(r"^ +poles: .*\n", "", GOOD, flags=re.MULTILINE)
    (folder / "poles.yaml").write_text(text, encoding="utf-8")
    ids = ("book-agency", "ask-the-team", "split-bay-one", "call-it", "ask-amara", "give-it", "later")
    lines = [text[: text.index(f"      - id: {id}\n")].count("\n") + 1 for id in ids]
    output = run("check", "--strict", "--limit", "0", "poles.yaml").output
    assert output.count("warning C003: this choice") == 3
    rest = f"{lines[3]}, {lines[4]}, {lines[5]} and {lines[6]}"
    assert f"\n\nwarning C003: 4 more like these, in lines {rest}\n\n7 warnings.\n" in output
    for form in ("concise", "github"):
        assert len(run("check", "--strict", "--limit", "0", "--format", form, "poles.yaml").output.splitlines()) == 7
    told = json.loads(run("check", "--strict", "--limit", "0", "--json", "poles.yaml").output)["diagnostics"]
    assert [it["line"] for it in told] == lines


def test_errors_that_ask_for_different_things_are_each_shown(folder: Path) -> None:
    keys = "".join(f"key-{n}: 1\n" for n in range(5))
    (folder / "keys.yaml").write_text(GOOD + keys, encoding="utf-8")
    output = run("check", "keys.yaml").output
    assert all(f"error S001: `key-{n}`" in output for n in range(5))


def test_a_file_with_a_false_test_says_that_it_was_not_run_and_one_without_tests_says_nothing(folder: Path) -> None:
    (folder / "false.yaml").write_text(changed(("expect: [staff >= 48", "expect: [staff >= 99")), encoding="utf-8")
    assert run("check", "false.yaml").output.splitlines()[1].startswith("Its 1 test and 3 promises were not run.")
    (folder / "none.yaml").write_text(GOOD.partition("tests:  ")[0], encoding="utf-8")
    assert run("check", "none.yaml").output == "1 file checked, nothing to mend. Every path walked: 37 plays.\n"
    assert "To run" not in run("check", "--format", "concise", "good.yaml").output


def test_annotations_escape_what_would_end_them(folder: Path) -> None:
    (folder / "100%,a:b.yaml").write_text(BROKEN, encoding="utf-8")
    output = run("check", "--format", "github", "100%,a:b.yaml").output
    first = output.splitlines()[0]
    assert re.match(
        r"::error file=100%25%2Ca%3Ab\.yaml,line=\d+,endLine=\d+,col=5,endColumn=10,title=S001::`titel`",
        first,
    )


def test_sarif_names_each_rule_once_and_points_into_the_file(folder: Path) -> None:
    (folder / "my night.yaml").write_text(BROKEN, encoding="utf-8")
    log = json.loads(run("check", "--format", "sarif", "my night.yaml", "gone.yaml").output)
    [one] = log["runs"]
    assert log["version"] == "2.1.0"
    rules = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
    assert rules == ["R001", "S001", "Y001"]
    assert all(rules[it["ruleIndex"]] == it["ruleId"] for it in one["results"])
    places = [it["locations"][0]["physicalLocation"] for it in one["results"]]
    assert places[0]["artifactLocation"] == {"uri": "my%20night.yaml"}
    assert places[0]["region"]["startColumn"] == 5
    assert "region" not in places[2]


def test_nothing_that_an_author_typed_reaches_the_terminal_as_an_escape_code(folder: Path) -> None:
    text = changed(("goto: midnight  ", 'goto: "\\x1b[31m\\x9b31m"  '))
    checked = [check(read_bytes(text.encode(), "night.yaml"), "night")]
    for form in get_args(Form):
        shown = report(checked, form)
        assert "31m" in shown
        assert all(character.isprintable() or character == "\n" for character in shown), form


def test_explain_shows_a_page_lists_all_and_names_the_nearest() -> None:
    assert run("explain", "r001").output.startswith("R001: a scene that is not there\n\n")
    assert len(run("explain").output.splitlines()) > 100
    wrong = run("explain", "R01")
    assert wrong.exit_code == 1 and "Did you mean R0" in wrong.output


def test_checking_loads_neither_screens_nor_records() -> None:
    import subprocess
    import sys

    script = (
        "import sys; from game.cli import cli\n"
        f"try: cli(['check', '--limit', '0', {str(EXAMPLE)!r}])\n"
        "except SystemExit: pass\n"
        "print(sorted(it for it in ('textual', 'sqlite3', 'numpy', 'jsonschema') if it in sys.modules))"
    )
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert "nothing to mend.\n" in output and output.endswith("\n[]\n")
