import json
from pathlib import Path

import pytest
from running import TwoHats

from game.authoring import exploring
from game.authoring.exploring import Patience, explored
from game.language.loading import load

ROOT = Path(__file__).parents[2]
SHIFT = str(ROOT / "scenarios" / "first-shift.yaml")
STUCK = str(ROOT / "tests" / "conformance" / "fault-every-choice-closed" / "scenario.yaml")


@pytest.fixture
def twohats(tmp_path: Path) -> TwoHats:
    return TwoHats(tmp_path)


def test_explore_answers_in_text_json_and_html(twohats: TwoHats) -> None:
    text, data, page = (twohats("explore", SHIFT, "--format", form) for form in ("text", "json", "html"))
    assert (text.code, data.code, page.code) == (0, 0, 0)
    assert text.err == data.err == page.err == ""
    for word in ("every play was walked", "ENDINGS", "Signed for", "bed-six"):
        assert word in text.out
    shares = {it["id"]: it["share"]["value"] for it in json.loads(data.out)["views"][0]["endings"]}
    assert sum(shares.values()) == pytest.approx(1)
    assert page.out.startswith("<!doctype html>") and "<svg" in page.out


def test_a_stuck_state_is_a_finding_with_a_line_that_shows_it(twohats: TwoHats) -> None:
    ran = twohats("explore", STUCK)
    assert ran.code == 1 and "MUST BE MENDED" in ran.out
    words = " ".join(ran.out.split()).partition("See it: twohats ")[2].split(" NEVER")[0].split(" ENDINGS")[0].split()
    assert "every choice is closed" in twohats(*words).out


def test_playtest_plays_as_often_as_asked(twohats: TwoHats) -> None:
    ran = twohats("playtest", SHIFT, "--plays", "200", "--seed", "5", "--how", "least-used")
    assert ran.code == 0 and "200 plays taking what was used least, seeds 5 to 204, 600 choices" in ran.out
    data = json.loads(twohats("playtest", SHIFT, "--plays", "200", "--json").out)
    assert (data["plays"], data["choices"]) == (200, 600)


def test_an_unknown_way_of_playing_is_wrong_use(twohats: TwoHats) -> None:
    ran = twohats("playtest", SHIFT, "--how", "wildly")
    assert ran.code == 2 and "least-used" in ran.err


def test_test_runs_tests_and_promises(twohats: TwoHats, tmp_path: Path) -> None:
    ran = twohats("test", SHIFT)
    assert (ran.code, ran.out) == (0, f"{SHIFT}: 5 tests, none failed; 8 promises, none broken.\n")
    broken = tmp_path / "broken.yaml"
    text = Path(SHIFT).read_text(encoding="utf-8").replace("always: share(doors) >= 10", "always: share(doors) >= 90")
    broken.write_text(text, encoding="utf-8")
    ran = twohats("test", str(broken))
    assert ran.code == 1
    assert "BROKEN: always: share(doors) >= 90" in ran.out and "share(doors) is 15.7 per cent" in ran.out
    judged = json.loads(twohats("test", str(broken), "--json").out)["promises"]
    assert [it["verdict"] for it in judged] == ["kept"] * 7 + ["broken"]


def test_a_file_without_tests_is_shown_one_that_passes(twohats: TwoHats, tmp_path: Path) -> None:
    file = tmp_path / "untested.yaml"
    text = Path(SHIFT).read_text(encoding="utf-8").partition("\ntests:")[0] + "\n"
    file.write_text(text, encoding="utf-8")
    ran = twohats("test", str(file))
    assert ran.code == 0
    counts, _, hint = ran.out.partition("\n\n")
    assert counts == f"{file}: 0 tests, none failed; 0 promises, none broken."
    said, _, example = hint.partition("\n\n")
    assert said.startswith("There are no tests in it yet.")
    file.write_text(f"{text}{example}", encoding="utf-8")
    assert twohats("test", str(file)).out == f"{file}: 1 test, none failed; 0 promises, none broken.\n"


def test_a_story_that_does_not_end_by_first_choices_has_no_test_to_show(twohats: TwoHats, tmp_path: Path) -> None:
    text = Path(STUCK).read_text(encoding="utf-8").replace("id: up,", "id: up, goto: one,")
    assert "goto: one" in text
    (tmp_path / "round.yaml").write_text(text, encoding="utf-8")
    ran = twohats("test", str(tmp_path / "round.yaml"))
    assert ran.out.endswith("There are no tests in it yet.\n")


def test_what_exploring_finds_goes_to_a_file_where_one_is_named(twohats: TwoHats) -> None:
    ran = twohats("explore", SHIFT, "--format", "html", "-o", "paths.html")
    assert (ran.code, ran.out) == (0, "")
    assert (twohats.home / "paths.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert twohats("explore", STUCK, "-o", "stuck.txt").code == 1
    assert "MUST BE MENDED" in (twohats.home / "stuck.txt").read_text(encoding="utf-8")
    ran = twohats("explore", SHIFT, "-o", "no/such/folder/paths.txt")
    assert ran.code == 1 and "could not be written" in ran.err


def test_looks_are_counted_only_by_plays_that_take_some(twohats: TwoHats) -> None:
    random, least = (twohats("playtest", SHIFT, "--plays", "100", "--how", how).out for how in ("random", "least-used"))
    assert "These plays take no looks" in random and "keys.watch" not in random
    assert "These plays take no looks" not in least and "look: keys.watch" in least


def test_where_a_limit_stops_it_the_answers_say_which() -> None:
    scenario = load(SHIFT)
    assert explored(scenario, seconds=0).views[0].why == "the limit of 0 seconds was reached"
    assert explored(scenario, megabytes=1).views[0].why == "the limit of 1 MB of memory was reached"


def test_progress_is_told_now_and_then_and_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(exploring, "_TELL_EVERY", -1)
    with Patience(60, 100_000, told.append) as patience:
        assert not patience()
    assert told == ["Walking: 0 of 60 seconds. Ctrl-C stops and reports.", ""]


def test_an_interrupt_stops_and_reports_and_a_second_one_leaves() -> None:
    with Patience(60, 100_000) as patience:
        patience._interrupt(2, None)
        assert patience() and patience.why == "it was stopped by hand"
        with pytest.raises(KeyboardInterrupt):
            patience._interrupt(2, None)
