from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from belfry import begun
from hypothesis import given, settings
from hypothesis import strategies as st

from game.play.playing import Play, replay
from game.records.errors import RecordsError
from game.records.keeping import Keeping
from game.records.store import Records, Unkept


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with closing(Records.open(tmp_path / "plays.sqlite")) as records:
        yield records


def test_moves_that_belong_together_are_kept_together(records: Records) -> None:
    play = begun()
    keeping = Keeping.begin(records, play)
    assert keeping.keep(play.frame("tame").reason("It hangs there").choose("ring")) is None
    assert records.play(keeping.kept.id).moves == ("frame:tame", "reason:It hangs there", "ring")


def test_the_end_is_kept_with_the_move_that_led_there(records: Records) -> None:
    keeping = Keeping.begin(records, begun())
    play = begun(moves=("stop",))
    keeping.keep(play)
    assert (records.plays()[0].ending, records.plays()[0].debrief) == ("quiet", "waiting")
    assert keeping.debriefed(play) is None
    assert records.plays()[0].debrief == "done"


def test_an_end_that_was_not_kept_is_when_the_play_is_taken_up(records: Records) -> None:
    kept = records.begin(begun())
    records.append(kept.id, "stop")
    kept = records.play(kept.id)
    assert kept.debrief == "none"
    assert Keeping(records, kept).keep(records.resume(kept)) is None
    assert (records.play(kept.id).ending, records.play(kept.id).debrief) == ("quiet", "waiting")


def test_going_back_and_on_in_another_way_is_a_branch(records: Records) -> None:
    play = begun(moves=("ring", "ring"))
    keeping = Keeping.begin(records, play)
    first = keeping.kept
    back = play.previous
    assert back is not None
    assert keeping.keep(back) is None
    assert keeping.kept == first
    assert keeping.keep(back.choose("stop")) is None
    branch = records.play(keeping.kept.id)
    assert (branch.moves, branch.branched_from, branch.ending) == (("ring", "stop"), (first.id, 1), "quiet")
    assert records.play(first.id) == first


def test_going_back_and_on_in_the_same_way_is_no_branch(records: Records) -> None:
    play = begun(moves=("ring", "ring"))
    keeping = Keeping.begin(records, play)
    back = begun(moves=("ring",))
    keeping.keep(back)
    keeping.keep(back.choose("ring"))
    keeping.keep(back.choose("ring").choose("stop"))
    assert [it.moves for it in records.plays()] == [("ring", "ring", "stop")]


def test_leaving_at_an_earlier_place_keeps_that_place(records: Records) -> None:
    play = begun(moves=("ring", "ring"))
    keeping = Keeping.begin(records, play)
    first = keeping.id
    assert keeping.settle(play) is None
    assert keeping.id == first
    assert keeping.settle(begun()) is None
    assert keeping.id != first
    assert records.plays()[0].branched_from == (first, 0)


def test_what_cannot_be_begun_is_played_all_the_same(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RecordsError("The disk is full.")

    monkeypatch.setattr(records, "begin", fail)
    keeping = Keeping.begin(records, begun())
    assert isinstance(keeping.records, Unkept)
    assert keeping.records.why == "The disk is full."
    assert keeping.id is None
    assert keeping.keep(begun(moves=("ring",))) is None
    assert keeping.settle(begun()) is None
    assert keeping.keep(begun(moves=("stop",))) is None
    assert records.plays() == []


@pytest.mark.parametrize("call", ["append_all", "branch", "finish", "mark_debrief"])
def test_a_failure_is_told_once_and_play_goes_on(records: Records, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def fail(*_: object) -> None:
        raise RecordsError("The disk is full.")

    play = begun(moves=("ring", "ring"))
    keeping = Keeping.begin(records, play)
    kept = keeping.kept
    monkeypatch.setattr(records, call, fail)
    end = begun(moves=("ring", "stop"))
    told = [keeping.keep(end), keeping.debriefed(end), keeping.settle(begun())]
    assert [it for it in told if it] == ["The disk is full. You can go on playing, but from here nothing is kept."]
    assert keeping.id is None
    assert records.play(kept.id) == kept


@settings(deadline=None, max_examples=30)
@given(steps=st.lists(st.one_of(st.sampled_from(["ring", "look:peer", "frame:tame"]), st.integers(0, 6)), max_size=25))
def test_wherever_a_player_goes_every_way_stays_kept(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str | int]
) -> None:
    with closing(Records.open(tmp_path_factory.mktemp("kept") / "plays.sqlite")) as records:
        play = begun()
        keeping = Keeping.begin(records, play)
        for step in steps:
            before = {it.id: it.moves for it in records.plays()}
            play = _stepped(play, step)
            assert keeping.keep(play) is None
            now = {it.id: it.moves for it in records.plays()}
            # Nothing that was kept is ever lost or changed but by going on.
            assert all(now[id][: len(moves)] == moves for id, moves in before.items())
            assert now[keeping.kept.id][: len(play.moves)] == play.moves
        assert keeping.settle(play) is None
        kept = records.play(keeping.kept.id)
        assert kept.moves == play.moves
        assert records.resume(kept) == play
        for it in records.plays():
            assert records.resume(it) == replay(play.scenario, 7, None, it.moves)


def _stepped(play: Play, step: str | int) -> Play:
    """Make a move where it can be made, or go back that many moves where there are so many."""
    if isinstance(step, int):
        line = list(play.line())
        return line[max(0, len(line) - 1 - step)]
    if step == "look:peer" and not any(it.id == "peer" and it.open for it in play.options):
        return play
    return play.make(step)
