from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from editor import editor
from running import needed

from game.authoring.starting import new_scenario


def test_the_stock_language_server_completes_scene_ids_explains_keys_and_marks_unknown_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = needed("yaml-language-server", "npm install --global yaml-language-server")
    monkeypatch.chdir(tmp_path)
    file = (tmp_path / new_scenario("night-shift", date(2026, 11, 22))).resolve()
    lines = file.read_text(encoding="utf-8").splitlines()
    place = lines.index(next(line for line in lines if line.startswith("    goto: noon")))
    with editor(server, tmp_path) as opened:
        assert opened.open(file) == []
        lines[place] = "    goto: "
        lines.insert(place, "    titel: Twice")
        broken = file.with_name("broken.yaml")
        broken.write_text("\n".join(lines) + "\n", encoding="utf-8")
        complaints = [it["message"] for it in opened.open(broken)]
        assert any("titel" in message for message in complaints), complaints
        assert {"waiting-room", "noon", "end", "back"} <= set(opened.complete(broken, place + 1, 10))
        cue = next(number for number, line in enumerate(lines) if line.startswith("      cue:"))
        assert "What the player could see." in opened.hover(broken, cue, 7)
        effects = next(number for number, line in enumerate(lines) if "effects: {" in line)
        assert "Patient outcomes, 0 to 100" in opened.hover(
            broken, effects, lines[effects].index("patients") + 1
        )
