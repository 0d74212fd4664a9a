from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from itertools import pairwise

import pytest
from generating import (
    SEEDS,
    Tree,
    as_yaml,
    files,
    going_on,
    played,
    played_on,
    plays,
    scenario_of,
    scenarios,
    trees,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from game import MoveError, Play, Scenario, replay, start
from game.documents.data import replay_json
from game.play.history import Change, Draw
from game.scenario.meters import FACT_LIMIT

few = settings(deadline=None, max_examples=10)


def _again(play: Play, moves: Iterable[str]) -> Play:
    return replay(play.scenario, play.seed, play.role, moves)


def _line(play: Play) -> list[tuple[Play, Play]]:
    return list(pairwise(play.line()))


def _draws(play: Play) -> list[Draw]:
    return [draw for step in play.line() for draw in step.draws]


# A play is its moves


@few
@given(played)
def test_the_same_moves_give_the_same_play(play: Play) -> None:
    again = _again(play, play.moves)
    assert again == play
    assert hash(again) == hash(play)
    assert replay_json(again) == replay_json(play)


@few
@given(files, st.data())
def test_another_reading_of_the_file_gives_the_same_play(text: str, data: st.DataObject) -> None:
    play = data.draw(plays(scenario_of(text)))
    again = replay(scenario_of(text), play.seed, play.role, play.moves)
    assert again == play
    assert replay_json(again) == replay_json(play)


@few
@given(trees(), st.data())
def test_files_with_the_same_ids_are_never_taken_for_one_another(tree: Tree, data: st.DataObject) -> None:
    play = data.draw(plays(scenario_of(as_yaml(tree))))
    other = scenario_of(as_yaml(tree, "Others {}.".format))
    elsewhere = replay(other, play.seed, play.role, play.moves)
    assert elsewhere != play
    assert replay_json(elsewhere) == replay_json(play).replace("Words ", "Others ")
    assert replay_json(_again(play, play.moves)) == replay_json(play)


@few
@given(played)
def test_what_stood_before_a_move_is_the_play_without_it(play: Play) -> None:
    for place, (before, after) in enumerate(_line(play)):
        assert after.previous is before
        assert before == _again(play, play.moves[:place])
        assert replay_json(before) == replay_json(_again(play, play.moves[:place]))


# Moves


@few
@given(played)
def test_what_is_open_can_be_done_and_nothing_else_can(play: Play) -> None:
    for step in play.line():
        before = replay_json(step)
        can: set[tuple[str, str]] = {(it.kind, it.id) for it in step.options if it.open}
        known = {it.id for scene in step.scenario.scenes.values() for it in scene.options} | {"nowhere", "", "look:p"}
        for id in sorted(known):
            _try(step, "choice", id, can)
            _try(step, "look", id, can)
        assert replay_json(step) == before


def _try(play: Play, kind: str, id: str, can: set[tuple[str, str]]) -> None:
    move = play.choose if kind == "choice" else play.look
    if (kind, id) in can:
        assert move(id).previous is play
    else:
        with pytest.raises(MoveError):
            move(id)


@few
@given(played)
def test_going_on_ends_every_play_without_a_fault(play: Play) -> None:
    last = played_on(play)
    assert last.over
    assert last.ending is not None
    assert last.fault is None
    assert last.options == ()


@few
@given(played)
def test_framings_and_reasons_change_nothing_but_the_record(play: Play) -> None:
    played = [move for move in play.moves if not move.startswith(("frame:", "reason:"))]
    bare = _again(play, played)
    assert bare.transcript == play.transcript
    assert (bare.options, dict(bare.meters), dict(bare.facts)) == (play.options, dict(play.meters), dict(play.facts))
    assert (bare.now, bare.ending, _draws(bare)) == (play.now, play.ending, _draws(play))
    assert [it._replace(frame=None, reason=None) for it in play.decisions] == list(bare.decisions)


@few
@given(played)
def test_a_look_shows_its_decision_again_and_lets_no_event_happen(play: Play) -> None:
    for before, after in _line(play):
        if after.move is None or not after.move.startswith("look:"):
            continue
        id = after.move.removeprefix("look:")
        takes = next(it.takes for it in before.options if it.id == id)
        assert after.scene.id == before.scene.id
        assert {it.kind for it in after.happened} <= {"look", "outcome", "later", "dynamic", "ending"}
        assert after.now - before.now == takes or (after.over and after.now - before.now < takes)
        assert id not in [it.id for it in after.options]


# Numbers and time


@few
@given(played)
def test_meters_and_facts_stay_within_their_ranges(play: Play) -> None:
    for step in play.line():
        for id, meter in play.scenario.meters.items():
            assert meter.minimum <= step.meters[id] <= meter.maximum
        for id, fact in play.scenario.facts.items():
            value = step.facts[id]
            assert type(value) is type(fact.start)
            assert not fact.words or value in fact.words
            assert fact.kind != "number" or abs(int(value)) <= FACT_LIMIT


@few
@given(played)
def test_time_never_goes_back(play: Play) -> None:
    moments = [it.now for step in play.line() for it in step.happened]
    assert moments == sorted(moments)
    assert all(before.now <= after.now for before, after in _line(play))
    assert not moments or moments[-1] <= play.now


@few
@given(played)
def test_what_happened_accounts_for_every_change(play: Play) -> None:
    for before, after in _line(play):
        changes = [change for it in after.happened for change in it.changes]
        standing = {**before.meters, **before.facts}
        for change in changes:
            assert standing[change.name] == change.before
            standing[change.name] = change.after
        assert standing == {**after.meters, **after.facts}
        assert _sums(changes) == {
            id: after.meters[id] - before.meters[id] for id in {it.name for it in changes} & set(after.meters)
        }


def _sums(changes: Iterable[Change]) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for change in changes:
        if change.name in ("patients", "finance", "trust"):
            sums[change.name] += int(change.after) - int(change.before)
    return dict(sums)


# Chance


@few
@given(played, st.data())
def test_another_choice_leaves_all_other_luck_as_it_was(play: Play, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(play.moves)))
    other = data.draw(going_on(_again(play, play.moves[:cut])))
    first = {(it.place, it.before): it.value for it in _draws(play)}
    second = {(it.place, it.before): it.value for it in _draws(other)}
    assert {it: first[it] for it in first.keys() & second} == {it: second[it] for it in first.keys() & second}


