import stat
from contextlib import closing
from pathlib import Path

import pytest
from serving import SCENARIO

from game.group.keeping.entries import Entry
from game.group.keeping.store import Store
from game.group.listing import purge
from game.group.session.data.sitting import Closed
from game.group.session.events import Event, event_json
from game.group.sitting import HostError, Wishes, begin_here, go_on_here, link_file, open_sessions


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'sessions.sqlite'}"


def test_a_session_that_is_not_over_can_be_gone_on_with(database: str) -> None:
    with closing(Store.open(database)) as store:
        assert open_sessions(store, SCENARIO.id) == []
        begun = begin_here(store, SCENARIO, Wishes(seed=3, minutes=60))
        [found] = open_sessions(store, SCENARIO.id)
        assert (found.kept.code, found.session.seed) == (begun.code, 3)
        assert found.words.endswith("0 people, in the lobby")
        assert open_sessions(store, "another") == []
        again = go_on_here(store, found.kept)
        assert again.code == begun.code
        assert again.desk != begun.desk
        closed = event_json(Event.of(2, 1.0, "facilitator", Closed()))
        with store.writing() as writing:
            writing.append(found.kept.id, [Entry(2, 1.0, "facilitator", "closed", closed["data"])], (), ())
        assert open_sessions(store, SCENARIO.id) == []


def test_wishes_that_do_not_fit_are_refused_in_a_sentence(database: str) -> None:
    with closing(Store.open(database)) as store, pytest.raises(HostError, match="no such role"):
        begin_here(store, SCENARIO, Wishes(role="nobody"))


def test_the_desks_link_is_in_a_file_for_this_account_alone(database: str) -> None:
    with closing(Store.open(database)) as store:
        sitting = begin_here(store, SCENARIO, Wishes())
        for stays in (False, True):
            with link_file(sitting, "http://127.0.0.1:1", stays=stays) as path:
                assert path.read_text() == f"{sitting.desk_link('http://127.0.0.1:1')}\n"
                assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert path.exists() == stays


def test_what_a_killed_host_left_goes_with_its_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWOHATS_DATA", str(tmp_path))
    with closing(Store.open(f"sqlite:///{tmp_path / 'sessions.sqlite'}")) as store:
        sitting = begin_here(store, SCENARIO, Wishes())
        with link_file(sitting, "http://127.0.0.1:1", stays=True) as path:
            pass
        assert path.exists()
        purge(store, [sitting.code])
        assert not path.exists()
