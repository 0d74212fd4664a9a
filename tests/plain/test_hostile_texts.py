import itertools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from generating import Tree, as_yaml, plays, scenario_of, trees
from hostile import SHOWN, TEXTS, came_through, harmful_in, hostile_words, without_words
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from running import TwoHats

from game.cli import cli

# A file of such words is long, and making it smaller step by step would take minutes.
few = settings(deadline=None, max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate))
TYPED = [text for text in TEXTS if "\r" not in text and "\0" not in text]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture
def twohats(tmp_path: Path) -> TwoHats:
    return TwoHats(tmp_path)


def _run(folder: Path, *words: str, typed: str = "") -> str:
    homes = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("DATA", "STATE", "CONFIG", "CACHE")}
    ran = CliRunner(env=homes).invoke(cli, words, input=typed, catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    assert ran.stderr == ""
    assert not harmful_in(ran.stdout)
    return ran.stdout


def _strings(data: Any) -> Iterable[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from itertools.chain.from_iterable(_strings(value) for value in data.values())
    elif isinstance(data, list):
        yield from itertools.chain.from_iterable(_strings(value) for value in data)


def _moves(moves: Iterable[str]) -> list[str]:
    return [word for move in moves for word in ("--move", move)]


@few
@given(trees(), st.integers(0, len(TEXTS) - 1), st.data())
def test_hostile_texts_come_through_every_document(folder: Path, tree: Tree, first: int, data: st.DataObject) -> None:
    text = as_yaml(tree, hostile_words(first))
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    play = data.draw(plays(scenario_of(text)))
    made = ["replay", str(folder / "mine.yaml"), "--seed", str(play.seed), "--role", str(play.role)]
    made += _moves(play.moves)

    assert came_through(_run(folder, *made), first, shown=True)
    assert came_through(_run(folder, *made, "--debrief"), first, shown=True)
    # The data of a replay holds what was told, which may be nothing; that of a debrief holds its title at least.
    found = json.loads(_run(folder, *made, "--debrief", "--json"))
    assert sum(came_through(it, first, shown=False) for it in _strings(found))
    transcript = [f"{it.speaker.name}: {it.text}" if it.speaker else it.text for it in play.transcript]
    assert json.loads(_run(folder, *made, "--json"))["text"] == transcript


@few
@given(trees(), st.integers(0, len(TEXTS) - 1), st.integers(0, 99))
def test_hostile_texts_and_answers_come_through_a_plain_play(folder: Path, tree: Tree, first: int, seed: int) -> None:
    (folder / "mine.yaml").write_text(as_yaml(tree, hostile_words(first)), encoding="utf-8")
    answers = [answer for text in TYPED for answer in (text, "?", "s", "m", "c", "j", "1", "1")]
    told = _run(folder, "play", str(folder / "mine.yaml"), "--seed", str(seed), typed="\n".join(answers) + "\n")
    assert came_through(told, first, shown=True) > 5


@pytest.mark.parametrize("reason", TYPED, ids=lambda text: ascii(text)[:20])
def test_a_hostile_reason_is_given_back_in_the_debrief(folder: Path, reason: str) -> None:
    made = ["replay", "first-shift", "--move", f"reason:{reason}", "--move", "sitter", "--debrief"]
    found = json.loads(_run(folder, *made, "--json"))
    assert found["moves"] == [f"reason:{reason}", "sitter"]
    assert found["moments"][0]["reason"] == reason
    told = _run(folder, *made)
    assert "".join(f"“{SHOWN[reason]}”".split()) in "".join(told.split())


@pytest.mark.parametrize("text", [text for text in TEXTS if SHOWN[text] != text], ids=ascii)
def test_an_invisible_character_in_an_id_is_refused_by_its_number(folder: Path, text: str) -> None:
    file = folder / "mine.yaml"
    tree = {"two_hats": "1", "start": f"one{text}", "scenes": {f"one{text}": {}}}
    file.write_text(json.dumps(tree), encoding="utf-8")
    ran = CliRunner().invoke(cli, ["play", str(file)])
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert not harmful_in(ran.stderr)


def test_no_byte_that_a_terminal_acts_on_leaves_the_process(twohats: TwoHats) -> None:
    example = Path(__file__).parents[1] / "conformance/one-short/scenario.yaml"
    tree = without_words(example.read_text(encoding="utf-8"))
    (twohats.home / "mine.yaml").write_text(as_yaml(tree, hostile_words(0)), encoding="utf-8")
    ran = twohats("play", "mine.yaml", "--seed", "7", typed="\n".join([*TEXTS, *["1"] * 60]))
    assert (ran.code, ran.err) == (0, "")
    assert not harmful_in(ran.out)
    assert came_through(ran.out, 0, shown=True) > 30
