from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from belfry import begun

from game.records.keeping import Keeping
from game.records.leaving import leaving_lines
from game.records.offering import to_go_on_with
from game.records.store import Records, Unkept
from game.records.words import day_words


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with closing(Records.open(tmp_path / "plays.sqlite")) as records:
        yield records


def offered(records: Records) -> list[tuple[str, ...]]:
    return [it.moves for it in to_go_on_with(records.plays())]


def kept(records: Records, *ways: tuple[str, ...]) -> Keeping:
    keeping = Keeping.begin(records, begun())
    for moves in ways:
        assert keeping.keep(begun(moves=moves)) is None
    return keeping


def test_a_look_taken_back_leaves_nothing_to_go_on_with_beside_the_play_that_went_on(records: Records) -> None:
    kept(records, ("look:peer",), ("stop",))
    assert len(records.plays()) == 2
    assert offered(records) == [("stop",)]


def test_what_is_all_in_a_finished_play_is_not_offered(records: Records) -> None:
    keeping = kept(records, ("ring", "stop"))
    keeping.settle(begun(moves=("ring",)))
    assert offered(records) == [("ring", "stop")]


def test_another_way_on_is_offered_beside_what_is_finished(records: Records) -> None:
    kept(records, ("ring", "ring"), ("ring", "stop"))
    assert offered(records) == [("ring", "stop"), ("ring", "ring")]


def test_a_play_that_was_left_at_an_earlier_place_is_offered_there(records: Records) -> None:
    keeping = kept(records, ("ring", "ring"))
    keeping.settle(begun(moves=("ring",)))
    assert offered(records)[0] == ("ring",)


def test_the_same_luck_by_chance_makes_no_family(records: Records) -> None:
    kept(records, ("stop",))
    kept(records, ("look:peer",))
    assert offered(records) == [("look:peer",), ("stop",)]


def test_the_last_used_comes_first_whatever_it_is(records: Records) -> None:
    first = kept(records, ("ring",)).kept.id
    kept(records, ("stop",))
    assert offered(records) == [("stop",), ("ring",)]
    records.note(first, "reason", "a word")
    assert offered(records) == [("ring",), ("stop",)]


def test_a_debrief_that_was_read_waits_no_more(records: Records) -> None:
    keeping = kept(records, ("stop",))
    keeping.debriefed(begun(moves=("stop",)))
    assert offered(records) == []


def test_how_a_play_ended_is_said_in_its_own_words(records: Records) -> None:
    under_way, over = kept(records, ("ring",)), kept(records, ("stop",))
    assert [records.ending_title(records.play(it.kept.id)) for it in (under_way, over)] == ["", "Quiet"]


def test_leaving_says_how_to_go_on_then_how_to_read_then_how_to_read_again(records: Records) -> None:
    keeping, id = kept(records, ("ring",)), records.plays()[0].id
    said = [it.text for it in leaving_lines(begun(moves=("ring",)), keeping)]
    assert said[0].startswith("You leave “The belfry” at Friday") and said[2] == f"twohats resume {id}"
    assert said[-1] == "twohats replay belfry --seed 7 --moves ring"
    over = begun(moves=("ring", "stop"))
    keeping.keep(over)
    said = [it.text for it in leaving_lines(over, keeping)]
    assert said[1] == f"twohats resume {id}" and said[-1].endswith("--moves ring,stop --debrief")
    keeping.debriefed(over)
    assert leaving_lines(over, keeping)[1].text == f"twohats debrief {id}"


def test_what_is_not_kept_is_led_back_to_by_its_moves_alone() -> None:
    with closing(Unkept("The disk is full.")) as records:
        said = [it.text for it in leaving_lines(begun(moves=("ring",)), kept(records, ("ring",)))]
    assert "is not kept" in said[0] and not any("resume" in it for it in said)
    assert said[-1].endswith("--moves ring")


def test_the_day_is_said_in_few_words(records: Records) -> None:
    play = kept(records, ("ring",)).kept
    local = play.touched.astimezone()
    assert day_words(play, play.touched) == f"today {local:%H:%M}"
    assert day_words(play, local.replace(day=1, month=1) + timedelta(days=400)) == f"{local.day} {local:%b} {local:%Y}"
    another = local.replace(month=1 if local.month > 1 else 3)
    assert day_words(play, another) == f"{local.day} {local:%b}"
