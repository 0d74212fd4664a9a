from contextlib import closing
from pathlib import Path

import pytest
from belfry import TEXT, belfry, belfry_file
from click.testing import CliRunner

from game.cli import cli
from game.language.loading import load
from game.play.playing import replay, start
from game.records.editions import own_file, scenario_now
from game.records.errors import RecordsError
from game.records.store import Records

ABOVE = "      - {id: ring, "
METER = "  staff: {name: Staff wellbeing, start: 50, min: 0, max: 100000}\n"
CHOICE = "      - {id: tune, text: Tune it., acts: [lead], because: It was flat., goto: end}\n"

EDITS = {
    "a typo mended": TEXT.replace("The bell has rung", "The great bell has rung"),
    "a new choice above": TEXT.replace(ABOVE, CHOICE + ABOVE),
    "the chosen option removed": "".join(line for line in TEXT.splitlines(True) if "id: ring" not in line),
    "a scene renamed": TEXT.replace("tower:", "belfry:").replace("start: tower", "start: belfry").replace(
        "goto: tower", "goto: belfry"
    ),
    "a meter removed": TEXT.replace(METER, "  calm: {name: Calm, start: 50}\n").replace(", staff: 1}", "}"),
    "a new fact": TEXT.replace("  bells: 0\n", "  bells: 0\n  tuned: no\n"),
}  # fmt: skip
pytestmark = pytest.mark.usefixtures("data_folder")

MOVES = ("ring", "look:peer", "ring")


@pytest.mark.parametrize("text", EDITS.values(), ids=EDITS)
def test_an_edit_is_one_that_can_be_played(text: str) -> None:
    assert text != TEXT
    assert start(belfry(text)).options


@pytest.mark.parametrize("text", EDITS.values(), ids=EDITS)
def test_a_play_goes_on_in_its_own_edition(tmp_path: Path, text: str) -> None:
    file = belfry_file(tmp_path)
    with closing(Records.open()) as records:
        kept = records.begin(start(load(file), 7), file)
        records.append_all(kept.id, MOVES)
        belfry_file(tmp_path, text)
        kept = records.play(kept.id)
        assert records.changed_since(kept, scenario_now(kept))
        play = records.resume(kept)
        assert play == replay(belfry(), 7, None, MOVES)
        assert (play.facts["bells"], play.meters["staff"]) == (2, 52)
    # The same from the command line, where it says so.
    done = CliRunner().invoke(cli, ["resume"], input="1\n2\nq\n")
    assert done.exit_code == 0
    assert "has changed since. This play goes on in the edition that it began with." in " ".join(done.output.split())
    assert "The bell has rung 2 times." in done.output
    assert "The bell has rung 3 times." in done.output
    assert "The end: Quiet" in done.output
    with closing(Records.open()) as records:
        assert records.plays()[0].moves == (*MOVES, "ring", "stop")


def test_a_file_that_stayed_the_same_is_not_mentioned(tmp_path: Path) -> None:
    file = belfry_file(tmp_path)
    # Line ends of another kind are no other edition.
    with closing(Records.open()) as records:
        records.begin(start(load(file), 7), file)
    file.write_bytes(TEXT.replace("\n", "\r\n").encode())
    done = CliRunner().invoke(cli, ["resume"], input="q\n")
    assert "edition" not in done.output


@pytest.mark.parametrize("what", ["gone", "broken"])
def test_a_file_that_cannot_be_read_is_said_to_be(tmp_path: Path, what: str) -> None:
    file = belfry_file(tmp_path)
    with closing(Records.open()) as records:
        kept = records.begin(start(load(file), 7), file)
        if what == "gone":
            file.unlink()
        else:
            file.write_text("title: [")
        assert scenario_now(kept) is None
        assert records.changed_since(kept, None)
    done = CliRunner().invoke(cli, ["resume"], input="q\n")
    assert "cannot be read now. This play goes on in the edition" in " ".join(done.output.split())


def test_a_scenario_of_the_library_is_found_by_its_name() -> None:
    with closing(Records.open()) as records:
        first = load(Path(__file__).parents[2] / "scenarios" / "first-shift.yaml")
        kept = records.begin(start(first, 7))
        found = scenario_now(kept)
        assert found is not None
        assert not records.changed_since(kept, found)


def test_only_a_file_of_ones_own_is_remembered_by_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_file(Path(__file__).parents[2] / "scenarios" / "first-shift.yaml") is None
    belfry_file(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert own_file(Path("belfry.yaml")) == tmp_path / "belfry.yaml"


def test_a_play_that_cannot_be_played_again_stays_kept(tmp_path: Path) -> None:
    with closing(Records.open()) as records:
        kept = records.begin(start(belfry(), 7))
        records.append_all(kept.id, ["ring", "a-choice-of-another-engine"])
        with pytest.raises(RecordsError) as caught:
            records.resume(records.play(kept.id))
        assert "cannot be played again. There is no choice" in str(caught.value)
        assert f"twohats plays --export {kept.id} FILE" in str(caught.value)
        records.export(kept.id, tmp_path / "play.json")
        assert "a-choice-of-another-engine" in (tmp_path / "play.json").read_text(encoding="utf-8")
    done = CliRunner().invoke(cli, ["resume", kept.id])
    assert done.exit_code == 1
    assert "cannot be played again" in done.stderr
