import csv
from pathlib import Path

import pytest
from running import TwoHats

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SHIFT = str(SCENARIOS / "first-shift.yaml")


@pytest.fixture
def twohats(tmp_path: Path) -> TwoHats:
    return TwoHats(tmp_path)


def test_map_prints_an_outline_unless_told_otherwise(twohats: TwoHats) -> None:
    ran = twohats("map", SHIFT)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("First shift: the map\n") and "Reading age" in ran.out
    assert "❯ swipe › bed-six" in ran.out
    assert "> swipe > bed-six" in twohats("map", SHIFT, TERM="linux").out


@pytest.mark.parametrize(
    ("form", "begins"),
    [("mermaid", "flowchart TD\n"), ("dot", "digraph "), ("html", "<!doctype html>"), ("csv", "number,scene,")],
)
def test_map_has_several_forms(twohats: TwoHats, form: str, begins: str) -> None:
    ran = twohats("map", SHIFT, "--format", form)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(begins)


def test_a_table_in_a_file_says_that_it_is_utf_8(twohats: TwoHats) -> None:
    assert twohats("map", SHIFT, "--format", "csv", "-o", "words.csv").out == ""
    written = (twohats.home / "words.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfnumber,")
    assert written.count(b"\r\n") == written.count(b"\n")
    rows = list(csv.reader(written.decode("utf-8-sig").splitlines()))
    assert len(rows) > 100 and all(len(row) == len(rows[0]) for row in rows)


def test_a_file_that_cannot_be_written_is_said(twohats: TwoHats) -> None:
    ran = twohats("map", SHIFT, "-o", "no/such/folder/map.txt")
    assert ran.code == 1 and "could not be written" in ran.err


def test_a_neighbourhood_leaves_the_rest_out(twohats: TwoHats) -> None:
    for form in ("text", "mermaid", "dot"):
        ran = twohats("map", SHIFT, "--around", "bags", "--format", form)
        assert ran.code == 0 and "Noon" in ran.out and "Signed for" not in ran.out


def test_a_scene_that_is_none_is_said_with_the_nearest_one(twohats: TwoHats) -> None:
    ran = twohats("map", SHIFT, "--around", "bagz")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == 'There is no scene "bagz". Did you mean "bags"?\n'


@pytest.mark.parametrize("form", ["html", "csv"])
def test_a_neighbourhood_of_a_form_that_has_none_is_wrong_use(twohats: TwoHats, form: str) -> None:
    ran = twohats("map", SHIFT, "--around", "bags", "--format", form)
    assert ran.code == 2 and "--around goes with text, mermaid and dot" in ran.err


def test_a_file_with_mistakes_is_answered_as_check_answers_it(twohats: TwoHats, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(Path(SHIFT).read_text(encoding="utf-8").replace("goto: bags", "goto: bugs"), encoding="utf-8")
    ran = twohats("map", str(broken))
    assert (ran.code, ran.out) == (1, "")
    assert "error R" in ran.err and "`bugs`" in ran.err
    assert twohats("map", "no-such-scenario").code == 1
