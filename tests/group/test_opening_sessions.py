import stat
from contextlib import closing
from pathlib import Path

import pytest
from serving import SCENARIO, SERVER_KEY, served

from game.group.keeping.entries import Entry
from game.group.keeping.store import Store
from game.group.session.data.sitting import Closed
from game.group.session.events import Event, event_json
from game.group.sitting import (
    HostError,
    Wishes,
    begin_elsewhere,
    begin_here,
    go_on_here,
    link_file,
    open_sessions,
    server_url,
)


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


def test_a_session_is_made_at_a_server_elsewhere(database: str) -> None:
    with served(database) as it:
        sitting = begin_elsewhere(it.url, SERVER_KEY, SCENARIO, Wishes(seed=4, minutes=30))
        kept = it.store.session(sitting.code)
        assert kept is not None
        assert sitting.desk_link(it.url) == f"{it.url}/s/{kept.code}/desk#{sitting.desk}"
        with pytest.raises(HostError):
            begin_elsewhere(it.url, "another key", SCENARIO, Wishes())
    with pytest.raises(HostError, match="does not answer"):
        begin_elsewhere(it.url, SERVER_KEY, SCENARIO, Wishes())


def test_a_servers_address_is_read_as_it_is_typed() -> None:
    assert server_url("https://sessions.example/") == "https://sessions.example"
    assert server_url("localhost:8642") == "http://localhost:8642"
    with pytest.raises(HostError, match="no server's address"):
        server_url("ftp://x")


def test_the_desks_link_is_in_a_file_for_this_account_alone(database: str) -> None:
    with closing(Store.open(database)) as store:
        sitting = begin_here(store, SCENARIO, Wishes())
        for stays in (False, True):
            with link_file(sitting, "http://127.0.0.1:1", stays=stays) as path:
                assert path.read_text() == f"{sitting.desk_link('http://127.0.0.1:1')}\n"
                assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert path.exists() == stays
