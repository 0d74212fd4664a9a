from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from checks import GOOD
from running import TwoHats

GUIDE = (Path(__file__).parents[2] / "scenarios" / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    assert len(found) == 1
    return found[0]


def test_the_task_for_vs_code_finds_every_line_that_check_prints(tmp_path: Path) -> None:
    [task] = json.loads(block("json"))["tasks"]
    matcher: dict[str, Any] = task["problemMatcher"]["pattern"]
    file = tmp_path / "my ward: night.yaml"
    text = GOOD.replace("goto: midnight", "goto: midnigt").replace("staff < 45", "stuff < 45")
    file.write_text(text, encoding="utf-8")
    assert task["command"] == "twohats"
    ran = TwoHats(tmp_path)(*[word.replace("${file}", str(file)) for word in task["args"]])
    assert (ran.code, ran.err) == (1, "")
    found = [re.fullmatch(matcher["regexp"], line) for line in ran.out.splitlines()]
    assert len(found) == 2
    for match in found:
        assert match is not None
        assert match[matcher["file"]] == str(file)
        assert text.split("\n")[int(match[matcher["line"]]) - 1][int(match[matcher["column"]]) - 1 :].startswith(
            ("stuff", "midnigt")
        )
        assert (match[matcher["severity"]], match[matcher["code"]][0] in "RE") == ("error", True)


def test_the_settings_for_helix_and_neovim_start_the_server() -> None:
    helix = tomllib.loads(block("toml"))
    server = helix["language-server"]["twohats"]
    assert [server["command"], *server["args"]] == ["twohats", "lsp"]
    assert helix["language"][0]["language-servers"][0] == "twohats"
    assert "cmd = { 'twohats', 'lsp' }" in block("lua")