@few
@given(played)
def test_a_draw_is_the_one_that_the_language_gives(play: Play) -> None:
    counts: Counter[str] = Counter()
    for it in _draws(play):
        assert it.before == counts[it.place]
        counts[it.place] += 1
        digest = blake2b(f"{play.seed}|{it.place}|{it.before}".encode(), digest_size=8).digest()
        assert it.value == int.from_bytes(digest, "big") % 100


# Records


@few
@given(played)
def test_records_follow_from_one_another(play: Play) -> None:
    records = play.decisions
    assert [it.number for it in records] == list(range(1, len(records) + 1))
    assert [it.choice for it in records] == [move for move in play.moves if ":" not in move]
    for one, next_one in pairwise(records):
        assert one.now <= next_one.now
        assert next_one.looks or dict(one.after) == dict(next_one.before)
    if records and play.moves[-1] == records[-1].choice:
        assert dict(records[-1].after) == dict(play.meters)


@few
@given(played)
def test_a_record_holds_what_was_open_what_was_done_and_what_came_of_it(play: Play) -> None:
    for it in play.decisions:
        shown = {(option.kind, option.id): option.open for option in it.options}
        assert shown["choice", it.choice]
        assert not {("look", id) for id in it.looks} & shown.keys()
        assert [done.id for done in it.happened if done.kind == "look"] == list(it.looks)
        assert [done.id for done in it.happened if done.kind == "choice"] == [it.choice]
        assert [done.draw for done in it.happened if done.draw] == [draw for draw in it.luck if draw.hit is not None]
        assert it.draws == tuple(draw.value for draw in it.luck)


@few
@given(played)
def test_what_came_back_names_the_decision_that_planted_it(play: Play) -> None:
    records = play.decisions
    for step in play.line():
        for it in step.happened:
            assert (it.cause is not None) == (it.kind == "later")
            if it.cause is None or it.cause.decision > len(records):
                continue
            planted = records[it.cause.decision - 1]
            assert it.cause.scene == planted.scene
            assert it.cause.id in (*planted.looks, planted.choice)
            assert it.cause.now <= it.now


@few
@given(played)
def test_what_is_still_to_come_was_planted_and_has_not_happened(play: Play) -> None:
    for later, cause in play.still_to_come:
        assert play.over or later.at is not None or cause.now + (later.after or 0) > play.now
        assert cause.decision <= len(play.decisions) + 1


@few
@given(scenarios, SEEDS)
def test_a_role_that_is_not_there_is_refused_and_the_first_is_played_unless_said(scenario: Scenario, seed: int) -> None:
    with pytest.raises(MoveError, match="porter.*sister, matron"):
        start(scenario, seed, "porter")
    assert start(scenario, seed).role == "sister"
    assert start(scenario, seed) == start(scenario, seed, "sister") != start(scenario, seed, "matron")


@few
@given(played)
def test_a_kind_of_moment_that_is_not_there_is_refused(play: Play) -> None:
    with pytest.raises(MoveError):
        play.frame("urgent")
