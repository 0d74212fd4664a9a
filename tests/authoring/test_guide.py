from __future__ import annotations

import re
from pathlib import Path

from game.authoring.reference import PARTS, reference, renewed
from game.language.library import library_folder
from game.language.loading import loads
from game.play.playing import start

GUIDE = library_folder() / "README.md"


def test_the_guide_holds_the_reference_as_the_models_have_it_today() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert renewed(guide) == guide, "run: python -m game.authoring.reference"


def test_every_key_of_the_language_is_in_the_reference() -> None:
    text = reference()
    for title, part in PARTS:
        table = text.partition(f"### {title}\n")[2].partition("\n### ")[0]
        for key in part.keys():  # noqa: SIM118 (a class method, not a dictionary)
            assert f"| `{key}` |" in table, f"{title}: {key}"


def test_the_guides_first_scenario_loads_and_plays_to_its_end(tmp_path: Path) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)
    assert example is not None
    play = start(loads(example.group(1).encode(), "quiet-night.yaml"), seed=1).choose("tell")
    told = [beat.text for beat in play.beats]
    assert told == ["It works.", "Femi rings. It is another pump.", "The day staff come in."]
    assert play.ending is not None and play.ending.id == "morning"
