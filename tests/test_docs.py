import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from running import TwoHats

from game.cli import cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")
PLAYERS = ("play", "resume", "plays", "replay", "debrief")
"""The commands that the README explains itself; what authors run may stand in their guide."""
LINK = re.compile(r"\]\(([^)\s]+)\)")
INSTALL = "python3 -m venv .venv && .venv/bin/pip install --quiet --constraint .ci/constraints.txt "


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_is_explained_with_every_option(name: str) -> None:
    text = README if name in PLAYERS else README + GUIDE
    assert f"twohats {name}" in text
    for option in cli.commands[name].params:
        if isinstance(option, click.Option):
            assert [it for it in option.opts if re.search(rf"(?<![\w-]){it}(?![\w-])", text)], option.opts


def test_what_programs_need_of_the_public_face_is_named() -> None:
    [example] = _blocks(README, "python")
    for name in ("load", "start", "replay", "debrief", "ScenarioError", "MoveError"):
        assert f"game.{name}" in example


def test_the_example_for_programs_runs() -> None:
    [example] = _blocks(README, "python")
    done = subprocess.run([sys.executable, "-c", example], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_one_line_installs_and_plays_and_one_line_installs_and_tests() -> None:
    lines = [line for block in _blocks(README, "sh") for line in block.splitlines()]
    assert f"{INSTALL}. && .venv/bin/twohats play first-shift" in lines
    assert f"{INSTALL}--editable '.[dev]' && .venv/bin/pytest -n auto" in lines
    assert (ROOT / ".ci" / "constraints.txt").is_file()


def test_the_command_lines_run_as_they_stand(tmp_path: Path) -> None:
    twohats = TwoHats(tmp_path)
    prefix = ".venv/bin/twohats"
    lines = [line for block in _blocks(README, "sh") for line in block.splitlines() if line.startswith(prefix)]
    assert len(lines) >= 3
    assert twohats("play", "first-shift").code == 0  # so that there is a play to resume
    for line in lines:
        ran = twohats(*shlex.split(line.removeprefix(prefix)))
        assert (ran.code, ran.err) == (0, "")


def test_what_lands_is_tested_with_the_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    [search] = re.findall(r"^command=\$\((.+)\)$", script, re.MULTILINE)
    found = subprocess.run(["bash", "-c", search], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert found == f"{INSTALL}--editable '.[dev]' && .venv/bin/pytest -n auto\n"


@pytest.mark.parametrize("page", ["README.md", "scenarios/README.md"])
def test_every_link_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, heading = target.partition("#")
        to = (ROOT / page).parent / file if file else ROOT / page
        assert to.exists(), target
        if heading:
            assert heading in _headings(to), target


# As the pages of a repository name their headings.
def _headings(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in titles}
