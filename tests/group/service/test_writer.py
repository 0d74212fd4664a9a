import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from serving import SCENARIO, new_session, served

from game.group.keeping.entries import Entry
from game.group.keeping.errors import KeepingError
from game.group.keeping.store import Store
from game.group.service import turns
from game.group.service.posts import Accepted, Gone, Line, Moved, Outcome, Post
from game.group.service.turns import event_of
from game.group.service.writer import Writer
from game.group.session.asking import Refusal, Who, asked
from game.group.session.commands import Join, Next
from game.group.session.events import LogError
from game.group.session.folding import fold


def _line(store: Store) -> Line:
    kept = new_session(store)
    return Line(kept.id, fold(SCENARIO, [event_of(entry) for entry in store.entries(kept.id)]))


# What came of each post, all of which wait before the writer begins, and so share one commit.
def _written(store: Store, posts: list[Post]) -> tuple[list[Outcome], list[Moved]]:
    outcomes: dict[Post, Outcome] = {}
    moves: list[Moved] = []
    batches: list[int] = []

    def deliver(made: Sequence[tuple[Post, Outcome]], moved: Sequence[Moved]) -> None:
        assert threading.current_thread().name == "twohats-writer"
        outcomes.update(made)
        moves.extend(moved)
        batches.append(len(made))

    writer = Writer(store, deliver)
    for post in posts:
        writer.submit(post)
    writer.start()
    writer.stop()
    assert batches == [len(posts)]
    return [outcomes[post] for post in posts], moves


def _joins(line: Line, number: int) -> Post:
    return Post(line, lambda _: None, Who("participant", f"p{number}"), Join(), token=b"%032d" % number)


def test_all_who_wait_share_one_commit_and_each_session_counts_for_itself(database: str) -> None:
    with closing(Store.open(database)) as store:
        lines = [_line(store), _line(store)]
        outcomes, moved = _written(store, [_joins(line, number) for number in range(40) for line in lines])
        assert all(isinstance(it, Accepted) for it in outcomes)
        for line in lines:
            assert [it.seq for it in store.entries(line.id)] == list(range(1, 42))
            assert line.session.seq == 41
            assert len(store.holders(line.id)) == 40
        assert {it.line.id: len(it.events) for it in moved} == {line.id: 40 for line in lines}


def test_one_who_is_refused_takes_nobody_along(database: str) -> None:
    with closing(Store.open(database)) as store:
        line, gone = _line(store), _line(store)
        store.purge(next(it.code for it in store.sessions() if it.id == gone.id))
        not_allowed = Post(line, lambda _: None, Who("participant", "p0"), Next())
        outcomes, _ = _written(store, [_joins(line, 0), not_allowed, _joins(gone, 1), _joins(line, 2)])
        assert isinstance(outcomes[1], Refusal)
        assert isinstance(outcomes[2], Gone)
        assert [it.by for it in store.entries(line.id, 1)] == ["p0", "p2"]


def test_a_fault_of_ours_costs_the_post_that_met_it_alone(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(session: object, who: Who, command: object) -> object:
        if who.id == "p1":
            raise ZeroDivisionError
        return asked(session, who, command)  # type: ignore[arg-type]

    monkeypatch.setattr(turns, "asked", faulty)
    with closing(Store.open(database)) as store:
        line = _line(store)
        outcomes, _ = _written(store, [_joins(line, number) for number in range(3)])
        assert isinstance(outcomes[1], ZeroDivisionError)
        assert [it.by for it in store.entries(line.id, 1)] == ["p0", "p2"]
        assert len(store.holders(line.id)) == 2


def test_where_nothing_can_be_kept_nothing_has_happened(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Store.open(database)) as store:
        line = _line(store)
        before = line.session

        def full(*_: object) -> None:
            raise KeepingError("The disk takes nothing more.")

        monkeypatch.setattr("game.group.keeping.writing.Writing.let_in", full)
        outcomes, moved = _written(store, [_joins(line, number) for number in range(3)])
        assert all(isinstance(it, KeepingError) for it in outcomes)
        assert moved == []
        assert line.session is before
        assert len(store.entries(line.id)) == 1
        monkeypatch.undo()
        outcomes, _ = _written(store, [_joins(line, 1)])
        assert isinstance(outcomes[0], Accepted)


def test_an_entry_that_cannot_be_read_costs_its_own_session_alone(database: str) -> None:
    with closing(Store.open(database)) as store:
        damaged, whole = _line(store), _line(store)
        with store.writing() as writing:
            writing.append(damaged.id, [Entry(2, 1.0, "p9", "of-a-newer-version", {})], [], [])
        outcomes, _ = _written(store, [_joins(damaged, 0), _joins(whole, 1)])
        assert isinstance(outcomes[0], LogError)
        assert isinstance(outcomes[1], Accepted)
        assert len(store.entries(damaged.id)) == 2


async def test_a_session_that_cannot_be_read_is_told_of_and_no_other_is_touched(tmp_path: Path, logs: Path) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        damaged = new_session(it.store)
        with it.store.writing() as writing:
            writing.append(damaged.id, [Entry(2, 1.0, "p9", "of-a-newer-version", {})], [], [])
        async with it.browser() as browser:
            told = await browser.post(f"/s/{damaged.code}/join", json={})
            assert (told.status_code, told.json()["code"]) == (500, "unreadable")
            assert (await browser.post(f"{it.path}/join", json={})).status_code == 200
    assert damaged.code in logs.read_text(encoding="utf-8")
